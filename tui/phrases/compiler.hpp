// A better sentence for the compiler's and the linker's messages that this kit's students meet.
#pragma once

#include <string>
#include <string_view>

namespace partage::phrases {

/// A hint for gcc's message (in English, LC_ALL=C, plain quotes); empty when the compiler says it well enough.
std::string compiler_hint(std::string_view message);

/// A hint for a line of ld ("undefined reference to `f'", "multiple definition of `f'"), given the exercise's function.
std::string linker_hint(std::string_view message, std::string_view function);

/// Header that declares a function, macro, constant or type of the course: "<fcntl.h>" for "O_RDWR"; empty if unknown.
std::string_view header_of(std::string_view name);

}  // namespace partage::phrases
