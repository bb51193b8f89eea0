#include "check/check.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <exception>

#include "check/cannot_judge.hpp"
#include "check/compile.hpp"
#include "check/replaced_symbols.hpp"
#include "check/submission.hpp"
#include "check/table.hpp"
#include "check/trial.hpp"
#include "check/wording.hpp"

namespace partage::check {

namespace {

using record::Outcome;
using record::Verdict;

const CheckEntry& check_of(const content::Exercise& exercise) {
  const auto table = check_table();
  const auto found = std::find_if(table.begin(), table.end(), [&](const CheckEntry& entry) { return exercise.id == entry.exercise; });
  if (found == table.end())
    throw CannotJudge{"M-kit", fmt::format("le contrôle de l'exercice {} n'est pas dans ce programme", exercise.id)};
  return *found;
}

std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  if (getrandom(&seed, sizeof seed, 0) != sizeof seed) throw CannotJudge{"M-machine", "getrandom n'a rien donné"};
  return seed;
}

sandbox::Tier tier_for(const Options& options) {
  const sandbox::Capabilities& machine = sandbox::capabilities();
  if (machine.best == sandbox::Tier::none || !machine.ptrace)
    throw CannotJudge{"M-machine", machine.why_not_namespaces.empty() ? "ptrace est refusé" : machine.why_not_namespaces};
  if (machine.best == sandbox::Tier::lite && !options.accept_weak_isolation)
    throw CannotJudge{"M-isolement", machine.why_not_namespaces};
  return machine.best;
}

struct Built {
  sandbox::Tier tier;
  Build build;
};

// The compilation, which comes first, tells whether namespaces can be used here: a probe before it would cost each check of a
// class what a run costs. Refused, it is probed, and said.
Built build_in_best_tier(const content::Exercise& exercise, const Options& options, const std::string& source, const Place& place) {
  if (!sandbox::namespaces_unwanted()) {
    try {
      return {sandbox::Tier::namespaces, compile(exercise, source, place, sandbox::Tier::namespaces)};
    } catch (const CannotJudge&) {
      if (sandbox::capabilities().best == sandbox::Tier::namespaces) throw;
    }
  }
  const sandbox::Tier tier = tier_for(options);
  return {tier, compile(exercise, source, place, tier)};
}

void fail(Verdict& verdict, record::Diagnosis diagnosis) {
  verdict.outcome = Outcome::failed;
  verdict.diagnosis = std::move(diagnosis);
}

void keep_run(Verdict& verdict, const RealTrial& trial, bool keep_recording) {
  verdict.advice = trial.advice();
  verdict.facts = trial.facts();
  const Run* run = trial.shown();
  if (run == nullptr) return;
  verdict.output = run->output();
  verdict.isolation = run->recording().isolation;
  if (keep_recording) verdict.recording = run->recording();
}

std::optional<std::string> replaced(const content::Exercise& exercise, const Place& place) {
  std::vector<std::string> expected;
  for (const content::ProbedFunction& function : exercise.functions) expected.push_back(function.name);
  return replaced_function(scenario_object(exercise), place.program(), expected);
}

void run_check(Verdict& verdict, const CheckEntry& entry, RealTrial& trial, bool keep_recording) {
  try {
    entry.check(trial);
    verdict.outcome = Outcome::passed;
  } catch (Failed& failed) {
    fail(verdict, std::move(failed.diagnosis));
  }
  keep_run(verdict, trial, keep_recording);
}

void judge_source(Verdict& verdict, const content::Exercise& exercise, const Options& options, const std::string& source) {
  const CheckEntry& entry = check_of(exercise);
  Place place;
  auto [tier, build] = build_in_best_tier(exercise, options, source, place);
  verdict.isolation = tier == sandbox::Tier::namespaces ? "espaces de noms" : "légère";
  verdict.compiler = std::move(build.messages);
  if (build.diagnosis) return fail(verdict, std::move(*build.diagnosis));
  if (runs_before_loaded(place.program())) return fail(verdict, common(exercise, "G-avant-chargement", {}));
  if (const auto name = replaced(exercise, place)) return fail(verdict, common(exercise, "G-remplace", {{"nom", *name}}));
  RealTrial trial(exercise, place, tier, options.seed ? *options.seed : random_seed());
  run_check(verdict, entry, trial, options.keep_recording);
}

void judge(Verdict& verdict, const content::Exercise& exercise, const Options& options) {
  const auto read = options.bytes ? submission_of(*options.bytes) : read_submission(options.source, exercise.file);
  if (const auto* absent = std::get_if<NoSource>(&read)) throw CannotJudge{"M-source", absent->reason};
  if (const auto* wrong = std::get_if<NotASource>(&read)) return fail(verdict, common(exercise, "G-fichier", {{"raison", wrong->reason}}));
  judge_source(verdict, exercise, options, std::get<Submission>(read).bytes);
}

// A sentence of a lower layer, inside one of ours.
std::string as_clause(std::string sentence) {
  while (sentence.ends_with('.')) sentence.pop_back();
  if (sentence.size() > 1 && std::isupper(static_cast<unsigned char>(sentence[0])) && std::islower(static_cast<unsigned char>(sentence[1])))
    sentence[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(sentence[0])));
  return sentence;
}

void could_not(Verdict& verdict, const content::Exercise& exercise, const std::string& code, const std::string& reason) {
  verdict.outcome = Outcome::could_not_judge;
  verdict.diagnosis = common(exercise, code, {{"raison", as_clause(reason)}});
}

}  // namespace

record::Verdict verify(const content::Exercise& exercise, const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  Verdict verdict;
  verdict.exercise = exercise.id;
  try {
    judge(verdict, exercise, options);
  } catch (const CannotJudge& reason) {
    could_not(verdict, exercise, reason.code, reason.reason);
  } catch (const std::exception& error) {
    could_not(verdict, exercise, "M-machine", error.what());
  }
  verdict.elapsed_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count();
  return verdict;
}

int exit_code(const record::Verdict& verdict) {
  switch (verdict.outcome) {
    case Outcome::passed: return 0;
    case Outcome::failed: return 1;
    case Outcome::could_not_judge: break;
  }
  return verdict.diagnosis && verdict.diagnosis->code == "M-source" ? 2 : 77;
}

std::vector<std::string> compiled_checks() {
  std::vector<std::string> names;
  for (const CheckEntry& entry : check_table()) names.emplace_back(entry.exercise);
  return names;
}

std::string mismatch(const std::vector<std::string>& folders) {
  const std::vector<std::string> compiled = compiled_checks();
  const auto lacks = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) == names.end();
  };
  std::string said;
  for (const std::string& folder : folders)
    if (lacks(compiled, folder)) said += fmt::format("L'exercice {} n'a pas de contrôle dans ce programme.\n", folder);
  for (const std::string& name : compiled)
    if (lacks(folders, name)) said += fmt::format("Le contrôle {} n'a plus de dossier dans exercises/.\n", name);
  if (!said.empty()) said += "Reconstruisez le kit par la commande «\u00a0./partage\u00a0».\n";
  return said;
}

}  // namespace partage::check
