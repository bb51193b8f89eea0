// The student's file becomes a program: one gcc call in the sandbox, linked with the exercise's precompiled scenario.
// Private to check/.
#pragma once

#include <optional>
#include <vector>

#include "check/place.hpp"
#include "content/exercise.hpp"
#include "record/verdict.hpp"
#include "sandbox/captured.hpp"

namespace partage::check {

struct Build {
  std::vector<record::CompilerMessage> messages;
  std::optional<record::Diagnosis> diagnosis;  ///< why there is no program: G-compile, G-compile-limite, G-lien
};

/// Leaves the program at place.program(). Throws CannotJudge for a fault of ours or of the machine (no gcc, no scenario).
Build compile(const content::Exercise& exercise, const std::string& source, const Place& place, sandbox::Tier tier);

/// One gcc call in place.build(), within the compiler's limits. Throws CannotJudge when it could not be made.
sandbox::Captured run_gcc(std::vector<std::string> command, const Place& place, sandbox::Tier tier);

/// Why a gcc call that met a limit was stopped, in French; empty when none did.
std::string met_limit(const sandbox::Captured& run, bool out_of_memory);

/// "/usr/bin/gcc", or g++ for a C++ file.
std::string gcc_for(const content::Exercise& exercise);

/// The gcc command of that exercise, run in the folder that holds its files; the bench runs the same.
std::vector<std::string> gcc_command(const content::Exercise& exercise);

/// The precompiled scenario of that exercise. Throws CannotJudge when it was not built.
std::filesystem::path scenario_object(const content::Exercise& exercise);

}  // namespace partage::check
