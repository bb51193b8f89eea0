// One run under observation -> Recording. ptrace(2) and /proc(5) are used here and nowhere else.
//
// One run has one supervisor process, forked from the caller: it owns ptrace, limits and pty, and sends frames through
// a pipe. Its death kills everything under it; the caller's death kills it. The caller only polls.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/recording.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::observe {

/// Breakpoints on the entry and every return of a function of the program.
struct Probe {
  std::string function;   ///< symbol in the program's ELF
  int arguments = 0;      ///< integer argument registers to read (0 to 6)
  /// Index of a pointer argument whose pages are to be watched, or -1. The result is watched when it is an address.
  int watched_argument = -1;
};

/// Makes the nth call of a syscall fail without being performed. Only calls whose own frame is in the student's files
/// (Request::own_files) count, and, when `inside` is set, only during a call of that probed function.
struct Injection {
  std::string syscall;  ///< "mmap", "fork" (covers fork, vfork, clone), "open" (covers openat)
  int nth = 1;          ///< 1-based; 0: every one
  int error = 0;        ///< errno, for example ENOMEM
  std::string inside;   ///< name of a Probe, or empty
};

/// Where the program's output goes. pty: a terminal for all three streams, with line editing and echo, whose newlines are
/// left as they are written ("\n", not "\r\n"), unless Request::returns. pipe: output and errors on one pipe, input from /dev/null.
enum class Terminal { pty, pipe };

/// Line by line: one moment before every statement of the own files, and only one process goes at a time. The others
/// wait at their next statement, so that the order is chosen, certain and repeatable. Threads are followed too; which of them
/// goes first is then said by their birth, like processes.
struct Lines {
  enum class Order {
    father_first,  ///< « pere »: the eldest that can go, goes
    child_first,   ///< « fils »: the youngest that can go, goes
    alternate,     ///< « alterne »: each in its turn, by order of birth
    listed,        ///< `list` says
  };
  Order order = Order::father_first;
  /// Who goes, statement after statement (instruction after instruction, with a region): P the first process (père), F the
  /// second to be born (fils), G the third, H the fourth, and so on (P excepted) to Z; a number repeats (P3), an asterisk goes on until that process ends, waits, or
  /// leaves the region (F*). A letter counts only where several could go; one whose process cannot go is passed over.
  /// After the list: father_first.
  std::string list;
  /// Function followed instruction by instruction; empty: none. The order then rules only inside it: outside, the eldest
  /// goes first, up to the region, where each waits until all that can reach it are there.
  std::string region;
  friend bool operator==(const Lines&, const Lines&) = default;
};

/// "pere", "fils", "alterne" or a list; nothing when it is none of these. `region` is left empty.
std::optional<Lines> parse_order(std::string_view text);
/// The reverse.
std::string order_text(const Lines& lines);

struct Request {
  sandbox::Spec spec;
  Terminal terminal = Terminal::pty;
  int columns = 80, rows = 24;
  bool returns = false;  ///< newlines become "\r\n", as on a real terminal: for who shows it as one
  /// Source file names (without folder) that count as the program's own; empty: every source file of the main
  /// executable that has debug information.
  std::vector<std::string> own_files;
  std::vector<Probe> probes;
  std::vector<Injection> injections;
  /// False: no tracer, since its stops distort times. Same supervisor, limits and terminal, but the Recording holds only the
  /// output, the end, and the first process with how it ended; no moment. Probes and injections do nothing. The run is over
  /// when its first process is: what that one leaves is killed.
  bool observed = true;
  /// A size of page, a multiple of the machine's, pretended to the own files; 0: the machine's. They get it from sysconf,
  /// getpagesize and getauxval; their mmap, munmap, mprotect, mremap, madvise and msync that are not aligned to it get
  /// EINVAL (told as injected), and what they map is.
  std::uint64_t page_size = 0;
  bool loader_syscalls = false;  ///< keep also what the loader and libc do for themselves (partage observer)
  std::size_t max_moments = 20'000;
  std::size_t max_bytes = 128u << 20;  ///< of memory and files that moments tell; beyond: End::moments
  std::optional<Lines> lines;  ///< absent: only syscalls
};

/// Runs it in this process, until its end. Never throws for what the program does; a fault of ours or of the machine
/// is End::fault. on_output and on_moment are called as things happen, in the calling thread; may be empty.
/// A second thread owns ptrace meanwhile; only the run's own processes are waited for. `typed` is given to the program's
/// terminal, if it has one.
record::Recording run(const Request& request, const std::function<void(std::string_view)>& on_output = {},
                      const std::function<void(const record::Moment&)>& on_moment = {}, std::string_view typed = {});

/// A run in its own supervisor process.
class Supervised {
 public:
  /// Forks the supervisor. The calling process must be single-threaded. Throws std::system_error.
  explicit Supervised(const Request& request);
  ~Supervised();  ///< cancels if still running, and reaps
  Supervised(const Supervised&) = delete;
  Supervised& operator=(const Supervised&) = delete;

  int fd() const;      ///< readable when something happened; for poll(2)
  int input() const;   ///< writes to the program's terminal input (non-blocking), -1 when it has none
  void resize(int columns, int rows);
  void cancel();       ///< kills the run; its Recording still arrives, with End::cancelled

  struct News {
    std::string output;                           ///< new terminal bytes
    std::optional<record::Recording> recording;   ///< the end: complete recording
  };
  News poll();                       ///< never blocks
  record::Recording wait();          ///< blocks until the end

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace partage::observe
