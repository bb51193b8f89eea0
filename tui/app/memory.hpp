// The memory of a recording's processes, side by side, one moment after the other, forwards and backwards.
#pragma once

#include <memory>
#include <string>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// The recording has at least one moment. When it is model.run's, its program can be run again in another order.
void open_memory(Model& model, std::shared_ptr<const record::Recording> recording, std::string title, Sources sources);
void seek_moment(Model& model, std::size_t moment);

Body memory_body(const Model& model);
Bindings memory_bindings(const Model& model);
/// A key for the list of an order, while it is being typed.
void type_in_memory(Model& model, const grid::KeyPress& press);
/// Leaves what was opened over the picture, if anything was.
bool close_memory_pane(MemoryScreen& screen);
void settle_memory(Model& model);

/// Last useful value of MemoryScreen::scroll.
int memory_scroll_end(const Model& model);

}  // namespace partage::app
