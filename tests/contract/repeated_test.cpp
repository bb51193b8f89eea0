// The same verdict every time, on a machine that does something else.
#include <gmock/gmock.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>

#include "contract/exercise_files.hpp"

namespace partage::contract {
namespace {

/// One endless process on each processor that this one may use.
class BusyMachine {
 public:
  BusyMachine() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    sched_getaffinity(0, sizeof allowed, &allowed);
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
      if (CPU_ISSET(cpu, &allowed)) processes_.push_back(start_on(cpu));
  }
  ~BusyMachine() {
    for (const pid_t pid : processes_) {
      kill(pid, SIGKILL);
      waitpid(pid, nullptr, 0);
    }
  }
  BusyMachine(const BusyMachine&) = delete;
  BusyMachine& operator=(const BusyMachine&) = delete;

 private:
  static pid_t start_on(int cpu) {
    const pid_t parent = getpid();
    const pid_t pid = fork();
    if (pid != 0) return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    sched_setaffinity(0, sizeof one, &one);
    volatile unsigned turns = 0;
    while (true) turns = turns + 1;
  }
  std::vector<pid_t> processes_;
};

std::map<std::string, int> outcomes_of(const Answer& answer, int times) {
  const BusyMachine busy;
  std::map<std::string, int> counted;
  for (int i = 0; i < times; ++i) ++counted[outcome(verdict(answer))];
  return counted;
}

class Repeated : public testing::TestWithParam<std::string> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Repeated);

TEST_P(Repeated, TheSolutionAlwaysPasses) {
  const std::vector<Answer> right = of_exercise(solutions(), GetParam());
  ASSERT_FALSE(right.empty());
  EXPECT_THAT(outcomes_of(right.front(), 20), testing::ElementsAre(std::pair<const std::string, int>("passe", 20)));
}

TEST_P(Repeated, AMistakeAlwaysGetsItsDiagnosis) {
  const std::vector<Answer> wrong = of_exercise(mistakes(), GetParam());
  ASSERT_FALSE(wrong.empty());
  const Answer& last = wrong.back();
  EXPECT_THAT(outcomes_of(last, 20), testing::ElementsAre(std::pair<const std::string, int>(expected_code(text_of(last.file)), 20))) << last;
}

const auto name = [](const testing::TestParamInfo<std::string>& tested) { return readable(tested.param); };
INSTANTIATE_TEST_SUITE_P(Exercise, Repeated, testing::ValuesIn(exercise_folders()), name);

}  // namespace
}  // namespace partage::contract
