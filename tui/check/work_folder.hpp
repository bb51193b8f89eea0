// The folder in which one run works: what is put there before, what is found there after. Private to check/.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/facts.hpp"

namespace partage::check {

class WorkFolder {
 public:
  WorkFolder() = default;  ///< none: no file exists
  /// Takes an empty folder, removed with this object, and makes these files in it. Throws std::system_error, and
  /// CannotJudge for a name that cannot be.
  WorkFolder(std::filesystem::path folder, const std::vector<WorkFile>& files);
  ~WorkFolder();
  WorkFolder(WorkFolder&& other) noexcept;
  WorkFolder& operator=(WorkFolder&&) = delete;

  const std::filesystem::path& path() const { return path_; }
  FileState before(std::string_view name) const;
  /// To be asked once the run is dead: a hostile program may have put anything there, but changes nothing any more.
  FileState now(std::string_view name) const;
  std::string bytes(std::string_view name, std::uint64_t offset, std::size_t count) const;

 private:
  std::filesystem::path path_;
  std::map<std::string, FileState, std::less<>> before_;
};

}  // namespace partage::check
