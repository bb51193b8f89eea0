// What is true of a Model, and of what it shows, after any event.
#pragma once

#include <string>

#include "app/app.hpp"

namespace partage::test {

/// The first thing that is not; empty when all is well.
std::string invalid(const app::Model& model);
/// The same for its grid.
std::string invalid(const app::Model& model, const grid::Grid& grid);

}  // namespace partage::test
