#include "app/memory_pairs.hpp"

#include <algorithm>

namespace partage::app {
namespace {

using record::Pid;
using record::Process;
using record::Recording;

// A damaged file may hold a process that is its own father.
Pair with_father(const Recording& recording, const Process& child) {
  const bool known = child.parent != child.pid && recording.process(child.parent) != nullptr;
  const Pid first = recording.processes.front().pid;
  return {known ? child.parent : first == child.pid ? recording.processes.back().pid : first, child.pid};
}

const Process* child_to_show(const Recording& recording, const record::Moment& moment) {
  const auto first_child = recording.processes.begin() + 1;
  const auto find = [&](auto&& wanted) -> const Process* {
    const auto found = std::find_if(first_child, recording.processes.end(), wanted);
    return found == recording.processes.end() ? nullptr : &*found;
  };
  if (moment.fork)
    if (const Process* born = find([&](const Process& one) { return one.pid == moment.fork->child; })) return born;
  return find([&](const Process& one) { return one.pid == moment.pid || one.parent == moment.pid; });
}

}  // namespace

std::vector<Pair> followed_pairs(const Recording& recording) {
  std::vector<Pair> pairs;
  const bool two = recording.processes.size() > 1;
  Pair pair;
  if (two) pair = with_father(recording, recording.processes[1]);
  for (const record::Moment& moment : recording.moments) {
    const Process* child = two ? child_to_show(recording, moment) : nullptr;
    const bool shown = moment.pid == pair.left || moment.pid == pair.right;
    if (!two) pair = {moment.pid, 0};
    else if (child != nullptr && (!shown || moment.fork)) pair = with_father(recording, *child);
    pairs.push_back(pair);
  }
  return pairs;
}

Pair shown_pair(const MemoryScreen& screen) {
  return screen.chosen ? *screen.chosen : screen.followed[std::min(screen.moment, screen.followed.size() - 1)];
}

void show_next_pair(MemoryScreen& screen) {
  const auto& processes = screen.recording->processes;
  if (processes.size() < 3) return;
  const Pair here = shown_pair(screen);
  const auto found = std::find_if(processes.begin(), processes.end(), [&](const Process& one) { return one.pid == here.right; });
  const std::size_t index = found == processes.end() ? 0 : static_cast<std::size_t>(found - processes.begin());
  const Pair next = with_father(*screen.recording, processes[index % (processes.size() - 1) + 1]);
  if (next == screen.followed[screen.moment]) screen.chosen.reset();
  else screen.chosen = next;
}

}  // namespace partage::app
