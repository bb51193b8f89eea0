// Facts of exercise 04, from the most fundamental to the finest: a zone comes back from mmap, it is private, anonymous,
// usable and no more, large enough and zeroed, alone, two calls give two zones, a few bytes or whole pages are given like
// any other number, and NULL tells every failure.
#include <algorithm>
#include <cerrno>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "reserver";
constexpr int patience = 50;  ///< failures in a row after which a function insists

// <sys/mman.h>, as the kernel of the student's program knows them; both architectures agree on these.
constexpr std::uint32_t prot_all = 7, map_type = 0xf, map_shared = 1, map_private = 2, map_fixed = 0x10,
                        map_anonymous = 0x20, map_populate = 0x8000, map_fixed_noreplace = 0x100000;

/// What a successful mmap or mremap made.
Address start_of(const Seen& made) { return static_cast<Address>(made.call.result.value_or(0)); }
std::uint64_t length_of(const Seen& made) { return value(made, made.call.name == "mremap" ? "new_size" : "length"); }

/// One run of the scenario, and the student's call in it.
struct Case {
  Run run;
  Call call;
  std::vector<Seen> maps;  ///< the student's own mmap and mremap, during the call
  std::size_t end = 0;     ///< moment of the call's return
  std::uint64_t page = 4096;

  Case(const Run& the_run, int nth) : run(the_run), call(scenario_call(run, function, nth)), page(run.recording().page_size) {
    if (!call.happened) return;
    for (const Seen& seen : run.syscalls_during(call))
      if ((seen.call.name == "mmap" || seen.call.name == "mremap") && seen.call.own) maps.push_back(seen);
    end = call.returned() ? call.exit : run.last_moment(call.pid);
  }

  Address zone() const { return call.result.value_or(0); }
  std::uint64_t size() const { return call.arguments.empty() ? 0 : call.arguments[0]; }
  const Mapping* line(Address address) const { return run.mapping(call.pid, address, end); }
  const Mapping* mapping() const { return line(zone()); }

  /// Two private anonymous zones side by side are one line of maps: a zone is told from its neighbours page by page.
  bool fresh(Address address) const { return run.mapping(call.pid, address, call.entry) == nullptr; }
  bool writable(Address address) const { return line(address) != nullptr && line(address)->permissions[1] == 'w'; }

  /// Bytes from the address returned that are usable, and were nobody's before the call; no more than asked.
  std::uint64_t usable() const {
    std::uint64_t count = 0;
    while (count < size() && fresh(zone() + count) && writable(zone() + count)) count += page;
    return std::min(count, size());
  }

  /// The mmap that made the zone, null when none did.
  const Seen* maker() const {
    const auto made = std::find_if(maps.rbegin(), maps.rend(), [&](const Seen& seen) {
      return succeeded(seen) && start_of(seen) <= zone() && zone() - start_of(seen) < std::max(length_of(seen), page);
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

RunPlan plan(const std::string& mode, std::initializer_list<std::uint64_t> numbers) {
  RunPlan made;
  made.arguments = {mode};
  for (const std::uint64_t number : numbers) made.arguments.push_back(std::to_string(number));
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
    const Address start = start_of(made), at = exit->fault_address;
    const std::uint64_t length = length_of(made);
    const Address end = start + (length + one.page - 1) / one.page * one.page;
    const bool beside = (at < start && start - at <= one.page) || (at >= end && at - end < 16 * length);
    const Words words = {{"acces", hex(at)}, {"debut", hex(start)}, {"fin", hex(end)}};
    const Evidence death{one.run.role(one.call.pid), exit->signal_name + " (" + exit->code_name + ") en " + hex(at), {}};
    trial.require(!beside, "E04-deborde", {seen(one.run, made), death}, place_of_death(one.run), words);
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
  trial.require(returned(run), "E04-sans-retour");
  return run;
}

/// The kernel lets bits that it does not know pass as rights: what is not one came from another argument.
void require_arguments_in_order(Trial& trial, const Case& one) {
  for (const Seen& made : one.maps) {
    const auto* rights = made.call.argument("prot");
    if (rights == nullptr) continue;
    trial.require((bits(made, "prot") & ~prot_all) == 0, "E04-arguments-inverses", {seen(one.run, made)}, made.source,
                  {{"valeur", rights->text}});
  }
}

/// mmap was tried and never succeeded: the most telling reason first.
void explain_failure(Trial& trial, const Case& one) {
  const Seen& last = one.maps.back();
  const auto flags = bits(last, "flags");
  const auto length = length_of(last);
  const auto type = flags & map_type;
  const bool placed = (flags & (map_fixed | map_fixed_noreplace)) != 0;
  const Words words = {{"erreur", last.call.error},
                       {"longueur", std::to_string(length)},
                       {"taille", octets(one.size())},
                       {"adresse", hex(value(last, "addr"))},
                       {"offset", std::to_string(static_cast<std::int64_t>(value(last, "offset")))}};
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), last.source, words);
  };
  require(type == map_shared || type == map_private, "E04-visibilite");
  require((flags & map_anonymous) != 0, "E04-anonyme");
  require(!placed, "E04-adresse-imposee");
  require(length != 0 && (last.call.error != "ENOMEM" || length <= one.size() + one.page), "E04-longueur");
  require(value(last, "offset") % one.page == 0, "E04-position");
  require(false, "E04-mmap-echoue");
}

void require_an_address(Trial& trial, const Case& one) {
  require_arguments_in_order(trial, one);
  const auto made = std::find_if(one.maps.rbegin(), one.maps.rend(), succeeded);
  const bool some = made != one.maps.rend();
  if (!one.maps.empty() && !some) explain_failure(trial, one);
  const Words words = {{"rendu", returned_text(one.zone())}, {"adresse", some ? hex(start_of(*made)) : "?"}};
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), words);
  };
  require(some || one.zone() != 0, "E04-vide");
  require(some || one.zone() != map_failed, "E04-renonce");
  require(one.zone() != 0, "E04-succes-perdu");
  for (const Seen& undone : one.run.syscalls_during(one.call)) {
    const bool gone = undone.call.name == "munmap" && value(undone, "addr") == one.zone() && one.mapping() == nullptr;
    trial.require(!gone, "E04-demappee", {seen(one.run, undone)}, undone.source, words);
  }
  require(one.mapping() != nullptr && (one.maker() != nullptr || !some), "E04-adresse-perdue");
}

/// Memory of this program, but not from the student's mmap: where does it come from?
void require_from_mmap(Trial& trial, const Case& one) {
  if (one.maker() != nullptr) return;
  const Mapping& line = *one.mapping();
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where()); };
  require(line.path != "[stack]", "E04-pile");
  require(line.path != "[heap]", "E04-malloc");
  require(one.fresh(one.zone()), "E04-statique");
  require(line.shared() || !line.path.empty(), "E04-malloc");
  require(false, "E04-sans-mmap");
}

void require_kind(Trial& trial, const Case& one) {
  const Mapping& line = *one.mapping();
  const bool named = !line.path.empty() && !line.path.starts_with("[anon:");
  const std::string& rights = line.permissions;
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), {{"droits", rights}, {"nom", line.path}});
  };
  require(!line.shared(), "E04-partage");
  require(!named, "E04-fichier");
  require(rights[0] == 'r' || rights[1] == 'w', "E04-inaccessible");
  require(rights[1] == 'w', "E04-lecture-seule");
  require(rights[0] == 'r', "E04-ecriture-seule");
  require(rights[2] != 'x', "E04-executable");
}

/// The address returned is where the zone starts; guard pages before it, which nobody can touch, do not count.
void require_start(Trial& trial, const Case& one) {
  const Seen& maker = *one.maker();
  const bool inside = one.zone() > start_of(maker) && one.writable(one.zone() - 1) && one.fresh(one.zone() - 1);
  const Words words = {{"rendu", hex(one.zone())}, {"adresse", hex(start_of(maker))}};
  trial.require(one.zone() % one.page == 0 && !inside, "E04-adresse-perdue", one.evidence(), one.where(), words);
}

void require_size(Trial& trial, const Case& one) {
  const Words words = {{"taille", octets(one.size())}, {"utilisable", std::to_string(one.usable())}};
  trial.require(one.usable() >= one.size(), "E04-taille", one.evidence(), one.where(), words);
}

void require_zeros(Trial& trial, const Case& one) {
  for (const Address place : {one.zone(), one.zone() + std::max<std::uint64_t>(one.size(), sizeof(int)) - sizeof(int)}) {
    const std::string bytes = one.run.bytes(one.call.pid, place, sizeof(int), one.end);
    const bool zeros = std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte == '\0'; });
    trial.require(zeros, "E04-non-nul", {memory_value(one.run, one.call.pid, place, one.end)}, one.where());
  }
}

void require_no_other_zone(Trial& trial, const Case& one) {
  for (const Seen& made : one.maps) {
    if (!succeeded(made)) continue;
    const Address start = start_of(made);
    const bool elsewhere = start >= one.zone() + one.size() || start + length_of(made) <= one.zone();
    const bool left = elsewhere && one.fresh(start) && one.writable(start);
    trial.require(!left, "E04-zone-perdue", {seen(one.run, made), maps_line(one.run, one.call.pid, start, one.end)}, made.source);
  }
}

/// Linux does not look at them: only the call itself shows them.
void require_no_file(Trial& trial, const Case& one) {
  for (const Seen& made : one.maps) {
    if (made.call.name != "mmap" || (bits(made, "flags") & map_anonymous) == 0) continue;
    const auto fd = static_cast<std::int32_t>(bits(made, "fd"));
    const auto offset = static_cast<std::int64_t>(value(made, "offset"));
    trial.require(fd == -1 && offset == 0, "E04-fd", {seen(one.run, made)}, made.source,
                  {{"fd", std::to_string(fd)}, {"offset", std::to_string(offset)}});
  }
}

void require_one_zone(Trial& trial, const Case& one) {
  require_an_address(trial, one);
  require_from_mmap(trial, one);
  require_kind(trial, one);
  require_start(trial, one);
  require_size(trial, one);
  require_zeros(trial, one);
  require_no_other_zone(trial, one);
}

void require_two_zones(Trial& trial, const Case& first, const Case& second) {
  require_an_address(trial, second);
  const bool apart = second.zone() >= first.zone() + first.size() || first.zone() >= second.zone() + second.size();
  const Seen* maker = second.maker();
  const bool placed = maker != nullptr && maker->call.name == "mmap" && (bits(*maker, "flags") & map_fixed) != 0;
  std::vector<Evidence> evidence = first.evidence();
  for (const Evidence& more : second.evidence()) evidence.push_back(more);
  const Words words = {{"adresse", hex(second.zone())}};
  trial.require(apart || !placed, "E04-adresse-imposee", evidence, second.where(), words);
  trial.require(apart && first.run.mapping(first.call.pid, first.zone(), second.end) != nullptr, "E04-meme-zone", evidence,
                second.where(), words);
}

/// mmap gives nothing, by our hand or because it was asked too much.
void require_failure_told(Trial& trial, const Case& one, std::string_view code) {
  const Run& run = one.run;
  const auto& exit = run.process(run.father()).exit;
  const bool dead = exit && exit->signal != 0;
  const bool used = dead && exit->signal_name != "SIGABRT";
  const Words words = {{"rendu", returned_text(one.zone())},
                       {"acces", exit ? hex(exit->fault_address) : "?"},
                       {"fin", !exit ? "?" : dead ? exit->signal_name : "code " + std::to_string(exit->status)}};
  std::vector<Evidence> evidence;
  if (!one.maps.empty()) evidence.push_back(seen(run, one.maps.front()));
  if (dead) evidence.push_back({run.role(one.call.pid), exit->signal_name + " (" + exit->code_name + ") en " + hex(exit->fault_address), {}});
  const auto require = [&](bool fact, std::string_view which) {
    trial.require(fact, which, evidence, one.where(), words);
  };
  const auto forced = std::count_if(one.maps.begin(), one.maps.end(), [](const Seen& seen) { return seen.call.injected; });
  require(forced < patience && run.recording().end == End::finished, "E04-echec-insiste");
  require(one.call.returned() || !used, "E04-echec-utilise");
  require(one.call.returned(), "E04-echec-quitte");
  require(one.zone() != map_failed, "E04-map-failed");
  require(one.zone() == 0, code);
}

/// Only the kernel says what is too much or too little.
void require_asked(Trial& trial, const Case& one) {
  const bool given_up = one.call.returned() && one.maps.empty() && (one.zone() == 0 || one.zone() == map_failed);
  trial.require(!given_up, "E04-limite", {}, one.call.source, {{"n", std::to_string(one.size())}, {"rendu", returned_text(one.zone())}});
}

/// A zone that forbidden pages surround.
void require_between(Trial& trial, std::uint64_t size) {
  const RunPlan between = plan("entre", {size});
  const Case one(run_calls(trial, between), 1);
  require_asked(trial, one);
  require_one_zone(trial, one);
  trial.run(between);
}

void require_failures_told(Trial& trial, std::uint64_t size) {
  require_failure_told(trial, Case(trial.run_raw(plan("une", {0})), 1), "E04-zero");

  RunPlan failing = plan("une", {size});
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"mmap", nth, ENOMEM, {}});
  require_failure_told(trial, Case(trial.run_raw(failing), 1), "E04-echec-cache");

  // More than the address space allowed: the kernel itself refuses, unless the length was cut short on the way.
  const Case huge(trial.run_raw(plan("une", {(std::uint64_t{1} << 32) + size})), 1);
  require_asked(trial, huge);
  const bool given = huge.call.returned() && huge.zone() != 0 && huge.zone() != map_failed && huge.mapping() != nullptr;
  const bool refused = std::any_of(huge.maps.begin(), huge.maps.end(), [&](const Seen& seen) { return !succeeded(seen) && length_of(seen) >= huge.size(); });
  if (given && !refused) require_size(trial, huge);
  else require_failure_told(trial, huge, "E04-echec-cache");
}

/// Right, but could be better: told only once everything holds.
void advise(Trial& trial, const Case& one) {
  const Seen& maker = *one.maker();
  const auto first = one.run.page(one.call.pid, one.zone(), one.end);
  const auto last = one.run.page(one.call.pid, one.zone() + one.size() - 1, one.end);
  const bool touched = first && first->present && last && last->present && (bits(maker, "flags") & map_populate) == 0;
  const Words words = {{"taille", octets(one.size())}, {"longueur", std::to_string(length_of(maker))}};
  const auto say = [&](bool fact, std::string_view code) { trial.advise(fact, code, {seen(one.run, maker)}, maker.source, words); };
  say(!touched, "E04-conseil-memset");
  say(!one.writable(one.zone() + one.size() + one.page) || length_of(maker) <= one.size() + one.page, "E04-conseil-longueur");
}

}  // namespace

PARTAGE_CHECK(trial) {
  // The first is just above whole pages, also for who rounds to the nearest; the other, more than any length that one
  // writes by hand.
  const auto size = static_cast<std::uint64_t>(4096 * trial.random(5, 20) + trial.random(5, 2000));
  const auto other_size = static_cast<std::uint64_t>((8 << 20) + trial.random(5, 1 << 20));
  const auto small = static_cast<std::uint64_t>(trial.random(1, 100)), whole_pages = static_cast<std::uint64_t>(4096 * trial.random(5, 20));
  const auto value = static_cast<std::uint64_t>(trial.random(1000, 1 << 30));
  const RunPlan both = plan("deux", {size, other_size, value});
  const Run run = run_calls(trial, both);
  const Case first(run, 1), second(run, 2);
  require_one_zone(trial, first);
  require_two_zones(trial, first, second);
  require_one_zone(trial, second);
  trial.run(both);  // what else may have stopped the scenario
  require_between(trial, small);
  require_between(trial, whole_pages);
  require_no_file(trial, first);
  require_failures_told(trial, size);
  advise(trial, first);
  trial.show(run);
}
