#include "cli/world.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "cli/editor.hpp"
#include "cli/print.hpp"
#include "cli/programs.hpp"
#include "cli/sources.hpp"
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
          .isolation_notice = "",  // told later: IsolationKnown
          .warning = std::move(loaded.warning),
          .work_folder = shown_path(context.paths().work.string()),
          .sources = std::move(sources),
          .size = size};
}

World::World(Context& context, term::Terminal& terminal) : context_(context), terminal_(terminal) {}

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

void World::perform(const app::Verify& verify) {
  verification_ = {};
  const std::string failure = attempt([&] {
    const content::Exercise& exercise = context_.exercise(verify.exercise);
    check::Options options;
    options.source = work_file(verify.exercise);
    verification_ = {verify.exercise, exercise_sources(exercise, options.source),
                     std::make_unique<VerdictWorker>(exercise, options)};
  });
  if (!failure.empty()) events_.emplace_back(app::VerdictFailed{verify.exercise, failure});
}

void World::perform(const app::WatchFile& watch) {
  watched_ = watch.exercise;
  watch_.reset();
  if (watched_.empty()) return;
  const std::string failure = attempt([&] { watch_ = std::make_unique<FileWatch>(work_file(watched_)); });
  if (!failure.empty()) events_.emplace_back(app::Notice{failure});
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
    terminal_.suspend();
    const std::string error = run_editor(file, editor.line);
    terminal_.resume();
    if (!error.empty()) throw Refusal(kCannot, error);
  });
  events_.emplace_back(app::EditorClosed{std::move(failure)});
}

void World::perform(const app::ResetExercise& reset) {
  app::ExerciseReset done{reset.exercise, "", ""};
  done.error = attempt([&] {
    done.kept = shown_path(content::reset_exercise(context_.exercise(reset.exercise), context_.paths()).string());
  });
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
  if (verification_.worker) watched.push_back({verification_.worker->fd(), POLLIN, 0});
  if (watch_ && watch_->fd() >= 0) watched.push_back({watch_->fd(), POLLIN, 0});
  return watched;
}

int World::timeout() const {
  if (!events_.empty() || !isolation_told_) return 0;
  return watch_ && watch_->fd() < 0 ? FileWatch::kLookEveryMs : -1;
}

std::vector<app::Event> World::take_events() {
  // Once the first frame is there: finding out takes as long as all the rest of the start.
  if (!std::exchange(isolation_told_, true)) events_.emplace_back(app::IsolationKnown{isolation_notice()});
  send_typed();
  take_run();
  take_verdict();
  take_save();
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

void World::take_verdict() {
  if (!verification_.worker || !verification_.worker->finished()) return;
  std::optional<record::Verdict> verdict = verification_.worker->verdict();
  if (verdict) events_.emplace_back(app::VerdictReady{std::move(*verdict), std::move(verification_.sources)});
  else
    events_.emplace_back(app::VerdictFailed{verification_.exercise, "Le contrôle s'est arrêté sans rendre de verdict. Ce n'est pas votre faute."});
  verification_ = {};
}

void World::take_save() {
  if (watch_ && watch_->saved()) events_.emplace_back(app::FileSaved{watched_});
}

}  // namespace partage::cli
