// Where programs run: an isolated, bounded place of our own making (no setuid helper), in one of three tiers.
//
// A run is started stopped: the program's process exists, inside its namespaces and limits, but waits at a gate before
// execve. A tracer seizes it there (ptrace(2), PTRACE_SEIZE), then open_gate() lets it go. Without a tracer, open the
// gate at once.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace partage::sandbox {

enum class Policy {
  submission,  ///< « rendu »: a student's code; everything below applies
  lesson,      ///< « leçon »: our own programs; rlimits and kill-all only, the student's real machine otherwise
};

enum class Tier {
  namespaces,  ///< user, pid, mount, ipc and net namespaces, Landlock, seccomp
  lite,        ///< no namespace: rlimits, Landlock, seccomp, and the run must be traced (kills reach tracees only)
  none,        ///< policy lesson
};

/// Bounds of one run. Sizes in bytes.
struct Limits {
  int processes = 32;
  std::uint64_t address_space = 256ull << 20;  ///< each process (RLIMIT_AS); 0: unlimited
  std::uint64_t memory = 400ull << 20;         ///< all processes together, held by the watchdog
  std::uint64_t file_size = 16ull << 20;       ///< RLIMIT_FSIZE
  std::uint64_t disk = 128ull << 20;           ///< all files of the writable binds (and 5,000 of them), held by the watchdog
  std::uint64_t data = 0;                      ///< RLIMIT_DATA; 0: not set
  std::uint64_t output = 64ull << 10;          ///< of the terminal; held by whoever reads it
  int open_files = 64;
  std::chrono::milliseconds cpu{2000};
  std::chrono::milliseconds wall{5000};
};

/// Bounds fit for gcc; Spec::compiler raises processes and address space at least to these.
Limits compiler_limits();

struct Bind {
  std::filesystem::path outside;
  std::filesystem::path inside;
  bool writable = false;
};

struct Spec {
  std::vector<std::string> argv;         ///< argv[0] is the path to execute, as seen inside
  std::vector<std::string> environment;  ///< "NAME=value"; exactly this, nothing inherited
  std::filesystem::path directory = "/travail";  ///< working directory, as seen inside (policy lesson: a real path)
  Policy policy = Policy::submission;
  Tier tier = Tier::namespaces;
  Limits limits;
  std::vector<Bind> binds;    ///< beyond what every run gets: /usr, /lib*, /bin, a few of /etc, /dev/{null,zero,full,urandom}
  /// Folders of the machine that stay out of reach even when they are below what every run gets (a kit installed in /usr).
  std::vector<std::filesystem::path> hidden;
  int input = -1, output = -1, error = -1;  ///< become 0, 1, 2 of the program; -1: /dev/null
  bool controlling_terminal = false;        ///< make `input` (a pty slave) the session's controlling terminal
  std::vector<int> traced_syscalls;  ///< numbers answered with SECCOMP_RET_TRACE; empty for an unobserved run
  bool compiler = false;             ///< the run is gcc itself: more processes and address space, no pty
};

/// Processes, numbered as in the /proc opened as `proc`. Owned by the Run.
struct ProcessView {
  int proc = -1;
  pid_t init = 0;  ///< pid 1 of the namespace tier, not among `pids`; 0 in the other tiers
  std::vector<pid_t> pids;
};

/// A run that was started. Destroying it kills what is left and waits for it.
class Run {
 public:
  virtual ~Run() = default;
  virtual pid_t init() const = 0;     ///< pid 1 of the namespace tier, global pid; 0 in the other tiers
  virtual pid_t program() const = 0;  ///< global pid of the program, stopped at the gate
  virtual void open_gate() = 0;       ///< lets the program execute
  /// SIGKILL to all of it; returns when nothing is left. Idempotent. A tracer first calls signal_all() and goes on with
  /// its loop until it has no tracee (ECHILD): a tracee left in a ptrace stop would never end.
  virtual void kill_all() = 0;
  /// SIGKILL to all of it that can be found now, without waiting. Any thread may call it.
  virtual void signal_all() = 0;
  /// Global pids of the run's processes alive now, init excepted: descendants of the program and adopted orphans.
  virtual std::vector<pid_t> processes() const = 0;
  /// The run's processes through a /proc that shows them (its own one in the namespace tier): for whoever samples them.
  virtual ProcessView view() const = 0;
  /// Bytes held by the run outside its processes: files of its tmpfs, System V segments. 0 outside the namespace tier.
  virtual std::uint64_t kept_memory() const = 0;
  /// Bytes on disk of the files of its writable binds; more than any limit when there are too many files to count.
  virtual std::uint64_t kept_disk() const = 0;
  /// Failure after start (execve refused...), in French; empty while all is well. To be asked before wait()'s status is
  /// believed: a program that could not be executed "exits" with 127.
  virtual std::string failure() const = 0;
  /// Namespace tier and unobserved runs: waits for the program's end, up to limits.wall; wait status as waitpid(2).
  /// nullopt: killed at a limit, named by limit().
  virtual std::optional<int> wait() = 0;
  /// Which bound ended the run: "", "wall_clock", "memory", "cpu", "output" (Limits::disk as well), "processes".
  virtual std::string limit() const = 0;
};

/// Throws std::runtime_error (message in French) when the place cannot be made.
std::unique_ptr<Run> start(const Spec& spec);

/// Syscalls by which a process reaches another one: kill, tkill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo,
/// pidfd_send_signal. In the lite tier nothing hides the user's other processes, so the tracer adds these to
/// Spec::traced_syscalls and decides: kill(-1) and kill of another process group are refused (EPERM), a target is
/// allowed only when it is a tracee (or 0, the caller's own group, when that group was made by the run). In an
/// unobserved lite run they all answer EPERM.
std::vector<int> lite_traced_syscalls();

/// What this machine allows, found by doing the whole set-up once (cached for the process).
struct Capabilities {
  Tier best = Tier::none;          ///< strongest tier for Policy::submission
  std::string why_not_namespaces;  ///< French: what was refused and where ("uid_map : Permission non accordée")
  int landlock_abi = 0;            ///< 0: absent
  bool seccomp = false;
  bool ptrace = false;
};
const Capabilities& capabilities();
/// The same, asked anew. PARTAGE_SANS_ESPACES=1 acts as if namespaces were refused, PARTAGE_SANS_LANDLOCK=1 does without
/// Landlock, here and in every run: for tests.
Capabilities probe_capabilities();
/// By PARTAGE_SANS_ESPACES=1.
bool namespaces_unwanted();

/// The runs of the lite tier have /dev/shm and the System V keys in common: those that are judged take turns, on the whole
/// machine, so that none meets the objects of another. Waits for its turn, which lasts as long as the object.
class LiteTurn {
 public:
  LiteTurn();
  ~LiteTurn();
  LiteTurn(const LiteTurn&) = delete;
  LiteTurn& operator=(const LiteTurn&) = delete;

 private:
  int folder_ = -1;
};

/// One run's folder on a real disk: made under $XDG_CACHE_HOME/partage (or ~/.cache/partage), locked while alive,
/// removed at the end; folders left by a killed run are swept when the next one is made.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Scratch(Scratch&&) noexcept;
  const std::filesystem::path& path() const { return path_; }
  /// French warning when the folder is on NFS, 9p (a Windows drive) or tmpfs; empty otherwise.
  std::string warning() const;

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

}  // namespace partage::sandbox
