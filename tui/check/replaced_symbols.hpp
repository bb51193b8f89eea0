// Library functions that the scenario uses and the student's file defines in their place. Private to check/.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace partage::check {

/// First function that `scenario` (an ELF object) leaves to the C library but `program` (the linked ELF executable) defines
/// itself; `expected` names the student's own functions. A file that cannot be read as ELF gives nothing: the facts of the
/// run still decide.
std::optional<std::string> replaced_function(const std::filesystem::path& scenario, const std::filesystem::path& program,
                                             const std::vector<std::string>& expected);

/// `program` runs code of its own while it is being loaded: an IFUNC's resolver, or .preinit_array.
bool runs_before_loaded(const std::filesystem::path& program);

}  // namespace partage::check
