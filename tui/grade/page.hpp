// index.html: the whole class on one page, that stands alone.
//
// No script, nothing from a network: its Content-Security-Policy allows one thing, the style sheet of page_style.cpp, by its
// digest. Anchors: "tableau" the table of the class, "s001" a student, "s001-08" one of their exercises, "ex-08" an exercise,
// "e-E08-prive" a diagnosis.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "grade/results.hpp"

namespace partage::grade {

/// The text of the file that a mark judged, when it is still at hand.
using SourceText = std::function<std::optional<std::string>(const Mark&)>;

std::string index_html(const Results& results, const SourceText& source = {});

}  // namespace partage::grade
