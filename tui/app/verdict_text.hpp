// A verdict as lines: what was decided, what was seen that proves it, why, and what to read again.
#pragma once

#include "app/lines.hpp"
#include "app/model.hpp"
#include "record/verdict.hpp"

namespace partage::app {

Lines verdict_lines(const Model& model, const record::Verdict& verdict, const Sources& sources, int columns);

}  // namespace partage::app
