// Facts of exercise 09, from the most fundamental to the finest: n children born of fork, none of whom comes back, all
// born before the first wait; a shared zone made before them, each child's own box in it; all waited for, the right sum,
// the zone undone. Then children that end badly, and mmap and fork that fail.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;
using partage::record::Moment;
using partage::record::MomentKind;
using partage::record::Process;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "depouiller";
constexpr std::string_view ballot_box = "urne";
constexpr int patience = 50;  ///< failures in a row after which a function insists
constexpr int crowd = 520;    ///< boxes that do not fit in a page of 4 KiB; so many children would take seconds
constexpr std::uint32_t map_type = 0xf, map_shared = 1, map_shared_validate = 3;

bool is_wait(const Seen& seen) { return seen.call.name == "wait4" || seen.call.name == "waitid"; }

bool is_shared_mmap(const Seen& seen) {
  const auto type = static_cast<std::uint32_t>(value(seen, "flags")) & map_type;
  return seen.call.name == "mmap" && (type == map_shared || type == map_shared_validate);
}

/// What the scenario's ballot box number i holds.
std::int64_t vote(std::uint64_t seed, int i) {
  std::uint64_t x = seed + 0x9e3779b97f4a7c15u * static_cast<std::uint64_t>(i + 1);
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return static_cast<std::int64_t>(x ^ x >> 31) >> 12;
}

struct Zone {
  Address start;
  std::uint64_t length;  ///< as asked for
  Seen made;
};

/// One run of the scenario, and the student's call in it.
struct Case {
  Run run;
  Call call;
  int n;
  std::uint64_t seed;
  Pid father = 0;
  std::size_t end = 0;         ///< moment of the father's return
  std::vector<Seen> calls;     ///< the father's, during the call
  std::vector<Pid> children;
  std::vector<Zone> zones;     ///< shared, of the father
  std::map<Pid, std::vector<int>> opened;  ///< numbers of the ballot boxes that each process opened

  Case(const Run& the_run, int the_n, std::uint64_t the_seed)
      : run(the_run), call(run.call(function)), n(the_n), seed(the_seed), father(run.father()) {
    end = call.returned() ? call.exit : run.last_moment(father);
    children = run.children(father);
    calls = run.syscalls_during(call);
    for (const Seen& seen : calls)
      if (is_shared_mmap(seen) && succeeded(seen))
        zones.push_back({static_cast<Address>(*seen.call.result), value(seen, "length"), seen});
    for (const Moment& moment : run.recording().moments) {
      if (moment.kind != MomentKind::call_entry || moment.call->function != ballot_box) continue;
      opened[moment.pid].push_back(static_cast<int>(moment.call->arguments.at(0)));
    }
  }

  std::int64_t result() const { return static_cast<std::int32_t>(call.result.value_or(0)); }

  std::int64_t sum() const {
    std::int64_t all = 0;
    for (int i = 0; i < n; ++i) all += vote(seed, i);
    return all;
  }

  std::optional<std::int64_t> total(std::size_t moment) const {
    const std::string bytes = run.bytes(father, call.arguments.size() > 2 ? call.arguments[2] : 0, 8, moment);
    std::int64_t value = 0;
    if (bytes.size() != sizeof value) return {};
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }

  const Moment& birth(Pid pid) const { return run.recording().moments[run.fork_moment(pid).value_or(0)]; }
  SourceLine where_forked() const { return children.empty() ? call.source : birth(children.front()).source; }
  std::vector<Evidence> fork_of(Pid pid) const {
    const Moment& moment = birth(pid);
    if (!moment.syscall) return {};
    return {seen(run, {run.fork_moment(pid).value_or(0), moment.pid, *moment.syscall, moment.source})};
  }

  Words words() const {
    return {{"n", std::to_string(n)},
            {"nes", std::to_string(children.size())},
            {"rendu", call.returned() ? std::to_string(result()) : "?"},
            {"somme", std::to_string(sum())},
            {"total", text_of(total(end))}};
  }
};

std::vector<Evidence> evidence_of(const Case& one, const Seen* call) {
  if (call == nullptr) return {};
  return {seen(one.run, *call)};
}

RunPlan plan(int n, std::uint64_t seed, std::initializer_list<std::string> more = {}) {
  RunPlan made;
  made.arguments = {std::to_string(n), std::to_string(seed)};
  made.arguments.insert(made.arguments.end(), more);
  return made;
}

/// Somebody died just past the end of the zone, where a box should have been.
std::optional<Pid> overrun(const Case& one) {
  for (const Process& process : one.run.recording().processes) {
    if (!process.exit || process.exit->signal == 0) continue;
    for (const Zone& zone : one.zones) {
      const Address address = process.exit->fault_address;
      const Address needed = zone.start + static_cast<std::uint64_t>(one.n) * sizeof(std::int64_t);
      if (address >= zone.start + zone.length && address < needed) return process.pid;
    }
  }
  return {};
}

/// The student's own mmap, when none succeeded.
const Seen* failed_mmap(const Case& one) {
  const Seen* failed = nullptr;
  for (const Seen& seen : one.calls) {
    if (seen.call.name != "mmap" || !seen.call.own) continue;
    if (succeeded(seen)) return nullptr;
    failed = &seen;
  }
  return failed;
}

/// Before the father's end: what still lives then is killed with the run.
bool crashed(const Run& run) {
  const std::size_t end = run.last_moment(run.father());
  const auto& all = run.recording().processes;
  return std::any_of(all.begin(), all.end(), [&](const Process& process) {
    return process.exit && process.exit->signal != 0 && run.last_moment(process.pid) <= end;
  });
}

/// The common diagnoses say an endless loop, a storm of forks or a crash better; a zone too short or absent is ours.
Run run_whole(Trial& trial, int n, std::uint64_t seed) {
  const RunPlan wanted = plan(n, seed);
  const Run raw = trial.run_raw(wanted);
  const Case one(raw, n, seed);
  if (!one.call.happened || raw.recording().end != End::finished) return trial.run(wanted);
  if (crashed(raw) && !overrun(one) && failed_mmap(one) == nullptr) return trial.run(wanted);
  return raw;
}

/// What grows as 2 to the n is seen before n is large: no child comes back, and none has children.
void require_n_children(Trial& trial, const Case& one) {
  const auto require = [&](bool fact, std::string_view code, Pid child, Words words) {
    trial.require(fact, code, child == 0 ? std::vector<Evidence>{} : one.fork_of(child),
                  child == 0 ? one.where_forked() : one.birth(child).source, words);
  };
  const Seen* failed = failed_mmap(one);
  if (failed != nullptr) {
    trial.require(false, "E09-mmap-echoue", {seen(one.run, *failed)}, failed->source, {{"erreur", failed->call.error}});
  }
  require(!one.children.empty(), "E09-sans-fils", 0, one.words());
  for (const Moment& moment : one.run.recording().moments) {
    if (moment.kind != MomentKind::call_return || moment.call->function != function || moment.pid == one.father) continue;
    require(false, "E09-fils-revient", moment.pid, one.words());
  }
  for (const Process& process : one.run.recording().processes)
    require(process.pid == one.father || process.parent == one.father, "E09-petit-fils", process.pid, one.words());
  require(!one.birth(one.children.front()).fork || one.birth(one.children.front()).fork->call != "vfork", "E09-vfork",
          one.children.front(), {});
  require(one.children.size() == static_cast<std::size_t>(one.n), "E09-nombre-de-fils", one.children.back(), one.words());
}

/// All are born before the father waits for any.
void require_together(Trial& trial, const Case& one) {
  const std::size_t last = one.run.fork_moment(one.children.back()).value_or(0);
  for (const Seen& wait : one.calls) {
    if (!is_wait(wait) || wait.moment > last) continue;
    std::vector<Evidence> evidence = evidence_of(one, &wait);
    for (const Evidence& fork : one.fork_of(one.children.back())) evidence.push_back(fork);
    trial.require(false, "E09-un-par-un", evidence, wait.source, one.words());
  }
}

/// Child number i opens the ballot box number i, and no one opens another.
void require_ballot_boxes(Trial& trial, const Case& one) {
  trial.require(one.opened.find(one.father) == one.opened.end(), "E09-pere-ouvre", {}, one.where_forked(), one.words());
  std::set<int> all;
  for (const Pid child : one.children) {
    const auto found = one.opened.find(child);
    const std::size_t count = found == one.opened.end() ? 0 : found->second.size();
    Words words = one.words();
    words["ouvertes"] = std::to_string(count);
    trial.require(count > 0, "E09-urne-fermee", one.fork_of(child), one.birth(child).source, words);
    trial.require(count == 1, "E09-plusieurs-urnes", one.fork_of(child), one.birth(child).source, words);
    all.insert(found->second.front());
  }
  const bool each = all.size() == static_cast<std::size_t>(one.n) && *all.begin() == 0 && *all.rbegin() == one.n - 1;
  trial.require(each, "E09-mauvais-numeros", {}, one.where_forked(), one.words());
}

void require_long_enough(Trial& trial, const Case& one) {
  if (one.zones.empty()) return;
  std::uint64_t asked = 0;
  for (const Zone& zone : one.zones) asked += zone.length;
  const std::uint64_t needed = static_cast<std::uint64_t>(one.n) * sizeof(std::int64_t);
  Words words = one.words();
  words["longueur"] = std::to_string(asked);
  words["besoin"] = std::to_string(needed);
  std::vector<Evidence> evidence = evidence_of(one, &one.zones.back().made);
  if (const auto dead = overrun(one)) {
    const auto& exit = *one.run.process(*dead).exit;
    evidence.push_back({one.run.role(*dead), exit.signal_name + " (" + exit.code_name + ") en " + hex(exit.fault_address), {}});
  }
  trial.require(asked >= needed, "E09-zone-courte", evidence, one.zones.back().made.source, words);
}

void require_a_zone(Trial& trial, const Case& one) {
  const auto found = std::find_if(one.calls.begin(), one.calls.end(), [](const Seen& seen) {
    return seen.call.name == "mmap" && seen.call.own;
  });
  const Seen* any = found == one.calls.end() ? nullptr : &*found;
  const auto require = [&](bool fact, std::string_view code, const Seen* call) {
    trial.require(fact, code, evidence_of(one, call), call == nullptr ? one.where_forked() : call->source, one.words());
  };
  const std::size_t first_birth = one.run.fork_moment(one.children.front()).value_or(0);
  const auto maps = one.run.syscalls("mmap");
  const auto late = std::find_if(maps.begin(), maps.end(), [&](const Seen& seen) {
    return seen.call.own && is_shared_mmap(seen) && seen.moment > first_birth;
  });
  const bool early = std::any_of(one.zones.begin(), one.zones.end(),
                                 [&](const Zone& zone) { return zone.made.moment < first_birth; });
  require(early || late == maps.end(), "E09-zone-apres-fork", late == maps.end() ? nullptr : &*late);
  require(any != nullptr, "E09-sans-zone", nullptr);
  require(!one.zones.empty(), "E09-zone-privee", any);
  require_long_enough(trial, one);
}

/// Where in the shared zones a child's value stands when that child ends; every child has touched its own page.
std::set<Address> places_of(const Case& one, Pid child, std::int64_t value) {
  std::set<Address> places;
  const std::string wanted(reinterpret_cast<const char*>(&value), sizeof value);
  for (const Zone& zone : one.zones) {
    const std::string bytes = one.run.bytes(child, zone.start, zone.length, one.run.last_moment(child));
    for (std::size_t at = bytes.find(wanted); at != std::string::npos; at = bytes.find(wanted, at + 1))
      places.insert(zone.start + at);
  }
  return places;
}

/// Words of the zones that are not zero when the last child ends.
std::size_t filled(const Case& one) {
  const Pid last = *std::max_element(one.children.begin(), one.children.end(),
                                     [&](Pid a, Pid b) { return one.run.last_moment(a) < one.run.last_moment(b); });
  std::size_t count = 0;
  for (const Zone& zone : one.zones) {
    const std::string bytes = one.run.bytes(last, zone.start, zone.length, one.run.last_moment(last));
    for (std::size_t at = 0; at + sizeof(std::int64_t) <= bytes.size(); at += sizeof(std::int64_t))
      if (bytes.compare(at, sizeof(std::int64_t), std::string(sizeof(std::int64_t), '\0')) != 0) ++count;
  }
  return count;
}

/// Whole zones were looked at only when they are small: see observe/pages.
bool all_seen(const Case& one) {
  std::uint64_t pages = 0;
  for (const Zone& zone : one.zones) pages += zone.length / one.run.recording().page_size + 1;
  return pages <= 16;
}

void require_own_boxes(Trial& trial, const Case& one) {
  std::map<Address, Pid> owners;
  for (const Pid child : one.children) {
    const int number = one.opened.at(child).front();
    const auto places = places_of(one, child, vote(one.seed, number));
    const bool taken = std::any_of(places.begin(), places.end(), [&](Address at) { return owners.count(at) != 0; });
    const std::size_t boxes = filled(one);
    const bool in_common = taken || (places.empty() && boxes > 0 && boxes < one.children.size());
    Words words = one.words();
    words["numero"] = std::to_string(number);
    words["valeur"] = std::to_string(vote(one.seed, number));
    words["cases"] = std::to_string(boxes);
    const std::vector<Evidence> evidence = evidence_of(one, &one.zones.back().made);
    trial.require(!in_common, "E09-case-commune", evidence, one.birth(child).source, words);
    trial.require(!places.empty(), "E09-case-absente", evidence, one.birth(child).source, words);
    for (const Address at : places) owners[at] = child;
  }
}

void require_all_waited(Trial& trial, const Case& one) {
  std::set<std::int64_t> got;
  const Seen* last = nullptr;
  bool by_id = false;
  for (const Seen& seen : one.calls) {
    if (!is_wait(seen)) continue;
    last = &seen;
    if (succeeded(seen) && *seen.call.result > 0) got.insert(*seen.call.result);
    by_id |= succeeded(seen) && seen.call.name == "waitid";
  }
  std::size_t missed = 0;
  for (const Pid child : one.children) {
    const Process& process = one.run.process(child);
    const bool in_call = got.count(process.inner_pid) != 0 || (by_id && process.reaped);
    if (!in_call || one.run.last_moment(child) > one.end) ++missed;
  }
  Words words = one.words();
  words["oublies"] = std::to_string(missed);
  words["nes"] = std::to_string(one.children.size());
  const SourceLine where = last == nullptr ? one.where_forked() : last->source;
  trial.require(missed == 0 || missed < one.children.size(), "E09-sans-attente", evidence_of(one, last), where, words);
  trial.require(missed == 0, "E09-attente-incomplete", evidence_of(one, last), where, words);
}

void require_sum(Trial& trial, const Case& one) {
  const Seen* last = nullptr;
  for (const Seen& seen : one.calls)
    if (is_wait(seen)) last = &seen;
  for (const Pid child : one.children) {
    const auto& exit = one.run.process(child).exit;
    Words words = one.words();
    words["code"] = exit ? std::to_string(exit->status) : "?";
    trial.require(exit && exit->status == 0, "E09-code-de-fin", one.fork_of(child), one.birth(child).source, words);
  }
  trial.require(one.result() == 0, "E09-resultat", evidence_of(one, last), one.call.source, one.words());
  const auto before = one.total(one.call.entry), at_last_wait = one.total(last->moment), now = one.total(one.end);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, {}, one.call.source, one.words());
  };
  const bool right = now == one.sum();
  require(right || now != before, "E09-total-intact");
  require(right || !now || !before || static_cast<std::uint64_t>(*now) != static_cast<std::uint64_t>(one.sum()) + static_cast<std::uint64_t>(*before),
          "E09-total-non-initialise");
  require(right || now != at_last_wait, "E09-lu-trop-tot");
  require(right, "E09-somme-fausse");
}

void require_undone(Trial& trial, const Case& one) {
  const auto left = one.run.left_mapped(one.call);
  const auto kept = std::find_if(left.begin(), left.end(), [](const Mapping& mapping) { return mapping.shared(); });
  if (kept == left.end()) return;
  const Seen* undone = nullptr;
  for (const Seen& seen : one.calls)
    if (seen.call.name == "munmap" && seen.call.own) undone = &seen;
  std::vector<Evidence> evidence = evidence_of(one, undone);
  evidence.push_back(maps_line(one.run, one.father, kept->start, one.end));
  const SourceLine where = undone == nullptr ? one.call.source : undone->source;
  trial.require(undone != nullptr, "E09-zone-gardee", evidence, where, one.words());
  trial.require(false, "E09-zone-mal-rendue", evidence, where, one.words());
}

Run require_count(Trial& trial, int n) {
  const auto seed = static_cast<std::uint64_t>(trial.random(1, 1 << 30));
  const Run run = run_whole(trial, n, seed);
  const Case one(run, n, seed);
  require_n_children(trial, one);
  require_a_zone(trial, one);
  trial.require(one.call.returned(), "E09-pere-quitte", {}, one.where_forked(), one.words());
  require_together(trial, one);
  require_all_waited(trial, one);
  require_ballot_boxes(trial, one);
  if (all_seen(one)) require_own_boxes(trial, one);
  require_sum(trial, one);
  require_undone(trial, one);
  return run;
}

/// None to count: neither a child nor a sum.
void require_refused(Trial& trial, int n) {
  const RunPlan none = plan(n, 1);
  const Case one(trial.run(none), n, 1);
  trial.require(one.call.returned() && one.result() == -1, "E09-n-refuse", {}, one.call.source, one.words());
  require_undone(trial, one);
}

/// A child ends otherwise than with the code 0.
void require_death_told(Trial& trial, const std::string& end) {
  constexpr int n = 6;
  const auto seed = static_cast<std::uint64_t>(trial.random(1, 1 << 30));
  const RunPlan mortal = plan(n, seed, {std::to_string(trial.random(0, n - 1)), end});
  const Run run = trial.run_raw(mortal);
  if (run.recording().end != End::finished) trial.run(mortal);
  const Case one(run, n, seed);
  Words words = one.words();
  words["fin"] = end == "signal" ? "tué par SIGKILL" : "fini avec le code " + end;
  trial.require(one.call.returned(), "E09-mort-quitte", {}, one.call.source, words);
  trial.require(one.result() == -1, "E09-mort-ignoree", {}, one.call.source, words);
  require_all_waited(trial, one);
  require_undone(trial, one);
}

/// That call fails from the nth on, however often it is tried: more often than there are boxes.
void require_failure_told(Trial& trial, int n, const std::string& syscall, int first, int error) {
  const auto seed = static_cast<std::uint64_t>(trial.random(1, 1 << 30));
  RunPlan failing = plan(n, seed);
  for (int nth = first; nth < first + n + patience; ++nth) failing.faults.push_back({syscall, nth, error, {}});
  const Run run = trial.run_raw(failing);
  const Case one(run, n, seed);
  require_long_enough(trial, one);
  std::vector<Seen> forced;
  for (const Seen& seen : run.syscalls(syscall))
    if (seen.call.injected) forced.push_back(seen);
  if (forced.empty()) trial.run(failing);
  if (forced.empty()) return;  // made by a library on the student's behalf
  Words words = one.words();
  words["appel"] = syscall;
  const auto& exit = run.process(one.father).exit;
  words["fin"] = !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, {seen(run, forced.front())}, forced.front().source, words);
  };
  require(static_cast<int>(forced.size()) < n + patience && run.recording().end == End::finished, "E09-echec-insiste");
  require(one.call.returned(), "E09-echec-quitte");
  require(one.result() == -1, "E09-echec-ignore");
  if (!one.children.empty()) require_all_waited(trial, one);
  require_undone(trial, one);
}

}  // namespace

PARTAGE_CHECK(trial) {
  require_count(trial, 1);
  const Run shown = require_count(trial, 3);
  require_count(trial, 64);
  require_refused(trial, 0);
  require_refused(trial, -3);
  require_death_told(trial, std::to_string(trial.random(1, 100)));
  require_death_told(trial, "signal");
  require_failure_told(trial, 5, "mmap", 1, ENOMEM);
  require_failure_told(trial, crowd, "fork", 3, EAGAIN);
  trial.show(shown);
}
