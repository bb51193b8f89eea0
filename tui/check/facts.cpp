#include "check/facts.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "check/run_state.hpp"
#include "phrases/roles.hpp"

namespace partage::check {

namespace {

using record::Moment;
using record::MomentKind;

// The names that a student writes, and the kernel's names behind them.
struct Alias {
  std::string_view written;
  std::array<std::string_view, 4> kernel;
};
constexpr Alias aliases[] = {
    {"fork", {"fork", "vfork", "clone", "clone3"}}, {"open", {"open", "openat", "creat", "openat2"}},
    {"wait", {"wait4", "waitid", "", ""}},          {"waitpid", {"wait4", "waitid", "", ""}},
    {"exit", {"exit", "exit_group", "", ""}},       {"_exit", {"exit", "exit_group", "", ""}},
    {"pipe", {"pipe", "pipe2", "", ""}},            {"stat", {"stat", "newfstatat", "statx", ""}},
    {"fstat", {"fstat", "newfstatat", "statx", ""}},
};

bool is_named(std::string_view kernel, std::string_view wanted) {
  if (kernel == wanted) return true;
  const auto alias = std::find_if(std::begin(aliases), std::end(aliases), [&](const Alias& a) { return a.written == wanted; });
  return alias != std::end(aliases) &&
         std::find(alias->kernel.begin(), alias->kernel.end(), kernel) != alias->kernel.end();
}

Seen seen_at(const record::Recording& recording, std::size_t index) {
  const Moment& moment = recording.moments[index];
  return {index, moment.pid, *moment.syscall, moment.source};
}

std::vector<Seen> matching(const record::Recording& recording, std::string_view name, bool own_only) {
  std::vector<Seen> found;
  for (std::size_t i = 0; i < recording.moments.size(); ++i) {
    const auto& call = recording.moments[i].syscall;
    if (call && is_named(call->name, name) && (call->own || !own_only)) found.push_back(seen_at(recording, i));
  }
  return found;
}

}  // namespace

const record::Snapshot& Run::State::at(std::size_t moment) const {
  if (!recording.moments.empty()) moment = std::min(moment, recording.moments.size() - 1);
  const auto found = snapshots.find(moment);
  return found != snapshots.end() ? found->second : snapshots.emplace(moment, player.seek(moment)).first->second;
}

Run::Run(std::shared_ptr<const State> state) : state_(std::move(state)) {}

const record::Recording& Run::recording() const { return state_->recording; }

Call Run::call(std::string_view function, int nth) const {
  const auto& moments = recording().moments;
  Call call;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const Moment& moment = moments[i];
    if (!moment.call || moment.call->function != function) continue;
    if (!call.happened && moment.kind == MomentKind::call_entry && --nth == 0) {
      call.happened = true;
      call.pid = moment.pid;
      call.arguments = moment.call->arguments;
      call.entry = i;
      call.exit = moments.size() - 1;
      call.source = moment.source;
    } else if (call.happened && moment.kind == MomentKind::call_return && moment.pid == call.pid &&
               moment.call->number == moments[call.entry].call->number) {
      call.exit = i;
      call.result = moment.call->result;
      break;
    }
  }
  return call;
}

int Run::call_count(std::string_view function) const {
  const auto& moments = recording().moments;
  return static_cast<int>(std::count_if(moments.begin(), moments.end(), [&](const Moment& moment) {
    return moment.kind == MomentKind::call_entry && moment.call && moment.call->function == function;
  }));
}

std::vector<Seen> Run::own_syscalls(std::string_view name) const { return matching(recording(), name, true); }

std::vector<Seen> Run::syscalls(std::string_view name) const { return matching(recording(), name, false); }

std::vector<Seen> Run::syscalls_during(const Call& call) const {
  std::vector<Seen> found;
  if (!call.happened) return found;
  for (std::size_t i = call.entry; i <= call.exit && i < recording().moments.size(); ++i) {
    const Moment& moment = recording().moments[i];
    if (moment.pid == call.pid && moment.syscall) found.push_back(seen_at(recording(), i));
  }
  return found;
}

Pid Run::father() const { return recording().processes.empty() ? 0 : recording().processes.front().pid; }

std::vector<Pid> Run::children(Pid pid) const {
  std::vector<Pid> found;
  for (const record::Process& process : recording().processes)
    if (process.parent == pid && process.pid != pid) found.push_back(process.pid);
  return found;
}

std::string Run::role(Pid pid) const { return phrases::role(recording(), pid); }

const record::Process& Run::process(Pid pid) const {
  static const record::Process unknown;
  const record::Process* process = recording().process(pid);
  return process != nullptr ? *process : unknown;
}

namespace {

const record::ProcessView* view(const record::Snapshot& snapshot, Pid pid) {
  const auto found = snapshot.processes.find(pid);
  return found == snapshot.processes.end() ? nullptr : &found->second;
}

}  // namespace

const record::Mapping* Run::mapping(Pid pid, Address address, std::size_t moment) const {
  const record::ProcessView* process = view(state_->at(moment), pid);
  return process == nullptr ? nullptr : process->mapping_at(address);
}

std::uint64_t Run::private_memory(Pid pid, std::size_t moment) const {
  std::uint64_t total = 0;
  const record::ProcessView* process = view(state_->at(moment), pid);
  if (process == nullptr) return total;
  for (const record::Mapping& mapping : process->mappings)
    if (mapping.inode == 0 && !mapping.shared() && mapping.permissions[1] == 'w' && !mapping.path.starts_with("[stack")) total += mapping.size();
  return total;
}

std::optional<record::PageFlags> Run::page(Pid pid, Address address, std::size_t moment) const {
  const record::ProcessView* process = view(state_->at(moment), pid);
  if (process == nullptr) return {};
  const auto found = process->pages.find(address - address % recording().page_size);
  if (found == process->pages.end()) return {};
  return found->second.flags;
}

std::string Run::bytes(Pid pid, Address address, std::size_t count, std::size_t moment) const {
  const record::ProcessView* process = view(state_->at(moment), pid);
  return process == nullptr ? std::string() : process->read(address, count, recording().page_size);
}

std::optional<std::int64_t> Run::integer(Pid pid, Address address, std::size_t moment) const {
  const std::string read = bytes(pid, address, sizeof(std::int32_t), moment);
  std::int32_t value = 0;
  if (read.size() != sizeof value) return {};
  std::memcpy(&value, read.data(), sizeof value);
  return value;
}

std::size_t Run::last_moment(Pid pid) const {
  const auto& moments = recording().moments;
  std::size_t last = 0;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    if (moments[i].pid != pid) continue;
    last = i;
    if (moments[i].kind == MomentKind::exit) break;
  }
  return last;
}

std::optional<std::size_t> Run::fork_moment(Pid child) const {
  const auto& moments = recording().moments;
  for (std::size_t i = 0; i < moments.size(); ++i)
    if (moments[i].fork && moments[i].fork->child == child) return i;
  return {};
}

std::vector<Pid> Run::zombies(Pid pid) const {
  std::vector<Pid> found;
  for (const Pid child : children(pid))
    if (!process(child).reaped) found.push_back(child);
  return found;
}

std::string Run::output() const { return recording().output; }

FileState Run::file(std::string_view name) const { return state_->folder.now(name); }

FileState Run::file_before(std::string_view name) const { return state_->folder.before(name); }

std::string Run::file_bytes(std::string_view name, std::uint64_t offset, std::size_t count) const {
  return state_->folder.bytes(name, offset, count);
}

}  // namespace partage::check
