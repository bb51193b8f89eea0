// The real `partage`, run as a process, its two outputs apart.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace partage::cli_tests {

struct Result {
  int code = -1;    ///< exit code; 128 + signal when it was killed
  std::string out;  ///< stdout
  std::string err;  ///< stderr
};

struct Options {
  std::map<std::string, std::string> environment;  ///< PARTAGE_TRAVAIL has a default in the private home
  std::string output_file;                         ///< stdout goes there instead
  std::string input;
  std::filesystem::path directory = {};            ///< working directory; the test's own when empty
};

Result partage(const std::vector<std::string>& arguments, const Options& options = {});

/// The tests' private home, and a folder of it.
std::filesystem::path home();
std::filesystem::path write_file(const std::string& name, const std::string& text);
std::filesystem::path source_dir();

}  // namespace partage::cli_tests
