#include "grade/hash.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

#include "record/hex.hpp"

namespace partage::grade {
namespace {

constexpr std::size_t kBytes = crypto_generichash_BYTES;

void start() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium ne démarre pas");
}

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

}  // namespace

std::string digest(std::string_view bytes) { return seal(bytes, {}); }

std::string seal(std::string_view bytes, std::string_view key) {
  start();
  std::array<unsigned char, kBytes> result{};
  if (crypto_generichash(result.data(), kBytes, raw(bytes), bytes.size(), key.empty() ? nullptr : raw(key), key.size()) != 0)
    throw std::runtime_error("cette clé n'a pas la bonne longueur");
  return record::to_hex({reinterpret_cast<const char*>(result.data()), kBytes});
}

bool same(std::string_view left, std::string_view right) {
  start();
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string new_key() {
  start();
  std::string key(crypto_generichash_KEYBYTES, '\0');
  randombytes_buf(key.data(), key.size());
  return key;
}

}  // namespace partage::grade
