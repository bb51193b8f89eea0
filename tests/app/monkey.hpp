// Events at random, from a seed: the same ones everywhere.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "record/recording.hpp"

namespace partage::test {

/// Any event, whatever the screen: likely keys, keys that are not, sizes from nothing to 300x100, output cut anywhere,
/// recordings and verdicts that are right, damaged or of another run, saves, attempts, and a clock that jumps.
class Monkey {
 public:
  explicit Monkey(unsigned seed) : random_(seed) {}
  app::Event event(const app::Model& model);

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  bool one_in(int bound) { return below(bound) == 0; }
  grid::Size size();
  app::RunNumber run(const app::Model& model);
  std::string bytes();
  std::string drawing();
  record::Recording recording();
  record::Recording damaged();
  app::Event verdict(const app::Model& model);
  app::Event odd_event(const app::Model& model);
  app::Event student_event(const app::Model& model);
  std::string source();
  grid::KeyPress key_press();
  void plan_a_run();

  std::mt19937 random_;
  std::int64_t now_ = 1'700'000'000;
  std::vector<grid::KeyPress> planned_;  ///< from the last to the first
};

}  // namespace partage::test
