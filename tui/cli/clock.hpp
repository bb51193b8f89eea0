// The time, as the screen is told it.
#pragma once

#include "app/event.hpp"

namespace partage::cli {

app::Clock clock_now();
/// The day, on the student's calendar (content/dates.hpp).
int today();

}  // namespace partage::cli
