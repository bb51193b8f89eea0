#include "check/compile_alone.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>

#include "check/cannot_judge.hpp"
#include "check/compile.hpp"
#include "check/gcc_messages.hpp"
#include "sandbox/scratch_folder.hpp"

namespace partage::check {
namespace fs = std::filesystem;

namespace {

constexpr const char* headers_name = "entetes";
constexpr const char* result_name = "seul";

using Texts = std::map<std::string, std::string>;

void write_headers(const Place& place, const Texts& headers) {
  const fs::path folder = place.build() / headers_name;
  sandbox::remove_tree(folder);
  fs::create_directory(folder);
  for (const auto& [name, text] : headers) {
    const fs::path relative(name);
    if (relative.is_absolute() || std::find(relative.begin(), relative.end(), "..") != relative.end())
      throw CannotJudge{"M-kit", fmt::format("«\u00a0{}\u00a0» n'est pas un nom d'en-tête", name)};
    fs::create_directories(folder / relative.parent_path());
    place.write(headers_name / relative, text);
  }
}

Alone run_alone(const content::Exercise& exercise, const Place& place, sandbox::Tier tier, std::vector<std::string> command,
                const std::vector<std::string>& flags, const Texts& headers) {
  write_headers(place, headers);
  fs::remove(place.build() / result_name);
  command.insert(command.begin(), {gcc_for(exercise), "-pipe", "-fdiagnostics-format=json", "-fmax-errors=20"});
  command.insert(command.end(), flags.begin(), flags.end());
  // Before the system's own, and as silent as they are.
  for (const char* word : {"-isystem", headers_name, "-o", result_name, exercise.file.c_str()}) command.emplace_back(word);
  const sandbox::Captured run = run_gcc(std::move(command), place, tier);
  BuildLog log = read_build_log(run.output, place.read(exercise.file), exercise.file, {});
  Alone alone;
  alone.ok = run.status && WIFEXITED(*run.status) && WEXITSTATUS(*run.status) == 0;
  if (!alone.ok) alone.limit = met_limit(run, log.out_of_memory);
  alone.messages = std::move(log.messages);
  return alone;
}

}  // namespace

Alone compile_alone(const content::Exercise& exercise, const Place& place, sandbox::Tier tier,
                    const std::vector<std::string>& flags, const Texts& headers) {
  return run_alone(exercise, place, tier, {"-c"}, flags, headers);
}

Alone preprocess_alone(const content::Exercise& exercise, const Place& place, sandbox::Tier tier,
                       const std::vector<std::string>& flags, const Texts& headers) {
  Alone alone = run_alone(exercise, place, tier, {"-E", "-P"}, flags, headers);
  if (alone.ok) alone.text = place.read(result_name);
  return alone;
}

}  // namespace partage::check
