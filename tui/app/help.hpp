// Help: the keys that act on the screen it was asked from, and what the signs mean.
#pragma once

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

Body help_body(const Model& model);
Bindings help_bindings(const Model& model);
void settle_help(Model& model);

}  // namespace partage::app
