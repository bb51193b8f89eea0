// The memory of a recording's processes, side by side, one moment after the other, forwards and backwards.
#pragma once

#include <memory>
#include <string>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// The recording has at least one moment.
void open_memory(Model& model, std::shared_ptr<const record::Recording> recording, std::string title, Sources sources);
void seek_moment(Model& model, std::size_t moment);

Body memory_body(const Model& model);
Bindings memory_bindings(const Model& model);
void settle_memory(Model& model);

}  // namespace partage::app
