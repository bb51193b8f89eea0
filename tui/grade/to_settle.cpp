#include "grade/to_settle.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grade/report_words.hpp"

namespace partage::grade {
namespace {

constexpr std::string_view kUnseen = "Le fichier attendu n'a pas été trouvé, mais ";

struct Group {
  std::string reason;
  std::vector<std::string> numbers;
};

// By reason, in the order of the exercises.
std::vector<Group> groups(const Results& results, std::size_t student) {
  std::vector<Group> all;
  const std::vector<std::string>& said = results.students[student].problems;
  for (std::size_t at = 0; at < results.exercises.size(); ++at) {
    const Mark& mark = results.mark(student, at);
    const auto in_problem = [&](const std::string& problem) { return problem.ends_with(mark.reason); };
    if (mark.state != State::not_judged || std::any_of(said.begin(), said.end(), in_problem)) continue;
    // What could not be seen of a hand-in is said just before, as a problem of the student.
    const bool unseen = mark.reason.starts_with(kUnseen) && !said.empty();
    const std::string reason = unseen ? "Le fichier attendu n'a pas été trouvé." : mark.reason;
    auto same = std::find_if(all.begin(), all.end(), [&](const Group& one) { return one.reason == reason; });
    if (same == all.end()) same = all.insert(all.end(), {reason, {}});
    same->numbers.push_back(results.exercises[at].number);
  }
  return all;
}

}  // namespace

std::vector<std::string> not_judged_lines(const Results& results, std::size_t student) {
  std::vector<std::string> lines;
  for (const auto& [reason, numbers] : groups(results, student)) {
    const int count = static_cast<int>(numbers.size());
    const bool all = numbers.size() == results.exercises.size() && count > 1;
    lines.push_back(fmt::format("exercice{} {} {}. {}", count > 1 ? "s" : "",
                                all ? fmt::format("{} à {}", numbers.front(), numbers.back()) : fmt::format("{}", fmt::join(numbers, ", ")),
                                word(State::not_judged, count), reason));
  }
  return lines;
}

}  // namespace partage::grade
