// The blocks that we add to Markdown: listing, prediction, lancer. Private to content/.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "content/markdown.hpp"

namespace partage::content {

struct BlockContext {
  std::filesystem::path file;  ///< the text; listings and programs are looked for beside it
  std::set<std::string> prediction_ids;  ///< seen so far
};

/// Nothing when `language` is not one of ours. `first_line` is the line of the body in context.file. Throws ContentError.
std::optional<Block> directive_block(std::string_view language, std::string_view body, int first_line,
                                     BlockContext& context);

}  // namespace partage::content
