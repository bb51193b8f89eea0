// What to run, as a Request for observe/: a lesson's program, or any program of one's own.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "observe/observe.hpp"

namespace partage::cli {

/// Throws Refusal(kUsage) for a program that the lesson does not have, Refusal(kCannot) for one that is not built.
/// `observed` false: for a program that measures times (observe::Request::observed).
observe::Request lesson_request(const content::Paths& paths, const content::Lesson& lesson, const std::string& program,
                                const std::vector<std::string>& arguments, bool observed);

/// As follow_lines; only the program's own source and the files that the lesson lists are followed: what is read, not the
/// headers that help.
void follow_lesson_lines(observe::Request& request, const content::Lesson& lesson, const std::string& program,
                         const std::string& order, const std::string& region);

/// Found through PATH as a shell would. Throws Refusal(kUsage).
observe::Request own_request(const std::vector<std::string>& command);

/// Line by line in that order (observe::parse_order), `region` instruction by instruction. An empty order with a region is
/// father_first; both empty: system calls only. Throws Refusal(kUsage) for an order that cannot be read.
void follow_lines(observe::Request& request, const std::string& order, const std::string& region);

/// For a program whose terminal is shown as one: that size, newlines that return, and what libvterm understands.
void show_on_pane(observe::Request& request, int columns, int rows);

/// Size of our own terminal for the program's; 80x24 without one.
void take_terminal_size(observe::Request& request);

}  // namespace partage::cli
