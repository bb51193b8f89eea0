// What a call of the student's function moved and left behind: bytes, descriptors, mappings.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <span>

#include "check/facts.hpp"
#include "check/run_state.hpp"

namespace partage::check {

namespace {

using record::Moment;

constexpr std::array<std::string_view, 10> readers = {"read",    "pread64", "readv",    "preadv",          "preadv2",
                                                      "recvfrom", "recvmsg", "sendfile", "copy_file_range", "splice"};
constexpr std::array<std::string_view, 10> writers = {"write",  "pwrite64", "writev",   "pwritev",         "pwritev2",
                                                      "sendto", "sendmsg",  "sendfile", "copy_file_range", "splice"};
constexpr std::array<std::string_view, 7> openers = {"open", "openat", "creat", "dup", "fcntl", "socket", "accept"};
constexpr std::array<std::string_view, 3> pair_openers = {"pipe", "pipe2", "socketpair"};

bool among(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::uint64_t bytes_moved(const std::vector<Seen>& calls, std::span<const std::string_view> names) {
  std::uint64_t total = 0;
  for (const Seen& seen : calls)
    if (among(names, seen.call.name) && seen.call.error.empty() && seen.call.result.value_or(0) > 0)
      total += static_cast<std::uint64_t>(*seen.call.result);
  return total;
}

/// Descriptors of one process that the run opened, and by which call. Those of before the run are not in it.
class Descriptors {
 public:
  void after(const Seen& seen);
  void forget_executed() {
    for (auto entry = open_.begin(); entry != open_.end();)
      entry = closed_by_exec(entry->second) ? open_.erase(entry) : std::next(entry);
  }
  const std::map<int, Seen>& open() const { return open_; }

 private:
  static bool closed_by_exec(const Seen& seen);
  void close_between(unsigned first, unsigned last);
  std::map<int, Seen> open_;
};

bool Descriptors::closed_by_exec(const Seen& seen) {
  return std::any_of(seen.call.arguments.begin(), seen.call.arguments.end(), [](const record::Argument& argument) {
    return (argument.name == "flags" || argument.name == "cmd") && argument.text.find("CLOEXEC") != std::string::npos;
  });
}

void Descriptors::close_between(unsigned first, unsigned last) {
  std::erase_if(open_, [&](const auto& entry) {
    return static_cast<unsigned>(entry.first) >= first && static_cast<unsigned>(entry.first) <= last;
  });
}

void Descriptors::after(const Seen& seen) {
  constexpr unsigned only_mark = 4;  // CLOSE_RANGE_CLOEXEC
  const record::Syscall& call = seen.call;
  // Linux closes even when close(2) says EINTR or EIO.
  if (call.name == "close" && call.error != "EBADF" && !call.injected) {
    open_.erase(static_cast<int>(value(seen, "fd")));
    return;
  }
  if (!call.result || !call.error.empty()) return;
  if (call.name == "close_range" && (value(seen, "flags") & only_mark) == 0)
    close_between(static_cast<unsigned>(value(seen, "first")), static_cast<unsigned>(value(seen, "last")));
  const auto result = static_cast<int>(*call.result);
  if (among(openers, call.name)) open_[result] = seen;
  // Onto one of the run's own, or onto a stream of before the run: that number was open already.
  if ((call.name == "dup2" || call.name == "dup3") && result > 2) open_.emplace(result, seen);
  if (!among(pair_openers, call.name)) return;
  for (const record::Argument& argument : call.arguments) {
    int first = 0, second = 0;
    if (std::sscanf(argument.text.c_str(), "[%d, %d]", &first, &second) != 2) continue;
    open_[first] = open_[second] = seen;
  }
}

/// Of that process, just after `last`: what it inherited at its birth, and what it did since.
Descriptors descriptors_at(const Run& run, Pid pid, std::size_t last) {
  Descriptors known;
  const auto birth = run.fork_moment(pid);
  if (birth) known = descriptors_at(run, run.recording().moments[*birth].pid, *birth);
  const auto& moments = run.recording().moments;
  for (std::size_t i = birth ? *birth + 1 : 0; i <= last && i < moments.size(); ++i) {
    const Moment& moment = moments[i];
    if (moment.pid != pid) continue;
    if (moment.kind == record::MomentKind::exec) known.forget_executed();
    else if (moment.syscall) known.after({i, pid, *moment.syscall, moment.source});
  }
  return known;
}

/// `whole` without what `known` covers, in order.
std::vector<record::Mapping> without(const record::Mapping& whole, const std::vector<record::Mapping>& known) {
  std::vector<record::Mapping> rest;
  const auto keep = [&](Address start, Address end) {
    if (start >= end) return;
    rest.push_back(whole);
    rest.back().start = start;
    rest.back().end = end;
    if (whole.inode != 0) rest.back().offset += start - whole.start;
  };
  Address from = whole.start;
  for (const record::Mapping& before : known) {
    if (before.end <= from) continue;
    if (before.start >= whole.end) break;
    keep(from, before.start);
    from = before.end;
  }
  keep(from, whole.end);
  return rest;
}

}  // namespace

std::uint64_t Run::bytes_read(const Call& call) const { return bytes_moved(syscalls_during(call), readers); }

std::uint64_t Run::bytes_written(const Call& call) const { return bytes_moved(syscalls_during(call), writers); }

std::vector<Seen> Run::left_open(const Call& call) const {
  std::vector<Seen> left;
  if (!call.happened) return left;
  const Descriptors known = descriptors_at(*this, call.pid, call.exit);
  for (const auto& [descriptor, seen] : known.open())
    if (seen.moment >= call.entry) left.push_back(seen);
  std::sort(left.begin(), left.end(), [](const Seen& a, const Seen& b) { return a.moment < b.moment; });
  return left;
}

std::vector<record::Mapping> Run::left_mapped(const Call& call) const {
  std::vector<record::Mapping> left;
  if (!call.happened) return left;
  const auto mappings_at = [&](std::size_t moment) {
    const auto& processes = state_->at(moment).processes;
    const auto found = processes.find(call.pid);
    return found == processes.end() ? std::vector<record::Mapping>{} : found->second.mappings;
  };
  const std::vector<record::Mapping> before = mappings_at(call.entry);
  for (const record::Mapping& mapping : mappings_at(call.exit)) {
    if (!mapping.own) continue;
    for (record::Mapping& part : without(mapping, before)) left.push_back(std::move(part));
  }
  return left;
}

}  // namespace partage::check
