// A probed function of the scenario that the student's function calls.
#include "check/small_world.hpp"

namespace partage::check {
namespace {

constexpr const char* student = R"(
#include <stdlib.h>
int essai(int (*rappel)(int), int what) {
  int got = rappel(what);
  if (what == 1) exit(3);
  if (what == 2) for (volatile int i = 0;; ++i) {}
  return got;
}
)";

constexpr const char* scenario = R"(
#include <stdlib.h>
int essai(int (*rappel)(int), int what);
void bilan(int value) { (void)value; }
int rappel(int what) { return what + 40; }
int main(int argc, char *argv[]) {
  bilan(argc > 1 ? essai(rappel, atoi(argv[1])) : -1);
  return 0;
}
)";

class NestedCalls : public SmallWorld {
 protected:
  void SetUp() override {
    exercise_.functions = {{"essai", 2, -1}, {"rappel", 1, -1}, {"bilan", 1, -1}};
    exercise_.limits.cpu = std::chrono::milliseconds(200);
    build(student, scenario);
  }
  std::string code(const std::string& what) {
    try {
      const check::Run run = trial().run({.arguments = {what}});
      EXPECT_EQ(run.call("bilan").arguments.at(0), 40u) << told(run);
      EXPECT_EQ(run.call("rappel").result, 40u);
    } catch (const Failed& failed) {
      EXPECT_FALSE(failed.diagnosis.evidence.empty());
      return failed.diagnosis.code;
    }
    return "passe";
  }
};

TEST_F(NestedCalls, ResultsOfTheScenarioAreSeen) { EXPECT_EQ(code("0"), "passe"); }

TEST_F(NestedCalls, AnEndAfterTheInnerCallIsInsideTheOuter) { EXPECT_EQ(code("1"), "G-fin-prematuree"); }

TEST_F(NestedCalls, SoIsAnEndlessLoop) { EXPECT_EQ(code("2"), "G-boucle"); }

}  // namespace
}  // namespace partage::check
