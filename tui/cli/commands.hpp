// One function for each command: declares it, and says what it does once parsed.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/context.hpp"

namespace partage::cli {

void add_lessons(CLI::App& app, Context& context);      // lecons
void add_lesson(CLI::App& app, Context& context);       // lecon
void add_launch(CLI::App& app, Context& context);       // lancer
void add_observe(CLI::App& app, Context& context);      // observer
void add_verify(CLI::App& app, Context& context);       // verifier
void add_hint(CLI::App& app, Context& context);         // indice
void add_statement(CLI::App& app, Context& context);    // enonce
void add_environment(CLI::App& app, Context& context);  // environnement
void add_grade(CLI::App& app, Context& context);        // noter
void add_grade_one(CLI::App& app, Context& context);    // noter-un, hidden: each test of a class
void add_unpack(CLI::App& app, Context& context);       // noter-deballer, hidden: in the sandbox

/// Table of contents and how to start: what `partage` says where no screen can be opened.
void print_contents(Context& context);

}  // namespace partage::cli
