#include "grade/old_names.hpp"

#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <vector>

#include "record/hex.hpp"

namespace partage::grade {
namespace {

constexpr std::uint64_t kEndSize = 22, kMostComment = 0xFFFF;  // of a zip's end record
constexpr std::string_view kEnd("PK\5\6", 4), kFirst("PK\1\2", 4);
// "Version made by": FAT, HPFS, NTFS (10 for the format's author, 11 for Info-ZIP), VFAT.
constexpr std::array<int, 5> kWindows{0, 6, 10, 11, 14};

std::uint64_t number(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string bytes_at(std::ifstream& file, std::uint64_t at, std::size_t count) {
  std::string bytes(count, '\0');
  file.clear();
  file.seekg(static_cast<std::streamoff>(at));
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

// The system of the first entry of the central directory; -1 when there is none.
int host_of(const char* archive) {
  std::ifstream file(archive, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::uint64_t>(std::max<std::streamoff>(0, file.tellg()));
  const std::uint64_t from = size - std::min(size, kEndSize + kMostComment);
  const std::string tail = bytes_at(file, from, static_cast<std::size_t>(size - from));
  const std::size_t end = tail.rfind(kEnd);
  if (end == std::string::npos || end + kEndSize > tail.size()) return -1;
  const std::uint64_t length = number(tail, end + 12), offset = number(tail, end + 16);
  // From its end first: what stands before the zip (a program that unpacks itself) shifts the offset.
  for (const std::uint64_t at : {from + end - std::min(length, from + end), offset}) {
    const std::string entry = at < size ? bytes_at(file, at, 6) : "";
    if (entry.size() == 6 && entry.starts_with(kFirst)) return static_cast<unsigned char>(entry[5]);
  }
  return -1;
}

}  // namespace

OldCode old_code_of(const char* archive) {
  return std::find(kWindows.begin(), kWindows.end(), host_of(archive)) == kWindows.end() ? OldCode::windows_1252 : OldCode::cp850;
}

std::string utf8_name(std::string_view raw, OldCode code) {
  if (record::valid_utf8(raw)) return std::string(raw);
  std::string text(3 * raw.size() + 1, '\0');  // one byte of these codes is at most three of UTF-8
  UErrorCode error = U_ZERO_ERROR;
  const int32_t length = ucnv_convert("UTF-8", code == OldCode::cp850 ? "ibm-850" : "windows-1252", text.data(),
                                      static_cast<int32_t>(text.size()), raw.data(), static_cast<int32_t>(raw.size()), &error);
  if (U_FAILURE(error)) return std::string(raw);
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::string composed(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  std::vector<UChar> wide(text.size() + 1), done(3 * text.size() + 1);
  int32_t count = 0, length = 0;
  u_strFromUTF8(wide.data(), static_cast<int32_t>(wide.size()), &count, text.data(), static_cast<int32_t>(text.size()), &error);
  count = unorm2_normalize(unorm2_getNFCInstance(&error), wide.data(), count, done.data(), static_cast<int32_t>(done.size()), &error);
  std::string result(3 * static_cast<std::size_t>(std::max(0, count)) + 1, '\0');
  u_strToUTF8(result.data(), static_cast<int32_t>(result.size()), &length, done.data(), count, &error);
  if (U_FAILURE(error)) return std::string(text);
  result.resize(static_cast<std::size_t>(length));
  return result;
}

}  // namespace partage::grade
