#include "cli/follow.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "cli/file_watch.hpp"
#include "cli/print.hpp"
#include "cli/verdict_worker.hpp"

namespace partage::cli {
namespace {

/// ^C, SIGTERM and SIGHUP as a descriptor. A reader that goes away (| head) is an error of write(2), not a death.
class Interruption {
 public:
  Interruption() {
    sigset_t awaited;
    sigemptyset(&awaited);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&awaited, number);
    sigprocmask(SIG_BLOCK, &awaited, &before_);
    signal(SIGPIPE, SIG_IGN);
    fd_ = signalfd(-1, &awaited, SFD_NONBLOCK | SFD_CLOEXEC);
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "signalfd");
  }
  // The signal has been read: what was blocked does not come back.
  ~Interruption() {
    close(fd_);
    sigprocmask(SIG_SETMASK, &before_, nullptr);
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  int fd() const { return fd_; }
  bool came() const {
    signalfd_siginfo said;
    return read(fd_, &said, sizeof said) == sizeof said;
  }

 private:
  sigset_t before_{};
  int fd_ = -1;
};

class Follower {
 public:
  Follower(const content::Exercise& exercise, const check::Options& options, const TellVerdict& tell)
      : exercise_(exercise), options_(options), tell_(tell), watch_(options.source) {}

  int run() {
    judge();
    for (;;) {
      wait();
      if (interruption_.came()) return code_;
      if (watch_.saved()) judge();
      else if (done()) say();
    }
  }

 private:
  // In place of the one under way, whose text is no longer the file's.
  void judge() {
    worker_.reset();
    finished_ = false;
    options_.bytes = file_content(options_.source);
    worker_ = std::make_unique<VerdictWorker>(exercise_, options_);
  }
  void wait() const {
    pollfd watched[3] = {{interruption_.fd(), POLLIN, 0}, {watch_.fd(), POLLIN, 0}, {worker_ && !finished_ ? worker_->fd() : -1, POLLIN, 0}};
    poll(watched, 3, watch_.timeout());
  }
  // A file that is being saved is waited for: its new content will be judged instead.
  bool done() {
    finished_ = worker_ && (finished_ || worker_->finished());
    return finished_ && !watch_.unsettled();
  }
  void say() {
    const std::optional<record::Verdict> verdict = worker_->verdict();
    worker_.reset();
    if (!verdict) throw Refusal(kCannot, "Le contrôle s'est arrêté sans rendre de verdict. Ce n'est pas votre faute.");
    code_ = check::exit_code(*verdict);
    tell_(*verdict, options_.bytes.value_or(""));
    flush_output();
  }

  const content::Exercise& exercise_;
  check::Options options_;
  const TellVerdict& tell_;
  Interruption interruption_;
  FileWatch watch_;
  std::unique_ptr<VerdictWorker> worker_;
  bool finished_ = false;
  int code_ = kCannot;
};

}  // namespace

int follow(const content::Exercise& exercise, const check::Options& options, const TellVerdict& tell) {
  return Follower(exercise, options, tell).run();
}

}  // namespace partage::cli
