// Searching: a question, the places that answer it, and the page of one of them; then back to where the reader was.
#pragma once

#include <string>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

void open_search(Model& model, Effects& effects);
/// Back to what the search was opened from, as it was.
void leave_search(Model& model, Effects& effects);

Body search_body(const Model& model);
Bindings search_bindings(const Model& model);
void settle_search(Model& model);

/// Characters of the question, while it is typed.
void search_key(Model& model, const grid::KeyPress& press);
void search_text(Model& model, const std::string& text);

/// Marks what was found on the page that is shown, when a search led to it.
void show_found(const Model& model, Body& body);

}  // namespace partage::app
