// What the engine costs, as ratios: two ways of doing the same work, alternated in one run, and the median of each pair.
//   1. from a saved file to its verdict, against plain gcc and as many isolated, unobserved runs of the same program;
//   2. an observed run against the same run unobserved in the same sandbox, and against strace -f;
//   3. a check of a class, as CTest starts it (a whole process, and its record written), against what it cannot do without:
//      the same compilation in the sandbox and the same runs, unobserved.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "check/cannot_judge.hpp"
#include "check/check.hpp"
#include "check/compile.hpp"
#include "check/request.hpp"
#include "check/submission.hpp"
#include "check/table.hpp"
#include "check/trial.hpp"
#include "sandbox/captured.hpp"

namespace {

using namespace partage;
using bench::median;
using bench::milliseconds;
using bench::must;
namespace fs = std::filesystem;

constexpr int kTurns = 31;

void compare(const char* title, const char* aim, const std::function<void()>& ours, const std::function<void()>& theirs) {
  std::vector<double> times, references, ratios;
  ours();
  theirs();
  for (int turn = 0; turn < kTurns; ++turn) {
    times.push_back(milliseconds(ours));
    references.push_back(milliseconds(theirs));
    ratios.push_back(times.back() / references.back());
  }
  fmt::print("{:<52} {:7.1f} ms / {:7.1f} ms = {:5.2f}  ({})\n", title, median(times), median(references), median(ratios), aim);
  std::fflush(stdout);
}

int spawn(const fs::path& folder, const std::vector<std::string>& command) {
  const pid_t pid = fork();
  if (pid == 0) {
    std::vector<char*> argv;
    for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const int nowhere = open("/dev/null", O_WRONLY);  // what the program writes is no figure
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    if (chdir(folder.c_str()) == 0) execvp(argv[0], argv.data());
    _exit(127);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A trial that also remembers what the check asked to run.
class RememberingTrial final : public check::Trial {
 public:
  explicit RememberingTrial(check::RealTrial& trial) : trial_(trial) {}
  std::int64_t random(std::int64_t low, std::int64_t high) override { return trial_.random(low, high); }
  check::Run run(const check::RunPlan& plan) override { return plans.push_back(plan), trial_.run(plan); }
  check::Run run_raw(const check::RunPlan& plan) override { return plans.push_back(plan), trial_.run_raw(plan); }
  void require(bool fact, std::string_view code, const std::vector<check::Evidence>& evidence, const check::SourceLine& where,
               const std::map<std::string, std::string>& words) override {
    trial_.require(fact, code, evidence, where, words);
  }
  void advise(bool fact, std::string_view code, const std::vector<check::Evidence>& evidence, const check::SourceLine& where,
              const std::map<std::string, std::string>& words) override {
    trial_.advise(fact, code, evidence, where, words);
  }
  [[noreturn]] void cannot_judge(std::string_view reason) override { trial_.cannot_judge(reason); }
  void show(const check::Run& run) override { trial_.show(run); }
  check::CompileTry compile(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers) override {
    return trial_.compile(flags, headers);
  }
  std::string preprocess(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers) override {
    return trial_.preprocess(flags, headers);
  }
  std::string source() const override { return trial_.source(); }

  std::vector<check::RunPlan> plans;

 private:
  check::RealTrial& trial_;
};

struct Bench {
  content::Exercise exercise;
  fs::path solution;
  sandbox::Tier tier = sandbox::capabilities().best;
  check::Place place;
  std::vector<check::RunPlan> plans;

  explicit Bench(const fs::path& root, const std::string& id) : exercise(content::load_exercise(root / "exercises" / id)) {
    solution = root / "solutions" / id / exercise.file;
    const auto read = check::read_submission(solution, exercise.file);
    const check::Build build = check::compile(exercise, std::get<check::Submission>(read).bytes, place, tier);
    must(!build.diagnosis, "la solution ne se compile pas");
    check::RealTrial real(exercise, place, tier, 1);
    RememberingTrial trial(real);
    for (const check::CheckEntry& entry : check::check_table())
      if (exercise.id == entry.exercise) entry.check(trial);
    plans = trial.plans;
  }

  void verdict() const { must(check::exit_code(check::verify(exercise, {.source = solution, .seed = {}})) == 0, "la solution ne passe pas"); }

  void plain_gcc() const { must(spawn(place.build(), check::gcc_command(exercise)) == 0, "gcc"); }

  observe::Request request(const check::RunPlan& plan, const fs::path& work) const {
    return check::request_for(exercise, plan, tier, place.program(), work);
  }
  void sandboxed_gcc() const { check::run_gcc(check::gcc_command(exercise), place, tier); }

  void unobserved(const check::RunPlan& plan) {
    const fs::path work = place.new_run();
    const sandbox::Captured run = sandbox::run_captured(request(plan, work).spec);
    must(run.failure.empty(), run.failure);
    check::Place::forget(work);
  }
  void observed(const check::RunPlan& plan) {
    const fs::path work = place.new_run();
    must(observe::run(request(plan, work)).end == record::End::finished, "l'essai observé ne finit pas");
    check::Place::forget(work);
  }
  void strace(const check::RunPlan& plan) const {
    std::vector<std::string> command = {"strace", "-f", "-o", "/dev/null", place.program().string()};
    command.insert(command.end(), plan.arguments.begin(), plan.arguments.end());
    spawn(place.build(), command);
  }
};

/// A class of one student who handed in the solution.
class OneStudent {
 public:
  explicit OneStudent(const Bench& bench) : id_(bench.exercise.id) {
    const fs::path handed = scratch_.path() / "rendus" / "un" / id_;
    fs::create_directories(handed);
    fs::copy_file(bench.solution, handed / bench.exercise.file);
    must(partage({"noter", (scratch_.path() / "rendus").string(), "--sortie", notes().string(), "--exercices",
                  bench.exercise.number, "--preparer"}) == 0, "noter --preparer");
  }
  void check() const {
    fs::remove_all(notes() / "fiches");
    fs::create_directory(notes() / "fiches");
    must(partage({"noter-un", notes().string(), "s001", id_}) == 0, "noter-un");
  }

 private:
  fs::path notes() const { return scratch_.path() / "notes"; }
  int partage(std::vector<std::string> command) const {
    command.insert(command.begin(), PARTAGE_BINARY_DIR "/bin/partage");
    return spawn(scratch_.path(), command);
  }
  sandbox::Scratch scratch_;
  std::string id_;
};

void measure(const fs::path& root, const std::string& id) {
  Bench bench(root, id);
  fmt::print("Exercice {} ({} essais par verdict, médianes de {} tours alternés)\n", bench.exercise.number, bench.plans.size(), kTurns);
  compare("verdict / gcc seul et autant d'essais non observés", "but : 1,10", [&] { bench.verdict(); },
          [&] {
            bench.plain_gcc();
            for (const check::RunPlan& plan : bench.plans) bench.unobserved(plan);
          });
  const OneStudent student(bench);
  compare("contrôle d'une classe / le plancher : gcc isolé, essais", "but : 1,15", [&] { student.check(); },
          [&] {
            bench.sandboxed_gcc();
            for (const check::RunPlan& plan : bench.plans) bench.unobserved(plan);
          });
  const check::RunPlan& first = bench.plans.front();
  compare("essai observé / le même non observé", "but : 1,50", [&] { bench.observed(first); }, [&] { bench.unobserved(first); });
  if (std::system("command -v strace > /dev/null") == 0)
    compare("essai observé et isolé / strace -f, sans isolement", "pour mémoire", [&] { bench.observed(first); }, [&] { bench.strace(first); });
}

}  // namespace

int main() {
  try {
    for (const char* id : {"01_isolation", "08_create_shared_memory", "13_agrandir"}) measure(PARTAGE_SOURCE_DIR, id);
  } catch (const check::CannotJudge& reason) {
    must(false, reason.reason);
  } catch (const std::exception& error) {
    must(false, error.what());
  }
}
