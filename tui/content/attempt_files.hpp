// Attempts as files; the format is in attempts.hpp. Private to content/.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/attempts.hpp"

namespace partage::content {

std::filesystem::path attempt_folder(const std::string& exercise, const std::filesystem::path& state_folder);

/// Those that are whole, oldest first; the others are set aside.
Attempts read_attempt_files(const std::filesystem::path& folder);

/// Under its number, or the next one that is free (which it then has). Empty, or what the system refused, in French.
std::string write_attempt_file(const std::filesystem::path& folder, Attempt& attempt);

void remove_attempt_files(const std::filesystem::path& folder, const std::vector<int>& numbers);

}  // namespace partage::content
