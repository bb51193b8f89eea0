// From an exercise and a RunPlan to what observe/ is asked. Private to check/.
#pragma once

#include "check/facts.hpp"
#include "content/exercise.hpp"
#include "observe/observe.hpp"

namespace partage::check {

/// The engine's limits, with those that the exercise and the plan change.
sandbox::Limits limits_of(const content::Exercise& exercise, const RunPlan& plan);

/// `program` and `work` (the run's own folder) are paths of the machine.
observe::Request request_for(const content::Exercise& exercise, const RunPlan& plan, sandbox::Tier tier,
                             const std::filesystem::path& program, const std::filesystem::path& work);

}  // namespace partage::check
