// Every screen as text, at the reference size, at the smallest and on a wide one. The expected texts are in screens/;
// PARTAGE_ECRANS=ecrire writes them anew: read them before keeping them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/sample.hpp"
#include "app/shots.hpp"

namespace partage::test {
namespace {

constexpr grid::Size kSizes[] = {{80, 24}, {60, 16}, {120, 40}};

using Case = std::tuple<Shot, grid::Size>;

std::string case_name(const Case& one) {
  const auto& [shot, size] = one;
  return std::string(shot.name) + "_" + std::to_string(size.columns) + "x" + std::to_string(size.rows);
}

class Screens : public testing::TestWithParam<Case> {};

TEST_P(Screens, areAsExpected) {
  const auto& [shot, size] = GetParam();
  app::Model model = sample_model(size);
  shot.play(model);
  const std::string actual = screen(model) + "\n";
  const std::string path = std::string(PARTAGE_SOURCE_DIR) + "/tests/app/screens/" + case_name(GetParam()) + ".txt";
  if (std::getenv("PARTAGE_ECRANS") != nullptr) std::ofstream(path) << actual;
  std::ifstream file(path);
  ASSERT_TRUE(file) << path << " manque : PARTAGE_ECRANS=ecrire l'écrit";
  std::stringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(expected.str(), actual);
}

INSTANTIATE_TEST_SUITE_P(app, Screens, testing::Combine(testing::ValuesIn(shots()), testing::ValuesIn(kSizes)),
                         [](const auto& tested) { return case_name(tested.param); });

}  // namespace
}  // namespace partage::test
