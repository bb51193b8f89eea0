// What a Run holds: one finished recording, the states of memory already rebuilt from it, the folder in which it ran.
// Private to check/.
#pragma once

#include <map>

#include "check/facts.hpp"
#include "check/work_folder.hpp"

namespace partage::check {

struct Run::State {
  explicit State(record::Recording seen, WorkFolder work = {})
      : recording(std::move(seen)), folder(std::move(work)), player(this->recording) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// State just after that moment; the reference lives as long as this State.
  const record::Snapshot& at(std::size_t moment) const;

  const record::Recording recording;
  const WorkFolder folder;

 private:
  mutable record::Player player;
  mutable std::map<std::size_t, record::Snapshot> snapshots;
};

}  // namespace partage::check
