// Folders of one verification on the disk, and the sandbox's view of them. Private to check/.
#pragma once

#include <filesystem>
#include <string>

#include "sandbox/sandbox.hpp"

namespace partage::check {

/// One Scratch, with a folder for the compilation and a fresh one for each run: a run cannot touch what the next one
/// executes.
class Place {
 public:
  Place();  ///< throws as Scratch does
  std::filesystem::path build() const { return scratch_.path() / "compilation"; }
  std::filesystem::path program() const { return build() / "programme"; }
  /// A new empty folder for one run.
  std::filesystem::path new_run();
  /// The folder of a finished run and all it holds; failures are left to the Scratch.
  static void forget(const std::filesystem::path& run);
  void write(const std::string& name, const std::string& bytes) const;  ///< into build(); throws std::system_error
  std::string read(const std::string& name) const;  ///< of build(); nothing when there is none, or more than 4 MiB
  void copy(const std::filesystem::path& file) const;                   ///< into build(); throws filesystem_error

 private:
  sandbox::Scratch scratch_;
  int runs_ = 0;
};

}  // namespace partage::check
