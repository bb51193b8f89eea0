// Starts, and holds the only event loop of the screen: wait, update, perform, draw.
#include <poll.h>
#include <signal.h>

#include <cerrno>
#include <optional>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "cli/clock.hpp"
#include "cli/world.hpp"
#include "term/terminal.hpp"

namespace {

using namespace partage;

void wait_for_something(const term::Terminal& terminal, const cli::World& world) {
  std::vector<pollfd> watched = world.descriptors();
  for (const int fd : terminal.fds()) watched.push_back({fd, POLLIN, 0});
  poll(watched.data(), watched.size(), world.timeout());
}

void update(app::Model& model, cli::World& world, const app::Event& event) {
  for (const app::Effect& effect : app::update(model, event)) world.perform(effect);
}

// The signal that ended it, or 0.
int loop(app::Model& model, cli::World& world, term::Terminal& terminal) {
  while (!world.finished()) {
    terminal.draw(app::view(model));
    world.save_what_waits();
    wait_for_something(terminal, world);
    const term::News news = terminal.read();
    update(model, world, cli::clock_now());
    for (const grid::Input& input : news.inputs) update(model, world, input);
    for (const app::Event& event : world.take_events()) update(model, world, event);
    if (news.end_signal != 0) {
      app::settle_progress(model);
      world.save(model.progress);
      return news.end_signal;
    }
  }
  world.save_what_waits();
  return 0;
}

int open_screen(cli::Context& context) {
  // A program that closed its terminal must not end us.
  signal(SIGPIPE, SIG_IGN);
  int ended_by = 0;
  {
    app::Start start = cli::start_of(context, {});
    term::Terminal terminal;
    start.size = terminal.size();
    app::Model model(std::move(start));
    cli::World world(context, terminal);
    ended_by = loop(model, world, terminal);
  }
  // The terminal is given back: the signal may now do what it would have done.
  if (ended_by != 0) raise(ended_by);
  return 0;
}

}  // namespace

int main(int argc, char** argv) { return cli::run(argc, argv, open_screen); }
