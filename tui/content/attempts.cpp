#include "content/attempts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <set>

#include "content/attempt_files.hpp"
#include "content/code_only.hpp"

namespace partage::content {

namespace {

bool same_verdict(const Attempt& left, const Attempt& right) {
  return left.text == right.text && left.passed == right.passed && left.code == right.code && left.title == right.title;
}

// What `earlier` failed at holds in `now`.
bool repairs(const Attempt& now, const Attempt& earlier) {
  if (now.passed) return true;
  if (now.code == earlier.code) return false;
  const std::size_t asked = earlier.facts.size();
  return now.facts.size() > asked && std::equal(earlier.facts.begin(), earlier.facts.end(), now.facts.begin());
}

// The mistakes that none of the attempts made since has repaired; of each code, the last one.
std::vector<const Attempt*> mistakes_before(const std::vector<Attempt>& attempts, std::size_t last, const std::string& stub) {
  std::vector<const Attempt*> open;
  for (std::size_t index = 0; index < last; ++index) {
    const Attempt& one = attempts[index];
    std::erase_if(open, [&](const Attempt* mistake) { return mistake->code == one.code || repairs(one, *mistake); });
    if (!one.passed && code_only(one.text) != stub) open.push_back(&one);
  }
  return open;
}

// Which are to go: the oldest, but never the last, nor the last that passed.
std::vector<int> too_many(const std::vector<Attempt>& attempts) {
  std::size_t count = attempts.size(), bytes = 0;
  int worked = 0;
  for (const Attempt& one : attempts) {
    bytes += one.text.size();
    if (one.passed) worked = one.number;
  }
  std::vector<int> gone;
  for (const Attempt& one : attempts) {
    if (count <= kMostAttempts && bytes <= kMostBytes) break;
    if (one.number == worked || &one == &attempts.back()) continue;
    gone.push_back(one.number);
    --count;
    bytes -= one.text.size();
  }
  return gone;
}

}  // namespace

Attempts read_attempts(const std::string& exercise, const std::filesystem::path& state_folder) {
  return read_attempt_files(attempt_folder(exercise, state_folder));
}

Attempts keep_attempt(const std::string& exercise, const std::filesystem::path& state_folder, Attempt attempt) {
  const std::filesystem::path folder = attempt_folder(exercise, state_folder);
  Attempts kept = read_attempt_files(folder);
  attempt.number = kept.all.empty() ? 1 : kept.all.back().number + 1;
  if (!kept.all.empty() && same_verdict(kept.all.back(), attempt)) return kept;
  if (const std::string error = write_attempt_file(folder, attempt); !error.empty()) {
    kept.kept = false;
    kept.warning = "Cet essai n'a pas pu être gardé\u00a0: " + error + ".";
  }
  kept.all.push_back(std::move(attempt));
  const std::vector<int> gone = too_many(kept.all);
  remove_attempt_files(folder, gone);
  std::erase_if(kept.all, [&](const Attempt& one) { return std::find(gone.begin(), gone.end(), one.number) != gone.end(); });
  return kept;
}

int honest_attempts(const std::vector<Attempt>& attempts, const std::string& stub) {
  std::set<std::string> seen{code_only(stub)};
  int count = 0;
  for (const Attempt& one : attempts)
    if (one.compiled && seen.insert(code_only(one.text)).second) ++count;
  return count;
}

std::vector<std::string> repaired(const std::vector<Attempt>& attempts, const std::string& stub) {
  std::vector<std::string> names;
  if (attempts.empty()) return names;
  for (const Attempt* mistake : mistakes_before(attempts, attempts.size() - 1, code_only(stub)))
    if (repairs(attempts.back(), *mistake)) names.push_back(diagnosis_name(mistake->title));
  return names;
}

std::string diagnosis_name(const std::string& title) {
  std::string name = title.substr(0, std::min(title.find("\u00a0:"), title.find(" :")));
  while (name.ends_with('.')) name.pop_back();
  return name;
}

std::string date_text(std::int64_t time) {
  const std::time_t seconds = time;
  std::tm local{};
  if (localtime_r(&seconds, &local) == nullptr) return "?";
  return fmt::format("{:02}/{:02}/{} {:02}:{:02}:{:02}", local.tm_mday, local.tm_mon + 1, local.tm_year + 1900, local.tm_hour,
                     local.tm_min, local.tm_sec);
}

}  // namespace partage::content
