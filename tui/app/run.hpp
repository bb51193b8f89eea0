// A launched program: what it writes, as it writes it, and how it ended.
#pragma once

#include <string>
#include <vector>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

struct Launching {
  std::string lesson, program;
  std::vector<std::string> arguments, observe;
  std::string prediction;  ///< answered by this run, or empty
  std::string order = {}, region = {};  ///< as in StartRun
  bool observed = true;
};
void start_run(Model& model, Effects& effects, const Launching& what);

void run_output(Model& model, Effects& effects, const RunOutput& event);
/// The screen changed its size: so does the terminal of a program that runs.
void resize_run(Model& model, Effects& effects);
void run_finished(Model& model, const RunFinished& event);
void run_failed(Model& model, const RunFailed& event);

/// Size of the program's terminal: the room for its output.
grid::Size run_size(const Model& model);

Body run_body(const Model& model);
Bindings run_bindings(const Model& model);
/// A key, a paste or bytes for the program itself, when it is being typed to.
void type_key(Model& model, Effects& effects, const grid::KeyPress& press);
void type_paste(Model& model, Effects& effects, const std::string& text);
void type_text(const Model& model, Effects& effects, const std::string& bytes);
void settle_run(Model& model);

bool has_memory(const Model& model);
/// The memory of the last run, at the moment that its prediction asks about.
void show_memory(Model& model, Effects& effects);

/// How a run ended, in a few words: « terminé : code 0 ».
Line ending(const record::Recording& recording);

}  // namespace partage::app
