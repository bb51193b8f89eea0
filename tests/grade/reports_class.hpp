// Classes for the tests of the reports: an ordinary one of any size, and one whose every word is hostile.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "grade/results.hpp"
#include "grade/similar.hpp"

namespace partage::grade_tests {

/// Always the same for the same numbers: every state, diagnoses that come again, passed ones with advice, problems.
grade::Results ordinary_class(std::size_t students, std::size_t exercises);

/// Names, problems, reasons, diagnoses and outputs that try to be a formula, a tag, an order, an escape sequence…
grade::Results hostile_class();
const std::vector<std::string>& hostile_words();

/// Of that class: exercises without a pair, with one, with more than the page tells; one that could not be compared.
grade::Similarities similar_pairs(const grade::Results& results);

/// notes.csv, moodle.csv, moodle_en.csv, junit.xml, index.html, notes.json, portail.txt and hostile.json (the words above) in `folder`;
/// similarites.json too when there are some.
void write_reports(const std::filesystem::path& folder, const grade::Results& results, const grade::Similarities* similar = nullptr);

}  // namespace partage::grade_tests
