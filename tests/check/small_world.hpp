// A small exercise made by a test: a student's file and a scenario given as text, run by a real Trial.
#pragma once

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "check/trial.hpp"

namespace partage::check {

class SmallWorld : public testing::Test {
 protected:
  SmallWorld() {
    exercise_.id = "99_essai";
    exercise_.number = "99";
    exercise_.file = "essai.c";
    exercise_.functions = {{"essai", 1, -1}};
    exercise_.compile_flags = {"-std=gnu17", "-g", "-O0", "-Wall", "-Wextra"};
  }

  /// Outside the sandbox: these are our own files. `scenario` has main.
  void build(const std::string& student, const std::string& scenario) {
    place_.write("essai.c", student);
    place_.write("scenario.c", scenario);
    const std::string command = "cd '" + place_.build().string() + "' && gcc -std=gnu17 -g -O0 -o programme essai.c scenario.c";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }

  RealTrial& trial() {
    if (!trial_) trial_.emplace(exercise_, place_, tier_, 1);
    return *trial_;
  }

  content::Exercise exercise_;
  sandbox::Tier tier_ = sandbox::capabilities().best;
  Place place_;

 private:
  std::optional<RealTrial> trial_;
};

/// The whole run, for a failing test.
inline std::string told(const Run& run) {
  std::string text = "fin : " + std::string(record::name(run.recording().end)) + " " + run.recording().fault + "\n";
  for (const record::Moment& moment : run.recording().moments) {
    text += std::to_string(moment.pid) + " " + std::string(record::name(moment.kind)) + " l. " + std::to_string(moment.source.line);
    if (moment.syscall) text += " " + moment.syscall->name + " = " + std::to_string(moment.syscall->result.value_or(-1)) + " " + moment.syscall->error;
    if (moment.call) text += " " + moment.call->function;
    if (moment.exit) text += " " + std::to_string(moment.exit->status) + " " + moment.exit->signal_name;
    text += "\n";
  }
  return text + run.output();
}

}  // namespace partage::check
