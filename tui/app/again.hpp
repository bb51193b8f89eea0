// On the screen of an exercise: what was done of it before this session, and what asks for it to be done again.
#pragma once

#include "app/keys.hpp"
#include "app/lines.hpp"
#include "app/model.hpp"

namespace partage::app {

/// To be done again today: the starting file is not put back yet.
bool review_waits(const Model& model, const std::string& exercise);
/// It was put back; the exercise is not passed again yet.
bool reviewing(const Model& model, const std::string& exercise);

/// Nothing, or why it is to be done again, before the statement.
Lines review_lines(const Model& model, const content::Exercise& exercise, int columns);
/// Enter puts the starting file back, when a review waits.
void bind_review(const Model& model, const content::Exercise& exercise, Bindings& keys);

/// How the last attempt ended, when its verdict is no longer there.
Lines last_attempt_lines(const Model& model, const content::Exercise& exercise, int columns);

}  // namespace partage::app
