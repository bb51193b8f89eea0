// Facts of exercise 08, from the most fundamental to the finest: a zone comes back from mmap, it is shared, usable,
// large enough and zeroed, two calls give two zones, a family reads what any of its members writes, a failure is told.
#include <algorithm>
#include <cerrno>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "create_shared_memory";
constexpr int grandchildren = 8;
constexpr int patience = 50;  ///< failures in a row after which a function insists

// <sys/mman.h>, as the kernel of the student's program knows them; both architectures agree on these.
constexpr std::uint32_t prot_all = 7, map_type = 0xf, map_shared = 1, map_private = 2, map_fixed = 0x10,
                        map_anonymous = 0x20, map_populate = 0x8000, map_fixed_noreplace = 0x100000;

Address address_of(const Seen& mapped) { return static_cast<Address>(mapped.call.result.value_or(0)); }

/// One run of the scenario, and the student's call in it.
struct Case {
  Run run;
  Call call;
  std::vector<Seen> maps;  ///< the student's own mmap calls, during the call
  std::size_t end = 0;     ///< moment of the call's return
  std::uint64_t page = 4096;

  Case(const Run& the_run, int nth) : run(the_run), call(scenario_call(run, function, nth)), page(run.recording().page_size) {
    if (!call.happened) return;
    for (const Seen& seen : run.syscalls_during(call))
      if (seen.call.name == "mmap" && seen.call.own) maps.push_back(seen);
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

  SourceLine where() const { return maps.empty() ? call.source : maps.back().source; }

  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (!maps.empty()) list.push_back(seen(run, maps.back()));
    if (call.returned() && zone() != 0 && zone() != map_failed) list.push_back(maps_line(run, call.pid, zone(), end));
    return list;
  }
};

/// Files opened during the call, closed since or not.
std::vector<Seen> opened(const Case& one) {
  std::vector<Seen> all;
  for (const Seen& seen : one.run.syscalls_during(one.call))
    if ((seen.call.name == "open" || seen.call.name == "openat") && succeeded(seen)) all.push_back(seen);
  return all;
}

RunPlan plan(const std::string& mode, std::initializer_list<std::int64_t> numbers) {
  RunPlan made;
  made.arguments = {mode};
  for (const std::int64_t number : numbers) made.arguments.push_back(std::to_string(number));
  return made;
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
  const Run run = trial.run(plan);
  trial.require(returned(run), "E08-sans-retour");
  return run;
}

void require_no_fork(Trial& trial, const Case& one) {
  for (const auto& process : one.run.recording().processes) {
    const auto born = one.run.fork_moment(process.pid);
    if (!born || *born < one.call.entry || one.end < *born) continue;
    const auto& moment = one.run.recording().moments[*born];
    std::vector<Evidence> evidence;
    if (moment.syscall) evidence = {seen(one.run, {*born, moment.pid, *moment.syscall, moment.source})};
    trial.require(false, "E08-fork", evidence, moment.source);
  }
}

/// mmap was tried and never succeeded: the most telling reason first.
void explain_failure(Trial& trial, const Case& one) {
  const Seen& last = one.maps.back();
  const auto prot = bits(last, "prot"), flags = bits(last, "flags");
  const auto length = value(last, "length");
  const auto type = flags & map_type;
  const bool anonymous = (flags & map_anonymous) != 0;
  const bool placed = (flags & (map_fixed | map_fixed_noreplace)) != 0;
  const Words words = {{"erreur", last.call.error},
                       {"longueur", std::to_string(length)},
                       {"taille", std::to_string(one.size())},
                       {"adresse", hex(value(last, "addr"))},
                       {"offset", std::to_string(value(last, "offset"))}};
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), last.source, words);
  };
  require((prot & ~prot_all) == 0, "E08-arguments-inverses");
  require(type == map_shared || type == map_private, "E08-visibilite");
  require(anonymous || !opened(one).empty(), "E08-anonyme");
  require(!placed, "E08-adresse-imposee");
  require(length != 0 && (last.call.error != "ENOMEM" || length <= one.size() + one.page), "E08-longueur");
  require(value(last, "offset") % one.page == 0, "E08-offset");
  require(false, "E08-mmap-echoue");
}

void require_an_address(Trial& trial, const Case& one) {
  const bool some = std::any_of(one.maps.begin(), one.maps.end(), succeeded);
  if (!one.maps.empty() && !some) explain_failure(trial, one);
  const Words words = {{"rendu", returned_text(one.zone())},
                       {"adresse", some ? hex(address_of(one.maps.back())) : "?"},
                       {"taille", std::to_string(one.size())}};
  trial.require(some || one.zone() != 0, "E08-vide", {}, one.call.source, words);
  trial.require(some || one.zone() != map_failed, "E08-renonce", {}, one.call.source, words);
  for (const Seen& undone : one.run.syscalls_during(one.call)) {
    const bool gone = undone.call.name == "munmap" && value(undone, "addr") == one.zone() && one.mapping() == nullptr;
    trial.require(!gone, "E08-demappee", {seen(one.run, undone)}, undone.source, words);
  }
  const bool known = one.mapping() != nullptr && (one.maker() != nullptr || !some);
  trial.require(known, "E08-adresse-perdue", one.evidence(), one.where(), words);
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

/// The zone is not shared: where does it come from?
void explain_private(Trial& trial, const Case& one) {
  const Mapping& line = *one.mapping();
  const Exchange exchange(one);
  const Words words = {{"ecrit", text_of(exchange.written)}, {"lu", text_of(exchange.read)}, {"droits", line.permissions}};
  std::vector<Evidence> evidence = one.evidence();
  evidence.insert(evidence.end(), exchange.evidence.begin(), exchange.evidence.end());
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, evidence, one.where(), words);
  };
  require(one.maker() == nullptr, "E08-prive");
  require(line.path != "[stack]", "E08-pile");
  require(line.path != "[heap]", "E08-malloc");
  require(one.run.mapping(one.call.pid, one.zone(), one.call.entry) == nullptr, "E08-statique");
  require(false, "E08-malloc");
}

void require_shared(Trial& trial, const Case& one) {
  const Mapping& line = *one.mapping();
  if (!line.shared()) explain_private(trial, one);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), {{"droits", line.permissions}, {"nom", line.path}});
  };
  require(one.maker() != nullptr, "E08-sans-mmap");
  require(line.path.find("(deleted)") != std::string::npos, "E08-nom-laisse");
  require(line.permissions[0] == 'r' || line.permissions[1] == 'w', "E08-inaccessible");
  require(line.permissions[1] == 'w', "E08-lecture-seule");
  require(line.permissions[0] == 'r', "E08-ecriture-seule");
  require(line.permissions[2] != 'x', "E08-executable");
}

/// Shared zones are files of the kernel: no two of them are ever merged into one line of maps.
void require_size(Trial& trial, const Case& one) {
  const Mapping& line = *one.mapping();
  const std::uint64_t usable = line.end - one.zone();
  const Words words = {{"taille", std::to_string(one.size())}, {"utilisable", std::to_string(usable)}};
  trial.require(usable >= one.size(), "E08-taille", one.evidence(), one.where(), words);
}

void require_zeros(Trial& trial, const Case& one) {
  for (const Address place : {one.zone(), one.zone() + one.size() - sizeof(int)}) {
    const std::string bytes = one.run.bytes(one.call.pid, place, sizeof(int), one.end);
    const bool zeros = std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == '\0'; });
    trial.require(zeros, "E08-non-nul", {memory_value(one.run, one.call.pid, place, one.end)}, one.where());
  }
}

void require_nothing_left(Trial& trial, const Case& one) {
  std::vector<Seen> open = opened(one);
  for (const Seen& closed : one.run.syscalls_during(one.call)) {
    if (closed.call.name != "close" || !succeeded(closed)) continue;
    const auto fd = static_cast<int>(value(closed, "fd"));
    std::erase_if(open, [&](const Seen& seen) { return seen.call.result == fd && seen.moment < closed.moment; });
  }
  if (open.empty()) return;
  const Seen& left = open.back();
  trial.require(false, "E08-descripteur", {seen(one.run, left)}, left.source, {{"fd", text_of(left.call.result)}});
}

/// Guards around the zone, which nobody can touch, do not count.
void require_no_other_zone(Trial& trial, const Case& one) {
  for (const Mapping& left : one.run.left_mapped(one.call)) {
    if (left.permissions.starts_with("---") || (left.start < one.zone() + one.size() && one.zone() < left.end)) continue;
    const Origin origin = origin_of(one.run, left, one.maps, one.call.pid, one.end);
    trial.require(false, "E08-zone-perdue", origin.evidence, origin.where.known() ? origin.where : one.where(), {{"adresse", hex(left.start)}});
  }
}

void require_one_zone(Trial& trial, const Case& one) {
  require_no_fork(trial, one);
  require_an_address(trial, one);
  require_shared(trial, one);
  require_size(trial, one);
  require_zeros(trial, one);
  require_no_other_zone(trial, one);
  require_nothing_left(trial, one);
}

void require_two_zones(Trial& trial, const Case& first, const Case& second) {
  const Mapping* still = first.run.mapping(first.call.pid, first.zone(), second.end);
  const bool kept = still != nullptr && still->inode == first.mapping()->inode;
  const bool apart = kept && (still->inode != second.mapping()->inode || second.zone() >= first.zone() + first.size() ||
                              first.zone() >= second.zone() + second.size());
  const bool placed = second.maker() != nullptr && (bits(*second.maker(), "flags") & map_fixed) != 0;
  std::vector<Evidence> evidence = first.evidence();
  for (const Evidence& more : second.evidence()) evidence.push_back(more);
  const Words words = {{"adresse", hex(second.zone())}};
  trial.require(apart || !placed, "E08-adresse-imposee", evidence, second.where(), words);
  trial.require(apart, "E08-meme-zone", evidence, second.where(), words);
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
    trial.require(exit.signal_name != "SIGBUS", "E08-fichier-trop-court", evidence, one.where());
    trial.require(!in_zone || exit.code_name != "SEGV_MAPERR", "E08-pas-herite", evidence, one.where());
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
  trial.require(!children.empty(), "E08-scenario-interrompu", {}, one.call.source);
  const Pid child = children.front();
  const std::size_t done = one.run.last_moment(child);
  const Mapping* here = one.mapping();
  const Mapping* there = one.run.mapping(child, one.zone(), done);
  trial.require(there != nullptr && there->inode == here->inode && there->shared(), "E08-pas-herite",
                {maps_line(one.run, father, one.zone(), one.end), maps_line(one.run, child, one.zone(), done)}, one.where());

  // The scenario's child copies what it read into the next box before it writes its own value.
  const auto received = one.run.integer(child, one.zone() + sizeof(int), done);
  trial.require(received.has_value(), "E08-scenario-interrompu", {}, one.call.source);
  const Exchange exchange(one);
  const bool down = received == from_father, up = exchange.written == from_child && exchange.read == from_child;
  trial.require(down && up, "E08-pas-partage", {memory_value(one.run, child, one.zone(), done)}, one.where(),
                {{"descente", text_of(received)}, {"montee", text_of(exchange.read)}});
}

void require_family(Trial& trial, const Run& run, std::int64_t first) {
  const Case one(run, 1);
  const std::size_t end = run.last_moment(one.call.pid);
  for (int i = 0; i < grandchildren; ++i) {
    const Address box = one.zone() + static_cast<Address>(i) * sizeof(int);
    const auto value = run.integer(one.call.pid, box, end);
    trial.require(value == first + i, "E08-famille", {memory_value(run, one.call.pid, box, end)}, one.where(),
                  {{"ecrit", std::to_string(first + i)}, {"lu", text_of(value)}});
  }
}

void require_failure_not_hidden(Trial& trial, const Run& run) {
  const Case one(run, 1);
  const auto& exit = run.process(run.father()).exit;
  const bool used = exit && exit->signal != 0 && exit->signal_name != "SIGABRT";
  const Words words = {{"rendu", returned_text(one.zone())},
                       {"adresse", exit ? hex(exit->fault_address) : "?"},
                       {"fin", !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status)}};
  std::vector<Evidence> evidence;
  if (!one.maps.empty()) evidence.push_back(seen(run, one.maps.front()));
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, evidence, one.where(), words);
  };
  const auto forced = std::count_if(one.maps.begin(), one.maps.end(), [](const Seen& seen) { return seen.call.injected; });
  require(forced > 0, "E08-sans-mmap");
  require(forced < patience && run.recording().end == End::finished, "E08-echec-insiste");
  require(one.call.returned() || !used, "E08-echec-utilise");
  require(one.call.returned(), "E08-echec-quitte");
  require(one.zone() != 0, "E08-null");
  require(one.zone() == map_failed, "E08-echec-cache");
}

/// Right, but could be better: told only once everything holds.
void advise(Trial& trial, const Case& one) {
  const Seen& maker = *one.maker();
  const auto flags = bits(maker, "flags");
  const auto length = value(maker, "length");
  const auto fd = static_cast<int>(value(maker, "fd"));
  const auto first = one.run.page(one.call.pid, one.zone(), one.end);
  const auto last = one.run.page(one.call.pid, one.zone() + one.size() - 1, one.end);
  const bool touched = first && first->present && last && last->present && (flags & map_populate) == 0;
  const Words words = {{"taille", std::to_string(one.size())},
                       {"longueur", std::to_string(length)},
                       {"fd", std::to_string(fd)},
                       {"offset", std::to_string(value(maker, "offset"))}};
  const auto say = [&](bool fact, std::string_view code) { trial.advise(fact, code, {seen(one.run, maker)}, maker.source, words); };
  say(!touched, "E08-conseil-memset");
  say((flags & map_anonymous) == 0 || (fd == -1 && value(maker, "offset") == 0), "E08-conseil-fd");
  say(length <= one.size() + one.page, "E08-conseil-longueur");
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
  require_an_address(trial, second);
  require_two_zones(trial, first, second);
  require_one_zone(trial, second);
  explain_deaths(trial, first);
  if (anyone_died(shared)) trial.run(in_common);  // the common diagnosis says it better
  require_both_ways(trial, first, from_father, from_child);

  const auto start = trial.random(1000, 1 << 30);
  require_family(trial, trial.run(plan("famille", {size, start})), start);

  RunPlan failing = plan("echec", {size});
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"mmap", nth, ENOMEM, {}});
  require_failure_not_hidden(trial, trial.run_raw(failing));
  advise(trial, first);
  trial.show(shared);
}
