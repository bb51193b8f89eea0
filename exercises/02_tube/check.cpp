// Facts of exercise 02, from the most fundamental to the finest: a pipe, one child born of fork, the child sends and its
// father receives, nobody waits for the other for ever, every byte went through the pipe and is where it must be, the
// child is waited for, nothing is left open. Then pipe, fork, write and read fail in turn.
#include <algorithm>
#include <cerrno>
#include <set>
#include <string>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Moment;
using partage::record::MomentKind;
using partage::record::Process;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "par_tube";
constexpr std::string_view witness = "montrer";
constexpr int patience = 50;        ///< failures in a row after which a function insists
constexpr std::uint64_t small_block = 512;  ///< asked for; below, more than `patience` times, the blocks are too small
constexpr int dups = 4;             ///< descriptors that the scenario tries before and after the call
constexpr std::int64_t several_pages = 1 << 20;
constexpr char change = 0x5a;       ///< what the scenario changes src by in the father, when it is told to

int descriptor(const Seen& seen, std::string_view name) { return static_cast<int>(value(seen, name)); }

bool is_named(const Seen& seen, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), seen.call.name) != names.end();
}

bool is_read(const Seen& seen) { return is_named(seen, {"read", "readv"}); }
bool is_write(const Seen& seen) { return is_named(seen, {"write", "writev"}); }
bool is_wait(const Seen& seen) { return is_named(seen, {"wait4", "waitid"}); }
bool is_pipe(const Seen& seen) { return is_named(seen, {"pipe", "pipe2"}); }

/// The ends of pipes that one process holds, by descriptor; other descriptors that it made are `other`.
enum class Kind { reading, writing, other };
using Descriptors = std::map<int, Kind>;

void follow(Descriptors& held, const Seen& seen) {
  if (!succeeded(seen)) return;
  const int made = static_cast<int>(*seen.call.result);
  if (is_pipe(seen)) {
    const auto* pair = seen.call.argument("pipefd");
    int reading = -1, writing = -1;
    if (pair == nullptr || std::sscanf(pair->text.c_str(), "[%d, %d]", &reading, &writing) != 2) return;
    held[reading] = Kind::reading;
    held[writing] = Kind::writing;
  } else if (is_named(seen, {"dup", "dup2", "dup3"})) {
    const auto from = held.find(descriptor(seen, "oldfd"));
    if (from == held.end()) held.erase(made);
    else held[made] = from->second;
  } else if (is_named(seen, {"open", "openat", "creat", "socket", "accept"})) {
    held[made] = Kind::other;
  } else if (seen.call.name == "close") {
    held.erase(descriptor(seen, "fd"));
  }
}

/// What one process did between two moments: its calls, and the ends of pipes that it then holds.
struct Life {
  std::vector<Seen> calls;
  Descriptors held;
  std::uint64_t received = 0, sent = 0;  ///< bytes, through pipes
  int reads = 0, writes = 0;             ///< calls that moved them
  int small_reads = 0, small_writes = 0; ///< those that asked for a small block
  std::optional<Seen> blocked;           ///< the call that it never came back from

  void live(const Run& run, Pid pid, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i <= to && i < run.recording().moments.size(); ++i) {
      const Moment& moment = run.recording().moments[i];
      if (moment.pid != pid || !moment.syscall) continue;
      const Seen seen{i, pid, *moment.syscall, moment.source};
      calls.push_back(seen);
      count(seen);
      follow(held, seen);
      if (!seen.call.result && !is_named(seen, {"exit", "exit_group"})) blocked = seen;
    }
  }

  /// A descriptor that we did not see being made may come from fcntl: it counts.
  bool in_pipe(const Seen& seen, Kind end) const {
    const int fd = descriptor(seen, "fd");
    const auto found = held.find(fd);
    return found == held.end() ? fd > 2 : found->second == end;
  }

  void count(const Seen& seen) {
    const auto moved = succeeded(seen) ? static_cast<std::uint64_t>(*seen.call.result) : 0;
    if (is_read(seen) && in_pipe(seen, Kind::reading)) received += moved, ++reads, small_reads += is_small(seen);
    if (is_write(seen) && in_pipe(seen, Kind::writing)) sent += moved, ++writes, small_writes += is_small(seen);
  }

  /// What moved through several buffers is measured by what it moved.
  static bool is_small(const Seen& seen) {
    const bool one_buffer = seen.call.argument("count") != nullptr;
    return one_buffer ? value(seen, "count") < small_block
                      : succeeded(seen) && static_cast<std::uint64_t>(*seen.call.result) < small_block;
  }

  bool holds(Kind end) const {
    return std::any_of(held.begin(), held.end(), [&](const auto& one) { return one.second == end; });
  }
  const Seen* last(bool (*wanted)(const Seen&)) const {
    const auto found = std::find_if(calls.rbegin(), calls.rend(), wanted);
    return found == calls.rend() ? nullptr : &*found;
  }
};

/// One run of the scenario, and the student's call in it.
struct Case {
  Run run;
  Call call;
  std::uint64_t n;
  std::uint32_t seed;
  Pid father = 0, child = 0;
  std::size_t end = 0;  ///< moment of the father's return
  Life here, there;     ///< father's, during the call; child's

  Case(const Run& the_run, std::uint64_t the_n, std::uint32_t the_seed)
      : run(the_run), call(run.call(function)), n(the_n), seed(the_seed), father(run.father()) {
    end = call.returned() ? call.exit : run.last_moment(father);
    here.live(run, father, call.entry, end);
    for (const Pid born : run.children(father)) {
      const std::size_t birth = run.fork_moment(born).value_or(0);
      if (birth > end || child != 0) continue;
      child = born;
      Life before;
      before.live(run, father, call.entry, birth);
      there.held = before.held;
      there.live(run, child, birth, run.last_moment(child));
    }
  }

  std::int32_t result() const { return static_cast<std::int32_t>(call.result.value_or(0)); }
  Address destination() const { return call.arguments.size() > 2 ? call.arguments[2] : 0; }
  const Moment& birth(Pid pid) const { return run.recording().moments[run.fork_moment(pid).value_or(0)]; }
  SourceLine where_forked() const { return child == 0 ? call.source : birth(child).source; }
  /// By itself: whatever still lived at the time limit was killed then.
  bool child_ended() const {
    const auto& exit = run.process(child).exit;
    return child != 0 && exit && exit->signal_name != "SIGKILL" && run.last_moment(child) <= end;
  }

  Words words() const {
    return {{"n", std::to_string(n)},
            {"octets", octets(n)},
            {"octets_recus", octets(here.received)},
            {"octets_envoyes", octets(there.sent)},
            {"recus", std::to_string(here.received)},
            {"envoyes", std::to_string(there.sent)},
            {"rendu", call.returned() ? std::to_string(result()) : "?"}};
  }
};

std::vector<Evidence> proof(const Case& one, std::initializer_list<const Seen*> calls) {
  std::vector<Evidence> list;
  for (const Seen* call : calls)
    if (call != nullptr) list.push_back(seen(one.run, *call));
  return list;
}

SourceLine line_of(const Case& one, const Seen* call) {
  return call != nullptr && call->source.known() ? call->source : one.where_forked();
}

RunPlan plan(std::uint64_t n, std::uint32_t seed, const std::vector<std::uint64_t>& places = {}) {
  RunPlan made;
  made.arguments = {std::to_string(seed), std::to_string(n)};
  for (const std::uint64_t place : places) made.arguments.push_back(std::to_string(place));
  return made;
}

RunPlan failing(std::uint64_t n, std::uint32_t seed, const std::string& syscall, int error) {
  RunPlan made = plan(n, seed);
  for (int nth = 1; nth <= patience; ++nth) made.faults.push_back({syscall, nth, error, {}});
  return made;
}

/// A crash has the common diagnosis; SIGPIPE is the business of this exercise, and so is what never ends.
bool crashed(const Run& run) {
  const std::size_t end = run.last_moment(run.father());
  const auto& all = run.recording().processes;
  return std::any_of(all.begin(), all.end(), [&](const Process& process) {
    return process.exit && process.exit->signal != 0 && process.exit->signal_name != "SIGPIPE" &&
           process.exit->signal_name != "SIGKILL" && run.last_moment(process.pid) <= end;
  });
}

bool ours_to_tell(const Run& run) {
  const End end = run.recording().end;
  return end == End::finished || end == End::deadlock || end == End::wall_clock || end == End::moments || end == End::cpu;
}

/// A crash just past the end of src or of dst: not a matter of rights.
void require_within(Trial& trial, const Case& one) {
  for (const Process& process : one.run.recording().processes) {
    if (!process.exit || process.exit->signal_name != "SIGSEGV" || one.call.arguments.size() < 3) continue;
    const Address address = process.exit->fault_address;
    for (const auto& [name, argument] : {std::pair("src", 0u), std::pair("dst", 2u)}) {
      const Address end = one.call.arguments[argument] + one.n;
      if (address < end || address >= end + one.run.recording().page_size) continue;
      const SourceLine where = one.run.recording().moments[one.run.last_moment(process.pid)].source;
      trial.require(false, "E02-au-dela", {{one.run.role(process.pid), "SIGSEGV en " + hex(address) + ", " + octets(address - end + 1) + " trop loin", where}},
                    where.known() ? where : one.call.source, {{"ou", name}, {"n", std::to_string(one.n)}, {"signal", "SIGSEGV"}});
    }
  }
}

/// The child ends by itself: its father does not kill it.
void require_not_killed(Trial& trial, const Case& one) {
  if (one.child == 0) return;
  const auto& exit = one.run.process(one.child).exit;
  if (!exit || exit->signal == 0) return;
  for (const Seen& kill : one.here.calls) {
    const bool sent = is_named(kill, {"kill", "tgkill", "tkill", "pidfd_send_signal"}) && succeeded(kill);
    trial.require(!sent || value(kill, "sig") != static_cast<std::uint64_t>(exit->signal), "E02-fils-tue", proof(one, {&kill}),
                  line_of(one, &kill), {{"signal", exit->signal_name}});
  }
}

Run run_whole(Trial& trial, const RunPlan& plan, std::uint64_t n, std::uint32_t seed) {
  const Run raw = trial.run_raw(plan);
  const Case one(raw, n, seed);
  require_within(trial, one);
  require_not_killed(trial, one);
  if (ours_to_tell(raw) && !crashed(raw) && raw.call(function).happened) return raw;
  return trial.run(plan);
}

void require_a_pipe(Trial& trial, const Case& one, const RunPlan& plan) {
  const Seen* made = one.here.last(is_pipe);
  if (made == nullptr && !one.call.returned() && one.run.recording().end != End::finished) trial.run(plan);
  const Seen* pair = one.here.last([](const Seen& seen) { return seen.call.name == "socketpair"; });
  trial.require(made != nullptr || pair == nullptr, "E02-socket", proof(one, {pair}), line_of(one, pair));
  trial.require(made != nullptr, "E02-sans-tube", {}, one.call.source, one.words());
  trial.require(succeeded(*made), "E02-tube-rate", proof(one, {made}), made->source, {{"erreur", made->call.error}});
}

void require_one_child(Trial& trial, const Case& one) {
  const Seen* made = one.here.last(is_pipe);
  trial.require(one.child != 0, "E02-sans-fils", proof(one, {made}), one.call.source, one.words());
  const Moment& birth = one.birth(one.child);
  std::vector<Evidence> forks;
  for (const Process& process : one.run.recording().processes) {
    const Moment& moment = one.birth(process.pid);
    if (process.pid == one.father || !moment.syscall) continue;
    forks.push_back(seen(one.run, {one.run.fork_moment(process.pid).value_or(0), moment.pid, *moment.syscall, moment.source}));
  }
  trial.require(!birth.fork || birth.fork->call != "vfork", "E02-vfork", forks, birth.source);
  const auto count = one.run.recording().processes.size() - 1;
  trial.require(count == 1, "E02-plusieurs-fils", forks, one.birth(one.run.recording().processes.back().pid).source,
                {{"nombre", std::to_string(count)}});
  const auto born = one.run.fork_moment(one.child).value_or(0);
  const bool inherited = std::any_of(one.here.calls.begin(), one.here.calls.end(), [&](const Seen& seen) {
    return is_pipe(seen) && succeeded(seen) && seen.moment < born;
  });
  trial.require(inherited, "E02-tube-apres-fork", proof(one, {made}), made->source);
}

void require_the_child_sends(Trial& trial, const Case& one) {
  const bool father_sends = one.here.sent > 0 || (one.here.blocked && is_write(*one.here.blocked));
  const bool child_sends = one.there.sent > 0 || (one.there.blocked && is_write(*one.there.blocked));
  const Seen* write = one.here.last(is_write);
  trial.require(child_sends || !father_sends, "E02-roles-inverses", proof(one, {write, one.there.last(is_read)}),
                line_of(one, write));
}

/// The two ends of the pipe: the first is read, the second is written, and neither once it is closed.
void require_the_right_ends(Trial& trial, const Case& one) {
  int reading = -1, writing = -1;
  for (const Seen& seen : one.here.calls) {
    const auto* pair = is_pipe(seen) ? seen.call.argument("pipefd") : nullptr;
    if (pair != nullptr) std::sscanf(pair->text.c_str(), "[%d, %d]", &reading, &writing);
  }
  for (const Life* life : {&one.there, &one.here}) {
    for (const Seen& seen : life->calls) {
      if (seen.call.error != "EBADF" || (!is_read(seen) && !is_write(seen))) continue;
      const int fd = descriptor(seen, "fd");
      trial.require(fd != (is_read(seen) ? writing : reading), "E02-bouts-inverses", proof(one, {&seen}), line_of(one, &seen));
      trial.require(fd != (is_read(seen) ? reading : writing), "E02-bout-ferme", proof(one, {&seen}), line_of(one, &seen));
    }
  }
}

/// Past the end of src or dst, the kernel finds a forbidden page.
void require_own_memory(Trial& trial, const Case& one) {
  for (const Life* life : {&one.there, &one.here}) {
    for (const Seen& seen : life->calls) {
      if (seen.call.error != "EFAULT" || (!is_read(seen) && !is_write(seen))) continue;
      trial.require(false, "E02-hors-limites", proof(one, {&seen}), line_of(one, &seen), {{"ou", is_read(seen) ? "dst" : "src"}});
    }
  }
}

/// Every call asks for next to nothing.
void require_blocks(Trial& trial, const Case& one) {
  // The writer first: what it sends drop by drop, a good reader gets drop by drop, or not, as it happens.
  const bool by_reading = one.there.small_writes <= patience;
  const Seen* call = by_reading ? one.here.last(is_read) : one.there.last(is_write);
  Words words = one.words();
  words["appel"] = by_reading ? "read" : "write";
  words["appels"] = std::to_string(by_reading ? one.here.small_reads : one.there.small_writes);
  trial.require(by_reading && one.here.small_reads <= patience, "E02-octet-par-octet", proof(one, {call}), line_of(one, call), words);
}

/// Read returned 0 and was asked again and again; or every call moves next to nothing.
void explain_endless(Trial& trial, const Case& one) {
  const auto zeros = std::count_if(one.here.calls.begin(), one.here.calls.end(), [](const Seen& seen) {
    return is_read(seen) && seen.call.result == 0;
  });
  const Seen* read = one.here.last(is_read);
  Words words = one.words();
  words["fois"] = std::to_string(zeros);
  trial.require(zeros < patience, "E02-fin-ignoree", proof(one, {read}), line_of(one, read), words);
  require_blocks(trial, one);
}

/// Which of the two can still read, when nobody does.
std::string who_can_read(const Case& one) {
  const bool father = one.here.holds(Kind::reading), child = one.there.holds(Kind::reading);
  return father && child ? "chez le père et chez le fils" : child ? "chez le fils" : "chez le père";
}

/// The father never came back: what was each of the two waiting for? `failed`: the call that was made to fail.
void explain_stuck(Trial& trial, const Case& one, const RunPlan& plan, const Seen* failed = nullptr) {
  if (one.call.returned() || one.run.recording().end == End::finished) return;
  const Seen* mine = one.here.blocked ? &*one.here.blocked : one.here.received == 0 ? one.here.last(is_wait) : nullptr;
  const Seen* its = one.there.blocked ? &*one.there.blocked : nullptr;
  const bool waiting = mine != nullptr && is_wait(*mine), reading = mine != nullptr && is_read(*mine);
  const bool full = its != nullptr && is_write(*its);
  if (failed != nullptr) {
    trial.require(!(waiting && full), "E02-echec-interblocage", proof(one, {failed, mine, its}), line_of(one, mine),
                  {{"appel", failed->call.name}, {"chez", who_can_read(one)}});
  }
  trial.require(!(waiting && full), "E02-interblocage", proof(one, {mine, its}), line_of(one, mine), one.words());
  explain_endless(trial, one);
  if (reading && (one.child == 0 || one.child_ended())) {
    const Seen* sent = one.there.last(is_write);
    const bool no_more = one.child == 0 || (sent != nullptr && !sent->call.error.empty());
    trial.require(no_more || one.there.sent >= one.n, "E02-envoi-incomplet", proof(one, {sent, mine}), line_of(one, sent),
                  one.words());
    trial.require(!one.here.holds(Kind::writing), "E02-bout-ecriture", proof(one, {mine}), line_of(one, mine), one.words());
  }
  trial.require(its == nullptr || full || mine == nullptr, "E02-attente-mutuelle", proof(one, {mine, its}), line_of(one, mine));
  if (waiting && its == nullptr && one.child != 0 && !one.child_ended()) {
    const Seen* last = one.there.calls.empty() ? nullptr : &one.there.calls.back();
    const SourceLine where = one.run.recording().moments[one.run.last_moment(one.child)].source;
    trial.require(false, "E02-fils-sans-fin", proof(one, {mine, last}), where.known() ? where : line_of(one, last));
  }
  trial.run(plan);  // the common diagnosis of what never ends
}

/// Only the father comes back.
void require_one_return(Trial& trial, const Case& one) {
  trial.require(one.call.returned(), "E02-pere-quitte", {}, one.where_forked(), one.words());
  std::vector<Evidence> evidence;
  bool child_came_back = false;
  for (const Moment& moment : one.run.recording().moments) {
    if (moment.kind != MomentKind::call_return || !moment.call || moment.call->function != function) continue;
    const auto result = static_cast<std::int32_t>(moment.call->result.value_or(0));
    evidence.push_back({one.run.role(moment.pid), "revient, avec " + std::to_string(result), {}});
    child_came_back |= moment.pid == one.child;
  }
  trial.require(!child_came_back, "E02-deux-retours", evidence, one.where_forked());
}

void require_all_bytes(Trial& trial, const Case& one) {
  const Seen* read = one.here.last(is_read);
  const Seen* write = one.there.last(is_write);
  const auto& end = one.run.process(one.child).exit;
  const bool cut_off = write != nullptr && (write->call.error == "EPIPE" || !write->call.result || (end && end->signal_name == "SIGPIPE"));
  const auto evidence = proof(one, {write, read});
  const auto require = [&](bool fact, std::string_view code, const Seen* call) {
    trial.require(fact, code, evidence, line_of(one, call), one.words());
  };
  require(one.there.sent > 0 || cut_off, "E02-rien-envoye", write);
  require(one.there.sent >= one.n || cut_off, "E02-envoi-incomplet", write);
  require(one.here.received > 0, "E02-rien-recu", read);
  require(one.here.received >= one.n, "E02-recu-incomplet", read);
}

std::string expected_bytes(std::uint64_t n, std::uint32_t seed) {
  std::string bytes(n, '\0');
  for (std::uint64_t i = 0; i < n; ++i) {
    seed = seed * 1664525u + 1013904223u;
    std::uint32_t drawn = seed >> 24;
    if ((seed >> 16 & 3) != 0) drawn = 'a' + drawn % 26;
    if (n > 2 && i == n / 3) drawn = '\n';
    if (n > 2 && i == 2 * n / 3) drawn = 0xff;
    if (n > 1 && i == n / 2) drawn = 0;
    bytes[i] = static_cast<char>(drawn);
  }
  return bytes;
}

/// First byte of dst that is known and is not the right one.
std::optional<std::uint64_t> wrong_byte(const Case& one, const std::string& expected) {
  const std::size_t moment = one.run.last_moment(one.father);
  const std::uint64_t page = one.run.recording().page_size;
  for (std::uint64_t at = 0; at < one.n;) {
    const Address address = one.destination() + at;
    const std::uint64_t length = std::min(page - address % page, one.n - at);
    const std::string there = one.run.bytes(one.father, address, length, moment);
    for (std::size_t i = 0; i < there.size(); ++i)
      if (there[i] != expected[at + i]) return at + i;
    at += length;
  }
  return {};
}

/// The wrong bytes from there on, a few of them, are those that the scenario had put in dst.
bool left_as_it_was(const Case& one, const std::string& expected, std::uint64_t from) {
  const std::string there = one.run.bytes(one.father, one.destination() + from, std::min<std::uint64_t>(16, one.n - from), one.run.last_moment(one.father));
  for (std::size_t i = 0; i < there.size(); ++i)
    if (there[i] != expected[from + i] && there[i] != static_cast<char>(~expected[from + i])) return false;
  return !there.empty();
}

void require_right_bytes(Trial& trial, const Case& one) {
  const std::string expected = expected_bytes(one.n, one.seed);
  const auto wrong = wrong_byte(one, expected);
  if (!wrong) return;
  std::set<std::uint64_t> targets;
  for (const Seen& seen : one.here.calls)
    if (seen.call.name == "read" && seen.call.result.value_or(0) > 0) targets.insert(value(seen, "buf"));
  const bool in_place = one.here.reads > 1 && targets == std::set<std::uint64_t>{one.destination()};
  const bool untouched = left_as_it_was(one, expected, *wrong);
  const Seen* read = one.here.last(is_read);
  Words words = one.words();
  words["position"] = std::to_string(*wrong);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, proof(one, {read}), line_of(one, read), words);
  };
  require(!in_place, "E02-sans-avancer");
  require(!untouched, "E02-pas-dans-dst");
  require(false, "E02-mauvais-octets");
}

/// The name by which the student called it.
std::string name_in_c(const Seen& seen) {
  return seen.call.name == "clone" ? "fork" : is_pipe(seen) ? "pipe" : seen.call.name;
}

bool was_waited(const Case& one) {
  for (const Seen& wait : one.here.calls) {
    const bool same = wait.call.name == "waitid" || wait.call.result == one.run.process(one.child).inner_pid;
    const auto* options = wait.call.argument("options");
    const bool left_there = options != nullptr && options->text.find("WNOWAIT") != std::string::npos;
    if (is_wait(wait) && succeeded(wait) && same && !left_there && wait.moment > one.run.last_moment(one.child)) return true;
  }
  return one.child == 0;
}

/// `failed`: the call that was made to fail.
void require_waited(Trial& trial, const Case& one, const Seen* failed = nullptr) {
  if (was_waited(one)) return;
  const Seen* last = one.here.last(is_wait);
  if (failed != nullptr)
    trial.require(last != nullptr, "E02-echec-sans-attente", proof(one, {failed}), line_of(one, failed), {{"appel", name_in_c(*failed)}});
  trial.require(last != nullptr, "E02-sans-attente", {}, one.where_forked(), one.words());
  trial.require(last->call.error.empty(), "E02-attente-ratee", proof(one, {last}), last->source, {{"erreur", last->call.error}});
  trial.require(false, "E02-sans-bloquer", proof(one, {last}), last->source);
}

/// The scenario tried the smallest free descriptors before the call and after it.
struct FreeDescriptors {
  std::vector<std::int64_t> before, after;

  explicit FreeDescriptors(const Case& one) {
    for (const Seen& seen : one.run.syscalls("dup")) {
      if (seen.pid != one.father || !succeeded(seen)) continue;
      if (seen.moment < one.call.entry) before.push_back(*seen.call.result);
      if (seen.moment > one.end && after.size() < dups) after.push_back(*seen.call.result);
    }
  }
};

void require_nothing_open(Trial& trial, const Case& one, const Seen* failed = nullptr) {
  const auto [before, after] = FreeDescriptors(one);
  if (before == after) return;
  const auto left = std::find_if(before.begin(), before.end(), [&](std::int64_t fd) {
    return std::find(after.begin(), after.end(), fd) == after.end();
  });
  const int fd = left == before.end() ? -1 : static_cast<int>(*left);
  const auto held = one.here.held.find(fd);
  const Seen* made = one.here.last(is_pipe);
  const char* what = held == one.here.held.end() || held->second == Kind::other ? "un fichier"
                     : held->second == Kind::reading                            ? "le bout de lecture du tube"
                                                                                : "le bout d'écriture du tube";
  Words words = {{"fd", fd == -1 ? "?" : std::to_string(fd)}, {"quoi", what}};
  const SourceLine where = made == nullptr ? one.call.source : made->source;
  if (failed != nullptr) {
    words["appel"] = name_in_c(*failed);
    trial.require(false, "E02-echec-descripteur", proof(one, {made, failed}), line_of(one, failed), words);
  }
  trial.require(false, "E02-descripteur", proof(one, {made}), where, words);
}

/// Places of dst to look at: both ends, and some drawn between.
std::vector<std::uint64_t> places(Trial& trial, std::uint64_t n) {
  std::vector<std::uint64_t> all = {0, n - 1};
  while (all.size() < 16) all.push_back(static_cast<std::uint64_t>(trial.random(0, static_cast<std::int64_t>(n) - 1)));
  return all;
}

/// The first byte is not nul: who stops at the first nul byte has sent something.
std::uint32_t draw_seed(Trial& trial) {
  std::uint32_t seed = 0;
  while (expected_bytes(1, seed)[0] == '\0') seed = static_cast<std::uint32_t>(trial.random(1, 0xffffffff));
  return seed;
}

Run require_transfer(Trial& trial, std::uint64_t n) {
  const std::uint32_t seed = draw_seed(trial);
  const RunPlan sending = plan(n, seed, places(trial, n));
  const Case one(run_whole(trial, sending, n, seed), n, seed);
  require_a_pipe(trial, one, sending);
  require_one_child(trial, one);
  require_the_child_sends(trial, one);
  require_the_right_ends(trial, one);
  require_own_memory(trial, one);
  explain_stuck(trial, one, sending);
  require_one_return(trial, one);
  require_blocks(trial, one);
  require_all_bytes(trial, one);
  require_right_bytes(trial, one);
  require_waited(trial, one);
  const Seen* write = one.there.last(is_write);
  const auto& end = one.run.process(one.child).exit;
  trial.require(!end || end->signal_name != "SIGPIPE", "E02-sigpipe", proof(one, {write}), line_of(one, write));
  trial.require(one.result() == 0, "E02-resultat", {}, one.call.source, one.words());
  require_nothing_open(trial, one);
  return trial.run(sending);
}

/// With nothing to send, neither pipe nor child is needed.
void require_nothing_sent(Trial& trial) {
  const std::uint32_t seed = draw_seed(trial);
  const RunPlan sending = plan(0, seed);
  const Case one(run_whole(trial, sending, 0, seed), 0, seed);
  explain_stuck(trial, one, sending);
  if (one.child != 0) require_one_return(trial, one);
  require_waited(trial, one);
  trial.require(one.call.returned() && one.result() == 0, "E02-zero", {}, one.call.source, one.words());
  require_nothing_open(trial, one);
  trial.run(sending);
}

std::string french_end(const Run& run) {
  const auto& exit = run.process(run.father()).exit;
  return !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status);
}

/// No pipe was made, and a child was born all the same: whatever goes wrong then comes from there.
void require_pipe_tested(Trial& trial, const Case& one, const Seen& failed) {
  const bool made = std::any_of(one.here.calls.begin(), one.here.calls.end(), [](const Seen& seen) { return is_pipe(seen) && succeeded(seen); });
  if (!is_pipe(failed) || made || one.child == 0) return;
  const auto [before, after] = FreeDescriptors(one);
  const bool harmless = one.call.returned() && one.result() == -1 && was_waited(one) && before == after;
  const std::size_t born = one.run.fork_moment(one.child).value_or(0);
  const Moment& birth = one.birth(one.child);
  std::vector<Evidence> evidence = proof(one, {&failed});
  if (birth.syscall) evidence.push_back(seen(one.run, {born, birth.pid, *birth.syscall, birth.source}));
  trial.require(harmless, "E02-echec-ignore", evidence, line_of(one, &failed));
}

/// That call fails, however often it is tried.
void require_failure_told(Trial& trial, const std::string& syscall, int error, std::uint64_t n) {
  const std::uint32_t seed = draw_seed(trial);
  const RunPlan broken = failing(n, seed, syscall, error);
  const Run run = trial.run_raw(broken);
  const Case one(run, n, seed);
  std::vector<Seen> forced;
  for (const Seen& seen : run.syscalls(syscall))
    if (seen.call.injected) forced.push_back(seen);
  if (forced.empty()) return;  // made by a library on the student's behalf
  const Seen& first = forced.front();
  Words words = one.words();
  words["appel"] = syscall;
  words["fin"] = french_end(run);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, proof(one, {&first}), first.source, words);
  };
  require(static_cast<int>(forced.size()) < patience || run.recording().end == End::processes, "E02-echec-insiste");
  require_pipe_tested(trial, one, first);
  explain_stuck(trial, one, broken, &first);
  require(one.call.returned(), "E02-echec-quitte");
  require(one.result() != 0, "E02-echec-cache");
  require(one.result() == -1, "E02-echec-autre");
  require_waited(trial, one, &first);
  require_nothing_open(trial, one, &first);
}

/// The father's src changes just after fork, in the father alone: dst still gets what the child has.
void require_through_the_pipe(Trial& trial, std::uint64_t n) {
  const std::uint32_t seed = draw_seed(trial);
  RunPlan changing = plan(n, seed, places(trial, n));
  changing.arguments.insert(changing.arguments.begin() + 2, "change");
  const Run run = trial.run_raw(changing);
  const Case one(run, n, seed);
  if (!one.call.returned()) return;
  const std::string expected = expected_bytes(n, seed);
  const auto wrong = wrong_byte(one, expected);
  if (!wrong) return;
  const std::string there = run.bytes(one.father, one.destination() + *wrong, 1, run.last_moment(one.father));
  Words words = one.words();
  words["position"] = std::to_string(*wrong);
  const Seen* read = one.here.last(is_read);
  const bool father_s = !there.empty() && there[0] == static_cast<char>(expected[*wrong] ^ change);
  trial.require(!father_s, "E02-recopie-de-src", proof(one, {read}), line_of(one, read), words);
}

}  // namespace

PARTAGE_CHECK(trial) {
  // More than the buffers that one thinks of, less than what a pipe takes at once (PIPE_BUF).
  const std::uint64_t few = static_cast<std::uint64_t>(trial.random(3100, 4000));
  require_transfer(trial, few);
  require_transfer(trial, 1);
  const Run shown = require_transfer(trial, 1 << 16);
  require_transfer(trial, (1 << 16) + 1);
  require_transfer(trial, several_pages);
  require_nothing_sent(trial);
  require_through_the_pipe(trial, few);
  require_failure_told(trial, "pipe", EMFILE, few);
  require_failure_told(trial, "fork", EAGAIN, few);
  require_failure_told(trial, "write", EIO, few);
  require_failure_told(trial, "read", EIO, few);
  require_failure_told(trial, "read", EIO, several_pages);
  trial.show(shown);
}
