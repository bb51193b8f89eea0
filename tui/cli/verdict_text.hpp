// A verdict as linear text.
#pragma once

#include <string>
#include <vector>

#include "content/exercise.hpp"
#include "record/verdict.hpp"

namespace partage::cli {

/// `repaired`: names of the diagnoses that this attempt repaired.
std::string verdict_text(const record::Verdict& verdict, const content::Exercise& exercise, const std::vector<std::string>& repaired = {});

}  // namespace partage::cli
