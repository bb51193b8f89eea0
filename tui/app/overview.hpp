// The overview: points, attempts, hints, time, what is to be done again and what comes next, for the whole course.
#pragma once

#include <string>

#include "app/frame.hpp"
#include "app/keys.hpp"
#include "content/overview.hpp"

namespace partage::app {

void open_overview(Model& model, Effects& effects);

Body overview_body(const Model& model);
Bindings overview_bindings(const Model& model);
void settle_overview(Model& model);

/// « à revoir demain (reprise 2 sur 3) »; empty when there is nothing to do again.
std::string review_words(const content::OverviewRow& row, int reviews, int today);

}  // namespace partage::app
