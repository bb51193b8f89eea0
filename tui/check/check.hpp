// The one engine behind the screen, `partage verifier`, CTest and class grading.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "content/exercise.hpp"
#include "record/verdict.hpp"

namespace partage::check {

struct Options {
  std::filesystem::path source;  ///< the student's file, or a folder that holds it under its expected name
  std::optional<std::string> bytes = {};  ///< what that file held when it was read: judged as they are, it is not read again
  std::optional<std::uint64_t> seed;  ///< draws of random(); absent: from getrandom(2)
  bool accept_weak_isolation = true;  ///< the lite tier, said in the verdict
  bool keep_recording = true;
};

/// Compiles, runs under observation, judges. Never throws for what the student wrote: a fault of ours or of the machine
/// is Outcome::could_not_judge.
record::Verdict verify(const content::Exercise& exercise, const Options& options);

/// Exit code of a verdict: 0 passed, 1 failed, 77 could not judge, 2 when there was no such file to judge (code M-source).
int exit_code(const record::Verdict& verdict);

/// Names of the exercises whose check is compiled into this program.
std::vector<std::string> compiled_checks();

/// What differs between the exercise folders and the checks compiled into this program, in French, with the command that
/// rebuilds; empty when they agree.
std::string mismatch(const std::vector<std::string>& folders);

}  // namespace partage::check
