#include "check/common_diagnoses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "check/crashes.hpp"
#include "check/run_words.hpp"
#include "check/wording.hpp"
#include "phrases/evidence.hpp"

namespace partage::check {

namespace {

using record::Diagnosis;
using record::End;
using record::MomentKind;

// The innermost probed call that was under way at the end, in that process: where an endless program was.
const record::Moment* open_call(const Run& run, Pid pid) {
  std::vector<const record::Moment*> open;
  for (const record::Moment& moment : run.recording().moments) {
    if (moment.pid != pid) continue;
    if (moment.kind == MomentKind::exec) open.clear();
    if (!moment.call) continue;
    if (moment.kind == MomentKind::call_entry) {
      open.push_back(&moment);
      continue;
    }
    // With those inside it, which longjmp may have left. A child also returns from calls that its father entered.
    const auto over = std::find_if(open.begin(), open.end(), [&](const record::Moment* entry) {
      return entry->call->function == moment.call->function && entry->call->number == moment.call->number;
    });
    open.erase(over, open.end());
  }
  return open.empty() ? nullptr : open.back();
}

std::vector<Evidence> call_under_way(const Run& run, Pid pid) {
  const record::Moment* open = open_call(run, pid);
  if (open == nullptr) return {};
  return {{run.role(pid), phrases::call_evidence(*open->call, std::nullopt), open->source}};
}

// Line of the last thing seen of the student's file; for an endless loop without system calls, its function's entry.
SourceLine last_place(const Run& run) {
  const auto& moments = run.recording().moments;
  for (auto moment = moments.rbegin(); moment != moments.rend(); ++moment)
    if (moment->source.known()) return moment->source;
  return {};
}

bool ended_by_itself(const Run& run, Pid pid) {
  const auto& exit = run.process(pid).exit;
  return exit && exit->signal == 0;
}

std::optional<Diagnosis> survivor(const content::Exercise& exercise, const Run& run) {
  if (!ended_by_itself(run, run.father())) return {};
  for (const record::Process& process : run.recording().processes) {
    if (ended_by_itself(run, process.pid)) continue;
    Diagnosis diagnosis = common(exercise, "G-survivant", {{"qui", who(run, process.pid)}});
    if (const auto born = run.fork_moment(process.pid)) {
      const record::Moment& moment = run.recording().moments[*born];
      diagnosis.source = moment.source;
      if (moment.syscall) diagnosis.evidence = {seen(run, {*born, moment.pid, *moment.syscall, moment.source})};
    }
    return diagnosis;
  }
  return {};
}

// Each process that waits, in what call and at what line.
std::vector<Evidence> waits(const Run& run) {
  std::vector<Evidence> list;
  for (const record::Wait& wait : run.recording().waits)
    list.push_back({run.role(wait.pid), fmt::format("attend dans {}{}", wait.call, wait.object.empty() ? "" : ", sur " + wait.object), wait.source});
  return list;
}

SourceLine waiting_place(const Run& run) {
  for (const record::Wait& wait : run.recording().waits)
    if (wait.source.known()) return wait.source;
  return last_place(run);
}

std::optional<Diagnosis> deadlock(const content::Exercise& exercise, const Run& run) {
  if (run.recording().end != End::deadlock) return {};
  if (auto alive = survivor(exercise, run)) return alive;
  const SourceLine where = waiting_place(run);
  const bool alone = run.recording().waits.size() < 2;
  Diagnosis diagnosis = common(exercise, "G-interblocage",
                               {{"combien", alone ? "elle attend ce que personne ne peut lui donner" : "chacun attend l'autre"},
                                {"endroit", place_words(where)}},
                               where);
  diagnosis.evidence = waits(run);
  return diagnosis;
}

std::optional<Diagnosis> endless(const content::Exercise& exercise, const Run& run, const sandbox::Limits& limits) {
  const End end = run.recording().end;
  std::string measure;
  if (end == End::wall_clock) measure = fmt::format("arrêtée après {} s", seconds(limits.wall));
  if (end == End::cpu) measure = fmt::format("elle a pris {} s de processeur", seconds(limits.cpu));
  if (end == End::moments) measure = fmt::format("plus de {} événements observés", run.recording().moments.size());
  if (measure.empty()) return {};
  if (auto alive = survivor(exercise, run)) return alive;
  const SourceLine where = last_place(run);
  Diagnosis diagnosis = common(exercise, "G-boucle", {{"mesure", measure}, {"endroit", place_words(where)}}, where);
  diagnosis.evidence = call_under_way(run, run.father());
  return diagnosis;
}

// Where the kernel refused one more process before the watchdog counted too many.
const record::Moment* refused_fork(const Run& run) {
  for (const Seen& call : run.syscalls("fork"))
    if (call.call.error == "EAGAIN" && !call.call.injected) return &run.recording().moments[call.moment];
  return nullptr;
}

std::optional<Diagnosis> too_many_processes(const content::Exercise& exercise, const Run& run, const sandbox::Limits& limits) {
  const record::Moment* refused = refused_fork(run);
  if (run.recording().end != End::processes && refused == nullptr) return {};
  const std::vector<Seen> forks = run.syscalls("fork");
  SourceLine where = refused != nullptr ? refused->source : forks.empty() ? SourceLine{} : forks.back().source;
  Diagnosis diagnosis = common(
      exercise, "G-processus",
      {{"nombre", std::to_string(run.recording().processes.size())}, {"limite", fmt::format("{} processus", limits.processes)}}, where);
  if (!forks.empty()) diagnosis.evidence = {seen(run, forks.front()), seen(run, forks.back())};
  return diagnosis;
}

std::optional<Diagnosis> too_much(const content::Exercise& exercise, const Run& run, const sandbox::Limits& limits) {
  const End end = run.recording().end;
  if (end != End::memory && end != End::output) return {};
  const SourceLine where = last_place(run);
  const std::string bound = phrases::size_text(end == End::memory ? limits.memory : limits.output);
  Diagnosis diagnosis = common(exercise, end == End::memory ? "G-memoire" : "G-sortie",
                               {{"limite", bound}, {"endroit", place_words(where)}}, where);
  diagnosis.evidence = call_under_way(run, run.father());
  return diagnosis;
}

bool any_call(const content::Exercise& exercise, const Run& run) {
  return std::any_of(exercise.functions.begin(), exercise.functions.end(),
                     [&](const content::ProbedFunction& function) { return run.call_count(function.name) > 0; });
}

// The scenario calls the function and goes on: an end inside the call, or before any, is not the scenario's.
std::optional<Diagnosis> early_end(const content::Exercise& exercise, const Run& run) {
  const Pid father = run.father();
  const auto& exit = run.process(father).exit;
  if (exercise.functions.empty() || !exit || exit->signal != 0) return {};
  const bool called = any_call(exercise, run);
  const record::Moment* open = open_call(run, father);
  if (called && open == nullptr) return {};
  const SourceLine where = exit_place(run, father);
  if (!called && !where.known() && exit->status != 0) return common(exercise, "G-jamais-appelee");
  const std::string function = open != nullptr ? open->call->function : exercise.functions.front().name;
  Diagnosis diagnosis = common(exercise, "G-fin-prematuree",
                               {{"endroit", place_words(where)},
                                {"statut", std::to_string(exit->status)},
                                {"manque", fmt::format("«\u00a0{}\u00a0» {}", function, called ? "n'avait pas rendu la main" : "n'avait pas été appelée")}},
                               where);
  diagnosis.evidence = {{run.role(father), phrases::exit_evidence(*exit), where}};
  return diagnosis;
}

}  // namespace

std::optional<Diagnosis> common_fault(const content::Exercise& exercise, const Run& run, const sandbox::Limits& limits,
                                      bool with_crashes) {
  if (auto found = deadlock(exercise, run)) return found;
  if (auto found = endless(exercise, run, limits)) return found;
  if (auto found = too_many_processes(exercise, run, limits)) return found;
  if (auto found = too_much(exercise, run, limits)) return found;
  if (with_crashes)
    if (auto found = crash(exercise, run)) return found;
  return early_end(exercise, run);
}

}  // namespace partage::check
