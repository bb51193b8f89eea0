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

Mapping file_mapping(Address at, const char* permissions, std::uint64_t pages) {
  return {at, at + pages * 0x1000, permissions, 0, "08:01", 9001, "/tmp/notes.txt", true};
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

Story& Story::line(Pid pid, int line, const std::string& function, const std::string& file) {
  add(MomentKind::statement, pid, line).source = {file, line, function};
  return *this;
}

Story& Story::instruction(Pid pid, int line, const std::string& text) {
  add(MomentKind::instruction, pid, line).instruction = Instruction{4, text};
  return *this;
}

Story& Story::variable(const std::string& name, Variable::Kind kind, std::uint32_t size, const std::string& function) {
  recording_.variables.push_back({name, function, "", kind, size, 1});
  return *this;
}

Story& Story::order(const std::string& order) {
  recording_.order = order;
  return *this;
}

Story& Story::wait(const Wait& wait) {
  recording_.waits.push_back(wait);
  return *this;
}

Story& Story::set(Pid pid, const std::string& variable, Address at, std::uint64_t value) {
  for (std::uint32_t index = 0; index < recording_.variables.size(); ++index)
    if (recording_.variables[index].name == variable) change(pid).variables.push_back({index, at, value});
  return *this;
}

Story& Story::file(std::uint64_t size, std::vector<FilePage> pages) {
  recording_.moments.back().files.push_back({"08:01", 9001, "/tmp/notes.txt", size, std::move(pages)});
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

namespace {

constexpr Address kStack = 0x7ffd3c020f00;
constexpr Pid kFather = 4211, kChild = 4212;
using Kind = Variable::Kind;

Mapping stack_mapping() { return {0x7ffd3c000000, 0x7ffd3c021000, "rw-p", 0, "00:00", 0, "[stack]", false}; }

Story with_variables() {
  Story story;
  story.order("PFFP").variable("tours", Kind::signed_integer, 4).variable("zone", Kind::pointer, 8, "main");
  story.variable("lettre", Kind::character, 1, "main").variable("adresse", Kind::pointer, 8, "main");
  return story;
}

}  // namespace

Recording lost_update() {
  Story story = with_variables();
  story.start(kFather).maps(kFather, {data_mapping(), stack_mapping()}).page(kFather, kData, kAlone, 1).set(kFather, "tours", kData, 1);
  story.line(kFather, 5).set(kFather, "lettre", kStack, 'a').set(kFather, "adresse", kStack + 16, kData);
  story.syscall(kFather, "mmap", mmap_arguments("MAP_SHARED|MAP_ANONYMOUS"), kZone, 5);
  story.maps(kFather, {data_mapping(), zone_mapping(), stack_mapping()});
  story.line(kFather, 7).set(kFather, "zone", kStack + 8, kZone);
  story.line(kFather, 8).page(kFather, kZone, kSharedAlone, 42);
  story.fork(kFather, kChild, 8).page(kFather, kData, kCommon).page(kChild, kData, kCommon).page(kChild, kZone, {});
  story.line(kChild, 10).line(kFather, 14);
  story.line(kChild, 11).page(kChild, kZone, kSharedByTwo, 7).page(kFather, kZone, kSharedByTwo, 7);
  story.line(kFather, 15).page(kFather, kData, kAlone, 2).page(kChild, kData, kAlone).set(kFather, "tours", kData, 2);
  story.line(kFather, 15).maps(kFather, {data_mapping(), stack_mapping()}).page(kFather, kZone, {});
  story.exit(kChild, 0);
  story.exit(kFather, 0);
  return story.recording();
}

Recording two_functions() {
  Story story = with_variables();
  story.start(kFather).maps(kFather, {data_mapping()}).page(kFather, kData, kAlone, 1).set(kFather, "tours", kData, 1);
  story.line(kFather, 4);
  story.fork(kFather, kChild, 4).page(kFather, kData, kCommon).page(kChild, kData, kCommon);
  story.line(kChild, 16, "fils").line(kFather, 2).instruction(kFather, 2, "add dword ptr [rax], 1");
  story.line(kChild, 3, "ajouter", "compteur.c");
  return story.recording();
}

Recording mapped_file() {
  const auto run = [](const std::string& text) { return ByteRun{0, text}; };
  using Dirty = FilePage::Dirty;
  Story story;
  story.order("pere").start(kFather);
  story.line(kFather, 5).syscall(kFather, "mmap", mmap_arguments("MAP_SHARED"), kFile, 5).maps(kFather, {file_mapping()});
  story.file(30, {{0, true, Dirty::no, {run("bonjour tout le monde")}}});
  story.line(kFather, 7).text(kFather, kFile, kSharedAlone, "bonjour tout le monde");
  story.line(kFather, 8).text(kFather, kFile, kSharedAlone, "B").file(30, {{0, true, Dirty::yes, {run("B")}}});
  story.fork(kFather, kChild, 8).maps(kChild, {file_mapping(kFile, "rw-p")}).page(kChild, kFile, kSharedByTwo);
  story.line(kChild, 11).text(kChild, kFile, kAlone, "LOIN");
  story.line(kFather, 14).file(30, {{0, true, Dirty::no, {}}});
  story.line(kFather, 15).file(30, {{0, false, Dirty::no, {}}});
  story.line(kFather, 15).file(30, {{0, true, Dirty::unknown, {}}});
  return story.recording();
}

Recording blocked() {
  Story story = with_variables();
  story.start(kFather).maps(kFather, {zone_mapping()}).page(kFather, kZone, kSharedAlone, 1);
  story.fork(kFather, kChild, 8).page(kChild, kZone, kSharedByTwo);
  story.line(kChild, 10).line(kFather, 14);
  story.end(End::deadlock);
  story.wait({kFather, Wait::What::child, "wait4", "", {kChild}, {"demo_meme_page.c", 14, "main"}});
  story.wait({kChild, Wait::What::lock, "futex", "0x7f1c2a095010", {kFather}, {"demo_meme_page.c", 10, "main"}});
  return story.recording();
}

Recording family() {
  Story story;
  story.order("alterne").start(4211).maps(4211, {zone_mapping()}).page(4211, kZone, kSharedAlone, 0);
  story.fork(4211, 4212, 8).fork(4211, 4213, 9).fork(4212, 4214, 10).fork(4213, 4215, 11);
  for (const Pid pid : {4211, 4212, 4213, 4214, 4215}) {
    story.line(pid, 10 + pid % 5);
    for (const Pid other : {4211, 4212, 4213, 4214, 4215}) story.page(other, kZone, kSharedByTwo, pid);
  }
  for (const Pid pid : {4215, 4214, 4213, 4212, 4211}) story.exit(pid, 0);
  return story.recording();
}

}  // namespace partage::test
