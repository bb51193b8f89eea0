// Recordings told by hand, moment by moment.
#pragma once

#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::test {

constexpr record::Address kData = 0x55d0c0004000;   // the program's own data
constexpr record::Address kZone = 0x7f1c2a095000;   // a shared anonymous page
constexpr record::Address kSecond = 0x7f1c2a098000;
constexpr record::Address kFile = 0x7f1c2a0a1000;   // a mapped file

constexpr record::PageFlags kAlone{true, false, false, true, 0};          // private, exclusively mapped
constexpr record::PageFlags kCommon{true, false, false, false, 0};        // private, mapped twice or more
constexpr record::PageFlags kSharedAlone{true, false, true, true, 0};     // of a shared mapping, touched by one
constexpr record::PageFlags kSharedByTwo{true, false, true, false, 0};

record::Mapping data_mapping();
record::Mapping file_mapping(record::Address at = kFile, const char* permissions = "rw-s", std::uint64_t pages = 2);
record::Mapping zone_mapping(record::Address at = kZone, std::uint64_t inode = 215, const char* permissions = "rw-s");

class Story {
 public:
  explicit Story(std::string program = "/kit/programs/demo_meme_page");
  /// A first moment of that process; the first one is the program itself.
  Story& start(record::Pid pid, int line = 0);
  Story& syscall(record::Pid pid, const std::string& name, std::vector<record::Argument> arguments, std::int64_t result, int line);
  Story& fork(record::Pid father, record::Pid child, int line, const std::string& call = "fork");
  Story& statement(record::Pid pid, int line);  ///< about to run
  Story& exec(record::Pid pid, const std::string& program);
  Story& exit(record::Pid pid, int status);
  Story& killed(record::Pid pid, int signal, const std::string& name, record::Address at);
  /// Line by line: that process is about to run that line.
  Story& line(record::Pid pid, int line, const std::string& function = "main", const std::string& file = "demo_meme_page.c");
  Story& instruction(record::Pid pid, int line, const std::string& text);
  /// A variable of the program, to be placed by set().
  Story& variable(const std::string& name, record::Variable::Kind kind, std::uint32_t size, const std::string& function = "");
  Story& order(const std::string& order);
  Story& wait(const record::Wait& wait);
  /// What the last moment changed.
  Story& set(record::Pid pid, const std::string& variable, record::Address at, std::uint64_t value);
  Story& file(std::uint64_t size, std::vector<record::FilePage> pages);
  Story& maps(record::Pid pid, std::vector<record::Mapping> mappings);
  Story& page(record::Pid pid, record::Address at, const record::PageFlags& flags, std::optional<int> value = std::nullopt);
  Story& text(record::Pid pid, record::Address at, const record::PageFlags& flags, const std::string& bytes);
  Story& output(const std::string& bytes);
  Story& end(record::End end);
  const record::Recording& recording() const { return recording_; }

 private:
  record::Moment& add(record::MomentKind kind, record::Pid pid, int line);
  record::MemoryChange& change(record::Pid pid);
  record::Process& process(record::Pid pid);
  record::Recording recording_;
};

/// mmap and its six arguments.
std::vector<record::Argument> mmap_arguments(const std::string& flags);

record::Recording shared_page();      // father and child, one page
record::Recording private_copy();     // the child's write makes a copy, the shared page stays one
record::Recording three_processes();  // grandchild included
record::Recording exec_forgets();
record::Recording crash();            // one process, SIGSEGV

// Line by line.
record::Recording lost_update();      // two increments, one lost; variables and pointers
record::Recording two_functions();    // father and child far apart, instruction by instruction
record::Recording mapped_file();      // a file written through a mapping, then to the disk; a private copy; its end
record::Recording blocked();          // each waits for the other
record::Recording family();           // five processes, three generations

}  // namespace partage::test
