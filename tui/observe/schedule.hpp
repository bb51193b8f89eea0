// Who goes next, when only one may: the orders of struct Lines. Pure; processes are numbers, by birth from 0.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "observe/observe.hpp"

namespace partage::observe {

/// One that could go now.
struct Ready {
  int number = 0;          ///< by birth
  bool in_region = false;  ///< stopped before an instruction of the region
  bool spinning = false;   ///< came back to the same statement and nothing has changed
};

class Schedule {
 public:
  explicit Schedule(const Lines& lines);
  /// Index into `ready`, which holds one at least, in order of birth.
  std::size_t choose(const std::vector<Ready>& ready);
  /// That one can no longer go on: it waits for something, or is gone. Ends its asterisk.
  void left(int number);

 private:
  struct Word {
    int number;
    int times;  ///< kUntilItLeaves: an asterisk
  };
  static constexpr int kUntilItLeaves = -1;

  std::size_t listed(const std::vector<Ready>& ready);
  std::size_t alternate(const std::vector<Ready>& ready) const;
  std::size_t chosen(const std::vector<Ready>& ready) const;

  Lines::Order order_;
  bool region_;
  std::vector<Word> words_;  ///< what is left of the list
  std::size_t next_ = 0;
  int last_ = -1;
};

}  // namespace partage::observe
