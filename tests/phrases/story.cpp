#include "phrases/story.hpp"

namespace partage::phrases::testing {

using namespace record;

PageFlags present(bool exclusive, bool shared, std::uint64_t frame) {
  return {true, false, shared, exclusive, frame};
}

Mapping private_zone() {
  return {private_page, private_page + 4096, "rw-p", 0, "00:00", 0, "", true};
}

Mapping shared_zone(std::uint64_t inode_number) {
  return {shared_page, shared_page + 4096, "rw-s", 0, "00:01", inode_number, "/dev/zero (deleted)", true};
}

Story::Story() {
  recording.program = "/k/demo";
  recording.processes.push_back({4211, 1, 0, std::nullopt, false});
  Moment& start = moment(MomentKind::start, 4211);
  start.program = "/k/demo";
  start.memory.push_back(
      {4211,
       std::vector<Mapping>{private_zone(), shared_zone()},
       {{private_page, present(true), {{0, "\x2a"}}}, {shared_page, present(true, true), {{0, "\x01"}}}},
       10, {}});
}

Moment& Story::moment(MomentKind kind, Pid pid) {
  Moment& added = recording.moments.emplace_back();
  added.kind = kind;
  added.pid = pid;
  return added;
}

Story& Story::forks(Pid child, Pid inner, Pid parent) {
  recording.processes.push_back({child, inner, parent, std::nullopt, false});
  Moment& fork = moment(MomentKind::fork, parent);
  fork.fork = Fork{child, "fork"};
  and_page(parent, private_page, present(false));
  and_page(child, private_page, present(false));
  return and_page(child, shared_page, PageFlags{});
}

Story& Story::writes(Pid pid, Address page, bool exclusive, std::string bytes) {
  moment(MomentKind::statement, pid).source = {"demo.c", 18, "main"};
  and_page(pid, page, present(exclusive, page == shared_page));
  recording.moments.back().memory.back().pages.back().runs.push_back({0, std::move(bytes)});
  return *this;
}

Story& Story::and_page(Pid pid, Address page, PageFlags flags) {
  recording.moments.back().memory.push_back({pid, std::nullopt, {{page, flags, {}}}, 11, {}});
  return *this;
}

Story& Story::calls(Pid pid, Syscall call) {
  call.own = true;
  moment(MomentKind::syscall, pid).syscall = std::move(call);
  return *this;
}

Story& Story::ends(Pid pid, Exit exit) {
  moment(MomentKind::exit, pid).exit = exit;
  for (Process& process : recording.processes)
    if (process.pid == pid) process.exit = exit;
  return *this;
}

}  // namespace partage::phrases::testing
