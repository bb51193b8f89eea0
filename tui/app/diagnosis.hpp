// A diagnosis that a search found: what it is called, where it can come from, and which lesson to read again.
#pragma once

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

Body diagnosis_body(const Model& model);
Bindings diagnosis_bindings(const Model& model);

}  // namespace partage::app
