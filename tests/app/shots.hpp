// The states in which every screen is looked at.
#pragma once

#include <functional>
#include <vector>

#include "app/app.hpp"

namespace partage::test {

struct Shot {
  const char* name;
  std::function<void(app::Model&)> play;  ///< from a fresh sample_model()
};
const std::vector<Shot>& shots();

}  // namespace partage::test
