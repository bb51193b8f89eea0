// The time that the student spends, and the day that it is. The core has no clock: it is told (Clock).
#pragma once

#include "app/model.hpp"

namespace partage::app {

/// On the student's calendar (content/dates.hpp); 0: not known.
int today(const Model& model);

/// Counts the time since the last one for what is in front: five minutes at most, so that a night away is not work.
void clock_told(Model& model, const Clock& clock);
/// Enough time was spent since the progress was last settled for it to be worth a save.
bool much_time(const Model& model);

}  // namespace partage::app
