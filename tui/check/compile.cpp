#include "check/compile.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "check/cannot_judge.hpp"
#include "check/gcc_messages.hpp"
#include "check/wording.hpp"
#include "content/compile_commands.hpp"
#include "content/library.hpp"
#include "sandbox/captured.hpp"

namespace partage::check {
namespace fs = std::filesystem;

namespace {

constexpr const char* scenario_name = "scenario.o";
constexpr const char* gcc_path = "/usr/bin/gcc";

sandbox::Limits compiler_limits() {
  sandbox::Limits limits;
  limits.address_space = 512ull << 20;
  limits.memory = 600ull << 20;
  limits.open_files = 256;
  limits.output = 256ull << 10;
  // Processor time bounds a bomb; the wall clock only bounds what cannot be, a compiler that waits.
  limits.cpu = std::chrono::milliseconds(4000);
  limits.wall = std::chrono::milliseconds(20'000);
  return limits;
}

std::string limit_reason(const std::string& limit) {
  if (limit == "memory") return "elle prenait trop de mémoire";
  if (limit == "processes") return "elle créait trop de processus";
  if (limit == "output") return "elle écrivait trop";
  return "elle prenait trop de temps";
}

const record::CompilerMessage* first_error(const std::vector<record::CompilerMessage>& messages) {
  const auto found = std::find_if(messages.begin(), messages.end(), [](const auto& m) { return m.severity == "erreur"; });
  return found == messages.end() ? nullptr : &*found;
}

record::Diagnosis build_failure(const content::Exercise& exercise, const BuildLog& log) {
  const record::CompilerMessage* error = first_error(log.messages);
  Words words{{"erreur", "le compilateur n'a pas dit pourquoi"}, {"conseil", "Lisez le message de l'éditeur de liens ci-dessous."}};
  record::SourceLine where;
  if (error != nullptr) {
    words["erreur"] = error->text;
    if (!error->hint.empty()) words["conseil"] = error->hint;
    if (error->file == exercise.file) where = {error->file, error->line, ""};
  }
  return common(exercise, log.linker ? "G-lien" : "G-compile", words, where);
}

}  // namespace

sandbox::Captured run_gcc(std::vector<std::string> command, const Place& place, sandbox::Tier tier) {
  sandbox::Spec spec;
  spec.argv = std::move(command);
  // gcc's own temporary file beside the source: without namespaces, /tmp is closed to it.
  spec.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C", "TMPDIR=.", "HOME=/"};
  spec.tier = tier;
  spec.limits = compiler_limits();
  spec.binds = {{place.build(), "/travail", true}};
  spec.hidden = {content::find_paths().root};
  spec.compiler = true;
  sandbox::Captured run = sandbox::run_captured(spec);
  if (!run.failure.empty()) throw CannotJudge{"M-machine", run.failure};
  return run;
}

// gcc itself reports a cc1 killed by a signal as an error of its own; only the words tell.
std::string met_limit(const sandbox::Captured& run, bool out_of_memory) {
  if (run.status && !out_of_memory && !WIFSIGNALED(*run.status)) return {};
  return limit_reason(out_of_memory ? "memory" : run.limit);
}

std::string gcc_for(const content::Exercise& exercise) {
  const bool cpp = exercise.file.ends_with(".cpp");
  return cpp ? "/usr/bin/g++" : gcc_path;
}

fs::path scenario_object(const content::Exercise& exercise) {
  const fs::path object = content::find_paths().programs / "exercises" / exercise.id / scenario_name;
  if (!fs::exists(object))
    throw CannotJudge{"M-kit", fmt::format("le scénario de l'exercice {} n'est pas construit (il manque exercises/{}/{})\u202f; lancez «\u00a0./partage\u00a0»",
                                           exercise.number, exercise.id, scenario_name)};
  return object;
}

std::vector<std::string> gcc_command(const content::Exercise& exercise) {
  std::vector<std::string> command = {gcc_for(exercise), "-pipe", "-fdiagnostics-format=json", "-fmax-errors=20"};
  const std::vector<std::string> flags = content::compiler_flags(exercise);
  command.insert(command.end(), flags.begin(), flags.end());
  // What calls go through is read-only once the program is loaded: to change it, it must first say so to the kernel.
  command.emplace_back("-Wl,-z,relro,-z,now");
  for (const char* word : {"-o", "programme", exercise.file.c_str(), scenario_name}) command.emplace_back(word);
  return command;
}

Build compile(const content::Exercise& exercise, const std::string& source, const Place& place, sandbox::Tier tier) {
  if (access(gcc_path, X_OK) != 0)
    throw CannotJudge{"M-machine", "le compilateur gcc n'est pas installé (sous Debian et Ubuntu\u00a0: apt install gcc libc6-dev)"};
  place.copy(scenario_object(exercise));
  for (const auto& entry : fs::directory_iterator(exercise.folder))
    if (entry.path().extension() == ".h") place.copy(entry.path());
  place.write(exercise.file, source);

  const sandbox::Captured run = run_gcc(gcc_command(exercise), place, tier);
  const std::string function = exercise.functions.empty() ? std::string() : exercise.functions.front().name;
  BuildLog log = read_build_log(run.output, source, exercise.file, function);
  Build build;
  if (run.status && WIFEXITED(*run.status) && WEXITSTATUS(*run.status) == 0 && fs::exists(place.program())) {
    build.messages = std::move(log.messages);
    return build;
  }
  // A compiler that was kept waiting is the machine's fault, not the file's.
  if (run.limit == "wall_clock" && !log.out_of_memory)
    throw CannotJudge{"M-machine", "elle est trop chargée, et le compilateur n'a pas eu le temps de finir"};
  const std::string limit = met_limit(run, log.out_of_memory);
  build.diagnosis = limit.empty() ? build_failure(exercise, log) : common(exercise, "G-compile-limite", {{"raison", limit}});
  build.messages = std::move(log.messages);
  return build;
}

}  // namespace partage::check
