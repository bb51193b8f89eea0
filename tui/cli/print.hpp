// Plain text for stdout and stderr.
#pragma once

#include <string>
#include <string_view>

namespace partage::cli {

void print(std::string_view text);       ///< stdout, as it is
void print_error(std::string_view text); ///< stderr, with "partage : " before and a newline after

/// Paragraphs of at most 76 columns, each line after `indent` blanks, ended by a newline.
std::string paragraph(std::string_view text, int indent = 0);

/// What a program wrote, inert, each line after "  | "; the last `most` lines only, and it says so.
std::string quoted_output(std::string_view bytes, std::size_t most);

/// A path as a person writes it: from here, or from the home.
std::string shown_path(const std::string& path);

/// All that was printed has really been written; otherwise throws Refusal (full disk...).
void flush_output();

}  // namespace partage::cli
