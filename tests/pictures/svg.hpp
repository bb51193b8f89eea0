// A terminal's screen as an SVG picture: its text stays text.
#pragma once

#include <string>

#include "terminal/session.hpp"

namespace partage::pictures {

/// `title` is what a screen reader says of it.
std::string svg(const terminal::Session& session, int columns, int rows, const std::string& title);

}  // namespace partage::pictures
