// What following a program line by line costs: while it runs, when a student walks through it, and in memory.
//   1. recording: the same program bare, with its system calls only, and line by line, alternated; medians;
//   2. one key of the memory view (update, then view) in a recording of 10,000 moments, forwards and backwards;
//   3. size of recordings whose memory hardly changes: it follows what changed, not moments times pages.
#include <fmt/format.h>
#include <malloc.h>
#include <time.h>

#include <filesystem>
#include <memory>

#include "app/memory.hpp"
#include "app/sample.hpp"
#include "bench/figures.hpp"
#include "observe/observe.hpp"
#include "record/json.hpp"
#include "record/snapshot.hpp"

namespace {

using namespace partage;
using bench::median;
using bench::milliseconds;
using bench::must;
using record::Recording;

constexpr int kTurns = 7;
constexpr int kShortLoop = 150, kMomentsPerTurn = 6;  // about: three statements in each process
constexpr double kMostForAFrame = 5;                  // ms

enum class Level { bare, calls, lines };

class Program {
 public:
  Program() {
    must(mkdtemp(folder_.data()) != nullptr, "mkdtemp");
    const std::string source = std::string(PARTAGE_SOURCE_DIR) + "/tests/bench/programs/loop.c";
    must(std::system(("gcc -g -O0 -o '" + path() + "' '" + source + "'").c_str()) == 0, "gcc");
  }
  ~Program() { std::filesystem::remove_all(folder_); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  Recording run(Level level, int turns) const {
    observe::Request request;
    request.spec.policy = sandbox::Policy::lesson;
    request.spec.tier = sandbox::Tier::none;
    request.spec.directory = folder_;
    request.spec.argv = {path(), std::to_string(turns)};
    request.spec.environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
    request.spec.limits.wall = std::chrono::seconds(120);
    request.spec.limits.cpu = std::chrono::seconds(120);
    request.observed = level != Level::bare;
    if (level == Level::lines) request.lines = observe::parse_order("alterne");
    Recording recording = observe::run(request);
    must(recording.end == record::End::finished, fmt::format("l'essai ne finit pas : {} {}", name(recording.end), recording.fault));
    return recording;
  }
  /// Line by line, cut to exactly so many moments.
  Recording moments(std::size_t count) const {
    Recording recording = run(Level::lines, static_cast<int>(count) / kMomentsPerTurn + 100);
    must(recording.moments.size() >= count, "trop peu de moments");
    recording.moments.resize(count);
    return recording;
  }

 private:
  std::string path() const { return folder_ + "/loop"; }
  std::string folder_ = "/tmp/partage-bench-XXXXXX";
};

void measure_recording(const Program& program) {
  std::vector<double> bare, calls, lines, to_calls, to_bare, each;
  std::size_t moments = 0;
  for (int turn = 0; turn < kTurns; ++turn) {
    bare.push_back(milliseconds([&] { program.run(Level::bare, kShortLoop); }));
    calls.push_back(milliseconds([&] { program.run(Level::calls, kShortLoop); }));
    lines.push_back(milliseconds([&] { moments = program.run(Level::lines, kShortLoop).moments.size(); }));
    to_calls.push_back(lines.back() / calls.back());
    to_bare.push_back(lines.back() / bare.back());
    each.push_back((lines.back() - calls.back()) * 1e6 / static_cast<double>(moments));
  }
  fmt::print("Enregistrement, {} moments (médianes de {} tours alternés)\n", moments, kTurns);
  fmt::print("  nu {:.1f} ms, appels système {:.1f} ms, ligne à ligne {:.1f} ms\n", median(bare), median(calls), median(lines));
  fmt::print("  ligne à ligne : {:.0f} ns par moment ; {:.1f} fois les appels système, {:.1f} fois l'exécution nue\n", median(each),
             median(to_calls), median(to_bare));
  std::fflush(stdout);
}

// --- keys

struct Times {
  std::vector<double> all;
  void print(const char* what) const {
    const double most = *std::max_element(all.begin(), all.end());
    std::vector<double> sorted = all;
    std::sort(sorted.begin(), sorted.end());
    fmt::print("  {:<28} médiane {:6.3f} ms, 99 % {:6.3f} ms, au plus {:6.3f} ms{}\n", what, median(all),
               sorted[sorted.size() * 99 / 100], most, median(all) > kMostForAFrame ? "  TROP" : "");
    std::fflush(stdout);
  }
};

std::unique_ptr<app::Model> open_memory(const Recording& recording) {
  auto model = std::make_unique<app::Model>(test::sample_model());
  app::Sources sources;
  sources["loop.c"] = std::vector<std::string>(60, "  zone[from] = i;");
  app::open_memory(*model, std::make_shared<const Recording>(recording), "loop", sources);
  return model;
}

// Processor time: what else the machine does is not counted.
double own_milliseconds(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  };
  const double start = now();
  work();
  return now() - start;
}

Times pressed(app::Model& model, const char* key, int times) {
  Times result;
  for (int count = 0; count < times; ++count)
    result.all.push_back(own_milliseconds([&] {
      test::press(model, {key});
      app::view(model);
    }));
  return result;
}

void measure_keys(const Recording& recording) {
  const int count = static_cast<int>(recording.moments.size());
  fmt::print("Une touche (mise à jour et écran de 80x24, temps de processeur), {} moments\n", count);
  std::unique_ptr<app::Model> model;
  fmt::print("  ouvrir : {:.1f} ms\n", own_milliseconds([&] {
               model = open_memory(recording);
               app::view(*model);
             }));
  pressed(*model, "n", count - 1).print("n, du début à la fin");
  pressed(*model, "p", count - 1).print("p, de la fin au début");
  constexpr int kSome = 100;
  test::press(*model, {"Fin"});
  pressed(*model, "p", kSome).print("p, près de la fin");
  pressed(*model, "n", kSome).print("n, près de la fin");
  test::press(*model, {"x"});
  pressed(*model, "p", kSome).print("p, avec les octets");
  test::press(*model, {"x", "t"});
  pressed(*model, "n", kSome).print("n, en phrases");
  test::press(*model, {"t"});
  pressed(*model, "E", kSome).print("E, événement précédent");
  Times jumps;
  for (int turn = 0; turn < kTurns; ++turn)
    for (const char* key : {"Début", "Fin"}) jumps.all.push_back(pressed(*model, key, 1).all.front());
  jumps.print("Début et Fin");
}

// --- sizes

double allocated() {
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
}

double per_moment(double bytes, const Recording& recording) { return bytes / static_cast<double>(recording.moments.size()); }

void measure_size(const Recording& recording) {
  const std::string frame = record::to_frame(recording);
  const double before = allocated();
  const Recording read = record::from_frame(frame);
  const double held = allocated() - before;
  record::Player player(read);
  player.seek(read.moments.size());
  const double walked = allocated() - before - held;
  std::size_t pages = 0;
  for (const auto& [pid, process] : player.now().processes) pages += process.pages.size();
  const double all = static_cast<double>(pages) * static_cast<double>(read.page_size) * static_cast<double>(read.moments.size());
  const auto size = static_cast<double>(frame.size());
  fmt::print("  {:>6} moments, {} pages suivies : trame {:.0f} Ko ({:.0f} octets par moment) ; en mémoire {:.0f} Ko ({:.0f}), parcouru"
             " {:.0f} Ko de plus ({:.0f}) ; moments x pages ferait {:.0f} Ko\n",
             read.moments.size(), pages, size / 1024, per_moment(size, read), held / 1024, per_moment(held, read), walked / 1024,
             per_moment(walked, read), all / 1024);
  must(size < all / 100, "l'enregistrement grandit avec moments x pages");
}

}  // namespace

int main() {
  try {
    const Program program;
    measure_recording(program);
    const Recording large = program.moments(10'000);
    measure_keys(large);
    fmt::print("Taille, mémoire qui ne change presque pas\n");
    measure_size(program.moments(1'000));
    measure_size(large);
  } catch (const std::exception& error) {
    must(false, error.what());
  }
}
