// Blocks of text that only need to be read, as lines.
#pragma once

#include "app/lines.hpp"
#include "content/markdown.hpp"

namespace partage::app {

constexpr int kMeasure = 76;  ///< widest line of text, in columns, on any screen

/// Any block but Prediction and Launch, which act (those give nothing here).
Lines render_block(const content::Block& block, int columns);
Lines bullets(const std::vector<std::string>& items, int columns, Attributes attributes = {});

}  // namespace partage::app
