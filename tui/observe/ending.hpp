// Why a run is being ended before its time. Written by whichever thread finds the reason first, read by both.
#pragma once

#include <atomic>
#include <optional>

#include "record/recording.hpp"

namespace partage::observe {

class Ending {
 public:
  void set(record::End reason) {
    int none = kNone;
    reason_.compare_exchange_strong(none, static_cast<int>(reason));
  }
  bool wanted() const { return reason_ != kNone; }
  std::optional<record::End> reason() const {
    const int reason = reason_;
    return reason == kNone ? std::nullopt : std::optional(static_cast<record::End>(reason));
  }

 private:
  static constexpr int kNone = -1;
  std::atomic<int> reason_{kNone};
};

}  // namespace partage::observe
