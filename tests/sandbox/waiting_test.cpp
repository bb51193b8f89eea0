// What a busy machine takes from a run is told apart from what the run takes.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "sandbox/descriptor.hpp"
#include "sandbox/processes.hpp"

namespace partage::sandbox {
namespace {

using namespace std::chrono_literals;

// This thread and its children have one processor between them.
void share_one_processor() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<unsigned>(sched_getcpu()), &one);
  ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
}

void spin(std::chrono::nanoseconds processor_time) {
  timespec now{};
  do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  while (std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec) < processor_time);
}

TEST(WaitedForProcessor, IsWhatOthersTook) {
  if (access("/proc/self/schedstat", R_OK) != 0) GTEST_SKIP() << "no schedstat";
  const Descriptor proc(open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  std::thread both([&] {
    share_one_processor();
    const auto before = waited_for_processor(proc.get(), "self");
    std::thread other([] { spin(200ms); });
    spin(200ms);
    const auto waited = waited_for_processor(proc.get(), "self") - before;
    other.join();
    EXPECT_GT(waited, 50ms);
  });
  both.join();
}

TEST(WaitedForProcessor, ASleeperWaitsForNothing) {
  const Descriptor proc(open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const pid_t sleeper = fork();
  if (sleeper == 0) {
    close(ends[1]);
    char nothing;
    _exit(static_cast<int>(read(ends[0], &nothing, 1)));
  }
  spin(200ms);
  EXPECT_LT(waited_for_processor(proc.get(), std::to_string(sleeper)), 150ms);
  close(ends[0]);
  close(ends[1]);
}

TEST(WaitedForProcessor, NobodyHasWaitedNothing) {
  const Descriptor proc(open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  EXPECT_EQ(waited_for_processor(proc.get(), "0"), 0ns);
}

}  // namespace
}  // namespace partage::sandbox
