// Performs what the screen asks (app::Effect) and tells it what happened (app::Event). Nothing here waits, except for
// the student's editor when it has the terminal.
#pragma once

#include <poll.h>

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/app.hpp"
#include "cli/context.hpp"
#include "cli/editor.hpp"
#include "cli/file_watch.hpp"
#include "cli/verdict_worker.hpp"
#include "observe/observe.hpp"
#include "term/terminal.hpp"

namespace partage::cli {

class World {
 public:
  /// Both must outlive it.
  World(Context& context, term::Terminal& terminal);

  void perform(const app::Effect& effect);
  /// Descriptors to wait for, and how long at most (-1: until one of them is ready).
  std::vector<pollfd> descriptors() const;
  int timeout() const;
  /// What happened since the last call. Never blocks.
  std::vector<app::Event> take_events();
  bool finished() const { return finished_; }
  void save(const content::Progress& progress);
  /// What must be kept, and waits only for the screen to be drawn: a disk may be slow, a frame may not.
  void save_what_waits();

 private:
  struct Run {
    app::RunNumber number;
    std::unique_ptr<observe::Supervised> supervised;
    std::string typed;  ///< not yet taken by the program's terminal
  };
  struct Verification {
    std::string exercise;
    app::Sources sources;
    std::unique_ptr<VerdictWorker> worker;
    std::string text;       ///< judged; empty when the file could not be read, which the verdict says
    bool finished = false;  ///< all of it is there, and waits until the file is known not to have changed meanwhile
  };

  void perform(const app::StartRun& start);
  void perform(const app::CancelRun& cancel);
  void perform(const app::SendInput& input);
  void perform(const app::ResizeRun& resize);
  void perform(const app::Verify& verify);
  void perform(const app::WatchFile& watch);
  void perform(const app::ReadAttempts& read);
  void perform(const app::KeepAttempt& keep);
  void perform(const app::RestoreAttempt& restore);
  void perform(const app::ReadSolution& read);
  void perform(const app::SaveProgress& progress);
  void perform(const app::OpenEditor& editor);
  void perform(const app::ResetExercise& reset);
  void perform(const app::Suspend& suspend);
  void perform(const app::Quit& quit);

  bool is_current(app::RunNumber number) const { return run_.supervised && run_.number == number; }
  void send_typed();
  void take_run();
  void take_verdict();
  void take_save();
  void tell_attempts(const std::string& exercise, content::Attempts attempts);
  std::filesystem::path work_file(const std::string& exercise);

  Context& context_;
  term::Terminal& terminal_;
  std::vector<app::Event> events_;
  std::optional<content::Progress> unsaved_;
  bool isolation_told_ = false;
  Run run_{};
  Verification verification_{};
  Editors editors_;
  std::string watched_;
  std::unique_ptr<FileWatch> watch_;
  std::map<std::string, std::string> judged_;  ///< by exercise: the text of its last verdict
  std::map<std::string, std::vector<content::Attempt>> unkept_;  ///< by exercise: those that the disk refused
  bool finished_ = false;
};

/// All that the screen starts from: content, progress, sources, and what must be said at once.
app::Start start_of(Context& context, grid::Size size);

}  // namespace partage::cli
