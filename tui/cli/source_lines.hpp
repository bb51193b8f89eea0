// The text of a program's source lines, read from the folders where it may be.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::cli {

/// A phrases::SourceText. A file is read when one of its lines is first asked for.
class SourceLines {
 public:
  explicit SourceLines(std::vector<std::filesystem::path> folders) : folders_(std::move(folders)) {}
  /// Without the blanks around it; empty when the file is not there, or has no such line.
  std::string operator()(const record::SourceLine& source);

 private:
  const std::vector<std::string>& lines_of(const std::string& file);

  std::vector<std::filesystem::path> folders_;
  std::map<std::string, std::vector<std::string>> files_;
};

}  // namespace partage::cli
