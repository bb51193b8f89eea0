#include "cli/live.hpp"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

#include "app/output.hpp"
#include "cli/print.hpp"

namespace partage::cli {
namespace {

constexpr char end_of_input = 'D' - '@';

// The program's terminal and ours would both echo what is typed.
void stop_echo(int terminal) {
  termios modes{};
  if (tcgetattr(terminal, &modes) != 0) return;
  modes.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  tcsetattr(terminal, TCSANOW, &modes);
}

// What the program writes, inert, as it comes; an unfinished line is shown too (it may be a question).
class LivePrinter {
 public:
  void feed(std::string_view bytes) {
    output_.feed(bytes);
    const std::size_t total = output_.forgotten() + output_.line_count();
    const bool unfinished = !bytes.empty() && !bytes.ends_with('\n');
    for (line_ = std::max(line_, output_.forgotten()); line_ < total; ++line_) {
      show(output_.line(line_ - output_.forgotten()));
      if (line_ + 1 == total && unfinished) break;
      print("\n");
      shown_.clear();
    }
    std::fflush(stdout);
  }
  void finish() {
    if (!shown_.empty()) print("\n");
  }

 private:
  // A line that was rewritten (a carriage return, a backspace) is printed again below.
  void show(const std::string& line) {
    const bool longer = line.starts_with(shown_);
    print(longer ? line.substr(shown_.size()) : "\n" + line);
    shown_ = line;
  }

  app::Output output_;
  std::size_t line_ = 0;
  std::string shown_;  // of the line at line_
};

class Keyboard {
 public:
  explicit Keyboard(int program) : program_(program), open_(program >= 0) {
    if (open_ && isatty(STDIN_FILENO) == 1) stop_echo(program_);
  }
  int fd() const { return open_ ? STDIN_FILENO : -1; }
  void forward() {
    std::array<char, 1024> bytes;
    const ssize_t count = read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) open_ = false;
    send(count > 0 ? std::string_view(bytes.data(), static_cast<std::size_t>(count)) : std::string_view(&end_of_input, 1));
  }

 private:
  // A program that does not read its keyboard fills it: the rest is lost, as on a real terminal.
  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = write(program_, bytes.data(), bytes.size());
      if (written <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  int program_;
  bool open_;
};

}  // namespace

record::Recording run_live(const observe::Request& request, bool show) {
  std::fflush(stdout);
  observe::Supervised run(request);
  Keyboard keyboard(run.input());
  LivePrinter printer;
  for (;;) {
    std::array<pollfd, 2> watched{{{run.fd(), POLLIN, 0}, {keyboard.fd(), POLLIN, 0}}};
    if (poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) break;
    if (watched[1].revents != 0) keyboard.forward();
    if (watched[0].revents == 0) continue;
    observe::Supervised::News news = run.poll();
    if (show) printer.feed(news.output);
    if (news.recording) {
      if (show) printer.finish();
      return std::move(*news.recording);
    }
  }
  return run.wait();
}

}  // namespace partage::cli
