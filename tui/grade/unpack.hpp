// The work that is done inside the sandbox: an archive becomes one flat file, that grade/archive.cpp reads. Private to
// grade/, but for the hidden command that calls it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace partage::grade {

/// Bounds of one archive.
struct UnpackLimits {
  std::uint64_t archive = 64ull << 20;   ///< bytes of the archive itself
  std::uint64_t entries = 20'000;
  std::uint64_t unpacked = 256ull << 20; ///< bytes decompressed, kept or not
  std::uint64_t kept = 64ull << 20;      ///< bytes written
  std::uint64_t seconds = 20;            ///< of processor
};

/// A class's archive holds those of its students.
constexpr UnpackLimits kClassLimits{8ull << 30, 2'000'000, 16ull << 30, 4ull << 30, 600};

constexpr char kNotRead = '-';

/// Reads the file "archive" of the working folder, writes the file "sortie": for each entry, "K PATH-LENGTH LENGTH\n", the
/// path, the bytes. K is a Kind (tree.hpp), or `!`: the path is then the name of what went wrong; or kNotRead: the path is
/// that of what nobody will read, or of the folder where it is (Tree::others). Links and devices have no bytes; what cannot
/// be read to its end is not written; nothing is ever created under an entry's own name. Gives the exit code of the command.
int unpack_here(const UnpackLimits& limits);

/// Numbers of the command line of the hidden command, in the order of the structure.
std::vector<std::string> words_of(const UnpackLimits& limits);
UnpackLimits limits_of(const std::vector<std::uint64_t>& numbers);

}  // namespace partage::grade
