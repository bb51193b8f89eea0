// Names of files from before UTF-8, and from other systems. Private to grade/.
//
// A zip may say that its names are UTF-8; when it does not, they are in whatever code the machine that wrote it used. Windows
// in France writes CP850, and says that it is Windows; others wrote Windows-1252. Bytes that are UTF-8 are taken for it:
// accented text in another code almost never is.
#pragma once

#include <string>
#include <string_view>

namespace partage::grade {

enum class OldCode { cp850, windows_1252 };

/// Names of that zip, when they are not UTF-8. Anything that is not a zip: windows_1252.
OldCode old_code_of(const char* archive);

/// Valid UTF-8: the name itself when it is already, or else what it means in `code`.
std::string utf8_name(std::string_view raw, OldCode code);

/// é as one character where a Mac writes e and an accent (NFC). Text that is not UTF-8 stays as it is.
std::string composed(std::string_view text);

}  // namespace partage::grade
