// What a variable holds, as text, and where a pointer leads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

/// As C prints it: "-1", "42", "'a'", "'\n'", "true", "0.5"; a pointer is "NULL", "MAP_FAILED" or "…95000".
std::string value_text(const record::Variable& variable, std::uint64_t value);

/// What a variable of type "int *" points to, as a variable without a name; nothing for "void *", a structure, a function
/// or anything whose size is not told by the type's own words.
std::optional<record::Variable> pointee(const record::Variable& pointer);

/// What stands at that address in that process, a variable of that kind and size. When its own page is not in memory but
/// its mapping is shared, what the other processes that map the same place have there. Nothing when nobody can tell.
std::optional<std::uint64_t> value_at(const record::Snapshot& snapshot, record::Pid pid, record::Address address,
                                      std::uint32_t size, std::uint64_t page_size);

/// « dans la zone partagée anonyme », « au début de la pile », « nulle part\u00a0: aucune zone ne contient cette adresse ».
std::string where_text(const record::ProcessView& process, record::Address address);

/// What "x", "s.x", "*x" or "x[3]" is worth in that process, as text; empty when the recording does not say.
std::string expression_value(const record::Recording& recording, const record::Snapshot& snapshot, record::Pid pid,
                             std::string_view expression);

}  // namespace partage::phrases
