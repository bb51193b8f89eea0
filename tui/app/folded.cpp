#include "app/folded.hpp"

#include <algorithm>

#include "app/words.hpp"
#include "grid/utf8.hpp"

namespace partage::app {
namespace {

std::string folded_character(char32_t code, std::string_view bytes) {
  switch (code) {
    case U'œ':
    case U'Œ': return "oe";
    case U'æ':
    case U'Æ': return "ae";
    case U'\u2019': return "'";
    default: return code >= 0x300 && code < 0x370 ? "" : folded(bytes);  // an accent apart from its letter
  }
}

}  // namespace

Folded fold(std::string_view original) {
  Folded result;
  std::size_t at = 0;
  while (at < original.size()) {
    const grid::Decoded one = grid::decode(original.substr(at));
    const std::string plain = folded_character(one.code, original.substr(at, one.bytes));
    result.text += plain;
    result.from.insert(result.from.end(), plain.size(), at);
    at += one.bytes;
  }
  result.from.push_back(original.size());
  return result;
}

std::vector<std::string> folded_words(std::string_view question) {
  std::vector<std::string> words;
  std::string word;
  for (const char one : fold(question).text + " ") {
    if (one != ' ' && one != '\t' && one != '\n') {
      word += one;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  return words;
}

std::vector<Range> occurrences(const Folded& folded, const std::vector<std::string>& words) {
  std::vector<Range> found;
  for (const std::string& word : words)
    for (std::size_t at = folded.text.find(word); at != std::string::npos; at = folded.text.find(word, at + word.size())) {
      // A match may end inside a character that folds into two letters.
      std::size_t end = at + word.size();
      while (end < folded.text.size() && folded.from[end] == folded.from[end - 1]) ++end;
      found.emplace_back(folded.from[at], folded.from[end]);
    }
  std::sort(found.begin(), found.end());
  std::vector<Range> apart;
  for (const Range& one : found) {
    if (!apart.empty() && one.first < apart.back().second) apart.back().second = std::max(apart.back().second, one.second);
    else apart.push_back(one);
  }
  return apart;
}

bool holds_all(const Folded& folded, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return folded.text.find(word) != std::string::npos; });
}

Line marked(const Line& line, const std::vector<Range>& parts) {
  constexpr Attributes kFound{Tone::selected, true, true};
  Line result;
  std::size_t start = 0;
  for (const Piece& piece : line.pieces) {
    const std::size_t end = start + piece.text.size();
    std::size_t at = start;
    for (const auto& [first, last] : parts) {
      const std::size_t from = std::clamp(first, at, end), to = std::clamp(last, from, end);
      result.add(std::string_view(piece.text).substr(at - start, from - at), piece.attributes);
      result.add(std::string_view(piece.text).substr(from - start, to - from), kFound);
      at = to;
    }
    result.add(std::string_view(piece.text).substr(at - start), piece.attributes);
    start = end;
  }
  return result;
}

}  // namespace partage::app
