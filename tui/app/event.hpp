// What happens to the screen (Event), and what the screen asks of the world (Effect). Only data.
//
// The main loop turns the world into Events, one at a time, and performs the Effects that each update() returns, in
// order. It never decides anything by itself.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

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
};
struct VerdictFailed {  ///< no verdict at all
  std::string exercise;
  std::string sentence;
};
struct ProgressSaved {
  std::string error;  ///< empty when all is well
};
struct FileSaved {  ///< the watched exercise's file was saved
  std::string exercise;
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

using Event = std::variant<grid::Input, RunOutput, RunFinished, RunFailed, VerdictReady, VerdictFailed, ProgressSaved,
                           FileSaved, EditorClosed, ExerciseReset, IsolationKnown, Notice>;

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
struct Verify {  ///< answered by VerdictReady or VerdictFailed
  std::string exercise;
};
struct WatchFile {  ///< FileSaved at each save of this exercise's file, until another WatchFile; "" stops
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

using Effect = std::variant<StartRun, CancelRun, SendInput, ResizeRun, Verify, WatchFile, SaveProgress, OpenEditor,
                            ResetExercise, Suspend, Quit>;
using Effects = std::vector<Effect>;

}  // namespace partage::app
