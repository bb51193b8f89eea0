// Digests: what tells one content from another, and a record of ours from anybody else's. Private to grade/.
#pragma once

#include <string>
#include <string_view>

namespace partage::grade {

/// BLAKE2b, 32 bytes in hexadecimal.
std::string digest(std::string_view bytes);
/// The same under a secret key (16 to 64 bytes): only who has the key can make it.
std::string seal(std::string_view bytes, std::string_view key);
/// In a time that tells nothing.
bool same(std::string_view left, std::string_view right);
/// 32 random bytes.
std::string new_key();

}  // namespace partage::grade
