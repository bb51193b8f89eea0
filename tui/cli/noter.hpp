// What `partage noter` is asked, and what it says while it works.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "grade/results.hpp"

namespace partage::cli {

/// "01,08-12" -> those exercises, by number, once each. Throws Refusal(kUsage).
std::vector<content::Exercise> exercises_named(Context& context, const std::string& list);

/// One line that is rewritten on a terminal; a line from time to time elsewhere. On stderr.
class ProgressLine {
 public:
  ProgressLine(std::string what, std::size_t all);
  ~ProgressLine();  ///< ends the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void at(std::size_t done);
  void tick();  ///< the time has gone on: the estimate is said anew

 private:
  using Clock = std::chrono::steady_clock;
  void show(Clock::time_point now);

  std::string what_;
  std::size_t all_, done_ = 0;
  bool terminal_, shown_ = false;
  Clock::time_point start_, last_;
};

/// "environ 2 min 10 s"
std::string duration_words(std::chrono::seconds left);

/// What is said at the end: the class, and whatever has to be settled. `ended`: every test was reached.
std::string summary(const grade::Results& results, bool ended);

}  // namespace partage::cli
