// The namespace tier. Three processes: the supervisor, init (pid 1 inside, a copy of the supervisor that never executes
// anything) and the program. The death of any of the first two is the end of all that lives inside.
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>

#include "sandbox/errors.hpp"
#include "sandbox/mounts.hpp"
#include "sandbox/processes.hpp"
#include "sandbox/run.hpp"

namespace partage::sandbox {
namespace {

constexpr std::uint64_t kNamespaces = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET;
constexpr std::uint64_t kTmpfsBytes = 64u << 20;
constexpr long kInitPeriodNanoseconds = 20'000'000;

// One page shared by the supervisor and init: System V segments are visible only inside their IPC namespace.
struct Shared {
  std::atomic<std::uint64_t> system_v_bytes{0};
};

class SharedPage {
 public:
  SharedPage() : page_(mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
    if (page_ == reinterpret_cast<void*>(-1)) throw SetupError{"mmap", errno};  // MAP_FAILED
    new (page_) Shared;
  }
  ~SharedPage() { munmap(page_, sizeof(Shared)); }
  SharedPage(const SharedPage&) = delete;
  SharedPage& operator=(const SharedPage&) = delete;
  Shared* operator->() const { return static_cast<Shared*>(page_); }

 private:
  void* page_;
};

// --- inside ---------------------------------------------------------------------------------------------------------

struct Init {
  const Plan& plan;
  const Layout& layout;
  std::vector<Tree> trees;  // of root, opened outside; else empty
  int parent;
  const SharedPage& shared;
  int channel = -1;

  [[noreturn]] void run() noexcept;

 private:
  void set_up();
  void send_places() const;
  void withdraw();
  [[noreturn]] void reap(pid_t program) const;
  void publish_system_v() const;
};

void Init::set_up() {
  die_with(parent);
  // Under the identity of the supervisor, whose folders these are.
  if (trees.empty()) trees = open_trees(layout.sources);
  const std::optional<Message> go = receive(channel, true);
  if (!go || go->word != Word::go) _exit(127);
  if (plan.drop_identity) {
    become_nobody();
    die_with(parent);
  }
  enter_new_root(layout, trees, kTmpfsBytes);
  trees.clear();
  drop_capabilities();
}

void Init::send_places() const {
  const Descriptor proc(checked(open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "/proc"));
  const Descriptor tmp(checked(open("/tmp", O_PATH | O_CLOEXEC), "/tmp"));
  const Descriptor shm(checked(open("/dev/shm", O_PATH | O_CLOEXEC), "/dev/shm"));
  const int all[] = {proc.get(), tmp.get(), shm.get()};
  send(channel, Word::places, 0, {}, all);
}

// After the program's process exists: it must stay traceable, init must not.
void Init::withdraw() {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  // A stream kept open here would hide its end from whoever reads it.
  dup2(channel, 0);
  channel = 0;
  syscall(SYS_close_range, 1U, ~0U, 0U);
}

void Init::publish_system_v() const {
  static const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  shm_info information{};
  if (shmctl(0, SHM_INFO, reinterpret_cast<shmid_ds*>(&information)) < 0) return;
  shared->system_v_bytes = (information.shm_rss + information.shm_swp) * page;
}

void Init::reap(pid_t program) const {
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_SETMASK, &child, nullptr);
  const timespec period{0, kInitPeriodNanoseconds};
  while (true) {
    int status;
    const pid_t ended = waitpid(-1, &status, WNOHANG | __WALL);
    if (ended == program) send(channel, Word::ended, status);
    if (ended > 0) continue;
    if (ended < 0 && errno == ECHILD) _exit(0);
    if (sigtimedwait(&child, nullptr, &period) < 0) publish_system_v();
  }
}

// Until nobody can write there any more.
void await_end(int pipe) {
  char nothing;
  while (read(pipe, &nothing, 1) < 0 && errno == EINTR) continue;
  close(pipe);
}

void Init::run() noexcept {
  try {
    reset_signals();
    set_up();
    send_places();
    int withdrawn[2];  // closed by withdraw(): the program is not ready before
    checked(pipe2(withdrawn, O_CLOEXEC), "création du programme (pipe)");
    const pid_t program = static_cast<pid_t>(checked(fork(), "création du programme (fork)"));
    if (program == 0) {
      close(withdrawn[1]);
      await_end(withdrawn[0]);
      Plan inside = plan;
      inside.channel = channel;
      become_program(inside, -1);
    }
    withdraw();
    reap(program);
  } catch (const SetupError& error) {
    send(channel, Word::failed, error.error, error.what);
  } catch (...) {
    send(channel, Word::failed, ENOMEM, "préparation de l'espace isolé");
  }
  _exit(127);
}

// --- outside --------------------------------------------------------------------------------------------------------

void write_file(const std::string& path, const std::string& text, const char* what) {
  const Descriptor file(checked(open(path.c_str(), O_WRONLY | O_CLOEXEC), what));
  checked(write(file.get(), text.data(), text.size()), what);
}

// user_namespaces(7). Never the outer id 0: mapped, it would keep root's exemptions.
void write_identity_maps(pid_t init, bool drop_identity) {
  const std::string folder = "/proc/" + std::to_string(init);
  const auto line = [&](unsigned id) {
    const std::string kept = std::to_string(drop_identity ? 65534 : id);
    return kept + " " + kept + " 1";
  };
  if (!drop_identity) write_file(folder + "/setgroups", "deny", "setgroups");
  write_file(folder + "/uid_map", line(geteuid()), "uid_map");
  write_file(folder + "/gid_map", line(getegid()), "gid_map");
}

std::uint64_t used_bytes(int place) {
  struct statfs information {};
  if (place < 0 || fstatfs(place, &information) != 0) return 0;
  return (information.f_blocks - information.f_bfree) * static_cast<std::uint64_t>(information.f_bsize);
}

class NamespaceRun final : public RunBase {
 public:
  explicit NamespaceRun(Plan plan, Channel channel)
      : RunBase(plan.spec, std::move(channel.supervisor)) {
    begin(plan, std::move(channel.inside));
  }
  ~NamespaceRun() override { kill_all(); }

  pid_t init() const override { return init_; }
  void kill_all() override;
  void signal_all() override {
    if (pidfd_) syscall(SYS_pidfd_send_signal, pidfd_.get(), SIGKILL, nullptr, 0);
  }
  std::vector<pid_t> processes() const override { return reaped_ ? std::vector<pid_t>{} : descendants_of(init_); }
  ProcessView view() const override;
  std::uint64_t kept_memory() const override {
    return used_bytes(tmp_.get()) + used_bytes(shm_.get()) + shared_->system_v_bytes;
  }
  int event_fd() const override { return channel_.get(); }
  std::optional<int> poll_status() override {
    drain_channel();
    return status_;
  }
  bool lost() const override { return hung_up_ && !status_; }

 private:
  void begin(const Plan& plan, Descriptor inside);
  void handle(Message message) override;

  SharedPage shared_;
  pid_t init_ = 0;
  Descriptor pidfd_, proc_, tmp_, shm_;
  bool reaped_ = false;
};

// Root reaches folders (another user's, 0700) that init, without root's capabilities, could not. Refused in a
// container without CAP_SYS_ADMIN: init then opens them itself.
std::vector<Tree> open_trees_as_root(const Layout& layout) {
  if (geteuid() != 0) return {};
  try {
    return open_trees(layout.sources);
  } catch (const SetupError&) {
    return {};
  }
}

void NamespaceRun::begin(const Plan& plan, Descriptor inside) {
  const Layout layout = layout_of(plan.spec);
  std::vector<Tree> trees = open_trees_as_root(layout);
  const Descriptor self = pidfd_of_self();
  init_ = clone_process(kNamespaces, pidfd_);
  if (init_ == 0) {
    channel_.reset();
    Init{plan, layout, std::move(trees), self.get(), shared_, inside.get()}.run();
  }
  inside.reset();
  try {
    write_identity_maps(init_, plan.drop_identity);
    send(channel_.get(), Word::go);
    await_ready();
  } catch (const SetupError&) {
    kill_all();  // the destructor of an object that was never complete does not run
    throw;
  }
}

void NamespaceRun::handle(Message message) {
  if (message.word == Word::places && message.descriptors.size() == 3) {
    proc_ = std::move(message.descriptors[0]);
    tmp_ = std::move(message.descriptors[1]);
    shm_ = std::move(message.descriptors[2]);
  } else {
    RunBase::handle(std::move(message));
  }
}

ProcessView NamespaceRun::view() const {
  ProcessView view{proc_.get(), 1, proc_ ? all_processes(proc_.get()) : std::vector<pid_t>{}};
  std::erase(view.pids, 1);
  return view;
}

void NamespaceRun::kill_all() {
  if (reaped_ || !pidfd_) return;
  signal_all();
  // Init ends last, once all processes inside are reaped: those that this process traces are for this process to reap.
  pollfd end{pidfd_.get(), POLLIN, 0};
  while (poll(&end, 1, 1) == 0)
    for (const pid_t pid : descendants_of(init_)) waitpid(pid, nullptr, WNOHANG | __WALL);
  while (waitpid(init_, nullptr, __WALL) < 0 && errno == EINTR) continue;
  reaped_ = true;
}

}  // namespace

std::unique_ptr<Run> start_in_namespaces(Plan plan) {
  return std::make_unique<NamespaceRun>(std::move(plan), make_channel());
}

}  // namespace partage::sandbox
