#include "check/common_diagnoses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <map>

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

// The last moment is what the run was ended for.
std::optional<Diagnosis> tampering(const content::Exercise& exercise, const Run& run) {
  const auto& moments = run.recording().moments;
  if (run.recording().end != End::tampering || moments.empty()) return {};
  const auto last = std::find_if(moments.rbegin(), moments.rend(), [](const record::Moment& moment) {
    return moment.syscall || (moment.exit && moment.kind == MomentKind::signal);
  });
  const bool by_call = last != moments.rend() && last->syscall;
  const SourceLine where = by_call ? last->source : SourceLine{};
  Diagnosis diagnosis = common(exercise, "G-code-modifie",
                               {{"comment", by_call ? "par " + last->syscall->name : "en s'y suivant instruction par instruction"},
                                {"endroit", place_words(where)}},
                               where);
  if (by_call) diagnosis.evidence = {seen(run, {static_cast<std::size_t>(moments.rend() - last) - 1, last->pid, *last->syscall, last->source})};
  return diagnosis;
}

bool alive_at_end(const Run& run, Pid pid) { return !run.process(pid).exit || run.process(pid).exit->signal != 0; }

std::size_t last_known(const Run& run, Pid pid) {
  const auto& moments = run.recording().moments;
  for (std::size_t i = moments.size(); i-- > 0;)
    if (moments[i].pid == pid && moments[i].source.known()) return i;
  return moments.size();
}

constexpr std::size_t repeated_often = 100;

// The call that a process made over and over from one line, with the result that it had last.
std::vector<Evidence> repeated_call(const Run& run, Pid pid) {
  std::map<std::pair<std::string, int>, std::pair<std::size_t, std::size_t>> seen_at;  // how often, and last where
  const auto& moments = run.recording().moments;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    if (moments[i].pid != pid || !moments[i].syscall || !moments[i].source.known()) continue;
    auto& [count, last] = seen_at[{moments[i].syscall->name, moments[i].source.line}];
    ++count;
    last = i;
  }
  const auto most = std::max_element(seen_at.begin(), seen_at.end(),
                                     [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  if (most == seen_at.end() || most->second.first < repeated_often) return {};
  const record::Moment& moment = moments[most->second.second];
  return {{run.role(pid),
           fmt::format("{}, pour la {}e fois", phrases::syscall_evidence(*moment.syscall), phrases::grouped(most->second.first)),
           moment.source}};
}

// Where each process that had to be killed was: what it repeated, the call under way, its last known line.
std::vector<Evidence> whereabouts(const Run& run) {
  std::vector<Evidence> list;
  for (const record::Process& process : run.recording().processes) {
    if (!alive_at_end(run, process.pid)) continue;
    std::vector<Evidence> repeated = repeated_call(run, process.pid), call = call_under_way(run, process.pid);
    const std::size_t last = last_known(run, process.pid);
    if (repeated.empty() && last < run.recording().moments.size() && run.recording().moments[last].syscall)
      repeated = {seen(run, {last, process.pid, *run.recording().moments[last].syscall, run.recording().moments[last].source})};
    list.insert(list.end(), call.begin(), call.end());
    list.insert(list.end(), repeated.begin(), repeated.end());
  }
  constexpr std::size_t enough = 6;
  if (list.size() > enough) list.resize(enough);
  return list;
}

// The bound is met at the first event past it, or when what the events tell takes too much room.
std::string round_events(std::size_t count) {
  std::size_t unit = 1;
  while (count / unit >= 10) unit *= 10;
  return phrases::grouped(count / unit * unit);
}

std::optional<Diagnosis> endless(const content::Exercise& exercise, const Run& run, const sandbox::Limits& limits) {
  const End end = run.recording().end;
  std::string measure;
  if (end == End::wall_clock) measure = fmt::format("arrêtée après {} s", seconds(limits.wall));
  if (end == End::cpu) measure = fmt::format("elle a pris {} s de processeur", seconds(limits.cpu));
  if (end == End::moments) measure = fmt::format("plus de {} événements observés", round_events(run.recording().moments.size()));
  if (measure.empty()) return {};
  if (auto alive = survivor(exercise, run)) return alive;
  const SourceLine where = last_place(run);
  Diagnosis diagnosis = common(exercise, "G-boucle", {{"mesure", measure}, {"endroit", place_words(where)}}, where);
  diagnosis.evidence = whereabouts(run);
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

// What the process last asked in vain, during that call: mostly why the function gave up.
std::vector<Evidence> last_failure(const Run& run, Pid pid, const record::Moment* since) {
  const auto& moments = run.recording().moments;
  for (std::size_t i = moments.size(); i-- > 0 && &moments[i] != since;) {
    const record::Moment& moment = moments[i];
    if (moment.pid != pid || !moment.syscall || moment.syscall->error.empty() || !moment.source.known()) continue;
    // perror and printf ask the terminal's mode: what failed is before.
    if (moment.syscall->name == "ioctl" || moment.syscall->name == "newfstatat" || moment.syscall->name == "lseek") continue;
    return {seen(run, {i, pid, *moment.syscall, moment.source})};
  }
  return {};
}

// The student's own exit, inside the call: nothing was hidden, it is only not what the caller waits for.
std::optional<Diagnosis> own_exit(const content::Exercise& exercise, const Run& run, const record::Moment* open, const SourceLine& where) {
  if (open == nullptr || !where.known()) return {};
  const record::Exit& exit = *run.process(run.father()).exit;
  Diagnosis diagnosis = common(exercise, "G-fin-prematuree/exit",
                               {{"endroit", place_words(where)}, {"statut", std::to_string(exit.status)}, {"appel", open->call->function}}, where);
  diagnosis.evidence = last_failure(run, run.father(), open);
  diagnosis.evidence.push_back({run.role(run.father()), phrases::exit_evidence(exit), where});
  return diagnosis;
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
  if (auto exited = own_exit(exercise, run, open, where)) return exited;
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
  if (auto found = tampering(exercise, run)) return found;
  if (auto found = deadlock(exercise, run)) return found;
  if (auto found = endless(exercise, run, limits)) return found;
  if (auto found = too_many_processes(exercise, run, limits)) return found;
  if (auto found = too_much(exercise, run, limits)) return found;
  if (with_crashes)
    if (auto found = crash(exercise, run)) return found;
  return early_end(exercise, run);
}

}  // namespace partage::check
