// All that an exercise's check.cpp may use: run the scenario, ask what the kernel showed, require facts in order.
//
// A check is a function of a Trial. It draws random inputs, runs the scenario (compiled with the student's file) once
// or more, and requires facts from the most fundamental to the finest. The first fact that does not hold stops the
// check and gives the diagnosis whose code it names; the wording of that code is in exercise.toml.
//
//   PARTAGE_CHECK(trial) {
//     const auto value = trial.random(1, 1 << 30);
//     Run run = trial.run({.arguments = {"aller", std::to_string(value)}});
//     const Call call = run.call("create_shared_memory");
//     trial.require(call.returned(), "E08-jamais", {});
//     ...
//   }
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/recording.hpp"
#include "record/snapshot.hpp"
#include "record/verdict.hpp"

namespace partage::check {

using record::Address;
using record::Evidence;
using record::Pid;
using record::SourceLine;

/// A file made in the run's own work folder (the program's working directory) before it starts. It belongs to whoever the
/// program runs as, never to root: a mode of 0444 does forbid writing.
struct WorkFile {
  std::string name = {};     ///< no '/'
  std::string content = {};  ///< first bytes
  std::uint64_t size = 0;    ///< bytes; larger than content: the rest is a hole (sparse file)
  unsigned mode = 0644;      ///< exactly, whatever the umask
  enum class Kind { regular, directory, fifo, other } kind = Kind::regular;  ///< other: a symbolic link, a socket (FileState)
  std::vector<std::pair<std::uint64_t, std::string>> pieces = {};  ///< more bytes, at these offsets (after a hole)
  friend bool operator==(const WorkFile&, const WorkFile&) = default;
};

/// A file of the work folder, looked at from outside; all zero when there is none.
struct FileState {
  bool exists = false;
  WorkFile::Kind kind = WorkFile::Kind::regular;
  std::uint64_t size = 0;   ///< bytes; 0 unless a regular file
  std::uint64_t inode = 0;
  unsigned mode = 0;        ///< permission bits
  std::string content;      ///< first MiB of a regular file
};

/// What to run: the scenario's arguments, which functions to watch, which call to make fail.
struct RunPlan {
  std::vector<std::string> arguments = {};
  struct Fault {
    std::string syscall;  ///< "mmap", "fork", "open"...
    int nth = 1;          ///< counted from 1 in the whole run; 0: every one
    int error = 0;        ///< errno
    std::string function; ///< during a call of this one; empty: the first of the exercise's functions
    friend bool operator==(const Fault&, const Fault&) = default;
  };
  std::vector<Fault> faults = {};     ///< inside the exercise's function only
  std::string input = {};             ///< typed on the terminal
  bool pipe_output = false;           ///< stdout on a pipe rather than on a pty
  std::uint64_t data_limit = 0;       ///< RLIMIT_DATA, bytes; 0: none
  bool allow_crash = false;           ///< run() leaves deaths by signal to the check
  std::vector<WorkFile> files = {};   ///< in the work folder when the program starts
  /// A size of page, a multiple of the machine's, pretended to the student's file; 0: the machine's. sysconf, getpagesize
  /// and getauxval tell it, and its own calls that are not aligned to it get EINVAL (Syscall::injected): the offset of
  /// mmap, the address of munmap, mprotect, mremap, madvise, msync. What it maps itself is aligned to it; what the
  /// scenario passes to it must be made so by the scenario, which is told nothing: give it the size as an argument.
  std::uint64_t page_size = 0;
  std::uint64_t address_limit = 0;    ///< RLIMIT_AS of this run, bytes; 0: the exercise's
  std::uint64_t file_limit = 0;       ///< RLIMIT_FSIZE of this run, bytes; 0: the exercise's
  friend bool operator==(const RunPlan&, const RunPlan&) = default;
};

/// One syscall seen, with where and when.
struct Seen {
  std::size_t moment = 0;  ///< index into the recording
  Pid pid = 0;
  record::Syscall call;
  SourceLine source;
};

/// One call of the student's function, from entry to return, in one process.
struct Call {
  Pid pid = 0;
  std::vector<std::uint64_t> arguments;
  std::optional<std::uint64_t> result;
  std::size_t entry = 0;  ///< moment
  std::size_t exit = 0;   ///< moment of the return; meaningful when returned()
  SourceLine source;      ///< of the entry
  bool happened = false;
  bool returned() const { return result.has_value(); }
};

/// One finished run, and questions about it. Cheap to copy.
class Run {
 public:
  const record::Recording& recording() const;
  /// nth call (1-based, across processes, by order of entry) of a probed function; happened is false if there is none.
  Call call(std::string_view function, int nth = 1) const;
  int call_count(std::string_view function) const;
  /// Syscalls of that name (all processes) made by the student's own file. Besides the kernel's names, those of libc stand
  /// for what they become: "fork" (fork, vfork, clone), "open" (openat), "wait" and "waitpid" (wait4, waitid), "exit" and
  /// "_exit" (exit_group), "pipe" (pipe2), "stat" and "fstat" (newfstatat, statx).
  std::vector<Seen> own_syscalls(std::string_view name) const;
  /// Syscalls of that name made by anyone.
  std::vector<Seen> syscalls(std::string_view name) const;
  /// Syscalls made between the entry and the return of a call, by the same process, own or not.
  std::vector<Seen> syscalls_during(const Call& call) const;
  /// Bytes that the process of the call got by read, pread64, readv, recvfrom, sendfile… between entry and return (any
  /// frame: what fread asks for counts).
  std::uint64_t bytes_read(const Call& call) const;
  std::uint64_t bytes_written(const Call& call) const;  ///< the same, by write, pwrite64, writev, sendto, sendfile…
  /// Descriptors opened in that process between entry and return, and still open at the return: the calls that opened
  /// them (both ends of a pipe give two). A dup2 onto a descriptor that was open before opens nothing.
  std::vector<Seen> left_open(const Call& call) const;
  /// What the student's file mapped between entry and return and left mapped: intervals of maps lines of the return
  /// (start, end and offset are theirs), without what the entry already had. Never the loader's, malloc's, the stack.
  std::vector<record::Mapping> left_mapped(const Call& call) const;
  Pid father() const;                    ///< the scenario's first process
  std::vector<Pid> children(Pid pid) const;
  /// "père", "fils", "fils 2", "petit-fils"; "programme" when there is only one process (phrases/roles).
  std::string role(Pid pid) const;
  const record::Process& process(Pid pid) const;
  /// The mapping that holds address in pid, as last seen at or before that moment; null if none.
  const record::Mapping* mapping(Pid pid, Address address, std::size_t moment) const;
  /// Bytes of the private memory of pid that no file is behind and that it may write, its stack left out: what malloc
  /// got from the kernel, among others. As last seen at or before that moment.
  std::uint64_t private_memory(Pid pid, std::size_t moment) const;
  /// State of the page of address in pid at that moment, if it was watched.
  std::optional<record::PageFlags> page(Pid pid, Address address, std::size_t moment) const;
  /// Bytes that pid holds at address at that moment; shorter than count where unknown.
  std::string bytes(Pid pid, Address address, std::size_t count, std::size_t moment) const;
  std::optional<std::int64_t> integer(Pid pid, Address address, std::size_t moment) const;  ///< an int (4 bytes)
  /// Last moment at which pid was alive: its exit.
  std::size_t last_moment(Pid pid) const;
  std::optional<std::size_t> fork_moment(Pid child) const;
  /// Children never waited for at the end of `pid`.
  std::vector<Pid> zombies(Pid pid) const;
  std::string output() const;
  FileState file(std::string_view name) const;         ///< of the work folder, after the run
  FileState file_before(std::string_view name) const;  ///< as made for the run, before its start
  /// Bytes of a regular file after the run, at most 64 KiB of them; shorter at its end.
  std::string file_bytes(std::string_view name, std::uint64_t offset, std::size_t count) const;

  struct State;
  explicit Run(std::shared_ptr<const State> state);

 private:
  std::shared_ptr<const State> state_;
};

/// The student's file compiled alone.
struct CompileTry {
  bool ok = false;  ///< without any message
  std::vector<record::CompilerMessage> messages = {};
};

class Trial {
 public:
  virtual ~Trial() = default;
  /// Uniform in [low, high], a new draw for each verification.
  virtual std::int64_t random(std::int64_t low, std::int64_t high) = 0;
  /// Compiles once, then runs. What would stop any exercise (endless loop, fork storm, output flood, crash in the
  /// student's file, exit before the end) is diagnosed here with the common codes G-*; crashes unless `allow_crash`.
  /// Just after run_raw() of an equal plan, that same run is taken again rather than made twice.
  virtual Run run(const RunPlan& plan) = 0;
  virtual Run run_raw(const RunPlan& plan) = 0;  ///< the same without the common diagnoses
  /// Compiles the student's file alone (no scenario, no link), in the sandbox, with these flags and no others; `headers`
  /// stand before the system's (name "sys/mman.h" -> text, which may say #include_next). A compiler that meets a limit
  /// gives G-compile-limite.
  virtual CompileTry compile(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers = {}) = 0;
  /// The same, preprocessed: what gcc -E -P writes, or nothing when it fails. With the flags -fpreprocessed -dD the file
  /// itself without its comments, its directives and macros as they stand.
  virtual std::string preprocess(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers = {}) = 0;
  /// The student's file, as it is judged. For exercise 03: no other check reads it.
  virtual std::string source() const = 0;
  /// Stops the check with that diagnosis unless the fact holds. `words` fill {names} in the wording of the code.
  virtual void require(bool fact, std::string_view code, const std::vector<Evidence>& evidence = {},
                       const SourceLine& where = {}, const std::map<std::string, std::string>& words = {}) = 0;
  /// Does not stop: a remark on a correct answer.
  virtual void advise(bool fact, std::string_view code, const std::vector<Evidence>& evidence = {},
                      const SourceLine& where = {}, const std::map<std::string, std::string>& words = {}) = 0;
  /// A fault of ours or of the machine: the verdict is « n'a pas pu juger ».
  [[noreturn]] virtual void cannot_judge(std::string_view reason) = 0;
  /// The run that the verdict shows (by default the last one).
  virtual void show(const Run& run) = 0;
};

/// What mmap returns when it fails, as a register holds it.
constexpr Address map_failed = ~Address{0};

bool succeeded(const Seen& seen);
/// Raw register of an argument; 0 when the call has none of that name.
std::uint64_t value(const Seen& seen, std::string_view name);
/// The same for an int (flags, protection, descriptor): the upper half of its register means nothing.
std::uint32_t bits(const Seen& seen, std::string_view name);
/// nth call that the scenario made, in its first process: those that the function makes of itself do not count.
Call scenario_call(const Run& run, std::string_view function, int nth);

/// The first call of the run, in any process, that wrote bytes through a descriptor into that file of the work folder: what
/// each descriptor leads to is followed through open, dup, fcntl, close, pipe and fork. One of unknown origin counts.
std::optional<Seen> file_write(const Run& run, std::string_view name);

/// For the words of a diagnosis: "0x7f1c2a000000"; "NULL", "MAP_FAILED" or an address; a number, or "?".
std::string hex(Address address);
std::string returned_text(Address address);
std::string text_of(std::optional<std::int64_t> number);
/// "1 octet", "65 536 octets", as the words of a diagnosis and its evidence say it.
std::string octets(std::uint64_t count);

/// Ready-made evidence, worded once in phrases/.
Evidence seen(const Run& run, const Seen& seen);
Evidence maps_line(const Run& run, Pid pid, Address address, std::size_t moment);
/// How a mapping of that moment is proven: the last of these mmap that made it, then its maps line.
struct Origin {
  std::vector<Evidence> evidence;
  SourceLine where;  ///< of that mmap; unknown when none of them made it
};
Origin origin_of(const Run& run, const record::Mapping& mapping, const std::vector<Seen>& maps, Pid pid, std::size_t moment);
Evidence memory_value(const Run& run, Pid pid, Address address, std::size_t moment);

}  // namespace partage::check

// PARTAGE_EXERCISE_FUNCTION is given by CMake for each check.cpp: check_08_create_shared_memory.
#define PARTAGE_CHECK(trial) void PARTAGE_EXERCISE_FUNCTION(partage::check::Trial& trial)
