// All that can be found: the text of the lessons, of the statements, and the sentences of the diagnoses. Neither hints nor
// solutions; the explanation of a prediction only once it was answered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/folded.hpp"
#include "content/library.hpp"
#include "content/progress.hpp"

namespace partage::app {

/// A paragraph, an item, a line of a listing: what a result shows.
struct Passage {
  enum class Kind { lesson, exercise, diagnosis } kind = Kind::lesson;
  std::string id;          ///< folder of the lesson or of the exercise; empty: a diagnosis of any exercise
  int page = 0;            ///< as the screen counts them, from 0
  std::string code;        ///< of a diagnosis
  std::string prediction;  ///< found only once this one was answered
  std::string text;
  Folded folded;
};

struct SearchIndex {
  std::vector<Passage> passages;  ///< in the order of the course
};
SearchIndex search_index(const content::Library& library);

struct SearchHit {
  std::size_t passage = 0;   ///< index
  std::vector<Range> parts;  ///< of its text
};
/// Passages that hold every word of the question, whatever their accents and capitals; if there is none, what holds some
/// of them on the pages that hold them all. None for less than two letters.
std::vector<SearchHit> search(const SearchIndex& index, std::string_view question, const content::Progress& progress);

/// « Leçon 07, page 3 : Une page pour deux ». `as_text`: with the page's number in `partage lecon NN --texte`.
std::string passage_place(const Passage& passage, const content::Library& library, bool as_text = false);
/// The passage around its first match, in one line; matches between brackets.
Line passage_line(const Passage& passage, const SearchHit& hit, int columns);

/// Which of these lines shows the passage's first match.
int line_of(const Lines& lines, const Passage& passage, const std::vector<std::string>& words);

}  // namespace partage::app
