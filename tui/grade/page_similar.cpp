// Which hand-ins look alike, in index.html: for each exercise the closest pairs, for who wants to look at them.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "grade/markup.hpp"
#include "grade/page_parts.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kMostPairs = 10;  // of one exercise: similarites.txt has them all

std::string side(const Student& student, const Expected& exercise, int percent) {
  return fmt::format("<td class=\"who\"><a href=\"#{}\">{}</a></td><td class=\"part\">{}</td>", mark_anchor(student, exercise),
                     escaped(student.name), escaped(percent_text(percent)));
}

std::string row(const Results& results, const Expected& exercise, const std::map<std::string_view, std::size_t>& places, const Similar& pair) {
  const auto first = places.find(pair.first), second = places.find(pair.second);
  if (first == places.end() || second == places.end()) return "";
  return "<tr>" + side(results.students[first->second], exercise, pair.first_percent) +
         side(results.students[second->second], exercise, pair.second_percent) + "</tr>\n";
}

std::string body(const Results& results, const Expected& exercise, const std::map<std::string_view, std::size_t>& places,
                 const Compared& compared, std::span<const Similar> pairs) {
  std::string text = fmt::format("<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"4\"><a href=\"#ex-{0}\">{0} {1}</a> <span class=\"dim\">{2}</span></th></tr>\n",
                                 escaped(exercise.number), escaped(exercise.title), pairs_text(pairs.size(), compared));
  for (const Similar& pair : pairs.subspan(0, std::min(kMostPairs, pairs.size()))) text += row(results, exercise, places, pair);
  if (const std::size_t left = pairs.size() - std::min(kMostPairs, pairs.size()); left > 0)
    text += fmt::format("<tr><td colspan=\"4\" class=\"dim\">… et {} {}, dans similarites.txt</td></tr>\n", left,
                        left > 1 ? "autres" : "autre");
  return text + "</tbody>\n";
}

std::string table(const Results& results, const Similarities& similar) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < results.students.size(); ++i) places[results.students[i].id] = i;
  std::string bodies;
  for (const Compared& compared : similar.exercises) {
    const auto is_it = [&](const Expected& one) { return one.id == compared.exercise; };
    const auto exercise = std::find_if(results.exercises.begin(), results.exercises.end(), is_it);
    const std::span<const Similar> pairs = pairs_of(similar, compared.exercise);
    if (exercise != results.exercises.end() && !pairs.empty()) bodies += body(results, *exercise, places, compared, pairs);
  }
  if (bodies.empty()) return fmt::format("<p>Aucune paire n'atteint {}\u00a0%.</p>\n", Similarities::least);
  return "<div class=\"scroll\" role=\"region\" aria-labelledby=\"ressemblances-titre\" tabindex=\"0\">\n<table class=\"plain pairs\">\n"
         "<thead><tr><th scope=\"col\">Un rendu</th><th scope=\"col\">Part retrouvée</th><th scope=\"col\">Un autre</th>"
         "<th scope=\"col\">Part retrouvée</th></tr></thead>\n" + bodies + "</table>\n</div>\n";
}

}  // namespace

std::string page_similar(const Results& results, const Similarities& similar) {
  std::string text = "<section id=\"ressemblances\" aria-labelledby=\"ressemblances-titre\">\n"
                     "<h2 id=\"ressemblances-titre\">Rendus qui se ressemblent</h2>\n";
  text += fmt::format("<p>{} {} Ce que l'énoncé donnait est ôté\u202f; mise en page, commentaires et noms ne comptent pas. "
                      "Quand presque toutes les paires d'un exercice se ressemblent, c'est l'exercice qui le veut.</p>\n",
                      kHelpNotProof, kWhatPercent);
  for (const std::string& problem : similar.problems) text += "<p class=\"note\">" + escaped(problem) + "</p>\n";
  return text + table(results, similar) + "</section>\n";
}

}  // namespace partage::grade
