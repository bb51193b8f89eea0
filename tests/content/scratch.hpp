// A folder of its own for each test, removed at its end; and a whole little library to break.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace partage::content::testing {

namespace fs = std::filesystem;

class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }
  /// Creates the folders above it.
  fs::path write(const fs::path& name, std::string_view text) const;

 private:
  fs::path path_;
};

std::string read(const fs::path& file);

/// Message of the ContentError that the action throws, without the folder: "lesson.fr.md:7 : …"; "accepté" if none.
std::string refusal(const std::function<void()>& action);

extern const std::string good_lesson;    ///< lesson.fr.md, 01_un, uses demo.c
extern const std::string good_exercise;  ///< exercise.toml, 02_deux, of lesson 01_un
/// A root with lessons/01_un (demo.c) and exercises/02_deux (deux.c), without fault.
void write_library(const Scratch& scratch);

/// `text` with its first `from` replaced; fails the test when it is not there.
std::string replaced(std::string text, std::string_view from, std::string_view to);

}  // namespace partage::content::testing
