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
constexpr std::string_view unmapping = "__wrap_munmap";  ///< where the scenario lets every munmap go through
constexpr int patience = 50;  ///< failures in a row after which a function insists
constexpr int crowd = 520;    ///< boxes that do not fit in a page of 4 KiB; so many children would take seconds
constexpr int full_page = 512;  ///< boxes that fill one
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

std::string counted(std::size_t count, const std::string& one, const std::string& many) { return count == 1 ? one : many; }

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
    const auto boxes = static_cast<std::size_t>(n);
    const std::string many = std::to_string(n), born = std::to_string(children.size());
    return {{"n", many},
            {"urnes", counted(boxes, "une urne", many + " urnes")},
            {"cases_demandent", counted(boxes, "une case en demande", many + " cases en demandent")},
            {"les_cases", counted(boxes, "la seule case", "les " + many + " cases")},
            {"nes", born},
            {"naissances", counted(children.size(), "Un fils est né", born + " fils sont nés")},
            {"ses_fils", counted(children.size(), "son fils", "ses " + born + " fils")},
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

/// Somebody died just past a zone that is long enough: the boxes fill its last page.
void require_no_box_too_many(Trial& trial, const Case& one) {
  for (const Process& process : one.run.recording().processes) {
    if (!process.exit || process.exit->signal == 0) continue;
    for (const Zone& zone : one.zones) {
      if (process.exit->fault_address != zone.start + zone.length) continue;
      const SourceLine where = one.run.recording().moments[one.run.last_moment(process.pid)].source;
      const Evidence death = {one.run.role(process.pid), process.exit->signal_name + " (" + process.exit->code_name + ") en " + hex(process.exit->fault_address), where};
      trial.require(false, "E09-case-de-trop", {seen(one.run, zone.made), death}, where.known() ? where : zone.made.source,
                    {{"signal", process.exit->signal_name}});
    }
  }
}

/// Somebody died of touching a zone that it had undone itself.
void require_not_undone(Trial& trial, const Case& one) {
  for (const Process& process : one.run.recording().processes) {
    if (!process.exit || process.exit->signal == 0) continue;
    const Address address = process.exit->fault_address;
    const std::size_t death = one.run.last_moment(process.pid);
    for (const Seen& undone : one.run.syscalls("munmap")) {
      const Address start = value(undone, "addr");
      const std::uint64_t page = one.run.recording().page_size, pages = (value(undone, "length") + page - 1) / page;
      if (undone.pid != process.pid || !succeeded(undone) || undone.moment > death) continue;
      const bool ours = std::any_of(one.zones.begin(), one.zones.end(), [&](const Zone& zone) { return zone.start == start; });
      if (!ours || address < start || address >= start + pages * page) continue;
      const SourceLine where = one.run.recording().moments[death].source;
      trial.require(false, "E09-apres-munmap",
                    {seen(one.run, undone), {one.run.role(process.pid), process.exit->signal_name + " (" + process.exit->code_name + ") en " + hex(address), where}},
                    where.known() ? where : undone.source, {{"signal", process.exit->signal_name}});
    }
  }
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
  if (!crashed(raw) || overrun(one) || failed_mmap(one) != nullptr) return raw;
  require_not_undone(trial, one);
  return trial.run(wanted);
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
  words["longueur"] = counted(asked, "un octet", std::to_string(asked) + " octets");
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

/// Moment at which that child last saw the zone: when it undid it, or else when it ended.
std::size_t last_sight(const Case& one, Pid child, const Zone& zone) {
  std::size_t when = one.run.last_moment(child);
  const auto& moments = one.run.recording().moments;
  for (std::size_t i = one.run.fork_moment(child).value_or(0); i < when; ++i) {
    const Moment& moment = moments[i];
    if (moment.pid != child || moment.kind != MomentKind::call_entry || moment.call->function != unmapping) continue;
    const Address at = moment.call->arguments.at(0);
    if (zone.start <= at && at < zone.start + std::max<std::uint64_t>(zone.length, 1)) when = i;
  }
  return when;
}

/// Whole pages of the zone, as that child last saw them. A page that it never touched is not seen, and is left null: its
/// own box is elsewhere.
std::string last_seen(const Case& one, Pid child, const Zone& zone) {
  const std::uint64_t page = one.run.recording().page_size;
  const std::size_t when = last_sight(one, child, zone);
  std::string bytes((zone.length + page - 1) / page * page, '\0');
  for (std::size_t at = 0; at < bytes.size(); at += page) {
    const std::string held = one.run.bytes(child, zone.start + at, page, when);
    bytes.replace(at, held.size(), held);
  }
  return bytes;
}

std::string raw(std::int64_t value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }

/// Where a child's value stands when that child ends: in the shared zones, or past the length that was asked for, in what
/// the kernel gave besides to fill a page.
struct Places {
  std::set<Address> inside;
  std::optional<std::pair<const Zone*, std::uint64_t>> outside;  ///< from the start of that zone
};

Places places_of(const Case& one, Pid child, std::int64_t value) {
  Places places;
  const std::string wanted = raw(value);
  for (const Zone& zone : one.zones) {
    const std::string bytes = last_seen(one, child, zone);
    for (std::size_t at = bytes.find(wanted); at != std::string::npos; at = bytes.find(wanted, at + 1)) {
      if (at + wanted.size() <= zone.length) places.inside.insert(zone.start + at);
      else places.outside = {&zone, at};
    }
  }
  return places;
}

/// The words of the zones when that child ends, by address; those that are zero are left out.
using Boxes = std::map<Address, std::int64_t>;

Boxes boxes_of(const Case& one, Pid child) {
  Boxes boxes;
  for (const Zone& zone : one.zones) {
    const std::string bytes = last_seen(one, child, zone);
    for (std::size_t at = 0; at + sizeof(std::int64_t) <= zone.length; at += sizeof(std::int64_t)) {
      std::int64_t word = 0;
      std::memcpy(&word, bytes.data() + at, sizeof word);
      if (word != 0) boxes[zone.start + at] = word;
    }
  }
  return boxes;
}

/// The children, in the order in which they ended.
std::vector<Pid> by_end(const Case& one) {
  std::vector<Pid> ordered = one.children;
  std::sort(ordered.begin(), ordered.end(), [&](Pid a, Pid b) { return one.run.last_moment(a) < one.run.last_moment(b); });
  return ordered;
}

/// That box holds the value of one child and those of later ones, which all stand elsewhere too.
bool holds_others(const Case& one, const Boxes& boxes, std::int64_t word) {
  if (one.n > 8) return false;
  const auto stands = [&](std::int64_t vote) {
    return std::any_of(boxes.begin(), boxes.end(), [&](const auto& box) { return box.second == vote; });
  };
  for (unsigned subset = 1; subset < 1u << one.n; ++subset) {
    std::int64_t sum = 0;
    int first = -1, elsewhere = 0;
    for (int i = 0; i < one.n; ++i) {
      if ((subset >> i & 1) == 0) continue;
      sum += vote(one.seed, i);
      if (first == -1) first = i;
      else if (stands(vote(one.seed, i))) ++elsewhere;
      else elsewhere = -one.n;
    }
    if (elsewhere > 0 && sum == word && !stands(vote(one.seed, first))) return true;
  }
  return false;
}

/// A box to which a child added its value, which stands in a box of its own.
bool added_together(const Case& one) {
  Boxes before;
  std::set<std::int64_t> votes;
  for (int i = 0; i < one.n; ++i) votes.insert(vote(one.seed, i));
  for (const Pid child : by_end(one)) {
    const Boxes now = boxes_of(one, child);
    for (const auto& [at, word] : now) {
      const auto then = before.find(at);
      if (then != before.end() && then->second != word && votes.count(word - then->second) != 0) return true;
      if (holds_others(one, now, word)) return true;
    }
    for (const auto& [at, word] : now) before[at] = word;
  }
  return false;
}

/// Words of the zones that are not zero when the last child ends.
std::size_t filled(const Case& one) { return boxes_of(one, by_end(one).back()).size(); }

/// Whole zones were looked at only when they are small: see observe/pages.
bool all_seen(const Case& one) {
  std::uint64_t pages = 0;
  for (const Zone& zone : one.zones) pages += zone.length / one.run.recording().page_size + 1;
  return pages <= 16;
}

void require_own_boxes(Trial& trial, const Case& one) {
  const std::size_t boxes = filled(one);
  const bool together = added_together(one);
  std::map<Address, Pid> owners;
  for (const Pid child : one.children) {
    const int number = one.opened.at(child).front();
    const auto [places, outside] = places_of(one, child, vote(one.seed, number));
    const bool taken = std::any_of(places.begin(), places.end(), [&](Address at) { return owners.count(at) != 0; });
    const bool in_common = together || taken || (places.empty() && boxes > 0 && boxes < one.children.size());
    Words words = one.words();
    words["numero"] = std::to_string(number);
    words["valeur"] = std::to_string(vote(one.seed, number));
    words["cases"] = std::to_string(boxes);
    const std::vector<Evidence> evidence = evidence_of(one, &one.zones.back().made);
    if (places.empty() && outside) {
      words["ecart"] = std::to_string(outside->second);
      words["longueur"] = std::to_string(outside->first->length);
      trial.require(false, "E09-hors-zone", evidence_of(one, &outside->first->made), one.birth(child).source, words);
    }
    trial.require(!in_common, "E09-case-commune", evidence, one.birth(child).source, words);
    trial.require(!places.empty(), "E09-case-absente", evidence, one.birth(child).source, words);
    for (const Address at : places) owners[at] = child;
  }
}

/// Children that no wait of the function told of, and the last wait.
struct Waited {
  std::size_t missed = 0;
  const Seen* last = nullptr;
};

Waited waited(const Case& one) {
  std::set<std::int64_t> got;
  Waited all;
  bool by_id = false;
  for (const Seen& seen : one.calls) {
    if (!is_wait(seen)) continue;
    all.last = &seen;
    if (succeeded(seen) && *seen.call.result > 0) got.insert(*seen.call.result);
    by_id |= succeeded(seen) && seen.call.name == "waitid";
  }
  for (const Pid child : one.children) {
    const Process& process = one.run.process(child);
    const bool in_call = got.count(process.inner_pid) != 0 || (by_id && process.reaped);
    if (!in_call || one.run.last_moment(child) > one.end) ++all.missed;
  }
  return all;
}

/// `because`: what was provoked before, shown first.
void require_all_waited(Trial& trial, const Case& one, const std::vector<Evidence>& because = {}) {
  const auto [missed, last] = waited(one);
  Words words = one.words();
  words["oublies"] = std::to_string(missed);
  words["nes"] = std::to_string(one.children.size());
  const SourceLine where = last == nullptr ? one.where_forked() : last->source;
  std::vector<Evidence> evidence = because;
  for (const Evidence& wait : evidence_of(one, last)) evidence.push_back(wait);
  const bool alone = missed == one.children.size() && last != nullptr && last->call.error == "ECHILD";
  trial.require(!alone, "E09-attente-echoue", evidence, where, words);
  // How many had ended by then is a matter of speed: what is told is that it does not wait.
  const auto polled = std::find_if(one.calls.begin(), one.calls.end(), [](const Seen& seen) { return seen.call.name == "wait4" && seen.call.result == 0; });
  if (missed != 0 && polled != one.calls.end())
    trial.require(false, "E09-sans-bloquer", {seen(one.run, *polled)}, polled->source, words);
  trial.require(missed == 0 || missed < one.children.size(), "E09-sans-attente", evidence, where, words);
  trial.require(missed == 0, "E09-attente-incomplete", evidence, where, words);
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

const Seen* last_munmap(const Case& one) {
  const Seen* undone = nullptr;
  for (const Seen& seen : one.calls)
    if (seen.call.name == "munmap" && seen.call.own) undone = &seen;
  return undone;
}

std::optional<Mapping> left_shared(const Case& one) {
  const auto left = one.run.left_mapped(one.call);
  const auto kept = std::find_if(left.begin(), left.end(), [](const Mapping& mapping) { return mapping.shared(); });
  return kept == left.end() ? std::optional<Mapping>() : *kept;
}

void require_undone(Trial& trial, const Case& one, const std::vector<Evidence>& because = {}) {
  const auto kept = left_shared(one);
  if (!kept) return;
  const Seen* undone = last_munmap(one);
  std::vector<Evidence> evidence = because;
  for (const Evidence& call : evidence_of(one, undone)) evidence.push_back(call);
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

/// A child ends otherwise than with the code 0: neither the first one born nor the last. With a code it ends before the
/// others, by a signal after them: who looks at one end only is not right by chance.
void require_death_told(Trial& trial, const std::string& end) {
  constexpr int n = 6;
  const auto seed = static_cast<std::uint64_t>(trial.random(1, 1 << 30));
  const RunPlan mortal = plan(n, seed, {std::to_string(trial.random(1, n - 2)), end});
  const Run run = trial.run_raw(mortal);
  if (run.recording().end != End::finished) trial.run(mortal);
  const Case one(run, n, seed);
  Words words = one.words();
  words["fin"] = end == "signal" ? "été tué par SIGKILL" : "fini avec le code " + end;
  trial.require(one.call.returned(), "E09-mort-quitte", {}, one.call.source, words);
  trial.require(one.result() == -1, "E09-mort-ignoree", {}, one.call.source, words);
  const std::vector<Evidence> because = {{"un fils", "a " + words["fin"] + " (provoqué par son urne)", {}}};
  require_all_waited(trial, one, because);
  require_undone(trial, one, because);
}

/// After a failure as without one: nobody is left behind, nor the zone.
void require_clean_failure(Trial& trial, const Case& one, const Seen& failed, Words words) {
  const std::size_t missed = waited(one).missed;
  words["ses_oublies"] = counted(missed, "un fils déjà né", std::to_string(missed) + " fils déjà nés");
  const std::vector<Evidence> evidence = {seen(one.run, failed)};
  trial.require(missed == 0, "E09-echec-sans-attente", evidence, failed.source, words);
  trial.require(!left_shared(one) || last_munmap(one) != nullptr, "E09-echec-zone", evidence, failed.source, words);
  require_undone(trial, one, evidence);
}

/// That call fails from the nth on, however often it is tried: more often than there are boxes.
void require_failure_told(Trial& trial, int n, const std::string& syscall, int first, int error) {
  const auto seed = static_cast<std::uint64_t>(trial.random(1, 1 << 30));
  RunPlan failing = plan(n, seed);
  for (int nth = first; nth < first + n + patience; ++nth) failing.faults.push_back({syscall, nth, error, {}});
  const Run run = trial.run_raw(failing);
  const Case one(run, n, seed);
  require_long_enough(trial, one);
  require_not_undone(trial, one);
  require_no_box_too_many(trial, one);
  std::vector<Seen> forced;
  for (const Seen& seen : run.syscalls(syscall))
    if (seen.call.injected) forced.push_back(seen);
  if (forced.empty()) trial.run(failing);
  if (forced.empty()) return;  // made by a library on the student's behalf
  Words words = one.words();
  words["appel"] = syscall;
  words["rang"] = first == 1 ? "premier" : std::to_string(first) + "e";
  const auto& exit = run.process(one.father).exit;
  words["fin"] = !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, {seen(run, forced.front())}, forced.front().source, words);
  };
  require(static_cast<int>(forced.size()) < n + patience && run.recording().end == End::finished, "E09-echec-insiste");
  require(one.call.returned(), "E09-echec-quitte");
  require(one.result() == -1, "E09-echec-ignore");
  require_clean_failure(trial, one, forced.front(), words);
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run shown = require_count(trial, 3);
  require_count(trial, 1);
  require_count(trial, 64);
  require_refused(trial, 0);
  require_refused(trial, -3);
  require_death_told(trial, std::to_string(trial.random(1, 100)));
  require_death_told(trial, "signal");
  require_failure_told(trial, 5, "mmap", 1, ENOMEM);
  require_failure_told(trial, crowd, "fork", 3, EAGAIN);
  require_failure_told(trial, full_page, "fork", 3, EAGAIN);
  trial.show(shown);
}
