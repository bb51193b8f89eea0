// The same C program, written otherwise: enough of C to move a student's answer around, no more.
#pragma once

#include <string>
#include <vector>

namespace partage::contract {

/// Every variable and parameter that the text declares gets another name, everywhere, macros included. Names of
/// functions, types, struct members and what headers declare stay.
std::string rename_variables(const std::string& source);

/// The body of `function` moves into a static function; `function` only forwards to it. The text is unchanged when it does
/// not define that function.
std::string move_into_helper(const std::string& source, const std::string& function);

}  // namespace partage::contract
