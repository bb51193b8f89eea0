// What happens to the screen (Event), and what the screen asks of the world (Effect). Only data.
//
// The main loop turns the world into Events, one at a time, and performs the Effects that each update() returns, in
// order. It never decides anything by itself.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "content/attempts.hpp"
#include "content/progress.hpp"
#include "grid/event.hpp"
#include "record/recording.hpp"
#include "record/verdict.hpp"

namespace partage::app {

/// Source files as lines, by file name without folder ("demo_isole.c").
using Sources = std::map<std::string, std::vector<std::string>>;

/// Names one StartRun: output and recordings of a run that was left are ignored by their number.
using RunNumber = std::uint64_t;

// Events

struct RunOutput {
  RunNumber run = 0;
  std::string bytes;  ///< raw terminal bytes, cut anywhere
};
struct RunFinished {
  RunNumber run = 0;
  record::Recording recording;
};
struct RunFailed {  ///< could not even start
  RunNumber run = 0;
  std::string sentence;
};
struct VerdictReady {
  record::Verdict verdict;  ///< Verdict::exercise says whose
  Sources sources;          ///< the student's file as it was judged, and the scenario
  std::string text = {};    ///< the student's file as it was judged, byte for byte
};
struct VerdictFailed {  ///< no verdict at all
  std::string exercise;
  std::string sentence;
};
struct ProgressSaved {
  std::string error;  ///< empty when all is well
};
struct FileWatched {  ///< answers WatchFile
  std::string exercise;
  std::string text;         ///< what its file holds
  bool followed = true;     ///< each save will be told
};
struct FileSaved {  ///< the watched exercise's file was saved
  std::string exercise;
  std::string text = {};    ///< what it holds now
};
struct AttemptsRead {  ///< answers ReadAttempts and KeepAttempt
  std::string exercise;
  std::shared_ptr<const std::vector<content::Attempt>> attempts;  ///< oldest first; never null
  int honest = 0;                     ///< as content::honest_attempts
  std::vector<std::string> repaired;  ///< by the last one, as content::repaired
  std::string warning;
};
struct AttemptRestored {
  std::string exercise;
  int number = 0;
  std::string kept;   ///< where the former file was kept; empty: it held that text already
  std::string error;
};
struct SolutionRead {
  std::string exercise;
  std::string text;
  std::string error;
};
struct EditorClosed {
  std::string error;  ///< could not be started, ended badly; empty when all is well
};
struct ExerciseReset {
  std::string exercise;
  std::string kept;   ///< where the former file was kept
  std::string error;
};
/// How the student's code will be isolated here; said once, and kept in the help.
struct IsolationKnown {
  std::string notice;  ///< empty: nothing to say
};
/// One sentence for the reader, shown until the next key.
struct Notice {
  std::string text;
};

/// What time it is: comes first at each awakening, never by itself.
struct Clock {
  std::int64_t seconds = 0;  ///< since 1970; 0: not known
  std::int64_t offset = 0;   ///< of the student's clock from UTC, in seconds
};

using Event = std::variant<grid::Input, Clock, RunOutput, RunFinished, RunFailed, VerdictReady, VerdictFailed, ProgressSaved,
                           FileWatched, FileSaved, AttemptsRead, AttemptRestored, SolutionRead, EditorClosed, ExerciseReset,
                           IsolationKnown, Notice>;

// Effects

/// A StartRun while another run goes on cancels that one first; its late events are ignored by number.
struct StartRun {
  RunNumber run = 0;
  std::string lesson;   ///< folder name
  std::string program;  ///< without extension
  std::vector<std::string> arguments;
  grid::Size size;      ///< of its terminal
  std::string order;   ///< line by line in this order (observe::parse_order); empty: system calls only
  std::string region;  ///< function followed instruction by instruction; empty: none
  bool observed = true;
};
struct CancelRun {
  RunNumber run = 0;
};
struct SendInput {
  RunNumber run = 0;
  std::string bytes;
};
struct ResizeRun {
  RunNumber run = 0;
  grid::Size size;
};
struct Verify {  ///< answered by VerdictReady or VerdictFailed; in place of the verification under way, which is then not
  std::string exercise;
};
struct WatchFile {  ///< FileWatched, then FileSaved at each save of this file, until another WatchFile; "" stops
  std::string exercise;
};
struct ReadAttempts {  ///< answered by AttemptsRead
  std::string exercise;
};
struct KeepAttempt {  ///< its time and number are the world's; answered by AttemptsRead
  std::string exercise;
  content::Attempt attempt;
};
struct RestoreAttempt {  ///< puts that text in the student's file; answered by AttemptRestored
  std::string exercise;
  int number = 0;
  std::string text;
};
struct ReadSolution {  ///< answered by SolutionRead
  std::string exercise;
};
struct SaveProgress {
  content::Progress progress;
};
struct OpenEditor {  ///< answered by EditorClosed
  std::string exercise;
  int line = 0;  ///< 0: no particular line
};
struct ResetExercise {  ///< answered by ExerciseReset
  std::string exercise;
};
struct Suspend {};
struct Quit {};

using Effect = std::variant<StartRun, CancelRun, SendInput, ResizeRun, Verify, WatchFile, ReadAttempts, KeepAttempt, RestoreAttempt,
                            ReadSolution, SaveProgress, OpenEditor,
                            ResetExercise, Suspend, Quit>;
using Effects = std::vector<Effect>;

}  // namespace partage::app
