// CLI11 in French: help pages and the words of its errors.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace partage::cli {

class FrenchFormatter : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

/// What was wrong with the command line, and which help to read.
std::string parse_error(const CLI::ParseError& error, const CLI::App& app);

}  // namespace partage::cli
