// The head of index.html: when, with what, how many; what went wrong; how the totals are spread.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "grade/markup.hpp"
#include "grade/page_parts.hpp"
#include "grade/report_words.hpp"
#include "grade/to_settle.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kMostToSettle = 20;

std::string line(std::string_view name, const std::string& value) {
  return value.empty() ? "" : fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
}

std::string state_counts(const Total& sum) {
  std::string text;
  for (const State state : kStates)
    if (const int count = count_of(sum, state); count > 0)
      text += fmt::format("{}<span class=\"{}\">{} {} {}</span>", text.empty() ? "" : ", ", style_class(state), symbol(state), count,
                          word(state, count));
  return text;
}

std::vector<std::string> items_to_settle(const Results& results) {
  std::vector<std::string> items;
  for (const std::string& problem : results.problems) items.push_back("<li>" + escaped(problem) + "</li>\n");
  for (std::size_t i = 0; i < results.students.size(); ++i) {
    const Student& student = results.students[i];
    std::vector<std::string> lines = student.problems;
    for (std::string& line : not_judged_lines(results, i)) lines.push_back(std::move(line));
    for (const std::string& line : lines)
      items.push_back(fmt::format("<li><a href=\"#{}\">{}</a>\u00a0: {}</li>\n", escaped(student.id), escaped(student.name), escaped(line)));
  }
  return items;
}

std::string list(const std::vector<std::string>& items, std::size_t from, std::size_t to) {
  std::string text = "<ul>\n";
  for (std::size_t i = from; i < to; ++i) text += items[i];
  return text + "</ul>\n";
}

// Of a grading that was interrupted, whole classes stand here: the rest is folded.
std::string to_settle(const Results& results) {
  const std::vector<std::string> items = items_to_settle(results);
  if (items.empty()) return "";
  const std::size_t shown = items.size() <= kMostToSettle + 1 ? items.size() : kMostToSettle;
  std::string text = "<div class=\"note\">\n<h3>À regarder</h3>\n" + list(items, 0, shown);
  if (shown < items.size())
    text += fmt::format("<details><summary>… et {} autres</summary>\n", items.size() - shown) + list(items, shown, items.size()) + "</details>\n";
  return text + "</div>\n";
}

std::string isolation(const Results& results) {
  std::string text = escaped(results.isolation);
  if (results.isolation == "légère") text += " (plus faible que les espaces de noms\u00a0; acceptée pour cette notation)";
  return text;
}

// The totals that are settled, from the lowest.
std::vector<double> settled(const Results& results) {
  std::vector<double> totals;
  for (std::size_t student = 0; student < results.students.size(); ++student)
    if (const Total sum = total(results, student); sum.complete()) totals.push_back(sum.points);
  std::sort(totals.begin(), totals.end());
  return totals;
}

double median(const std::vector<double>& sorted) {
  const std::size_t middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double tenth(double value) { return std::round(value * 10) / 10; }

// Ten to twenty bars of 1, 2 or 5 times a power of ten.
struct Bars {
  double width = 1;
  std::vector<std::size_t> counts;
};

Bars bars(const std::vector<double>& totals, double max) {
  Bars result;
  result.width = std::pow(10, std::floor(std::log10(max / 10)));
  for (const double factor : {2.0, 2.5, 2.0})
    if (max / result.width > 20) result.width *= factor;
  result.counts.resize(static_cast<std::size_t>(std::max(1.0, std::ceil(max / result.width - 1e-9))));
  for (const double value : totals)
    ++result.counts[std::min(result.counts.size() - 1, static_cast<std::size_t>(std::max(0.0, value / result.width + 1e-9)))];
  return result;
}

std::string bounds(const Bars& bars, std::size_t index, double max) {
  const double from = bars.width * static_cast<double>(index), to = std::min(max, from + bars.width);
  const bool last = index + 1 == bars.counts.size();
  return fmt::format("{} à {}{}", points_text(from), points_text(to), last ? "" : " exclu");
}

std::string drawing(const Bars& bars, double max) {
  constexpr double kWidth = 640, kHeight = 150, kBase = 120;
  const double step = kWidth / static_cast<double>(bars.counts.size());
  const double tallest = static_cast<double>(*std::max_element(bars.counts.begin(), bars.counts.end()));
  std::string text = fmt::format("<svg viewBox=\"-14 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">\n", kWidth + 28, kHeight);
  for (std::size_t i = 0; i < bars.counts.size(); ++i) {
    const double count = static_cast<double>(bars.counts[i]), height = tallest > 0 ? 95 * count / tallest : 0;
    const double x = step * static_cast<double>(i);
    text += fmt::format("<rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>", x + 1.5, kBase - height,
                        step - 3, height);
    if (count > 0) text += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", x + step / 2, kBase - height - 6, bars.counts[i]);
    text += fmt::format("<text class=\"axis\" x=\"{:.1f}\" y=\"142\">{}</text>\n", x, points_text(bars.width * static_cast<double>(i)));
  }
  text += fmt::format("<text class=\"axis\" x=\"{}\" y=\"142\">{}</text>\n", kWidth, points_text(max));
  return text + fmt::format("<line x1=\"0\" y1=\"{0}\" x2=\"{1}\" y2=\"{0}\"/>\n</svg>\n", kBase + 0.5, kWidth);
}

// The same for who does not see the bars.
std::string numbers(const Bars& bars, double max) {
  std::string text = "<table class=\"hidden\"><caption>Nombre d'étudiants selon le total</caption>\n"
                     "<thead><tr><th scope=\"col\">Total</th><th scope=\"col\">Étudiants</th></tr></thead><tbody>\n";
  for (std::size_t i = 0; i < bars.counts.size(); ++i)
    text += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", bounds(bars, i, max), bars.counts[i]);
  return text + "</tbody></table>\n";
}

}  // namespace

std::string page_summary(const Results& results) {
  double max = 0;
  for (const Expected& exercise : results.exercises) max += exercise.points;
  std::string text = "<section id=\"resume\" aria-labelledby=\"resume-titre\">\n<h2 id=\"resume-titre\">Résumé</h2>\n<dl class=\"facts\">\n";
  text += line("Date", fmt::format("<time datetime=\"{}\">{}</time>", escaped(results.date), escaped(french_date(results.date))));
  text += line("Classe", counted(results.students.size(), "étudiant") + ", " + counted(results.exercises.size(), "exercice") +
                             fmt::format(", {} points en tout", points_text(max)));
  text += line("Résultats", state_counts(total(results)));
  text += line("Partage", escaped(results.kit));
  text += line("Isolation", isolation(results));
  return text + "</dl>\n" + to_settle(results) + "</section>\n";
}

std::string page_distribution(const Results& results) {
  std::string text = "<section id=\"repartition\" aria-labelledby=\"repartition-titre\">\n"
                     "<h2 id=\"repartition-titre\">Répartition des totaux</h2>\n";
  const std::vector<double> totals = settled(results);
  const double max = total(results).max / static_cast<double>(std::max<std::size_t>(1, results.students.size()));
  if (totals.empty() || !(max > 0)) return text + "<p>Aucun total n'est établi.</p>\n</section>\n";
  const Bars spread = bars(totals, max);
  text += "<figure>\n" + drawing(spread, max) + numbers(spread, max) + "<figcaption>";
  text += fmt::format("Moyenne {}, médiane {}, de {} à {} sur {}.", points_text(tenth(mean(totals))), points_text(tenth(median(totals))),
                      points_text(totals.front()), points_text(totals.back()), points_text(max));
  if (const std::size_t left = results.students.size() - totals.size(); left > 0)
    text += fmt::format(" Sans {}, dont le total n'est pas établi.", counted(left, "étudiant"));
  return text + "</figcaption>\n</figure>\n</section>\n";
}

}  // namespace partage::grade
