// Files of text: read whole, checked before anything looks at them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace partage::content {

struct TextFault {
  int line;            ///< 1-based, in the text
  std::string reason;  ///< "un octet qui n'est pas de l'UTF-8"
};

/// First byte that no text of ours may hold: invalid UTF-8, or a control character other than tab and line end.
std::optional<TextFault> text_fault(std::string_view text);

/// Throws ContentError when the file cannot be read, is larger than 1 MiB, or has a text fault.
std::string read_text_file(const std::filesystem::path& file);

/// Lines without their ends; tabs become blanks up to the next multiple of 4.
std::vector<std::string> lines_of(std::string_view text);

}  // namespace partage::content
