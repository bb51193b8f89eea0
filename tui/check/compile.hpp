// The student's file becomes a program: one gcc call in the sandbox, linked with the exercise's precompiled scenario.
// Private to check/.
#pragma once

#include <optional>
#include <vector>

#include "check/place.hpp"
#include "content/exercise.hpp"
#include "record/verdict.hpp"

namespace partage::check {

struct Build {
  std::vector<record::CompilerMessage> messages;
  std::optional<record::Diagnosis> diagnosis;  ///< why there is no program: G-compile, G-compile-limite, G-lien
};

/// Leaves the program at place.program(). Throws CannotJudge for a fault of ours or of the machine (no gcc, no scenario).
Build compile(const content::Exercise& exercise, const std::string& source, const Place& place, sandbox::Tier tier);

/// The gcc command of that exercise, run in the folder that holds its files; the bench runs the same.
std::vector<std::string> gcc_command(const content::Exercise& exercise);

/// The precompiled scenario of that exercise. Throws CannotJudge when it was not built.
std::filesystem::path scenario_object(const content::Exercise& exercise);

}  // namespace partage::check
