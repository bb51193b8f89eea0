// Facts of exercise 07, from the most fundamental to the finest: a zone comes back from the driver of /dev/zero, it is
// shared, usable, large enough and zeroed, no descriptor stays, two calls give two zones, father and child read what the
// other writes, a failure of open or of mmap is told by NULL. A mapping that the driver made and that was not asked with
// MAP_ANONYMOUS is named « /dev/zero (deleted) » in maps.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "par_dev_zero";
constexpr std::string_view witness = "appelant_constate";  ///< of the scenario: (result, errno)
constexpr std::string_view driver_name = "/dev/zero (deleted)";
constexpr int patience = 50;  ///< failures in a row after which a function insists

// <sys/mman.h> and <fcntl.h>, as the kernel of the student's program knows them; both architectures agree on these.
constexpr std::uint32_t prot_all = 7, prot_write = 2, map_type = 0xf, map_shared = 1, map_private = 2,
                        map_shared_validate = 3, map_fixed = 0x10, map_anonymous = 0x20, map_fixed_noreplace = 0x100000;
constexpr std::uint64_t o_accmode = 3, o_rdonly = 0, o_wronly = 1;

std::string text(const Seen& seen, std::string_view name) {
  const auto* argument = seen.call.argument(name);
  return argument == nullptr ? "?" : argument->text;
}

bool is_open(const Seen& seen) { return seen.call.name == "open" || seen.call.name == "openat" || seen.call.name == "creat"; }

Address address_of(const Seen& mapped) { return static_cast<Address>(mapped.call.result.value_or(0)); }

/// One run of the scenario, and the student's call in it.
struct Case {
  Run run;
  Call call;
  std::vector<Seen> maps;   ///< the student's own mmap calls, during the call
  std::vector<Seen> opens;  ///< files that the call opened, or failed to open
  std::size_t end = 0;      ///< moment of the call's return
  std::uint64_t page = 4096;

  Case(const Run& the_run, int nth) : run(the_run), call(scenario_call(run, function, nth)), page(run.recording().page_size) {
    if (!call.happened) return;
    for (const Seen& seen : run.syscalls_during(call)) {
      if (seen.call.name == "mmap" && seen.call.own) maps.push_back(seen);
      if (is_open(seen)) opens.push_back(seen);
    }
    end = call.returned() ? call.exit : run.last_moment(call.pid);
  }

  Address zone() const { return call.result.value_or(0); }
  std::uint64_t size() const { return call.arguments.empty() ? 0 : call.arguments[0]; }
  const Mapping* mapping() const { return run.mapping(call.pid, zone(), end); }

  /// The mmap that made the zone, null when none did.
  const Seen* maker() const {
    const auto made = std::find_if(maps.rbegin(), maps.rend(), [&](const Seen& seen) {
      const Address start = address_of(seen);
      return succeeded(seen) && start <= zone() && zone() - start < std::max(value(seen, "length"), page);
    });
    return made == maps.rend() ? nullptr : &*made;
  }

  /// The open that gave the descriptor of that mmap, null when none did.
  const Seen* opener(const Seen& mapped) const {
    const auto fd = static_cast<std::int32_t>(bits(mapped, "fd"));
    const auto given = std::find_if(opens.rbegin(), opens.rend(), [&](const Seen& seen) {
      return seen.moment < mapped.moment && succeeded(seen) && seen.call.result == fd;
    });
    return given == opens.rend() ? nullptr : &*given;
  }

  SourceLine where() const { return !maps.empty() ? maps.back().source : !opens.empty() ? opens.back().source : call.source; }

  std::vector<Evidence> evidence_of_open(const Seen& mapped) const {
    std::vector<Evidence> list;
    if (!opens.empty()) list.push_back(seen(run, opens.back()));
    list.push_back(seen(run, mapped));
    return list;
  }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (!maps.empty()) {
      if (const Seen* opened = opener(maps.back())) list.push_back(seen(run, *opened));
      list.push_back(seen(run, maps.back()));
    } else if (!opens.empty()) {
      list.push_back(seen(run, opens.back()));
    }
    if (call.returned() && zone() != 0 && zone() != map_failed) list.push_back(maps_line(run, call.pid, zone(), end));
    return list;
  }
};

/// Only the kernel says what is too much or too little.
void require_asked(Trial& trial, const Case& one) {
  const bool given_up = one.call.returned() && one.maps.empty() && (one.zone() == 0 || one.zone() == map_failed);
  const bool open_failed = !one.opens.empty() && !succeeded(one.opens.back());
  trial.require(!given_up || open_failed, "E07-limite", {}, one.call.source, {{"n", std::to_string(one.size())}, {"rendu", returned_text(one.zone())}});
}

RunPlan plan(const std::string& mode, std::initializer_list<std::int64_t> numbers) {
  RunPlan made;
  made.arguments = {mode};
  for (const std::int64_t number : numbers) made.arguments.push_back(std::to_string(number));
  return made;
}

/// Where the program died.
SourceLine place_of_death(const Run& run) {
  SourceLine where;
  for (const auto& moment : run.recording().moments)
    if (moment.pid == run.father() && moment.exit && moment.source.known()) where = moment.source;
  return where;
}

/// Killed inside the function, just beside what it mapped.
void explain_overrun(Trial& trial, const Case& one) {
  const auto& exit = one.run.process(one.run.father()).exit;
  if (!one.call.happened || one.call.returned() || !exit || exit->signal_name != "SIGSEGV") return;
  for (const Seen& made : one.maps) {
    if (!succeeded(made)) continue;
    const Address start = address_of(made), at = exit->fault_address;
    const std::uint64_t length = value(made, "length");
    const Address end = start + (length + one.page - 1) / one.page * one.page;
    const bool beside = (at < start && start - at <= one.page) || (at >= end && at - end < 16 * length);
    const Words words = {{"acces", hex(at)}, {"debut", hex(start)}, {"fin", hex(end)}};
    const Evidence death{one.run.role(one.call.pid), exit->signal_name + " (" + exit->code_name + ") en " + hex(at), {}};
    trial.require(!beside, "E07-deborde", {seen(one.run, made), death}, place_of_death(one.run), words);
  }
}

/// An endless loop, a crash or an exit inside the function has the common diagnosis; what happens later, in the
/// scenario, because of what the function gave, has ours.
Run run_calls(Trial& trial, const RunPlan& plan) {
  const auto returned = [](const Run& run) {
    const Call first = scenario_call(run, function, 1), second = scenario_call(run, function, 2);
    return first.returned() && (second.returned() || !second.happened);
  };
  const Run raw = trial.run_raw(plan);
  if (raw.recording().end == End::finished && returned(raw)) return raw;
  for (const int nth : {1, 2}) explain_overrun(trial, Case(raw, nth));
  const Run run = trial.run(plan);
  trial.require(returned(run), "E07-sans-retour");
  return run;
}

void require_no_fork(Trial& trial, const Case& one) {
  for (const auto& process : one.run.recording().processes) {
    const auto born = one.run.fork_moment(process.pid);
    if (!born || *born < one.call.entry || one.end < *born) continue;
    const auto& moment = one.run.recording().moments[*born];
    std::vector<Evidence> evidence;
    if (moment.syscall) evidence = {seen(one.run, {*born, moment.pid, *moment.syscall, moment.source})};
    trial.require(false, "E07-fork", evidence, moment.source);
  }
}

bool closed_before(const Case& one, std::uint32_t fd, std::size_t moment) {
  for (const Seen& seen : one.run.syscalls_during(one.call))
    if (seen.call.name == "close" && seen.moment < moment && bits(seen, "fd") == fd) return true;
  return false;
}

/// fd = open(…) == -1 gives 0 to fd, or 1: a standard descriptor goes to mmap, and the one that open gave nowhere.
void require_descriptor_of_open(Trial& trial, const Case& one, const Seen& mapped) {
  const std::uint32_t fd = bits(mapped, "fd");
  const bool another = one.opener(mapped) == nullptr && !one.opens.empty() && succeeded(one.opens.back());
  const bool ignored = another && !closed_before(one, static_cast<std::uint32_t>(one.opens.back().call.result.value_or(0)), mapped.moment);
  trial.require(!ignored || fd > 1 || (bits(mapped, "flags") & map_anonymous) != 0, "E07-priorite", one.evidence_of_open(mapped), mapped.source,
                {{"fd", std::to_string(fd)}, {"ouvert", one.opens.empty() ? "?" : text_of(one.opens.back().call.result)}});
}

/// mmap was tried and never succeeded: the most telling reason first.
void explain_failure(Trial& trial, const Case& one) {
  const Seen& last = one.maps.back();
  const auto prot = bits(last, "prot"), type = bits(last, "flags") & map_type, fd = bits(last, "fd");
  const auto length = value(last, "length");
  const Seen* opened = one.opener(last);
  const auto access = opened == nullptr ? o_accmode : value(*opened, "flags") & o_accmode;
  const Words words = {{"erreur", last.call.error},
                       {"longueur", std::to_string(length)},
                       {"taille", octets(one.size())},
                       {"adresse", hex(value(last, "addr"))},
                       {"fd", std::to_string(static_cast<std::int32_t>(fd))},
                       {"fichier", opened == nullptr ? "?" : text(*opened, "pathname")},
                       {"ouverture", access == o_wronly ? "O_WRONLY" : "O_RDONLY"},
                       {"offset", std::to_string(value(last, "offset"))}};
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), last.source, words);
  };
  require((prot & ~prot_all) == 0, "E07-arguments-inverses");
  require(opened != nullptr || one.opens.empty() || succeeded(one.opens.back()), "E07-open-echoue");
  require_descriptor_of_open(trial, one, last);
  require(!closed_before(one, fd, last.moment), "E07-ferme-trop-tot");
  require(last.call.error != "EBADF", "E07-mauvais-descripteur");
  require(type == map_shared || type == map_private || type == map_shared_validate, "E07-visibilite");
  require(last.call.error != "ENODEV", "E07-pilote");
  require(last.call.error != "EACCES" || access == o_accmode || (access == o_rdonly && (prot & prot_write) == 0),
          "E07-ouverture");
  require((bits(last, "flags") & (map_fixed | map_fixed_noreplace)) == 0, "E07-adresse-imposee");
  require(length != 0 && (last.call.error != "ENOMEM" || length <= one.size() + one.page), "E07-longueur");
  require(value(last, "offset") % one.page == 0, "E07-offset");
  require(false, "E07-mmap-echoue");
}

/// No mmap at all.
void explain_no_map(Trial& trial, const Case& one) {
  const Words words = {{"rendu", returned_text(one.zone())},
                       {"erreur", one.opens.empty() ? "?" : one.opens.back().call.error},
                       {"fichier", one.opens.empty() ? "?" : text(one.opens.back(), "pathname")}};
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), words);
  };
  require(!one.opens.empty() || one.zone() != 0, "E07-vide");
  require(one.opens.empty() || succeeded(one.opens.back()), "E07-open-echoue");
  for (const Seen& seen : one.run.syscalls_during(one.call))
    if (seen.call.name == "read" && seen.call.own && succeeded(seen))
      trial.require(false, "E07-lu", {partage::check::seen(one.run, seen)}, seen.source, words);
  require(one.opens.empty(), "E07-ouvert-seulement");
  require(false, "E07-sans-mmap");
}

void require_an_address(Trial& trial, const Case& one) {
  if (one.maps.empty()) explain_no_map(trial, one);
  const bool some = std::any_of(one.maps.begin(), one.maps.end(), succeeded);
  if (!some) explain_failure(trial, one);
  const Words words = {{"rendu", returned_text(one.zone())}, {"adresse", hex(address_of(one.maps.back()))}};
  for (const Seen& undone : one.run.syscalls_during(one.call)) {
    const bool gone = undone.call.name == "munmap" && value(undone, "addr") == one.zone() && one.mapping() == nullptr;
    trial.require(!gone, "E07-demappee", {seen(one.run, undone)}, undone.source, words);
  }
  const bool known = one.mapping() != nullptr && one.maker() != nullptr;
  trial.require(known, "E07-adresse-perdue", one.evidence(), one.where(), words);
}

/// What the child wrote in the zone, and what its father then reads there.
struct Exchange {
  std::optional<std::int64_t> written, read;
  std::vector<Evidence> evidence;

  explicit Exchange(const Case& one) {
    const auto children = one.run.children(one.call.pid);
    if (children.empty()) return;
    const Pid child = children.front();
    const std::size_t done = one.run.last_moment(child), end = one.run.last_moment(one.call.pid);
    written = one.run.integer(child, one.zone(), done);
    read = one.run.integer(one.call.pid, one.zone(), end);
    if (!written || !read || *written == *read) return;
    evidence = {memory_value(one.run, child, one.zone(), done), memory_value(one.run, one.call.pid, one.zone(), end)};
  }
};

void require_shared_from_the_driver(Trial& trial, const Case& one) {
  const Mapping& line = *one.mapping();
  const Seen& maker = *one.maker();
  const Seen* opened = one.opener(maker);
  const Exchange exchange(one);
  std::vector<Evidence> evidence = one.evidence();
  if (!line.shared()) evidence.insert(evidence.end(), exchange.evidence.begin(), exchange.evidence.end());
  const Words words = {{"ecrit", text_of(exchange.written)}, {"lu", text_of(exchange.read)},
                       {"droits", line.permissions},         {"nom", line.path},
                       {"fd", std::to_string(static_cast<std::int32_t>(bits(maker, "fd")))},
                       {"fichier", opened == nullptr ? "?" : text(*opened, "pathname")}};
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, evidence, one.where(), words);
  };
  require(line.shared(), "E07-prive");
  require((bits(maker, "flags") & map_anonymous) == 0, "E07-anonyme");
  // PROT_READ | PROT_WRITE is worth what MAP_SHARED_VALIDATE is worth, and MAP_SHARED what PROT_READ is.
  const bool swapped = bits(maker, "prot") == map_shared && (bits(maker, "flags") & map_type) == map_shared_validate;
  require(!swapped, "E07-arguments-inverses");
  require(line.permissions[0] == 'r' || line.permissions[1] == 'w', "E07-inaccessible");
  require(line.permissions[1] == 'w', "E07-lecture-seule");
  require(line.permissions[0] == 'r', "E07-ecriture-seule");
  // Only now: opened for reading only, even /dev/zero itself is mapped under its own name.
  require(line.path == driver_name, "E07-autre-fichier");
  require(line.permissions[2] != 'x', "E07-executable");
  require(line.offset == 0, "E07-offset");
}

/// Each projection of /dev/zero is a file of the kernel of its own: no two of them are ever one line of maps.
void require_size(Trial& trial, const Case& one) {
  const std::uint64_t usable = one.mapping()->end - one.zone();
  const Words words = {{"taille", octets(one.size())}, {"utilisable", std::to_string(usable)}};
  trial.require(usable >= one.size(), "E07-taille", one.evidence(), one.where(), words);
}

void require_zeros(Trial& trial, const Case& one) {
  for (const Address place : {one.zone(), one.zone() + std::max<std::uint64_t>(one.size(), sizeof(int)) - sizeof(int)}) {
    const std::string bytes = one.run.bytes(one.call.pid, place, sizeof(int), one.end);
    const bool zeros = std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == '\0'; });
    trial.require(zeros, "E07-non-nul", {memory_value(one.run, one.call.pid, place, one.end)}, one.where());
  }
}

void require_closed(Trial& trial, const Case& one, std::string_view code) {
  const std::vector<Seen> open = one.run.left_open(one.call);
  if (open.empty()) return;
  const Seen& left = open.back();
  trial.require(false, code, {seen(one.run, left)}, left.source, {{"fd", text_of(left.call.result)}});
}

void require_no_other_zone(Trial& trial, const Case& one) {
  for (const Mapping& left : one.run.left_mapped(one.call)) {
    if (left.start < one.zone() + one.size() && one.zone() < left.end) continue;
    const Origin origin = origin_of(one.run, left, one.maps, one.call.pid, one.end);
    trial.require(false, "E07-zone-perdue", origin.evidence, origin.where.known() ? origin.where : one.where(), {{"adresse", hex(left.start)}});
  }
}

void require_one_zone(Trial& trial, const Case& one) {
  require_no_fork(trial, one);
  require_an_address(trial, one);
  require_shared_from_the_driver(trial, one);
  require_size(trial, one);
  require_zeros(trial, one);
  require_no_other_zone(trial, one);
  require_closed(trial, one, "E07-descripteur");
}

/// The second call before the facts of its zone: one that maps nothing, or over the first, is told by that.
void require_two_zones(Trial& trial, const Case& first, const Case& second) {
  std::vector<Evidence> evidence = first.evidence();
  for (const Evidence& more : second.evidence()) evidence.push_back(more);
  const Words words = {{"adresse", hex(second.zone())}};
  const Mapping* now = second.mapping();
  const bool same = now != nullptr && now->inode == first.mapping()->inode;
  trial.require(!same, "E07-meme-zone", evidence, second.call.source, words);
  require_an_address(trial, second);
  const Mapping* still = first.run.mapping(first.call.pid, first.zone(), second.end);
  const bool kept = still != nullptr && still->inode == first.mapping()->inode;
  trial.require(kept, "E07-adresse-imposee", evidence, second.where(), words);
}

/// What kills in the scenario, although the father's zone is as it must be.
void explain_deaths(Trial& trial, const Case& one) {
  for (const auto& process : one.run.recording().processes) {
    if (!process.exit || process.exit->signal == 0) continue;
    const auto& exit = *process.exit;
    const bool in_zone = exit.fault_address >= one.zone() && exit.fault_address < one.zone() + one.size();
    const std::vector<Evidence> evidence = {
        {one.run.role(process.pid), exit.signal_name + " (" + exit.code_name + ") en " + hex(exit.fault_address), {}},
        maps_line(one.run, one.call.pid, one.zone(), one.end)};
    trial.require(!in_zone || exit.code_name != "SEGV_MAPERR", "E07-pas-herite", evidence, one.where());
  }
}

bool anyone_died(const Run& run) {
  const auto& all = run.recording().processes;
  return std::any_of(all.begin(), all.end(), [](const auto& process) { return process.exit && process.exit->signal != 0; });
}

/// The same file of the kernel on both sides, and the value that each side wrote, read on the other.
void require_both_ways(Trial& trial, const Case& one, std::int64_t from_father, std::int64_t from_child) {
  const Pid father = one.call.pid;
  const auto children = one.run.children(father);
  trial.require(!children.empty(), "E07-scenario-interrompu", {}, one.call.source);
  const Pid child = children.front();
  const std::size_t done = one.run.last_moment(child);
  const Mapping* there = one.run.mapping(child, one.zone(), done);
  trial.require(there != nullptr && there->inode == one.mapping()->inode && there->shared(), "E07-pas-herite",
                {maps_line(one.run, father, one.zone(), one.end), maps_line(one.run, child, one.zone(), done)}, one.where());

  // The scenario's child copies what it read into the next box before it writes its own value.
  const auto received = one.run.integer(child, one.zone() + sizeof(int), done);
  trial.require(received.has_value(), "E07-scenario-interrompu", {}, one.call.source);
  const Exchange exchange(one);
  const bool down = received == from_father, up = exchange.written == from_child && exchange.read == from_child;
  trial.require(down && up, "E07-pas-partage", {memory_value(one.run, child, one.zone(), done)}, one.where(),
                {{"descente", text_of(received)}, {"montee", text_of(exchange.read)}});
}

/// What the caller got, and how the program ended.
struct Outcome {
  Words words;
  bool killed = false;

  explicit Outcome(const Case& one) {
    const auto& exit = one.run.process(one.run.father()).exit;
    killed = exit && exit->signal != 0 && exit->signal_name != "SIGABRT";
    words = {{"rendu", returned_text(one.zone())},
             {"adresse", exit ? hex(exit->fault_address) : "?"},
             {"fin", !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status)}};
  }
};

std::string error_name(int error) {
  const char* name = error == 0 ? nullptr : strerrorname_np(error);
  return name == nullptr ? std::to_string(error) : name;
}

/// open fails (EMFILE), for lack of any free descriptor.
void require_refusal_told(Trial& trial, const Run& run) {
  const Case one(run, 1);
  const Outcome outcome(one);
  std::vector<Evidence> evidence;
  std::size_t refused = one.call.entry;
  SourceLine where = one.call.source;
  for (const Seen& seen : one.opens) {
    if (seen.call.error != "EMFILE") continue;
    refused = seen.moment;
    where = seen.source;
    evidence = {partage::check::seen(run, seen)};
  }
  Words words = outcome.words;
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, evidence, where, words); };
  require(run.recording().end == End::finished && one.opens.size() < patience, "E07-open-insiste");
  require(one.call.returned() || !outcome.killed, "E07-open-utilise");
  require(one.call.returned(), "E07-open-quitte");
  for (const Seen& mapped : one.maps) {
    if (mapped.moment < refused) continue;
    evidence.push_back(seen(run, mapped));
    trial.require(one.zone() == 0 || one.zone() == map_failed, "E07-open-repli", evidence, mapped.source, words);
    trial.require(false, "E07-open-non-teste", evidence, mapped.source, words);
  }
  require(one.zone() == 0, "E07-open-resultat");
  Call told = run.call(witness);
  // One that the function made of itself is not the caller's.
  for (int any = 2; told.happened && told.entry < one.call.exit; ++any) told = run.call(witness, any);
  const int error = told.arguments.size() < 2 ? -1 : static_cast<int>(told.arguments[1]);
  words["errno"] = error_name(error);
  for (const Seen& seen : run.syscalls_during(one.call)) {
    if (seen.moment <= refused || seen.call.error.empty()) continue;
    evidence.push_back(partage::check::seen(run, seen));
    if (seen.source.known() && seen.call.error == words["errno"]) where = seen.source;
  }
  require(error == EMFILE, "E07-errno");
}

/// mmap fails (ENOMEM).
void require_failure_told(Trial& trial, const Run& run) {
  const Case one(run, 1);
  const Outcome outcome(one);
  std::vector<Evidence> evidence;
  if (!one.maps.empty()) evidence.push_back(seen(run, one.maps.front()));
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, evidence, one.where(), outcome.words);
  };
  const auto forced = std::count_if(one.maps.begin(), one.maps.end(), [](const Seen& seen) { return seen.call.injected; });
  require(forced < patience && run.recording().end == End::finished, "E07-echec-insiste");
  require(one.call.returned() || !outcome.killed, "E07-echec-utilise");
  require(one.call.returned(), "E07-echec-quitte");
  require(one.zone() != map_failed, "E07-map-failed");
  require(one.zone() == 0, "E07-echec-cache");
  require_closed(trial, one, "E07-echec-descripteur");
}

/// A zone that forbidden pages surround.
void require_between(Trial& trial, std::int64_t size) {
  const RunPlan between = plan("entre", {size});
  const Case one(run_calls(trial, between), 1);
  require_asked(trial, one);
  require_one_zone(trial, one);
  trial.run(between);
}

}  // namespace

PARTAGE_CHECK(trial) {
  const auto from_father = trial.random(1000, 1 << 30), from_child = trial.random(-(1 << 30), -1000);
  // The first is just above whole pages, also for who rounds to the nearest; the other, more than any length that one
  // writes by hand.
  const auto size = 4096 * trial.random(5, 20) + trial.random(5, 2000), other_size = (8 << 20) + trial.random(5, 1 << 20);
  const RunPlan in_common = plan("partage", {size, other_size, from_father, from_child});
  const Run shared = run_calls(trial, in_common);
  const Case first(shared, 1);
  require_one_zone(trial, first);
  const Case second(shared, 2);
  require_two_zones(trial, first, second);
  require_one_zone(trial, second);
  explain_deaths(trial, first);
  if (anyone_died(shared)) trial.run(in_common);  // the common diagnosis says it better
  require_both_ways(trial, first, from_father, from_child);

  require_between(trial, trial.random(1, 100));
  require_between(trial, 4096 * trial.random(5, 20));
  require_refusal_told(trial, trial.run_raw(plan("sans_descripteur", {size})));

  RunPlan failing = plan("sans_memoire", {size});
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"mmap", nth, ENOMEM, {}});
  require_failure_told(trial, trial.run_raw(failing));

  // Longer than an int can say: the whole number reaches mmap.
  failing.arguments[1] = std::to_string((std::int64_t{1} << 32) + size);
  const Run refused = trial.run_raw(failing);
  const Case huge(refused, 1);
  require_asked(trial, huge);
  for (const Seen& made : huge.maps)
    trial.require(value(made, "length") >= huge.size(), "E07-longueur", {seen(refused, made)}, made.source,
                  {{"longueur", std::to_string(value(made, "length"))}, {"taille", octets(huge.size())}});
  require_failure_told(trial, refused);
  trial.show(shared);
}
