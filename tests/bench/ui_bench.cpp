// What the screen costs, on the real program and a real pseudo-terminal:
//   1. from its start to its first whole frame;
//   2. from a key to the frame that it makes, at 200x60;
//   3. how often it wakes up while nobody touches it;
//   4. the bytes that a key sends to the terminal, against a whole drawing.
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>

#include <filesystem>
#include <fstream>

#include "bench/figures.hpp"
#include "terminal/session.hpp"

namespace {

using namespace partage;
using bench::median;
using bench::milliseconds;
using bench::must;
using terminal::Session;
namespace fs = std::filesystem;

constexpr int kStarts = 31, kKeys = 400, kIdleMilliseconds = 10'000;

double percentile(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

void tell(const std::string& what, double value, const char* unit, const std::string& aim) {
  fmt::print("{:<58} {:9.2f} {:<7} ({})\n", what, value, unit, aim);
  std::fflush(stdout);
}

fs::path home() {
  static const fs::path folder = [] {
    std::string name = (fs::temp_directory_path() / "partage-bench-XXXXXX").string();
    must(mkdtemp(name.data()) != nullptr, "mkdtemp");
    return fs::path(name);
  }();
  return folder;
}

terminal::Launch kit() {
  terminal::Launch launch;
  launch.argv = {std::string(PARTAGE_BINARY_DIR) + "/bin/partage"};
  launch.columns = 200;
  launch.rows = 60;
  launch.environment = {{"PARTAGE_TRAVAIL", home() / "travail"}, {"XDG_STATE_HOME", home() / "etat"}, {"XDG_CACHE_HOME", home() / "cache"},
                        {"EDITOR", "true"}};
  launch.unset = {"TMUX", "ZELLIJ", "VISUAL"};
  return launch;
}

void see(Session& session, const std::string& text) { must(session.until_shows(text), "« " + text + " » ne vient pas :\n" + session.text()); }

void starts() {
  std::vector<double> times;
  for (int turn = 0; turn < kStarts; ++turn)
    times.push_back(milliseconds([] {
      Session session(kit());
      see(session, "q quitter");
      must(session.shows("Partage"), "la première image");
      session.signal(SIGKILL);
    }));
  tell("start to first frame, fastest", percentile(times, 0), "ms", "");
  tell("start to first frame, median", median(times), "ms", "25 ms; the fork of the bench and its pty included");
}

/// Of the kit, so far.
double processor_milliseconds(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/schedstat");
  double nanoseconds = 0;
  file >> nanoseconds;
  return nanoseconds / 1e6;
}

/// Presses both keys in turn; each one is over when the last row that it writes is there, which `seen` tells.
void keys(Session& session, const char* where, const std::vector<std::pair<std::string, std::function<bool()>>>& turns) {
  std::vector<double> times;
  std::size_t bytes = 0;
  const double processor = processor_milliseconds(session.program());
  for (int turn = 0; turn < kKeys; ++turn) {
    const auto& [key, seen] = turns[static_cast<std::size_t>(turn) % turns.size()];
    const std::size_t before = session.written().size();
    times.push_back(milliseconds([&] {
      session.type(key);
      must(session.until([&] { return session.written().size() > before && seen(); }), "la touche n'agit pas :\n" + session.text());
    }));
    bytes += session.written().size() - before;
    // At the pace of a very quick hand: what follows a frame (the progress is saved) is over.
    session.until([] { return false; }, std::chrono::milliseconds(20));
  }
  tell(fmt::format("key to frame at 200x60, {}, median", where), median(times), "ms", "");
  tell(fmt::format("key to frame at 200x60, {}, 99th of 100", where), percentile(times, 0.99), "ms", "2 ms");
  tell(fmt::format("processor time for a key, {}, mean", where), (processor_milliseconds(session.program()) - processor) / kKeys, "ms", "what another load of the machine does not change");
  tell(fmt::format("bytes for a key, {}, mean", where), static_cast<double>(bytes) / kKeys, "bytes", "less than a whole drawing");
}

std::string field(pid_t pid, const std::string& name) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return line.substr(name.size() + 1);
  return "0";
}

void idle(Session& session, const char* where) {
  session.until([] { return false; }, std::chrono::seconds(1));  // all that was to be written is
  const long before = std::stol(field(session.program(), "voluntary_ctxt_switches"));
  poll(nullptr, 0, kIdleMilliseconds);
  const long after = std::stol(field(session.program(), "voluntary_ctxt_switches"));
  tell(fmt::format("wake-ups in 10 s, {}", where), static_cast<double>(after - before), "", "0");
}

}  // namespace

int main() {
  starts();
  Session session(kit());
  const auto settle = [&] { session.until([] { return false; }, std::chrono::milliseconds(300)); };
  see(session, "q quitter");
  tell("bytes for a whole drawing", static_cast<double>(session.written().size()), "bytes", "");
  const auto at = [&](int row) { return [&session, row] { return session.cursor().row == row; }; };
  settle();
  const int top = session.cursor().row;
  session.type("j");
  settle();
  const int below = session.cursor().row;
  keys(session, "contents", {{"k", at(top)}, {"j", at(below)}});
  idle(session, "contents");

  session.type("g\r");
  see(session, "page 1/");
  keys(session, "lesson", {{"n", [&] { return session.shows("page 2/"); }}, {"p", [&] { return session.shows("page 1/"); }}});
  for (int page = 2; !session.shows("lancer  "); ++page) {
    session.type("n");
    see(session, fmt::format("page {}/", page));
    see(session, "q retour");
    settle();
  }
  session.type("l");
  see(session, "terminé");
  session.type("\r");
  see(session, "moment 1/");
  keys(session, "memory", {{"n", [&] { return session.shows("moment 2/"); }}, {"n", [&] { return session.shows("moment 3/"); }},
                           {"p", [&] { return session.shows("moment 2/"); }}, {"p", [&] { return session.shows("moment 1/"); }}});
  for (const char* screen : {"terminé", "page ", "q quitter"}) {
    session.type("q");
    see(session, screen);
  }
  session.type("gj\r");
  see(session, "Exercice");
  idle(session, "exercise that is watched");
  fs::remove_all(home());
}
