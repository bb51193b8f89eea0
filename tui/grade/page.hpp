// index.html: the whole class on one page, that stands alone.
//
// No script, nothing from a network: its Content-Security-Policy allows one thing, the style sheet of page_style.cpp, by its
// digest. Anchors: "tableau" the table of the class, "s001" a student, "s001-08" one of their exercises, "ex-08" an exercise,
// "e-E08-prive" a diagnosis, "ressemblances" the hand-ins that look alike.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "grade/results.hpp"
#include "grade/similar.hpp"

namespace partage::grade {

/// The text of the file that a mark judged, when it is still at hand.
using SourceText = std::function<std::optional<std::string>(const Mark&)>;

/// `similar`: what was compared, when that was asked for; without it the page has no word of it.
std::string index_html(const Results& results, const SourceText& source = {}, const Similarities* similar = nullptr);

}  // namespace partage::grade
