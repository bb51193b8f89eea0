#include "grade/ctest.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "grade/files.hpp"
#include "grade/text.hpp"

namespace partage::grade {
namespace {

constexpr int kSomeTestsFailed = 8, kNoSuchProgram = 127;
constexpr std::size_t kLongestLine = 4096;
constexpr const char* kSelection = "a_faire.txt";

// "0,0,0,3,7": CTest's own way to name tests by their numbers; in a file, since there may be thousands.
void write_selection(const CTestRun& run) {
  std::string text = "0,0,0";
  for (const std::size_t test : run.tests) text += fmt::format(",{}", test);
  const std::filesystem::path path = run.folder / kSelection;
  if (const int error = write_file(path, text + "\n"); error != 0) throw std::system_error(error, std::generic_category(), path.string());
}

[[noreturn]] void become_ctest(const CTestRun& run, int output, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  const int null = open("/dev/null", O_RDONLY);
  dup2(null, 0);
  dup2(output, 1);
  dup2(output, 2);
  for (const char* name : {"CTEST_OUTPUT_ON_FAILURE", "CTEST_PARALLEL_LEVEL", "CTEST_PROGRESS_OUTPUT", "GTEST_COLOR"}) unsetenv(name);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) signal(number, SIG_DFL);
  const std::string jobs = std::to_string(run.jobs);
  // There rather than by --test-dir, which takes some characters of a name for others.
  if (chdir(run.folder.c_str()) != 0) _exit(kNoSuchProgram);
  execlp("ctest", "ctest", "-I", kSelection, "-j", jobs.c_str(), "--no-tests=error",
         static_cast<char*>(nullptr));
  _exit(kNoSuchProgram);
}

class Reader {
 public:
  Reader(const CTestRun& run, pid_t child, int output) : run_(run), child_(child), output_(output) {}

  CTestEnd loop() {
    CTestEnd end;
    pollfd watched{output_, POLLIN, 0};
    for (bool more = true; more;) {
      if (!end.stopped && run_.stop()) {
        end.stopped = true;
        kill(child_, SIGTERM);  // its tests die with it
      }
      if (poll(&watched, 1, 200) > 0) more = read_some();
      run_.idle();
    }
    end.stopped = end.stopped || run_.stop();  // ^C reaches ctest as well, and it may be the first to end
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) continue;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    end.started = code != kNoSuchProgram;
    if (code != 0 && code != kSomeTestsFailed && !end.stopped) end.trouble = readable(last_);
    return end;
  }

 private:
  bool read_some() {
    std::array<char, 8192> bytes;
    const ssize_t count = read(output_, bytes.data(), bytes.size());
    if (count < 0) return errno == EINTR;
    for (ssize_t i = 0; i < count; ++i) take(bytes[static_cast<std::size_t>(i)]);
    return count > 0;
  }

  void take(char c) {
    if (c != '\n') {
      if (line_.size() < kLongestLine) line_ += c;
      return;
    }
    unsigned done = 0, all = 0, test = 0;
    if (std::sscanf(line_.c_str(), " %u/%u Test #%u:", &done, &all, &test) == 3) run_.progress(done);
    else if (!line_.empty()) last_ = line_;
    line_.clear();
  }

  const CTestRun& run_;
  pid_t child_;
  int output_;
  std::string line_, last_;
};

}  // namespace

CTestEnd run_ctest(const CTestRun& run) {
  write_selection(run);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const pid_t parent = getpid(), child = fork();
  if (child == 0) become_ctest(run, ends[1], parent);
  const int error = errno;
  const Descriptor output(ends[0]);
  close(ends[1]);
  if (child < 0) throw std::system_error(error, std::generic_category(), "fork");
  return Reader(run, child, output.get()).loop();
}

}  // namespace partage::grade
