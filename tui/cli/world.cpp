#include "cli/world.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

#include "cli/clock.hpp"
#include "cli/print.hpp"
#include "cli/programs.hpp"
#include "cli/sources.hpp"
#include "cli/stub_news.hpp"
#include "content/compile_commands.hpp"
#include "content/student_folder.hpp"
#include "cli/texts.hpp"
#include "content/system_error.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::cli {
namespace {

constexpr std::size_t kMostTyped = 64 * 1024;

// A sentence for what stopped an effect; an exception never leaves here.
template <typename Action>
std::string attempt(const Action& action) {
  try {
    action();
    return "";
  } catch (const Refusal& refusal) {
    return refusal.what();
  } catch (const std::filesystem::filesystem_error& error) {
    return shown_path(error.path1().string()) + "\u00a0: " + content::system_error(error.code().value()) + ".";
  } catch (const std::system_error& error) {
    return "Le système refuse\u00a0: " + content::system_error(error.code().value()) + ".";
  } catch (const std::exception& error) {
    return error.what();
  }
}

std::string isolation_notice() {
  switch (sandbox::capabilities().best) {
    case sandbox::Tier::namespaces: return "";
    case sandbox::Tier::lite:
      return "Isolation légère\u00a0: cette machine refuse les espaces de noms. Votre propre code peut y tourner\u202f;"
             " «\u00a0partage environnement\u00a0» dit ce que cela change.";
    case sandbox::Tier::none: break;
  }
  return "Aucune isolation\u00a0: les exercices ne peuvent pas être vérifiés ici. «\u00a0partage environnement\u00a0» dit pourquoi.";
}

}  // namespace

app::Start start_of(Context& context, grid::Size size) {
  content::LoadedProgress loaded = content::load_progress(context.paths().state);
  std::map<std::string, app::Sources> sources;
  for (const content::Lesson& lesson : context.library().lessons) sources[lesson.id] = lesson_sources(lesson);
  return {.library = context.library(),
          .progress = std::move(loaded.progress),
          .now = clock_now(),
          .isolation_notice = "",  // told later: IsolationKnown
          .warning = std::move(loaded.warning),
          .work_folder = shown_path(context.paths().work.string()),
          .sources = std::move(sources),
          .size = size};
}

World::World(Context& context, term::Terminal& terminal) : context_(context), terminal_(terminal) {
  content::update_compile_commands(context_.library(), context_.paths());
  if (std::string news = stub_news(content::changed_stubs(context_.library(), context_.paths())); !news.empty())
    events_.emplace_back(app::Notice{std::move(news)});
}

void World::perform(const app::Effect& effect) {
  std::visit([this](const auto& one) { perform(one); }, effect);
}

void World::perform(const app::StartRun& start) {
  run_ = {};
  const std::string failure = attempt([&] {
    observe::Request request =
        lesson_request(context_.paths(), context_.lesson(start.lesson), start.program, start.arguments, start.observed);
    follow_lesson_lines(request, context_.lesson(start.lesson), start.program, start.order, start.region);
    show_on_pane(request, start.size.columns, start.size.rows);
    run_ = {start.run, std::make_unique<observe::Supervised>(request), ""};
  });
  if (!failure.empty()) events_.emplace_back(app::RunFailed{start.run, failure});
}

void World::perform(const app::CancelRun& cancel) {
  if (is_current(cancel.run)) run_.supervised->cancel();
}

void World::perform(const app::SendInput& input) {
  if (!is_current(input.run) || run_.supervised->input() < 0) return;
  if (run_.typed.size() + input.bytes.size() <= kMostTyped) run_.typed += input.bytes;
  send_typed();
}

void World::perform(const app::ResizeRun& resize) {
  if (is_current(resize.run)) run_.supervised->resize(std::max(resize.size.columns, 1), std::max(resize.size.rows, 1));
}

// What is judged is what was read here: never another text than the one shown and kept with the verdict.
void World::perform(const app::Verify& verify) {
  verification_ = {};
  const std::string failure = attempt([&] {
    const content::Exercise& exercise = context_.exercise(verify.exercise);
    check::Options options;
    options.source = work_file(verify.exercise);
    options.bytes = file_content(options.source);
    verification_ = {verify.exercise, exercise_sources(exercise, options.bytes.value_or("")),
                     std::make_unique<VerdictWorker>(exercise, options), options.bytes.value_or("")};
  });
  if (!failure.empty()) events_.emplace_back(app::VerdictFailed{verify.exercise, failure});
}

void World::perform(const app::WatchFile& watch) {
  watched_ = watch.exercise;
  watch_.reset();
  if (watched_.empty()) return;
  const std::string failure = attempt([&] {
    const auto judged = judged_.find(watched_);
    watch_ = std::make_unique<FileWatch>(work_file(watched_), judged == judged_.end() ? std::nullopt : std::optional(judged->second));
    events_.emplace_back(app::FileWatched{watched_, watch_->seen()});
  });
  if (failure.empty()) return;
  events_.emplace_back(app::FileWatched{watched_, "", false});
  events_.emplace_back(app::Notice{failure});
}

void World::perform(const app::ReadAttempts& read) {
  tell_attempts(read.exercise, content::read_attempts(read.exercise, context_.paths().state));
}

void World::perform(const app::KeepAttempt& keep) {
  content::Attempt one = keep.attempt;
  one.time = std::time(nullptr);
  content::Attempts kept = content::keep_attempt(keep.exercise, context_.paths().state, std::move(one));
  if (!kept.kept) {
    unkept_[keep.exercise].push_back(std::move(kept.all.back()));
    kept.all.pop_back();
  }
  tell_attempts(keep.exercise, std::move(kept));
}

void World::tell_attempts(const std::string& exercise, content::Attempts attempts) {
  for (content::Attempt one : unkept_[exercise]) {
    one.number = attempts.all.empty() ? 1 : attempts.all.back().number + 1;
    attempts.all.push_back(std::move(one));
  }
  const std::string stub = stub_text(context_.exercise(exercise));
  const int honest = content::honest_attempts(attempts.all, stub);
  std::vector<std::string> repaired = content::repaired(attempts.all, stub);
  events_.emplace_back(app::AttemptsRead{exercise, std::make_shared<const std::vector<content::Attempt>>(std::move(attempts.all)), honest,
                                         std::move(repaired), std::move(attempts.warning)});
}

void World::perform(const app::RestoreAttempt& restore) {
  app::AttemptRestored done{restore.exercise, restore.number, "", ""};
  done.error = attempt([&] {
    const std::filesystem::path kept = content::replace_exercise(context_.exercise(restore.exercise), context_.paths(), restore.text);
    done.kept = kept.empty() ? "" : shown_path(kept.string());
  });
  events_.emplace_back(std::move(done));
}

void World::perform(const app::ReadSolution& read) {
  app::SolutionRead done{read.exercise, "", ""};
  done.error = attempt([&] { done.text = solution_text(context_.exercise(read.exercise), context_.paths()); });
  events_.emplace_back(std::move(done));
}

void World::perform(const app::SaveProgress& progress) { unsaved_ = progress.progress; }

void World::save_what_waits() {
  if (unsaved_) save(*unsaved_);
  unsaved_.reset();
}

void World::save(const content::Progress& progress) {
  std::string error = content::save_progress(progress, context_.paths().state);
  events_.emplace_back(app::ProgressSaved{std::move(error)});
}

void World::perform(const app::OpenEditor& editor) {
  std::string failure = attempt([&] {
    const std::filesystem::path file = work_file(editor.exercise);
    content::place_companions(context_.exercise(editor.exercise), context_.paths());
    content::update_compile_commands(context_.library(), context_.paths());
    Editors::Opened opened = editors_.open(file, editor.line, terminal_.size());
    if (opened.here) {
      terminal_.suspend();
      opened.error = editors_.run_here(file, editor.line);
      terminal_.resume();
    }
    if (!opened.error.empty()) throw Refusal(kCannot, opened.error);
    if (!opened.said.empty()) events_.emplace_back(app::Notice{std::move(opened.said)});
  });
  events_.emplace_back(app::EditorClosed{std::move(failure)});
}

void World::perform(const app::ResetExercise& reset) {
  app::ExerciseReset done{reset.exercise, "", ""};
  done.error = attempt([&] {
    done.kept = shown_path(content::reset_exercise(context_.exercise(reset.exercise), context_.paths()).string());
  });
  judged_.erase(reset.exercise);
  if (done.error.empty() && verification_.exercise == reset.exercise) verification_ = {};
  // The stub that comes back is not a save: it calls for no verdict.
  if (watch_ && watched_ == reset.exercise) {
    watch_->forget();
    events_.emplace_back(app::FileWatched{watched_, watch_->seen()});
  }
  events_.emplace_back(std::move(done));
}

void World::perform(const app::Suspend&) { terminal_.stop(); }

void World::perform(const app::Quit&) { finished_ = true; }

std::filesystem::path World::work_file(const std::string& exercise) {
  return content::open_exercise(context_.exercise(exercise), context_.paths());
}

std::vector<pollfd> World::descriptors() const {
  std::vector<pollfd> watched;
  if (run_.supervised) watched.push_back({run_.supervised->fd(), POLLIN, 0});
  if (run_.supervised && !run_.typed.empty()) watched.push_back({run_.supervised->input(), POLLOUT, 0});
  if (verification_.worker && !verification_.finished) watched.push_back({verification_.worker->fd(), POLLIN, 0});
  if (watch_ && watch_->fd() >= 0) watched.push_back({watch_->fd(), POLLIN, 0});
  for (const pollfd& editor : editors_.descriptors()) watched.push_back(editor);
  return watched;
}

int World::timeout() const {
  if (!events_.empty() || !isolation_told_) return 0;
  return watch_ ? watch_->timeout() : -1;
}

std::vector<app::Event> World::take_events() {
  // Once the first frame is there: finding out takes as long as all the rest of the start.
  if (!std::exchange(isolation_told_, true)) events_.emplace_back(app::IsolationKnown{isolation_notice()});
  send_typed();
  take_run();
  take_save();
  for (std::string& sentence : editors_.ended()) events_.emplace_back(app::EditorClosed{std::move(sentence)});
  if (events_.empty() || !std::holds_alternative<app::FileSaved>(events_.back())) take_verdict();
  return std::exchange(events_, {});
}

void World::send_typed() {
  while (run_.supervised && !run_.typed.empty()) {
    const ssize_t written = write(run_.supervised->input(), run_.typed.data(), run_.typed.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) return;
    run_.typed.erase(0, written < 0 ? run_.typed.size() : static_cast<std::size_t>(written));
  }
}

void World::take_run() {
  if (!run_.supervised) return;
  observe::Supervised::News news = run_.supervised->poll();
  if (!news.output.empty()) events_.emplace_back(app::RunOutput{run_.number, std::move(news.output)});
  if (!news.recording) return;
  events_.emplace_back(app::RunFinished{run_.number, std::move(*news.recording)});
  run_ = {};
}

// A verdict is told only if the file is still the one that it judged. One that is being saved is waited for; one that has
// changed will be judged instead.
void World::take_verdict() {
  if (!verification_.worker || !(verification_.finished = verification_.finished || verification_.worker->finished())) return;
  const bool watched = watch_ && watched_ == verification_.exercise;
  if (watched && watch_->unsettled()) return;
  if (watched && watch_->there() && watch_->seen() != verification_.text && !verification_.text.empty()) {
    events_.emplace_back(app::FileSaved{watched_, watch_->seen()});
    return;
  }
  std::optional<record::Verdict> verdict = verification_.worker->verdict();
  judged_[verification_.exercise] = verification_.text;
  if (verdict)
    events_.emplace_back(app::VerdictReady{std::move(*verdict), std::move(verification_.sources), std::move(verification_.text)});
  else
    events_.emplace_back(app::VerdictFailed{verification_.exercise, "Le contrôle s'est arrêté sans rendre de verdict. Ce n'est pas votre faute."});
  verification_ = {};
}

void World::take_save() {
  if (!watch_) return;
  if (std::optional<std::string> text = watch_->saved()) events_.emplace_back(app::FileSaved{watched_, std::move(*text)});
}

}  // namespace partage::cli
