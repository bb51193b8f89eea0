// The tiers without namespaces: the program is a child of the supervisor. What it leaves behind is adopted by the
// supervisor (PR_SET_CHILD_SUBREAPER), so that it can be found.
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <optional>
#include <set>

#include "sandbox/errors.hpp"
#include "sandbox/leftovers.hpp"
#include "sandbox/processes.hpp"
#include "sandbox/run.hpp"

namespace partage::sandbox {
namespace {

class LocalRun final : public RunBase {
 public:
  explicit LocalRun(Plan plan, Channel channel) : RunBase(plan.spec, std::move(channel.supervisor)) {
    // gcc makes none; it runs beside other runs, whose objects are theirs.
    if (plan.spec.policy == Policy::submission && !plan.spec.compiler) leftovers_.emplace(plan.drop_identity ? 65534 : geteuid());
    begin(plan, std::move(channel.inside));
  }
  ~LocalRun() override { kill_all(); }

  pid_t init() const override { return 0; }
  void kill_all() override;
  void signal_all() override;
  std::vector<pid_t> processes() const override;
  ProcessView view() const override { return {proc_.get(), 0, processes()}; }
  std::uint64_t kept_memory() const override { return 0; }
  std::uint64_t kept_disk() const override;
  int event_fd() const override { return pidfd_.get(); }
  std::optional<int> poll_status() override;

 private:
  void begin(Plan& plan, Descriptor inside);

  pid_t child_ = 0;
  Descriptor pidfd_, proc_;
  std::set<pid_t> not_ours_;  // children that the supervisor had before
  std::optional<Leftovers> leftovers_;
  bool reaped_ = false;
  bool finished_ = false;
};

void LocalRun::begin(Plan& plan, Descriptor inside) {
  checked(prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "PR_SET_CHILD_SUBREAPER");
  proc_.reset(checked(open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "/proc"));
  const std::vector<pid_t> before = children_of(getpid());
  not_ours_.insert(before.begin(), before.end());
  const Descriptor self = pidfd_of_self();
  plan.channel = inside.get();
  child_ = clone_process(0, pidfd_);
  if (child_ == 0) {
    channel_.reset();
    become_program(plan, self.get());
  }
  inside.reset();
  try {
    await_ready();
  } catch (const SetupError&) {
    kill_all();
    throw;
  }
}

std::vector<pid_t> LocalRun::processes() const {
  std::vector<pid_t> found;
  for (const pid_t child : children_of(getpid())) {
    if (not_ours_.count(child) != 0) continue;
    found.push_back(child);
    const std::vector<pid_t> below = descendants_of(child);
    found.insert(found.end(), below.begin(), below.end());
  }
  return found;
}

// Files of /dev/shm count as files: those that are mapped are already in the memory of whoever maps them.
std::uint64_t LocalRun::kept_disk() const {
  const std::uint64_t disk = RunBase::kept_disk(), common = leftovers_ ? leftovers_->bytes(processes()) : 0;
  return common > UINT64_MAX - disk ? UINT64_MAX : disk + common;
}

std::optional<int> LocalRun::poll_status() {
  if (status_ || reaped_) return status_;
  int status;
  const pid_t ended = waitpid(child_, &status, WNOHANG | __WALL);
  if (ended == child_ && (WIFEXITED(status) || WIFSIGNALED(status))) {
    status_ = status;
    reaped_ = true;
  } else if (ended < 0 && errno == ECHILD) {
    reaped_ = true;  // by the tracer, in this same process
  }
  drain_channel();
  return status_;
}

void LocalRun::signal_all() {
  if (finished_) return;
  syscall(SYS_pidfd_send_signal, pidfd_.get(), SIGKILL, nullptr, 0);
  for (const pid_t pid : processes()) kill(pid, SIGKILL);
}

void LocalRun::kill_all() {
  if (finished_ || !pidfd_) return;
  // A process may fork between the look and the signal: again until a look finds nothing.
  while (true) {
    signal_all();
    poll_status();
    const std::vector<pid_t> left = processes();
    for (const pid_t pid : left)
      if (pid != child_) waitpid(pid, nullptr, WNOHANG | __WALL);
    if (left.empty()) break;
    pollfd first{pidfd_.get(), static_cast<short>(reaped_ ? 0 : POLLIN), 0};
    poll(&first, 1, 1);
  }
  poll_status();
  finished_ = true;
  if (leftovers_) leftovers_->remove_new();
}

}  // namespace

std::unique_ptr<Run> start_locally(Plan plan) { return std::make_unique<LocalRun>(std::move(plan), make_channel()); }

}  // namespace partage::sandbox
