// Text compared without its accents and capitals, that remembers where each letter was.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/lines.hpp"

namespace partage::app {

/// A part of a text: first byte, and the one after the last.
using Range = std::pair<std::size_t, std::size_t>;

struct Folded {
  std::string text;
  std::vector<std::size_t> from;  ///< of each byte of text: its character in the original; one more, for the end
};
Folded fold(std::string_view original);

/// The words of a question, folded.
std::vector<std::string> folded_words(std::string_view question);

/// Where these words are in the original, in order, without overlap; empty when none is there.
std::vector<Range> occurrences(const Folded& folded, const std::vector<std::string>& words);
bool holds_all(const Folded& folded, const std::vector<std::string>& words);

/// The line with these parts of its text in those attributes.
Line marked(const Line& line, const std::vector<Range>& parts);

}  // namespace partage::app
