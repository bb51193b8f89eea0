#include "sandbox/program.hpp"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "sandbox/channel.hpp"
#include "sandbox/errors.hpp"

namespace partage::sandbox {
namespace {

constexpr unsigned kNobody = 65534;
constexpr std::uint64_t kStack = 8u << 20;
// Beyond Limits::processes, so that the watchdog sees the excess and can name it before fork starts to fail.
constexpr int kSpareProcesses = 8;

void limit(__rlimit_resource resource, std::uint64_t value, const char* name) {
  rlimit current{};
  checked(getrlimit(resource, &current), name);
  // An ordinary user may be under a lower hard limit already, and may not raise it.
  const rlim_t bound = std::min<rlim_t>(value, current.rlim_max);
  const rlimit wanted{bound, bound};
  checked(setrlimit(resource, &wanted), name);
}

void limit_resources(const Plan& plan) {
  const Limits& limits = plan.spec.limits;
  limit(RLIMIT_CORE, 0, "RLIMIT_CORE");
  limit(RLIMIT_FSIZE, limits.file_size, "RLIMIT_FSIZE");
  limit(RLIMIT_NOFILE, static_cast<std::uint64_t>(limits.open_files), "RLIMIT_NOFILE");
  // A second behind the watchdog, which counts all processes and more finely.
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(limits.cpu).count() + 1;
  limit(RLIMIT_CPU, static_cast<std::uint64_t>(seconds), "RLIMIT_CPU");
  // Inside a user namespace it counts only the sandbox; outside, everything the user runs.
  if (plan.in_namespaces)
    limit(RLIMIT_NPROC, static_cast<std::uint64_t>(limits.processes + kSpareProcesses + 1), "RLIMIT_NPROC");
  if (plan.spec.policy == Policy::submission) limit(RLIMIT_STACK, kStack, "RLIMIT_STACK");
}

// Apart, and last: this process is a copy of the supervisor, perhaps already larger than what the program may use.
void limit_memory(const Limits& limits) {
  if (limits.address_space != 0) limit(RLIMIT_AS, limits.address_space, "RLIMIT_AS");
  if (limits.data != 0) limit(RLIMIT_DATA, limits.data, "RLIMIT_DATA");
}

int spare_copy(int fd, const char* what) {
  // Above 2, so that putting one stream in place never destroys another.
  if (fd >= 0) return checked(fcntl(fd, F_DUPFD_CLOEXEC, 10), what);
  const int null = checked(open("/dev/null", O_RDWR | O_CLOEXEC), "/dev/null");
  return checked(fcntl(null, F_DUPFD_CLOEXEC, 10), "/dev/null");
}

void place_streams(const Spec& spec) {
  const int copies[] = {spare_copy(spec.input, "entrée standard"), spare_copy(spec.output, "sortie standard"),
                        spare_copy(spec.error, "sortie d'erreur")};
  for (int stream = 0; stream < 3; ++stream) checked(dup2(copies[stream], stream), "dup2");
}

void close_on_exec_from_3() {
  constexpr unsigned mark_only = 4;  // CLOSE_RANGE_CLOEXEC, Linux 5.11
  if (syscall(SYS_close_range, 3U, ~0U, mark_only) == 0) return;
  const long last = std::min(sysconf(_SC_OPEN_MAX), 65536L);
  for (int fd = 3; fd < last; ++fd) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

}  // namespace

void drop_capabilities() {
  for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability)
    prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);  // refused to an ordinary user outside namespaces: nothing to drop
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[2] = {};
  checked(syscall(SYS_capset, &header, none), "capset");
}

namespace {

void wait_at_gate(int channel) {
  if (!send(channel, Word::ready)) _exit(127);
  const std::optional<Message> gate = receive(channel, true);
  if (!gate || gate->word != Word::go) _exit(127);
}

[[noreturn]] void execute(const Plan& plan) {
  std::vector<char*> argv, envp;
  for (const std::string& word : plan.spec.argv) argv.push_back(const_cast<char*>(word.c_str()));
  for (const std::string& word : plan.spec.environment) envp.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  envp.push_back(nullptr);
  wait_at_gate(plan.channel);
  limit_memory(plan.spec.limits);
  install(*plan.filters);
  execve(plan.executable.c_str(), argv.data(), envp.data());
  throw SetupError{"exécution de " + plan.executable, errno};
}

void set_up_and_execute(const Plan& plan, int parent) {
  if (!plan.in_namespaces) reset_signals();  // init has done it
  umask(022);
  place_streams(plan.spec);
  close_on_exec_from_3();
  setsid();
  if (plan.spec.controlling_terminal) checked(ioctl(0, TIOCSCTTY, 0), "terminal de contrôle");
  checked(chdir(plan.directory.c_str()), "dossier de travail " + plan.directory);
  if (!plan.filters->empty()) checked(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
  restrict_files(plan.allowed, plan.landlock);
  // After chdir and Landlock: root's scratch folder is below a folder that 65534 may not cross.
  if (plan.drop_identity && !plan.in_namespaces) become_nobody();
  if (!plan.in_namespaces) die_with(parent);
  limit_resources(plan);
  // Page by page is what observing shows; a lesson's program that measures runs as it would in a shell.
  const bool measured = plan.spec.policy == Policy::lesson && plan.spec.traced_syscalls.empty();
  if (!measured) prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
  if (plan.spec.policy == Policy::submission && !plan.in_namespaces) drop_capabilities();  // init has none left
  execute(plan);
}

}  // namespace

void become_nobody() {
  if (setgroups(0, nullptr) != 0 && errno != EPERM) throw SetupError{"setgroups", errno};
  checked(setresgid(kNobody, kNobody, kNobody), "setresgid");
  checked(setresuid(kNobody, kNobody, kNobody), "setresuid");
}

void die_with(int parent) {
  checked(prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0), "PR_SET_PDEATHSIG");
  // getppid() answers 0 across pid namespaces: only the pidfd tells that the parent died before the line above.
  pollfd alive{parent, POLLIN, 0};
  if (poll(&alive, 1, 0) != 0) _exit(127);
}

void reset_signals() {
  struct sigaction action {};
  action.sa_handler = nullptr;  // SIG_DFL
  for (int number = 1; number < NSIG; ++number) sigaction(number, &action, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

void become_program(const Plan& plan, int parent) noexcept {
  try {
    set_up_and_execute(plan, parent);
  } catch (const SetupError& error) {
    send(plan.channel, Word::failed, error.error, error.what);
  } catch (...) {
    send(plan.channel, Word::failed, ENOMEM, "préparation du programme");
  }
  _exit(127);
}

}  // namespace partage::sandbox
