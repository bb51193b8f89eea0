// What one observed run showed, as plain data: processes, and moments in the order in which the kernel reported them.
// No function here reads /proc or calls ptrace: observe/ fills a Recording, everything else only reads it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partage::record {

using Address = std::uint64_t;  ///< virtual address in the tracee
using Pid = int;                ///< pid as the tracer sees it (global, even for a program inside a pid namespace)

/// Place in the program's own source; line is 1-based, 0 when unknown.
struct SourceLine {
  std::string file;      ///< as in DWARF, reduced to the file name ("partage.c")
  int line = 0;
  std::string function;  ///< enclosing function, empty when unknown
  bool known() const { return line > 0; }
  friend bool operator==(const SourceLine&, const SourceLine&) = default;
};

/// One line of /proc/PID/maps (proc(5)).
struct Mapping {
  Address start = 0;         ///< first byte
  Address end = 0;           ///< one past the last byte
  std::string permissions;   ///< "rw-s"
  std::uint64_t offset = 0;  ///< in bytes
  std::string device;        ///< "00:01", as written in maps: compare only with other maps lines
  std::uint64_t inode = 0;   ///< 0: not a file
  std::string path;          ///< "/dev/zero (deleted)", "[heap]", "" for private anonymous memory
  bool own = false;          ///< made by a call whose own frame is in the program's own source files
  std::uint64_t size() const { return end - start; }
  bool contains(Address address) const { return start <= address && address < end; }
  bool shared() const { return permissions.size() > 3 && permissions[3] == 's'; }
  friend bool operator==(const Mapping&, const Mapping&) = default;
};

/// Bytes that changed inside a page since it was last seen in that process.
struct ByteRun {
  std::uint32_t offset = 0;  ///< from the start of the page
  std::string bytes;         ///< raw bytes, not text
  friend bool operator==(const ByteRun&, const ByteRun&) = default;
};

/// Bits of /proc/PID/pagemap (Documentation/admin-guide/mm/pagemap.rst).
struct PageFlags {
  bool present = false;         ///< bit 63
  bool swapped = false;         ///< bit 62
  bool file_or_shared = false;  ///< bit 61: file page or shared anonymous
  bool exclusive = false;       ///< bit 56: mapped exactly once
  std::uint64_t frame = 0;      ///< physical frame number; 0 when the kernel hides it (no CAP_SYS_ADMIN)
  friend bool operator==(const PageFlags&, const PageFlags&) = default;
};

/// State of one page that matters, given when it changed. A page's content starts as zeros.
struct PageChange {
  Address address = 0;  ///< start of the page
  PageFlags flags;
  std::vector<ByteRun> runs;
  friend bool operator==(const PageChange&, const PageChange&) = default;
};

/// A variable of the program that has a name: a global, or a local of main, scalar or pointer (from DWARF).
struct Variable {
  enum class Kind { signed_integer, unsigned_integer, character, boolean, floating, pointer };
  std::string name;       ///< "compteur"
  std::string function;   ///< "main" for a local; empty for a global
  std::string type;       ///< as in C: "int", "struct compteur *"
  Kind kind = Kind::signed_integer;
  std::uint32_t size = 0;  ///< bytes, 1 to 8
  int line = 0;            ///< of its declaration
  friend bool operator==(const Variable&, const Variable&) = default;
};

/// Where a variable is in one process, and what it holds: given when one of them changed.
struct VariableChange {
  std::uint32_t variable = 0;  ///< index into Recording::variables
  Address address = 0;         ///< 0: it is not there (another program, before main)
  std::uint64_t value = 0;     ///< its `size` bytes, zero-extended
  friend bool operator==(const VariableChange&, const VariableChange&) = default;
};

/// What changed in one process between two moments. A fork's child starts from its father's state.
struct MemoryChange {
  Pid pid = 0;
  std::optional<std::vector<Mapping>> mappings;  ///< the whole new list, only when it differs from the last one
  std::vector<PageChange> pages;
  std::uint64_t minor_faults = 0;  ///< the process's total so far (/proc/PID/stat, minflt)
  std::vector<VariableChange> variables;
  friend bool operator==(const MemoryChange&, const MemoryChange&) = default;
};

/// One page of a file as the page cache holds it.
struct FilePage {
  enum class Dirty { no, yes, unknown };  ///< unknown: the kernel is older than 6.5 (cachestat(2)), or refuses
  std::uint64_t index = 0;     ///< from the start of the file, in pages
  bool cached = false;         ///< in the page cache (mincore(2))
  Dirty dirty = Dirty::unknown;  ///< changed in the cache, not yet written to the disk (or on its way)
  std::vector<ByteRun> runs;   ///< what changed in its content; starts as zeros, as long as the page
  friend bool operator==(const FilePage&, const FilePage&) = default;
};

/// A file that some process maps, given when something of it changed.
struct FileChange {
  std::string device;            ///< as in maps, with inode names the file
  std::uint64_t inode = 0;
  std::string path;              ///< as first seen
  std::uint64_t size = 0;        ///< bytes
  std::vector<FilePage> pages;   ///< of its first 16 pages, those that changed
  friend bool operator==(const FileChange&, const FileChange&) = default;
};

/// One machine instruction, about to run.
struct Instruction {
  Address address = 0;  ///< relative to the start of its function
  std::string text;     ///< "add dword ptr [rax], 1"; empty when it cannot be told
  friend bool operator==(const Instruction&, const Instruction&) = default;
};

struct Argument {
  std::string name;         ///< "flags"
  std::uint64_t value = 0;  ///< raw register
  std::string text;         ///< "MAP_SHARED|MAP_ANONYMOUS", "NULL", "\"foo.txt\""
  friend bool operator==(const Argument&, const Argument&) = default;
};

struct Syscall {
  std::string name;  ///< the kernel's name: "mmap", "wait4", "exit_group"
  std::vector<Argument> arguments;
  std::optional<std::int64_t> result;  ///< absent: did not return (exit, or killed inside)
  std::string error;                   ///< "ENOMEM"; empty on success
  bool injected = false;               ///< the result was forced by the tracer
  bool own = false;                    ///< the program's own frame made it (not the loader or libc for itself)
  std::uint64_t inode = 0;             ///< of the file that it opened; 0: none, or not told
  /// Argument by name, or null.
  const Argument* argument(std::string_view name) const;
  friend bool operator==(const Syscall&, const Syscall&) = default;
};

/// A call of a probed function, seen at a breakpoint on its entry or return.
struct FunctionCall {
  std::string function;
  int number = 0;                        ///< 1 for the first call of that function in the run, across processes
  std::vector<std::uint64_t> arguments;  ///< integer argument registers, in order
  std::optional<std::uint64_t> result;   ///< only at the return
  friend bool operator==(const FunctionCall&, const FunctionCall&) = default;
};

struct Fork {
  Pid child = 0;
  std::string call;  ///< "fork", "vfork", "clone"
  friend bool operator==(const Fork&, const Fork&) = default;
};

struct Exit {
  int status = 0;  ///< exit code when signal is 0
  int signal = 0;  ///< fatal signal
  int si_code = 0;                       ///< of the fatal signal (sigaction(2)): SEGV_MAPERR, SEGV_ACCERR, BUS_ADRERR...
  Address fault_address = 0;             ///< si_addr, when the signal has one
  std::string signal_name;               ///< "SIGSEGV"
  std::string code_name;                 ///< "SEGV_MAPERR"
  friend bool operator==(const Exit&, const Exit&) = default;
};

enum class MomentKind {
  start,
  syscall,
  fork,
  exec,
  call_entry,
  call_return,
  statement,    ///< line by line: `source` is the line about to run, `memory` what the lines before it did
  signal,
  exit,
  instruction,  ///< in the region that is followed instruction by instruction: about to run
};

struct Moment {
  MomentKind kind = MomentKind::start;
  Pid pid = 0;
  std::int64_t time_ns = 0;  ///< since the start of the run (CLOCK_MONOTONIC); never a ground for a verdict
  SourceLine source;         ///< innermost frame in the program's own files; unknown inside loader or libc start-up
  std::optional<Syscall> syscall;    ///< kind syscall (and fork: the call that made the child)
  std::optional<Fork> fork;          ///< kind fork
  std::optional<FunctionCall> call;  ///< kinds call_entry, call_return
  std::optional<Exit> exit;          ///< kinds exit and signal
  std::optional<Instruction> instruction;  ///< kind instruction
  std::string program;               ///< kinds start and exec: path of the program
  std::vector<FileChange> files;     ///< line by line: the mapped files that changed since the previous moment
  std::vector<MemoryChange> memory;  ///< every process whose memory changed since the previous moment
  friend bool operator==(const Moment&, const Moment&) = default;
};

struct Process {
  Pid pid = 0;
  Pid inner_pid = 0;  ///< the pid that the program itself sees (getpid)
  Pid parent = 0;     ///< 0 for the first
  std::optional<Exit> exit;
  bool reaped = false;  ///< its parent got it by a wait call during the run
  friend bool operator==(const Process&, const Process&) = default;
};

enum class End {
  finished,      ///< every process ended by itself
  wall_clock,    ///< killed at the wall-clock limit
  cpu,           ///< killed at the processor-time limit
  output,        ///< killed at the output limit
  memory,        ///< killed by the memory watchdog
  processes,     ///< killed for too many processes
  moments,       ///< killed at the bound on moments
  cancelled,     ///< killed on request
  fault,         ///< our own fault or the machine's: see Recording::fault
  deadlock,      ///< killed because each process waited for another: see Recording::waits
  tampering,     ///< killed because the program would change its own code, or step through it: the last moment says how
};

/// What one process was waiting for when the run was stopped.
struct Wait {
  /// lock: a futex (mutexes, POSIX semaphores); semaphore: a System V one.
  enum class What { child, pipe_read, pipe_write, lock, file_lock, semaphore, socket, terminal, time, signal, other };
  Pid pid = 0;
  What what = What::other;
  std::string call;          ///< the syscall it was in: "wait4", "futex"
  std::string object;        ///< "pipe:[81234]", "/tmp/verrou", "0x7f…10" (a futex); may be empty
  std::vector<Pid> on;       ///< processes of the run that could end the wait, when that can be told
  SourceLine source;         ///< the line that waits
  friend bool operator==(const Wait&, const Wait&) = default;
};

struct Recording {
  static constexpr int schema_version = 2;
  std::string program;                 ///< path as launched
  std::vector<std::string> arguments;  ///< argv[1..]
  std::uint64_t page_size = 4096;      ///< bytes
  std::vector<Process> processes;      ///< in order of birth; the first is the program itself
  std::vector<Moment> moments;
  std::vector<Variable> variables;     ///< line by line only
  std::string order;  ///< line by line: "pere", "fils", "alterne", or the list that was followed; empty: only syscalls
  bool optimised = false;  ///< line by line: compiled with optimisation, so that lines are coarser
  std::string output;  ///< raw bytes written to the terminal, up to the output limit
  End end = End::finished;
  std::string fault;      ///< End::fault: what failed, for a log
  std::vector<Wait> waits;  ///< End::deadlock, or wall_clock: what the processes still alive were waiting for
  std::string isolation;  ///< "espaces de noms", "légère", "aucune"
  bool frames_visible = false;  ///< physical frame numbers could be read
  const Process* process(Pid pid) const;
  bool by_lines() const { return !order.empty(); }
  friend bool operator==(const Recording&, const Recording&) = default;
};

/// Short name of an End, as in the JSON export ("finished", "wall_clock"...).
std::string_view name(End end);
std::string_view name(MomentKind kind);
std::string_view name(Variable::Kind kind);
std::string_view name(FilePage::Dirty dirty);
std::string_view name(Wait::What what);

}  // namespace partage::record
