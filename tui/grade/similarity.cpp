#include "grade/similarity.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "sandbox/captured.hpp"

namespace partage::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::uintmax_t kMostBytes = 256u << 10;  // of one hand-in
constexpr const char* kForC = "/usr/bin/sim_c";
constexpr const char* kForCpp = "/usr/bin/sim_c++";

std::string trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// The copies that can be compared, without what was given, each under its student's id. Their names, one a line.
std::string lay_out(const Plan& plan, const NotesFolder& notes, const content::Exercise& exercise, const fs::path& folder) {
  const std::string given = text_of(exercise.folder / exercise.file);
  std::string names;
  for (const Student& student : plan.students) {
    const Work work = read_work(notes.work(student.id, exercise.id), exercise.file);
    std::error_code error;
    if (work.what != Choice::What::file || fs::file_size(work.file, error) > kMostBytes || error) continue;
    const std::string name = student.id + ".c";
    std::ofstream(folder / name, std::ios::binary) << without_given(text_of(work.file), given);
    names += name + "\n";
  }
  return names;
}

sandbox::Captured run_sim(const content::Exercise& exercise, const fs::path& folder, const std::string& names, sandbox::Tier tier) {
  const bool cpp = exercise.file.ends_with(".cpp") || exercise.file.ends_with(".hpp");
  sandbox::Spec spec;
  // -e: each file with each other one; -a: and that one with it, or else only what follows is looked at; -s: not with itself;
  // -t: nothing below that percentage.
  spec.argv = {cpp ? kForCpp : kForC, "-p", "-a", "-e", "-s", "-t", std::to_string(Similarities::least), "-i"};
  spec.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C"};
  spec.tier = tier;
  spec.compiler = true;
  spec.limits = sandbox::compiler_limits();
  spec.limits.output = 16u << 20;
  spec.limits.cpu = std::chrono::seconds(60);
  spec.limits.wall = std::chrono::seconds(120);
  spec.binds = {{folder, "/travail", true}};
  return sandbox::run_captured(spec, names);
}

std::string problem_of(const sandbox::Captured& run) {
  if (!run.failure.empty()) return run.failure;
  if (!run.limit.empty()) return "la comparaison dépasse une limite";
  return run.status && WIFEXITED(*run.status) && WEXITSTATUS(*run.status) == 0 ? "" : "sim_c a échoué";
}

// Two that are each other come before one that is inside the other.
std::pair<int, int> closeness(const Similar& pair) { return {pair.most(), std::min(pair.first_percent, pair.second_percent)}; }

void compare_one(Similarities& all, const Plan& plan, const NotesFolder& notes, const content::Exercise& exercise, sandbox::Tier tier) {
  const sandbox::Scratch scratch;
  const std::string names = lay_out(plan, notes, exercise, scratch.path());
  const Compared compared{exercise.id, static_cast<std::size_t>(std::count(names.begin(), names.end(), '\n'))};
  if (compared.count < 2) return;
  const sandbox::Captured run = run_sim(exercise, scratch.path(), names, tier);
  if (const std::string problem = problem_of(run); !problem.empty()) {
    all.problems.push_back(fmt::format("Exercice {}\u00a0: {}.", exercise.number, problem));
    return;
  }
  all.exercises.push_back(compared);
  for (Similar& pair : read_percentages(run.output, exercise.id)) all.pairs.push_back(std::move(pair));
}

}  // namespace

bool can_compare() { return access(kForC, X_OK) == 0 && access(kForCpp, X_OK) == 0; }

std::string without_given(std::string_view text, std::string_view given) {
  std::set<std::string> known;
  for (const std::string_view line : lines_of(given)) known.insert(trimmed(line));
  std::string left;
  for (const std::string_view line : lines_of(text))
    if (!known.contains(trimmed(line))) (left += line) += '\n';
  return left;
}

std::vector<Similar> read_percentages(std::string_view output, const std::string& exercise) {
  static const std::regex said(R"(([A-Za-z0-9]+)\.c consists for ([0-9]{1,3}) % of ([A-Za-z0-9]+)\.c material)");
  std::map<std::pair<std::string, std::string>, Similar> pairs;
  for (const std::string_view line : lines_of(output)) {
    std::match_results<std::string_view::const_iterator> match;
    if (!std::regex_match(line.begin(), line.end(), match, said) || match[1] == match[3]) continue;
    const std::string one = match[1], other = match[3];
    const bool in_order = one < other;
    Similar& pair = pairs[in_order ? std::pair(one, other) : std::pair(other, one)];
    pair.exercise = exercise;
    pair.first = in_order ? one : other;
    pair.second = in_order ? other : one;
    (in_order ? pair.first_percent : pair.second_percent) = std::stoi(match[2]);
  }
  std::vector<Similar> found;
  for (auto& [names, pair] : pairs)
    if (pair.most() >= Similarities::least) found.push_back(std::move(pair));
  std::stable_sort(found.begin(), found.end(), [](const Similar& a, const Similar& b) { return closeness(a) > closeness(b); });
  return found;
}

Similarities compare(const Plan& plan, const NotesFolder& notes, sandbox::Tier tier, const std::function<void(std::size_t)>& told) {
  Similarities all;
  std::size_t done = 0;
  for (const content::Exercise& exercise : plan.exercises) {
    compare_one(all, plan, notes, exercise, tier);
    told(++done);
  }
  return all;
}

std::string to_json_text(const Similarities& similarities) {
  nlohmann::ordered_json pairs = nlohmann::ordered_json::array(), exercises = nlohmann::ordered_json::array();
  for (const Compared& one : similarities.exercises) exercises.push_back({{"exercise", one.exercise}, {"compared", one.count}});
  for (const Similar& one : similarities.pairs)
    pairs.push_back({{"exercise", one.exercise},
                     {"first", one.first},
                     {"second", one.second},
                     {"first_percent", one.first_percent},
                     {"second_percent", one.second_percent}});
  const nlohmann::ordered_json all = {{"schema_version", Similarities::schema_version},
                                      {"least", Similarities::least},
                                      {"problems", similarities.problems},
                                      {"exercises", std::move(exercises)},
                                      {"pairs", std::move(pairs)}};
  return all.dump(1) + "\n";
}

std::string to_text(const Similarities& similarities, const Plan& plan) {
  std::map<std::string, std::string> names;
  for (const Student& student : plan.students) names[student.id] = fmt::format("{} ({})", student.name, student.id);
  std::string text = fmt::format("Rendus qui se ressemblent, une fois ôté ce que l'énoncé donnait (sim_c, à partir de {}\u00a0%).\n{}\n{}\n",
                                 Similarities::least, kHelpNotProof, kWhatPercent);
  for (const Compared& compared : similarities.exercises) {
    const std::span<const Similar> pairs = pairs_of(similarities, compared.exercise);
    text += "\n" + compared.exercise + "\u00a0: " + pairs_text(pairs.size(), compared) + "\n";
    for (const Similar& one : pairs)
      text += fmt::format("  {:>4}  {}   {:>4}  {}\n", percent_text(one.first_percent), names[one.first], percent_text(one.second_percent),
                          names[one.second]);
  }
  if (similarities.pairs.empty()) text += "\nAucun.\n";
  for (const std::string& problem : similarities.problems) text += "\n" + problem + "\n";
  return text;
}

}  // namespace partage::grade
