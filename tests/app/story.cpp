#include "app/story.hpp"

#include <cstring>

namespace partage::test {

using namespace record;

namespace {

std::string bytes_of(int value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

}  // namespace

Mapping data_mapping() {
  return {kData, kData + 0x1000, "rw-p", 0x3000, "08:01", 4242, "/kit/programs/demo_meme_page", false};
}

Mapping zone_mapping(Address at, std::uint64_t inode, const char* permissions) {
  return {at, at + 0x1000, permissions, 0, "00:01", inode, "/dev/zero (deleted)", true};
}

std::vector<Argument> mmap_arguments(const std::string& flags) {
  return {{"addr", 0, "NULL"}, {"length", 4096, "4096"}, {"prot", 3, "PROT_READ|PROT_WRITE"},
          {"flags", 33, flags}, {"fd", ~std::uint64_t{0}, "-1"}, {"offset", 0, "0"}};
}

Story::Story(std::string program) {
  recording_.program = std::move(program);
  recording_.isolation = "aucune";
}

Moment& Story::add(MomentKind kind, Pid pid, int line) {
  Moment moment;
  moment.kind = kind;
  moment.pid = pid;
  if (line > 0) moment.source = {"demo_meme_page.c", line, "main"};
  recording_.moments.push_back(moment);
  return recording_.moments.back();
}

Process& Story::process(Pid pid) {
  for (Process& one : recording_.processes)
    if (one.pid == pid) return one;
  recording_.processes.push_back({pid, pid, 0, std::nullopt, false});
  return recording_.processes.back();
}

MemoryChange& Story::change(Pid pid) {
  auto& memory = recording_.moments.back().memory;
  for (MemoryChange& one : memory)
    if (one.pid == pid) return one;
  memory.push_back({pid, std::nullopt, {}, 0, {}});
  return memory.back();
}

Story& Story::start(Pid pid, int line) {
  process(pid);
  add(MomentKind::start, pid, line).program = recording_.program;
  return *this;
}

Story& Story::syscall(Pid pid, const std::string& name, std::vector<Argument> arguments, std::int64_t result, int line) {
  add(MomentKind::syscall, pid, line).syscall = Syscall{name, std::move(arguments), result, "", false, true};
  return *this;
}

Story& Story::fork(Pid father, Pid child, int line, const std::string& call) {
  process(child).parent = father;
  Moment& moment = add(MomentKind::fork, father, line);
  moment.fork = Fork{child, call};
  moment.syscall = Syscall{"clone", {}, child, "", false, true};
  return *this;
}

Story& Story::statement(Pid pid, int line) {
  add(MomentKind::statement, pid, line);
  return *this;
}

Story& Story::exec(Pid pid, const std::string& program) {
  add(MomentKind::exec, pid, 0).program = program;
  return *this;
}

Story& Story::exit(Pid pid, int status) {
  Exit exit;
  exit.status = status;
  process(pid).exit = exit;
  add(MomentKind::exit, pid, 0).exit = exit;
  return *this;
}

Story& Story::killed(Pid pid, int signal, const std::string& name, Address at) {
  const Exit exit{0, signal, 1, at, name, "SEGV_MAPERR"};
  process(pid).exit = exit;
  add(MomentKind::signal, pid, 12).exit = exit;
  add(MomentKind::exit, pid, 12).exit = exit;
  return *this;
}

Story& Story::maps(Pid pid, std::vector<Mapping> mappings) {
  change(pid).mappings = std::move(mappings);
  return *this;
}

Story& Story::page(Pid pid, Address at, const PageFlags& flags, std::optional<int> value) {
  return text(pid, at, flags, value ? bytes_of(*value) : "");
}

Story& Story::text(Pid pid, Address at, const PageFlags& flags, const std::string& bytes) {
  PageChange page{at, flags, {}};
  if (!bytes.empty()) page.runs.push_back({0, bytes});
  change(pid).pages.push_back(page);
  return *this;
}

Story& Story::output(const std::string& bytes) {
  recording_.output += bytes;
  return *this;
}

Story& Story::end(End end) {
  recording_.end = end;
  return *this;
}

Recording shared_page() {
  Story story;
  story.start(4211);
  story.syscall(4211, "mmap", mmap_arguments("MAP_SHARED|MAP_ANONYMOUS"), kZone, 5).maps(4211, {zone_mapping()});
  story.syscall(4211, "write", {{"fd", 1, "1"}, {"buf", 0, "\"42\\n\""}, {"count", 3, "3"}}, 3, 7).page(4211, kZone, kSharedAlone, 42);
  story.fork(4211, 4212, 8).page(4212, kZone, {});
  story.syscall(4212, "write", {{"fd", 1, "1"}, {"buf", 0, "\"7\\n\""}, {"count", 2, "2"}}, 2, 10);
  story.page(4212, kZone, kSharedByTwo, 7).page(4211, kZone, kSharedByTwo, 7);
  story.exit(4212, 0).page(4211, kZone, kSharedAlone);
  story.syscall(4211, "wait4", {{"pid", 4212, "4212"}}, 4212, 14);
  story.exit(4211, 0);
  story.output("pere : je lis 7\r\n");
  return story.recording();
}

Recording private_copy() {
  Story story;
  const Mapping libc{0x7f1c29000000, 0x7f1c29155000, "r-xp", 0x26000, "08:01", 777, "/usr/lib/x86_64-linux-gnu/libc.so.6", false};
  const Mapping stack{0x7ffd3c000000, 0x7ffd3c021000, "rw-p", 0, "00:00", 0, "[stack]", false};
  story.start(4211).maps(4211, {data_mapping(), libc, stack}).page(4211, kData, kAlone, 1);
  story.syscall(4211, "mmap", mmap_arguments("MAP_SHARED|MAP_ANONYMOUS"), kZone, 5);
  story.maps(4211, {data_mapping(), libc, zone_mapping(), stack});
  story.page(4211, kZone, kSharedAlone, 0);
  story.fork(4211, 4212, 8).page(4211, kData, kCommon).page(4212, kData, kCommon).page(4212, kZone, {});
  story.syscall(4212, "write", {{"fd", 1, "1"}, {"buf", 0, "\"2\\n\""}, {"count", 2, "2"}}, 2, 10);
  story.page(4212, kData, kAlone, 2).page(4211, kData, kAlone);
  story.syscall(4212, "write", {{"fd", 1, "1"}, {"buf", 0, "\"42\\n\""}, {"count", 3, "3"}}, 3, 11);
  story.page(4212, kZone, kSharedByTwo, 42).page(4211, kZone, kSharedByTwo, 42);
  story.exit(4212, 0);
  story.syscall(4211, "wait4", {{"pid", 4212, "4212"}}, 4212, 14);
  story.exit(4211, 0);
  return story.recording();
}

Recording three_processes() {
  Story story;
  story.start(4211).maps(4211, {zone_mapping()}).page(4211, kZone, kSharedAlone, 0);
  story.fork(4211, 4212, 8);
  story.fork(4212, 4213, 10);
  story.syscall(4213, "write", {{"fd", 1, "1"}, {"buf", 0, "\"77\\n\""}, {"count", 3, "3"}}, 3, 11);
  for (const Pid pid : {4211, 4212, 4213}) story.page(pid, kZone, kSharedByTwo, 77);
  story.exit(4213, 0);
  story.exit(4212, 0);
  story.exit(4211, 0);
  return story.recording();
}

Recording exec_forgets() {
  Story story;
  story.start(4211).maps(4211, {zone_mapping()}).page(4211, kZone, kSharedAlone, 42);
  story.fork(4211, 4212, 8).page(4212, kZone, kSharedByTwo).page(4211, kZone, kSharedByTwo);
  story.exec(4212, "/usr/bin/true").maps(4212, {}).page(4211, kZone, kSharedAlone);
  story.exit(4212, 0);
  story.exit(4211, 0);
  return story.recording();
}

Recording crash() {
  Story story;
  story.start(4211);
  story.syscall(4211, "mmap", mmap_arguments("MAP_PRIVATE|MAP_ANONYMOUS"), kZone, 5);
  story.maps(4211, {{kZone, kZone + 0x1000, "rw-p", 0, "00:00", 0, "", true}});
  story.killed(4211, 11, "SIGSEGV", 0x64);
  return story.recording();
}

}  // namespace partage::test
