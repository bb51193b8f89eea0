// In which order the processes go, statement by statement: the menu from which a program is run again.
#pragma once

#include <string>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// What is wrong with a list of letters, in one French sentence; empty when it can be followed.
std::string order_fault(const std::string& list);
/// « père d'abord », « fils d'abord », « chacun son tour », « ordre PFPF ».
std::string order_words(const std::string& order);

void open_orders(MemoryScreen& screen);
Lines order_lines(const Model& model, int columns);
/// Line of order_lines() where the cursor is, and its column.
grid::Position order_focus(const Model& model, int columns);
Bindings order_bindings(const MemoryScreen& screen);
/// Letters, numbers and asterisks of the list: what order_bindings() does not take.
void type_order(MemoryScreen& screen, const grid::KeyPress& press);

}  // namespace partage::app
