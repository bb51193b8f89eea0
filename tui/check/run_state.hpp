// What a Run holds: one finished recording, and the states of memory already rebuilt from it. Private to check/.
#pragma once

#include <map>

#include "check/facts.hpp"

namespace partage::check {

struct Run::State {
  explicit State(record::Recording seen) : recording(std::move(seen)), player(this->recording) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// State just after that moment; the reference lives as long as this State.
  const record::Snapshot& at(std::size_t moment) const;

  const record::Recording recording;

 private:
  mutable record::Player player;
  mutable std::map<std::size_t, record::Snapshot> snapshots;
};

}  // namespace partage::check
