#include "cli/verdict_worker.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "record/json.hpp"

namespace partage::cli {
namespace {

void write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Nothing that the check or the compiler might say can reach the screen.
void leave_terminal() {
  const int null = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd) dup2(null, fd);
  if (null > 2) close(null);
}

[[noreturn]] void work(const content::Exercise& exercise, const check::Options& options, int pipe, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
  signal(SIGPIPE, SIG_DFL);
  // What the parent reads as a descriptor must not stay blocked in the student's program.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  leave_terminal();
  try {
    write_all(pipe, record::to_frame(check::verify(exercise, options)));
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

}  // namespace

VerdictWorker::VerdictWorker(const content::Exercise& exercise, const check::Options& options) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe2");
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ == 0) work(exercise, options, ends[1], parent);
  const int error = errno;
  close(ends[1]);
  pipe_ = ends[0];
  fcntl(pipe_, F_SETFL, O_NONBLOCK);
  if (pid_ < 0) {
    close(pipe_);
    throw std::system_error(error, std::generic_category(), "fork");
  }
}

VerdictWorker::~VerdictWorker() {
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  close(pipe_);
}

bool VerdictWorker::finished() {
  std::array<char, 65536> bytes;
  for (;;) {
    const ssize_t count = read(pipe_, bytes.data(), bytes.size());
    if (count > 0) frame_.append(bytes.data(), static_cast<std::size_t>(count));
    else if (count == 0) return true;
    else if (errno != EINTR) return errno != EAGAIN;
  }
}

std::optional<record::Verdict> VerdictWorker::verdict() const {
  try {
    return record::verdict_from_frame(frame_);
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

}  // namespace partage::cli
