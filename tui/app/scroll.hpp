// The keys that move a body longer than the screen.
#pragma once

#include <functional>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// Their words on the key bar; empty: they act, and only the help tells them.
struct ScrollLabels {
  const char* down = "suite";
  const char* up = "remonter";
};

/// Of `lines` lines, `here` is the first one shown; `to` puts another one there.
void bind_scroll(const Model& model, int lines, int here, const std::function<void(Model&, int)>& to, Bindings& keys,
                 ScrollLabels labels = {});

}  // namespace partage::app
