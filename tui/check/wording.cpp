#include "check/wording.hpp"

#include <cstdlib>

#include "phrases/diagnoses.hpp"
#include "phrases/evidence.hpp"
#include "phrases/printable.hpp"

namespace partage::check {

namespace {

// The inside of a pair of braces, "n" or "n|octet|octets", filled; nothing when it is not a name that has a word.
std::optional<std::string> filled_name(std::string_view inside, const Words& words) {
  const std::size_t bar = inside.find('|');
  const auto word = words.find(std::string(inside.substr(0, bar)));
  if (word == words.end()) return {};
  if (bar == std::string_view::npos) return phrases::printable(phrases::grouped(word->second));
  const std::size_t second = inside.find('|', bar + 1);
  if (second == std::string_view::npos) return {};
  const bool plural = std::strtod(word->second.c_str(), nullptr) >= 2;
  return std::string(plural ? inside.substr(second + 1) : inside.substr(bar + 1, second - bar - 1));
}

}  // namespace

// A word may be a name that the student's program chose: only its characters may come through.
std::string fill(std::string_view text, const Words& words) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    filled += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    const auto word = close == std::string_view::npos ? std::nullopt : filled_name(text.substr(1, close - 1), words);
    filled += word.value_or("{");
    text.remove_prefix(word ? close + 1 : 1);
  }
  return filled;
}

namespace {

Words with_automatic(const content::Exercise& exercise, Words words, const record::SourceLine& where) {
  words.emplace("fichier", exercise.file);
  if (!exercise.functions.empty()) words.emplace("fonction", exercise.functions.front().name);
  if (where.known()) words.emplace("ligne", std::to_string(where.line));
  return words;
}

}  // namespace

std::optional<record::Diagnosis> worded(const content::Exercise& exercise, std::string_view code, const Words& words,
                                        const record::SourceLine& where) {
  const Words all = with_automatic(exercise, words, where);
  record::Diagnosis diagnosis;
  diagnosis.code = code.substr(0, code.find('/'));
  diagnosis.source = where;
  diagnosis.lesson = exercise.lesson;
  if (const auto own = exercise.diagnoses.find(diagnosis.code); own != exercise.diagnoses.end()) {
    diagnosis.title = fill(own->second.title, all);
    diagnosis.why = fill(own->second.why, all);
    if (!own->second.lesson.empty()) diagnosis.lesson = own->second.lesson;
    return diagnosis;
  }
  const phrases::CommonDiagnosis* text = phrases::common_diagnosis(code);
  if (text == nullptr) return {};
  diagnosis.title = fill(text->title, all);
  diagnosis.why = fill(text->why, all);
  if (!text->lesson.empty()) diagnosis.lesson = text->lesson;
  return diagnosis;
}

record::Diagnosis common(const content::Exercise& exercise, std::string_view code, const Words& words,
                         const record::SourceLine& where) {
  return worded(exercise, code, words, where).value_or(record::Diagnosis{});
}

}  // namespace partage::check
