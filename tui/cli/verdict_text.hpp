// A verdict as linear text.
#pragma once

#include <string>

#include "content/exercise.hpp"
#include "record/verdict.hpp"

namespace partage::cli {

std::string verdict_text(const record::Verdict& verdict, const content::Exercise& exercise);

}  // namespace partage::cli
