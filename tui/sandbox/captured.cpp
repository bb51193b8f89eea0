#include "sandbox/captured.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

#include "sandbox/descriptor.hpp"
#include "sandbox/errors.hpp"
#include "sandbox/run.hpp"
#include "sandbox/watchdog.hpp"

namespace partage::sandbox {
namespace {

struct Pipe {
  Descriptor read, write;
};

Pipe make_pipe() {
  int ends[2];
  checked(pipe2(ends, O_CLOEXEC), "pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

void do_not_block(const Descriptor& end) { fcntl(end.get(), F_SETFL, fcntl(end.get(), F_GETFL) | O_NONBLOCK); }

// Writing to a program that has closed its input must not kill us; the disposition of SIGPIPE is the caller's.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutSigpipe() {
    const timespec now{};
    while (sigismember(&before_, SIGPIPE) == 0 && sigtimedwait(&pipe_, nullptr, &now) > 0) continue;
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  sigset_t pipe_, before_;
};

class Capture {
 public:
  Capture(RunBase& run, Descriptor input, Descriptor output, std::string_view text)
      : run_(run), input_(std::move(input)), output_(std::move(output)), text_(text) {
    do_not_block(input_);
    do_not_block(output_);
  }

  Captured loop();

 private:
  void feed();
  void drain();
  bool step(Watchdog& watchdog);  // false: finished
  bool stop_at(const std::string& limit);

  RunBase& run_;
  Descriptor input_, output_;
  std::string_view text_;
  Captured captured_;
};

void Capture::feed() {
  const ssize_t written = text_.empty() ? 0 : write(input_.get(), text_.data(), text_.size());
  if (written > 0) text_.remove_prefix(static_cast<std::size_t>(written));
  const bool gone = written < 0 && errno != EAGAIN && errno != EINTR;
  if (text_.empty() || gone) input_.reset();
}

void Capture::drain() {
  char buffer[16384];
  while (output_) {
    const ssize_t got = read(output_.get(), buffer, sizeof buffer);
    if (got > 0) captured_.output.append(buffer, static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) output_.reset();
    if (got <= 0 || captured_.output.size() > run_.limits().output) return;
  }
}

bool Capture::stop_at(const std::string& limit) {
  run_.set_limit(limit);
  return false;
}

bool Capture::step(Watchdog& watchdog) {
  if ((captured_.status = run_.poll_status()) || run_.lost()) return false;
  pollfd events[] = {{run_.event_fd(), POLLIN, 0},
                     {watchdog.fd(), POLLIN, 0},
                     {output_.get(), POLLIN, 0},   // poll ignores a negative descriptor
                     {input_.get(), POLLOUT, 0}};
  if (poll(events, 4, -1) < 0) return true;
  if (events[2].revents != 0) drain();
  if (events[3].revents != 0) feed();
  if (captured_.output.size() > run_.limits().output) return stop_at("output");
  if ((events[1].revents & POLLIN) == 0) return true;
  const std::string limit = watchdog.check();
  return limit.empty() || stop_at(limit);
}

Captured Capture::loop() {
  const WithoutSigpipe guard;
  run_.open_gate();
  Watchdog watchdog(run_, run_.limits());
  while (step(watchdog)) continue;
  run_.kill_all();  // what is left could hold the pipe open for ever
  drain();
  if (captured_.output.size() > run_.limits().output) {
    captured_.output.resize(run_.limits().output);
    run_.set_limit("output");
  }
  captured_.limit = run_.limit();
  captured_.failure = run_.failure();
  if (!captured_.limit.empty() || !captured_.failure.empty()) captured_.status.reset();
  return std::move(captured_);
}

Captured capture(Spec spec, std::string_view text) {
  Pipe input = make_pipe(), output = make_pipe();
  spec.input = input.read.get();
  spec.output = spec.error = output.write.get();
  const std::unique_ptr<Run> run = start(spec);
  input.read.reset();
  output.write.reset();
  return Capture(static_cast<RunBase&>(*run), std::move(input.write), std::move(output.read), text).loop();
}

}  // namespace

Captured run_captured(const Spec& spec, std::string_view stdin_text) {
  Captured captured;
  try {
    return capture(spec, stdin_text);
  } catch (const SetupError& error) {
    captured.failure = error.sentence();
  } catch (const std::exception& error) {
    captured.failure = error.what();
  }
  return captured;
}

}  // namespace partage::sandbox
