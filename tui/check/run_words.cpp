#include "check/run_words.hpp"

#include <fmt/format.h>

#include "phrases/roles.hpp"

namespace partage::check {

std::string who(const Run& run, Pid pid) { return phrases::with_article(run.role(pid)); }

std::string place_words(const SourceLine& where) {
  return where.known() ? fmt::format(", à la ligne {}", where.line) : std::string();
}

namespace {

// A process that signals itself is killed between this call and whatever would have come next.
bool may_end(const record::Moment& moment) {
  if (moment.kind == record::MomentKind::signal || moment.kind == record::MomentKind::exit) return true;
  if (!moment.syscall) return false;
  const std::string& name = moment.syscall->name;
  // A write into a pipe that nobody reads any more brings SIGPIPE as it comes back.
  if (moment.syscall->error == "EPIPE" || moment.syscall->error == "EFBIG") return true;
  return name == "exit_group" || name == "exit" || name == "kill" || name == "tkill" || name == "tgkill";
}

}  // namespace

SourceLine exit_place(const Run& run, Pid pid) {
  SourceLine last;
  for (const record::Moment& moment : run.recording().moments) {
    if (moment.pid != pid) continue;
    if (!may_end(moment))
      last = {};
    else if (moment.source.known())
      last = moment.source;
  }
  return last;
}

std::string seconds(std::chrono::milliseconds duration) {
  const auto tenths = duration.count() / 100;
  return tenths % 10 == 0 ? std::to_string(tenths / 10) : fmt::format("{},{}", tenths / 10, tenths % 10);
}

}  // namespace partage::check
