// The parts of index.html, in the order in which they stand. Private to page*.cpp.
#pragma once

#include <string>
#include <string_view>

#include "grade/page.hpp"

namespace partage::grade {

std::string page_summary(const Results& results);
std::string page_distribution(const Results& results);
std::string page_exercises(const Results& results);
std::string page_table(const Results& results);
std::string page_diagnoses(const Results& results);
std::string page_similar(const Results& results, const Similarities& similar);
std::string page_students(const Results& results, const SourceText& source);

std::string_view page_style();
/// Of the style sheet, as a Content-Security-Policy writes it: "sha256-…".
std::string page_style_digest();

/// "p", "f", "m" or "n": the class of what shows a state.
std::string_view style_class(State state);
/// The anchor of one exercise of one student.
std::string mark_anchor(const Student& student, const Expected& exercise);
/// The anchor of a diagnosis.
std::string code_anchor(std::string_view code);

}  // namespace partage::grade
