// The diagnoses of the class in index.html: which mistakes were made, how often, by whom.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "grade/markup.hpp"
#include "grade/page_parts.hpp"
#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kFewNames = 8;  // shown at once; more stand behind a fold

struct Group {
  std::string code;
  std::map<std::string, std::size_t> titles;  // the words of one code may differ by what was seen
  std::vector<std::pair<std::size_t, std::size_t>> marks;  // (student, exercise)
  std::set<std::size_t> students, exercises;
};

std::vector<Group> groups(const Results& results) {
  std::map<std::string, Group> by_code;
  for (std::size_t student = 0; student < results.students.size(); ++student) {
    for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise) {
      const Mark& mark = results.mark(student, exercise);
      const Finding found = finding(mark);
      if (mark.state != State::failed || found.code.empty()) continue;
      Group& group = by_code[found.code];
      group.code = found.code;
      ++group.titles[found.title];
      group.marks.emplace_back(student, exercise);
      group.students.insert(student);
      group.exercises.insert(exercise);
    }
  }
  std::vector<Group> sorted;
  for (auto& [code, group] : by_code) sorted.push_back(std::move(group));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Group& a, const Group& b) { return a.students.size() > b.students.size(); });
  return sorted;
}

std::string title(const Group& group) {
  const auto most_used = std::max_element(group.titles.begin(), group.titles.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return (group.titles.size() > 1 ? "Par exemple\u00a0: " : "") + escaped(most_used->first);
}

std::string names(const Results& results, const Group& group) {
  std::string text;
  for (const auto& [student, exercise] : group.marks) {
    const std::string number = group.exercises.size() > 1 ? " (" + escaped(results.exercises[exercise].number) + ")" : "";
    text += fmt::format("{}<a href=\"#{}\">{}{}</a>", text.empty() ? "" : ", ", mark_anchor(results.students[student], results.exercises[exercise]),
                        escaped(results.students[student].name), number);
  }
  return text;
}

std::string row(const Results& results, const Group& group) {
  const std::string who = names(results, group), count = counted(group.students.size(), "étudiant");
  const std::string shown = group.marks.size() <= kFewNames ? who : fmt::format("<details><summary>{}</summary>{}</details>", count, who);
  return fmt::format("<tr id=\"{}\"><th scope=\"row\"><code>{}</code></th><td class=\"count\">{}</td><td>{}</td><td class=\"who\">{}</td></tr>\n",
                     code_anchor(group.code), escaped(group.code), group.students.size(), title(group), shown);
}

std::string table(const Results& results, std::span<const Group> some) {
  std::string text = "<div class=\"scroll\" role=\"region\" aria-labelledby=\"erreurs-titre\" tabindex=\"0\">\n<table class=\"plain errors\">\n<thead><tr>"
                     "<th scope=\"col\">Code</th><th scope=\"col\">Étudiants</th><th scope=\"col\">Erreur</th>"
                     "<th scope=\"col\">Qui</th></tr></thead>\n<tbody>\n";
  for (const Group& group : some) text += row(results, group);
  return text + "</tbody>\n</table>\n</div>\n";
}

}  // namespace

// What one student alone did is told in their own section: here it is folded, and it is not printed.
std::string page_diagnoses(const Results& results) {
  std::string text = "<section id=\"erreurs\" aria-labelledby=\"erreurs-titre\">\n<h2 id=\"erreurs-titre\">Erreurs les plus fréquentes</h2>\n";
  const std::vector<Group> all = groups(results);
  if (all.empty()) return text + "<p>Aucune erreur n'a été diagnostiquée.</p>\n</section>\n";
  const auto alone = std::find_if(all.begin(), all.end(), [](const Group& group) { return group.students.size() == 1; });
  const auto shown = alone == all.begin() ? all.end() : alone;
  text += table(results, {all.begin(), shown});
  if (const auto left = static_cast<std::size_t>(all.end() - shown); left > 0)
    text += fmt::format("<details class=\"alone\"><summary>{} d'un seul étudiant</summary>\n{}</details>\n", counted(left, "erreur"),
                        table(results, {shown, all.end()}));
  return text + "</section>\n";
}

}  // namespace partage::grade
