// Deaths by signal as diagnoses. Private to check/.
#pragma once

#include <optional>

#include "check/facts.hpp"
#include "content/exercise.hpp"

namespace partage::check {

/// Of the first process, in the order of the recording, that a signal killed before its father ended.
std::optional<record::Diagnosis> crash(const content::Exercise& exercise, const Run& run);

}  // namespace partage::check
