// What every command shares: where things are, the content (read when first asked for), and how to refuse.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "content/library.hpp"

namespace partage::cli {

constexpr int kUsage = 2;
constexpr int kCannot = 77;

/// A command that cannot go on: what() is said on stderr.
struct Refusal : std::runtime_error {
  Refusal(int exit_code, const std::string& sentence) : std::runtime_error(sentence), code(exit_code) {}
  int code;
};

class Context {
 public:
  const content::Paths& paths() const { return paths_; }
  const content::Library& library();  ///< throws ContentError
  /// "07", "7" or the folder's name. Throws Refusal(kUsage), with the nearest names.
  const content::Lesson& lesson(std::string_view name);
  const content::Exercise& exercise(std::string_view name);
  int exit_code = 0;
  std::vector<std::string> own_program;  ///< what follows `observer`: the program and its arguments, never ours to parse
  std::optional<std::vector<std::string>> lesson_words;  ///< what follows `lancer … --`: the lesson program's arguments

 private:
  content::Paths paths_ = content::find_paths();
  std::optional<content::Library> library_;
};

/// Names at a small edit distance of `wanted`, or that hold it; nearest first, three at most.
std::vector<std::string> nearest(std::string_view wanted, const std::vector<std::string>& names);

/// " Vouliez-vous dire « a » ou « b » ?", blank included; empty when there is none.
std::string did_you_mean(const std::vector<std::string>& names);

}  // namespace partage::cli
