// HTML entities that a text may use. Private to content/.
#pragma once

#include <string>
#include <string_view>

namespace partage::content {

/// "&nbsp;" or "&#160;" or "&#xA0;" as UTF-8; an entity that we do not know stays as it is written.
std::string decoded_entity(std::string_view entity);

}  // namespace partage::content
