// Twenty thousand events in any order: the model stays valid, and every screen can be drawn. tests/fuzz plays a million of
// them under AddressSanitizer and UBSan.
#include <gtest/gtest.h>

#include "app/monkey.hpp"
#include "app/sample.hpp"
#include "app/valid.hpp"

namespace partage::test {
namespace {

void play(unsigned seed, int events) {
  Monkey monkey(seed);
  app::Model model = sample_model();
  for (int count = 0; count < events; ++count) {
    app::update(model, monkey.event(model));
    model.quitting = false;
    ASSERT_EQ("", invalid(model)) << "event " << count;
    if (count % 8 == 0) {
      ASSERT_EQ("", invalid(model, app::view(model))) << "event " << count;
    }
  }
}

TEST(RandomEvents, keepTheModelValid) {
  constexpr int kRounds = 20, kEvents = 1'000;
  for (unsigned round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(testing::Message() << "seed " << round);
    ASSERT_NO_FATAL_FAILURE(play(round, kEvents));
  }
}

}  // namespace
}  // namespace partage::test
