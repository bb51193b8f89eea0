#include "phrases/steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "phrases/roles.hpp"

namespace partage::phrases {

using record::Moment;
using record::MomentKind;
using record::Pid;

namespace {

bool is_step(const Moment& moment) {
  return moment.kind == MomentKind::statement || moment.kind == MomentKind::instruction;
}

}  // namespace

void Steps::seek(std::size_t index) {
  if (index < index_) {
    lives_.clear();
    index_ = 0;
  }
  for (; index_ < index; ++index_) follow(recording_.moments[index_], index_);
}

void Steps::follow(const Moment& moment, std::size_t index) {
  // A child goes on from where its father was.
  if (moment.kind == MomentKind::fork && moment.fork) lives_[moment.fork->child].calls = lives_[moment.pid].calls;
  if (moment.kind == MomentKind::exec) lives_[moment.pid] = {};
  if (!is_step(moment)) return;
  Life& life = lives_[moment.pid];
  enter(life, moment);
  life.last_step = index;
  life.has_step = true;
}

// A function that is already among the calls is one that we are back in: recursion aside, which only makes the calls fewer.
void Steps::enter(Life& life, const Moment& moment) {
  const auto known = std::find_if(life.calls.rbegin(), life.calls.rend(),
                                  [&](const Call& call) { return call.source.function == moment.source.function; });
  if (known != life.calls.rend()) life.calls.erase(known.base(), life.calls.end());
  else life.calls.emplace_back();
  life.calls.back() = {moment.source, moment.instruction ? moment.instruction->text : ""};
}

const Steps::Call* Steps::running(Pid pid) const {
  const auto life = lives_.find(pid);
  if (life == lives_.end() || life->second.calls.empty()) return nullptr;
  const std::vector<Call>& calls = life->second.calls;
  const Moment& next = recording_.moments[index_];
  if (next.pid != pid || !is_step(next)) return &calls.back();
  const auto back = std::find_if(calls.rbegin(), calls.rend(),
                                 [&](const Call& call) { return call.source.function == next.source.function; });
  return back == calls.rend() ? &calls.back() : &*back;
}

std::optional<record::SourceLine> Steps::line(Pid pid) const {
  const Moment& next = recording_.moments[index_];
  if (next.pid == pid && !is_step(next) && next.source.known()) return next.source;
  const Call* call = running(pid);
  if (call == nullptr) return std::nullopt;
  return call->source;
}

std::string Steps::subject(Pid pid) const {
  const Call* call = running(pid);
  if (call != nullptr && !call->instruction.empty())
    return fmt::format("L'instruction «\u00a0{}\u00a0» {}", call->instruction, of(recording_, pid));
  const auto source = line(pid);
  if (!source || !source->known()) return phrases::subject(recording_, pid);
  const std::string name = line_name(recording_, *source);
  const bool elsewhere = name.find(' ') != name.rfind(' ');
  if (elsewhere) return fmt::format("La {}, chez {},", name, with_article(role(recording_, pid)));
  return fmt::format("La {} {}", name, of(recording_, pid));
}

std::string Steps::flush(Pid pid) const {
  constexpr std::array<const char*, 4> names{"msync", "fsync", "fdatasync", "sync"};
  const auto life = lives_.find(pid);
  const std::size_t first = life == lives_.end() ? 0 : life->second.last_step;
  for (std::size_t i = index_ + 1; i-- > first;) {
    const Moment& moment = recording_.moments[i];
    if (moment.pid != pid || !moment.syscall) continue;
    for (const char* name : names)
      if (moment.syscall->name == name) return name;
  }
  return "";
}

std::uint64_t Steps::faults_at(Pid pid, std::size_t index) const {
  for (std::size_t i = index + 1; i-- > 0;)
    for (const record::MemoryChange& change : recording_.moments[i].memory)
      if (change.pid == pid) return change.minor_faults;
  return 0;
}

std::optional<std::uint64_t> Steps::faults() const {
  const Moment& next = recording_.moments[index_];
  const auto life = lives_.find(next.pid);
  if (!is_step(next) || life == lives_.end() || !life->second.has_step) return std::nullopt;
  const std::uint64_t now = faults_at(next.pid, index_), then = faults_at(next.pid, life->second.last_step);
  return now > then ? now - then : 0;
}

}  // namespace partage::phrases
