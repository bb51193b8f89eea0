// A prediction: asked, committed to, then answered by the program itself.
#pragma once

#include <string>

#include "app/lines.hpp"
#include "app/model.hpp"

namespace partage::app {

/// What the program's output answers: group 1 of the capture, blanks trimmed. Unknown when nothing matches.
Answer find_answer(const content::Prediction& prediction, std::string_view output);
/// What the recording answers: its output or, for a question about a moment, the value that the process had there.
Answer find_answer(const content::Prediction& prediction, const record::Recording& recording);

/// Index of the choice that says the same as `text`; -1 when none does.
int choice_of(const content::Prediction& prediction, std::string_view text);

/// `choices_line` receives the index of the first choice in the lines given.
Lines prediction_lines(const Model& model, const content::Prediction& prediction, bool focused, int columns,
                       int& choices_line);

}  // namespace partage::app
