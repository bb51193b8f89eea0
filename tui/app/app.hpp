// The screen as a function: update(Model&, Event) -> Effects, view(Model) -> Grid. No terminal, no file, no process and
// no clock here: what happens arrives as an Event, what must be done leaves as an Effect.
//
//   app::Model model({.library = …, .progress = …, .size = {80, 24}});
//   draw(app::view(model));
//   for (each event) { for (auto& effect : app::update(model, event)) perform(effect);  draw(app::view(model)); }
#pragma once

#include "app/event.hpp"
#include "app/model.hpp"
#include "grid/grid.hpp"

namespace partage::app {

Effects update(Model& model, const Event& event);

/// Puts in model.progress what is not there yet (time, lines scrolled). update() does it when a screen is left, and at
/// times: before an end that no event told.
void settle_progress(Model& model);

/// Always exactly model.size.
grid::Grid view(const Model& model);

}  // namespace partage::app
