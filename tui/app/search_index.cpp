#include "app/search_index.hpp"

#include <algorithm>

#include "app/words.hpp"
#include "content/overview.hpp"
#include "phrases/diagnoses.hpp"

namespace partage::app {
namespace {

constexpr std::size_t kFewestLetters = 2;

std::string plain(const content::Text& text) {
  std::string joined;
  for (const content::Span& span : text) joined += span.text;
  return joined;
}

class Indexer {
 public:
  explicit Indexer(SearchIndex& index) : index_(index) {}

  void add(const std::string& text, const std::string& prediction = {}) {
    std::string shown = trimmed(one_line(text));
    if (shown.empty()) return;
    Folded folded = fold(shown);
    index_.passages.push_back({here_.kind, here_.id, here_.page, here_.code, prediction, std::move(shown), std::move(folded)});
  }
  void add(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) add(text);
  }
  void move_to(Passage::Kind kind, const std::string& id, int page, const std::string& code = {}) {
    here_ = {kind, id, page, code, {}, {}, {}};
  }
  void page(const content::Page& page) {
    add(page.title);
    for (const content::Block& block : page.blocks) std::visit(*this, block);
  }

  void operator()(const content::Paragraph& block) { add(plain(block.text)); }
  void operator()(const content::Heading& block) { add(plain(block.text)); }
  void operator()(const content::Quote& block) { add(plain(block.text)); }
  void operator()(const content::List& block) {
    for (const content::Text& item : block.items) add(plain(item));
  }
  void operator()(const content::Code& block) { add(block.lines); }
  void operator()(const content::Listing& block) { add(block.lines); }
  void operator()(const content::Table& block) {
    row(block.head);
    for (const auto& cells : block.rows) row(cells);
  }
  void operator()(const content::Prediction& block) {
    add(block.question);
    add(block.choices);
    add(block.explanation, block.id);
  }
  void operator()(const content::Launch& block) {
    add(block.title + "   " + block.program);
    add(block.observe);
    add(block.attempt);
  }

 private:
  void row(const std::vector<content::Text>& cells) {
    std::string joined;
    for (const content::Text& cell : cells) joined += (joined.empty() ? "" : "  ") + plain(cell);
    add(joined);
  }

  SearchIndex& index_;
  Passage here_{};
};

void add_lesson(Indexer& indexer, const content::Lesson& lesson) {
  indexer.move_to(Passage::Kind::lesson, lesson.id, 0);
  indexer.add(lesson.title);
  indexer.add(lesson.goals);
  for (std::size_t page = 0; page < lesson.pages.size(); ++page) {
    indexer.move_to(Passage::Kind::lesson, lesson.id, static_cast<int>(page) + 1);
    indexer.page(lesson.pages[page]);
  }
}

void add_exercise(Indexer& indexer, const content::Exercise& exercise) {
  indexer.move_to(Passage::Kind::exercise, exercise.id, 0);
  indexer.add(exercise.title);
  for (std::size_t page = 0; page < exercise.statement.size(); ++page) {
    indexer.move_to(Passage::Kind::exercise, exercise.id, static_cast<int>(page));
    indexer.page(exercise.statement[page]);
  }
}

void add_diagnosis(Indexer& indexer, const std::string& exercise, const std::string& code, std::string_view title) {
  indexer.move_to(Passage::Kind::diagnosis, exercise, 0, code);
  indexer.add(code + "  " + content::without_words(title));
}

bool answered(const content::Progress& progress, const Passage& passage) {
  if (passage.prediction.empty()) return true;
  const auto lesson = progress.lessons.find(passage.id);
  return lesson != progress.lessons.end() && lesson->second.predictions.contains(passage.prediction);
}

// Where to start showing a text so that `match` is in sight: at a word, about a third of the room before it.
std::size_t context_start(std::string_view text, std::size_t match, int columns) {
  if (grid::width(text) <= columns) return 0;
  std::size_t start = match;
  while (start > 0 && grid::width(text.substr(start, match - start)) < columns / 3) {
    --start;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
  }
  if (start == 0) return 0;
  const std::size_t word = text.find(' ', start);
  return word == std::string_view::npos || word >= match ? start : word + 1;
}

std::vector<SearchHit> hits_within(const SearchIndex& index, const std::vector<std::string>& words, const content::Progress& progress) {
  std::vector<SearchHit> hits;
  for (std::size_t at = 0; at < index.passages.size(); ++at) {
    const Passage& passage = index.passages[at];
    if (holds_all(passage.folded, words) && answered(progress, passage)) hits.push_back({at, occurrences(passage.folded, words)});
  }
  return hits;
}

bool same_page(const Passage& one, const Passage& other) {
  return one.kind == other.kind && one.id == other.id && one.page == other.page && one.code == other.code;
}

// No passage holds every word: those of a page that does, wherever they are on it.
std::vector<SearchHit> hits_across(const SearchIndex& index, const std::vector<std::string>& words, const content::Progress& progress) {
  std::vector<SearchHit> hits;
  std::size_t first = 0;
  while (first < index.passages.size()) {
    std::vector<SearchHit> here;
    std::string all;
    std::size_t at = first;
    for (; at < index.passages.size() && same_page(index.passages[first], index.passages[at]); ++at) {
      const Passage& passage = index.passages[at];
      if (!answered(progress, passage)) continue;
      all += passage.folded.text + "\n";
      std::vector<Range> parts = occurrences(passage.folded, words);
      if (!parts.empty()) here.push_back({at, std::move(parts)});
    }
    if (std::all_of(words.begin(), words.end(), [&](const std::string& word) { return all.find(word) != std::string::npos; }))
      hits.insert(hits.end(), here.begin(), here.end());
    first = at;
  }
  return hits;
}

}  // namespace

SearchIndex search_index(const content::Library& library) {
  SearchIndex index;
  Indexer indexer(index);
  for (const content::Lesson& lesson : library.lessons) add_lesson(indexer, lesson);
  for (const content::Exercise& exercise : library.exercises) add_exercise(indexer, exercise);
  for (const content::Exercise& exercise : library.exercises)
    for (const auto& [code, wording] : exercise.diagnoses) add_diagnosis(indexer, exercise.id, code, wording.title);
  for (const phrases::CommonDiagnosis& common : phrases::common_diagnoses())
    add_diagnosis(indexer, "", std::string(common.code), common.title);
  return index;
}

std::vector<SearchHit> search(const SearchIndex& index, std::string_view question, const content::Progress& progress) {
  const std::vector<std::string> words = folded_words(question);
  std::size_t letters = 0;
  for (const std::string& word : words) letters += word.size();
  if (letters < kFewestLetters) return {};
  std::vector<SearchHit> hits = hits_within(index, words, progress);
  return hits.empty() && words.size() > 1 ? hits_across(index, words, progress) : hits;
}

std::string passage_place(const Passage& passage, const content::Library& library, bool as_text) {
  const std::string number = passage.id.substr(0, 2), page = std::to_string(passage.page + 1);
  const auto index = static_cast<std::size_t>(passage.page);
  if (passage.kind == Passage::Kind::lesson) {
    const content::Lesson* lesson = library.lesson(passage.id);
    const std::string title = lesson == nullptr ? "" : index == 0 ? lesson->title : lesson->pages[index - 1].title;
    if (as_text) return "Leçon " + number + (index == 0 ? ", buts" : ", page " + std::to_string(index)) + "\u00a0: " + title;
    return "Leçon " + number + ", page " + page + "\u00a0: " + title;
  }
  const content::Exercise* exercise = library.exercise(passage.id);
  if (passage.kind == Passage::Kind::diagnosis)
    return exercise == nullptr ? "Diagnostic, tout exercice" : "Diagnostic, exercice " + number + "\u00a0: " + exercise->title;
  const std::string title = exercise == nullptr || index >= exercise->statement.size() ? "" : exercise->statement[index].title;
  return "Exercice " + number + ", énoncé, page " + page + "\u00a0: " + title;
}

Line passage_line(const Passage& passage, const SearchHit& hit, int columns) {
  Line line;
  if (hit.parts.empty()) return fitted(Line(passage.text), columns);
  std::size_t at = context_start(passage.text, hit.parts.front().first, columns - 2 * static_cast<int>(hit.parts.size()));
  const std::string_view text(passage.text);
  if (at > 0) line.add("…", look::dim);
  for (const auto& [first, last] : hit.parts) {
    line.add(text.substr(at, first - at));
    line.add("[", look::key).add(text.substr(first, last - first), {Tone::accent, true, true}).add("]", look::key);
    at = last;
  }
  return fitted(line.add(text.substr(at)), columns);
}

int line_of(const Lines& lines, const Passage& passage, const std::vector<std::string>& words) {
  std::vector<Folded> folded;
  for (const Line& line : lines) folded.push_back(fold(line.text()));
  const auto from = [&](std::size_t start, const std::vector<std::string>& wanted) {
    for (std::size_t line = start; line < folded.size(); ++line)
      if (!occurrences(folded[line], wanted).empty()) return line;
    return folded.size();
  };
  // Where the passage begins: by its first letters, fewer and fewer where a column is narrow.
  std::size_t start = folded.size();
  for (std::size_t length = 24; start == folded.size() && length >= 3; length /= 2)
    start = from(0, {passage.folded.text.substr(0, length)});
  if (start == folded.size()) start = 0;
  std::size_t found = from(start, words);
  if (found == folded.size()) found = from(0, words);
  return static_cast<int>(found == folded.size() ? start : found);
}

}  // namespace partage::app
