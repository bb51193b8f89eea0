// The supervisor process, seen by its caller; the terminal.
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "observe/harness.hpp"
#include "sandbox/descriptor.hpp"

namespace partage::observe::testing {
namespace {

using record::End;

constexpr int kSafetyMilliseconds = 20'000;

std::string read_until(Supervised& supervised, std::string_view wanted) {
  std::string output;
  while (output.find(wanted) == std::string::npos) {
    pollfd event{supervised.fd(), POLLIN, 0};
    if (poll(&event, 1, kSafetyMilliseconds) != 1) break;
    const auto news = supervised.poll();
    output += news.output;
    if (news.recording) break;
  }
  return output;
}

std::vector<int> descendants(int pid) {
  std::vector<int> found;
  const std::string folder = "/proc/" + std::to_string(pid) + "/task";
  std::error_code ignored;
  for (const auto& task : std::filesystem::directory_iterator(folder, ignored)) {
    std::ifstream list(task.path() / "children");
    int child;
    while (list >> child) {
      found.push_back(child);
      const auto below = descendants(child);
      found.insert(found.end(), below.begin(), below.end());
    }
  }
  return found;
}

// What a killed supervisor leaves would go to pid 1, which in a container may reap nothing.
class Adoption {
 public:
  Adoption() { prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
  ~Adoption() {
    while (waitpid(-1, nullptr, __WALL) > 0) continue;
    prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
  }
  Adoption(const Adoption&) = delete;
  Adoption& operator=(const Adoption&) = delete;
};

class Supervisor : public Everywhere {};

TEST_P(Supervisor, GivesTheSameAsARunHere) {
  Supervised supervised(request(compiled("partage")));
  const auto recording = supervised.wait();
  EXPECT_EQ(recording.end, End::finished) << recording.fault;
  EXPECT_EQ(recording.output, "private 1 shared 33\n");
  EXPECT_EQ(recording.processes.size(), 2u);
  EXPECT_EQ(recording.moments.size(), 9u) << ::testing::PrintToString(recording);
}

TEST_P(Supervisor, TheTerminalAsksAndIsAnswered) {
  Supervised supervised(request(compiled("talk"), {"ask"}));
  ASSERT_THAT(read_until(supervised, "question ? "), ::testing::HasSubstr("question ? "));
  ASSERT_EQ(write(supervised.input(), "bleu\n", 5), 5);
  const auto recording = supervised.wait();
  EXPECT_THAT(recording.output, ::testing::EndsWith("lu <bleu>\n"));
}

TEST_P(Supervisor, TheTerminalHasASize) {
  Request wanted = request(compiled("talk"), {"size"});
  wanted.columns = 61;
  wanted.rows = 17;
  EXPECT_EQ(run(wanted).output, "61x17 tty 1 1 1\n");
  wanted.terminal = Terminal::pipe;
  EXPECT_EQ(run(wanted).output, "0x0 tty 0 0 0\n");
}

TEST_P(Supervisor, APipeKeepsWhatIsNotFlushedTwice) {
  Request wanted = request(compiled("talk"), {"twice"});
  EXPECT_EQ(run(wanted).output, "avant\n");
  wanted.terminal = Terminal::pipe;
  EXPECT_EQ(run(wanted).output, "avant\navant\n");
}

TEST_P(Supervisor, KilledItTakesEverythingWithIt) {
  const Adoption adoption;
  Supervised supervised(request(compiled("endless"), {"ready"}));
  ASSERT_THAT(read_until(supervised, "ready"), ::testing::HasSubstr("ready"));
  const auto children = children_of_this_process();
  ASSERT_EQ(children.size(), 1u);
  std::vector<sandbox::Descriptor> below;
  for (const int pid : descendants(children[0])) below.emplace_back(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  ASSERT_GE(below.size(), 2u);
  ASSERT_EQ(kill(children[0], SIGKILL), 0);
  const auto recording = supervised.wait();
  EXPECT_EQ(recording.end, End::fault);
  EXPECT_THAT(recording.fault, ::testing::HasSubstr("signal 9"));
  for (const auto& process : below) {
    pollfd end{process.get(), POLLIN, 0};
    EXPECT_EQ(poll(&end, 1, kSafetyMilliseconds), 1) << "a process survived its supervisor";
  }
}

TEST_P(Supervisor, DestroyedWhileRunningItTakesEverythingWithIt) {
  std::vector<sandbox::Descriptor> below;
  {
    Supervised supervised(request(compiled("endless"), {"ready"}));
    ASSERT_THAT(read_until(supervised, "ready"), ::testing::HasSubstr("ready"));
    const auto children = children_of_this_process();
    ASSERT_EQ(children.size(), 1u);
    for (const int pid : descendants(children[0])) below.emplace_back(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  }
  ASSERT_GE(below.size(), 2u);
  for (const auto& process : below) {
    pollfd end{process.get(), POLLIN, 0};
    EXPECT_EQ(poll(&end, 1, 0), 1) << "a process survived";
  }
}

TEST_P(Supervisor, DiesWithItsCaller) {
  const Adoption adoption;
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t caller = fork();
  if (caller == 0) {
    Supervised supervised(request(compiled("endless"), {"ready"}));
    read_until(supervised, "ready");
    std::vector<int> all = descendants(getpid());
    all.push_back(0);
    [[maybe_unused]] const ssize_t ignored = write(ends[1], all.data(), all.size() * sizeof(int));
    while (true) pause();
  }
  close(ends[1]);
  std::vector<sandbox::Descriptor> below;
  int pid;
  while (read(ends[0], &pid, sizeof pid) == sizeof pid && pid != 0)
    below.emplace_back(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  close(ends[0]);
  ASSERT_GE(below.size(), 3u);
  kill(caller, SIGKILL);
  waitpid(caller, nullptr, 0);
  for (const auto& process : below) {
    pollfd end{process.get(), POLLIN, 0};
    EXPECT_EQ(poll(&end, 1, kSafetyMilliseconds), 1) << "a process survived its caller";
  }
}

INSTANTIATE_TEST_SUITE_P(, Supervisor, ::testing::Values(kLesson, kNamespaces, kLite),
                         [](const auto& tested) { return tested.param.name; });

TEST(Callbacks, OutputAndMomentsComeAsTheyHappen) {
  std::string output;
  std::vector<record::MomentKind> kinds;
  const auto recording = run(
      request_for(kLesson, compiled("partage")), [&](std::string_view bytes) { output += bytes; },
      [&](const record::Moment& moment) { kinds.push_back(moment.kind); });
  EXPECT_EQ(output, recording.output);
  ASSERT_EQ(kinds.size(), recording.moments.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) EXPECT_EQ(kinds[i], recording.moments[i].kind);
}

}  // namespace
}  // namespace partage::observe::testing
