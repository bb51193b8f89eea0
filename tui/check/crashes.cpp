#include "check/crashes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>

#include "check/run_words.hpp"
#include "check/wording.hpp"
#include "phrases/evidence.hpp"

namespace partage::check {

namespace {

using record::Diagnosis;

struct Death {
  std::size_t moment;
  Pid pid;
  record::Exit exit;
};

// Once the scenario's first process is gone, what dies by a signal was killed with the run.
std::optional<Death> first_death(const Run& run) {
  const auto& moments = run.recording().moments;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const record::Moment& moment = moments[i];
    if (moment.kind != record::MomentKind::exit || !moment.exit) continue;
    if (moment.exit->signal != 0) return Death{i, moment.pid, *moment.exit};
    if (moment.pid == run.father()) return {};
  }
  return {};
}

bool has_file(const record::Mapping& mapping) { return mapping.inode != 0 && mapping.path.starts_with('/'); }

// Neither made by the student's file nor, as far as one can tell, given to it: libraries, the kernel's own pages, guards.
bool outside(const record::Mapping& mapping) {
  if (mapping.own) return false;
  const bool guard = mapping.permissions.starts_with("---");
  const bool library = mapping.path.find(".so") != std::string::npos;
  const bool kernel = mapping.path.starts_with("[v");
  return guard || library || kernel;
}

// Other words for the same code, when the address is not what the student's function had to do with.
const char* variant_of(const Run& run, const Death& death) {
  if (death.exit.signal != SIGSEGV && death.exit.signal != SIGBUS) return "";
  const record::Mapping* mapping = run.mapping(death.pid, death.exit.fault_address, death.moment);
  if (mapping == nullptr) return "";
  if (death.exit.signal == SIGBUS) return has_file(*mapping) && !outside(*mapping) ? "" : "/dehors";
  return death.exit.si_code == SEGV_ACCERR && outside(*mapping) ? "/dehors" : "";
}

std::string zone_name(const record::Mapping* mapping) {
  if (mapping == nullptr || mapping->path.empty()) return "une zone sans nom";
  return fmt::format("«\u00a0{}\u00a0»", mapping->path);
}

const char* code_of(const record::Exit& exit) {
  switch (exit.signal) {
    case SIGSEGV: return exit.si_code == SEGV_ACCERR ? "G-segv-droits" : "G-segv-mapee";
    case SIGBUS: return "G-sigbus";
    case SIGABRT: return "G-abandon";
    case SIGSYS: return "G-interdit";
    default: return "G-signal";
  }
}

constexpr std::uint64_t near_mapping = 1u << 20;

// The mapping whose end the address just passes, among those that the run's own code made; null if none.
const record::Mapping* overrun_mapping(const Run& run, const Death& death) {
  const Address address = death.exit.fault_address;
  for (std::uint64_t step = 0; step < near_mapping && step < address; step += run.recording().page_size) {
    const record::Mapping* mapping = run.mapping(death.pid, address - step, death.moment);
    if (mapping != nullptr) return mapping;
  }
  return nullptr;
}

// The student's own munmap by which this process gave up what stood at that address.
std::optional<Seen> given_up(const Run& run, const Death& death) {
  const std::uint64_t page = run.recording().page_size;
  const auto& moments = run.recording().moments;
  for (std::size_t i = std::min(death.moment, moments.size()); i-- > 0;) {
    const record::Moment& moment = moments[i];
    if (moment.pid != death.pid || !moment.syscall || moment.syscall->name != "munmap" || !moment.syscall->own) continue;
    const Seen undone{i, moment.pid, *moment.syscall, moment.source};
    const Address start = value(undone, "addr"), at = death.exit.fault_address;
    const std::uint64_t length = (value(undone, "length") + page - 1) / page * page;
    if (succeeded(undone) && start <= at && at - start < length && run.mapping(death.pid, at, i > 0 ? i - 1 : 0) != nullptr) return undone;
  }
  return {};
}

std::string about_address(const Run& run, const Death& death) {
  const Address address = death.exit.fault_address;
  if (address < run.recording().page_size) return "C'est un pointeur NULL, ou presque.";
  if (address >= ~Address{0} - run.recording().page_size) return "C'est MAP_FAILED, ou presque\u00a0: le résultat de mmap n'a pas été testé.";
  if (run.mapping(death.pid, address, death.moment) != nullptr) return {};
  if (const std::optional<Seen> undone = given_up(run, death))
    return fmt::format("Ce qui s'y trouvait a été rendu par munmap{}\u00a0: plus personne ne doit s'en servir.", place_words(undone->source));
  if (const record::Mapping* before = overrun_mapping(run, death))
    return fmt::format("Elle dépasse la fin d'une projection de {}.", phrases::size_text(before->size()));
  return {};
}

std::string continuation(const Run& run, const Death& death, const SourceLine& where) {
  const std::string address = death.exit.signal == SIGSEGV ? about_address(run, death) : std::string();
  if (where.known()) return address;
  const char* scenario = "L'instruction fautive n'est pas dans votre fichier, mais dans le scénario qui se sert de ce que votre fonction a fait.";
  return address.empty() ? scenario : address + " " + scenario;
}

bool is_kill(const record::Syscall& call) {
  return call.name == "kill" || call.name == "tkill" || call.name == "tgkill" || call.name == "rt_sigqueueinfo" || call.name == "pidfd_send_signal";
}

// The call of another process of the run that sent this signal to this process (or to all of its group).
std::optional<Seen> killer(const Run& run, const Death& death) {
  const auto& moments = run.recording().moments;
  const Pid inner = run.process(death.pid).inner_pid;
  for (std::size_t i = std::min(death.moment, moments.size()); i-- > 0;) {
    const record::Moment& moment = moments[i];
    if (moment.pid == death.pid || !moment.syscall || !is_kill(*moment.syscall)) continue;
    const auto* sent = moment.syscall->argument("sig");
    const auto* to = moment.syscall->argument("pid");
    if (sent != nullptr && static_cast<int>(sent->value) != death.exit.signal) continue;
    const Pid target = to == nullptr ? inner : static_cast<Pid>(to->value);
    if (target > 0 && target != inner) continue;
    return Seen{i, moment.pid, *moment.syscall, moment.source};
  }
  return {};
}

std::vector<Evidence> proof(const Run& run, const Death& death, const SourceLine& where) {
  std::vector<Evidence> evidence{{run.role(death.pid), phrases::signal_evidence(death.exit), where}};
  if (death.exit.signal == SIGSEGV || death.exit.signal == SIGBUS)
    evidence.push_back(maps_line(run, death.pid, death.exit.fault_address, death.moment));
  return evidence;
}

}  // namespace

std::optional<Diagnosis> crash(const content::Exercise& exercise, const Run& run) {
  const std::optional<Death> death = first_death(run);
  if (!death) return {};
  const bool plain = std::string_view(code_of(death->exit)) == "G-signal";
  const std::optional<Seen> sent = plain ? killer(run, *death) : std::nullopt;
  const SourceLine where = sent ? sent->source : exit_place(run, death->pid);
  const std::string code = std::string(code_of(death->exit)) + (sent ? "/frere" : variant_of(run, *death));
  Diagnosis diagnosis = common(exercise, code,
                               {{"qui", who(run, death->pid)},
                                {"endroit", place_words(where)},
                                {"adresse", phrases::address_text(death->exit.fault_address)},
                                {"signal", death->exit.signal_name},
                                {"tueur", sent ? who(run, sent->pid) : ""},
                                {"zone", zone_name(run.mapping(death->pid, death->exit.fault_address, death->moment))},
                                {"suite", continuation(run, *death, where)}},
                               where);
  while (diagnosis.why.ends_with(' ')) diagnosis.why.pop_back();
  diagnosis.evidence = proof(run, *death, sent ? SourceLine{} : where);
  if (sent) diagnosis.evidence.insert(diagnosis.evidence.begin(), seen(run, *sent));
  return diagnosis;
}

}  // namespace partage::check
