// What would stop any exercise, told from a run: the codes G-* (wordings in phrases/diagnoses). Private to check/.
#pragma once

#include <optional>

#include "check/facts.hpp"
#include "content/exercise.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::check {

/// The first common diagnosis that the run deserves. `with_crashes` false leaves out the deaths by signal.
std::optional<record::Diagnosis> common_fault(const content::Exercise& exercise, const Run& run, const sandbox::Limits& limits,
                                              bool with_crashes);

}  // namespace partage::check
