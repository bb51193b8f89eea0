// Frames are read and written for every run that is observed: JSON's tree costs 3 ms there where these bytes cost 0.1.
//
// A frame is "PRT1", the kind ('R' or 'V'), the schema version, then every member in the order of fields.hpp: numbers as
// zigzag or plain LEB128, text and lists after their count, an optional after 0 or 1.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "record/fields.hpp"
#include "record/json.hpp"

namespace partage::record {

namespace {

constexpr std::string_view magic = "PRT1";

template <class T>
constexpr char kind_of = std::is_same_v<T, Recording> ? 'R' : 'V';

class Writer {
 public:
  std::string bytes;

  void write(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(0x80 | (value & 0x7F));
    bytes += static_cast<char>(value);
  }
  void write(std::int64_t value) {
    write((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void write(int value) { write(std::int64_t{value}); }
  void write(std::uint32_t value) { write(std::uint64_t{value}); }
  void write(bool value) { bytes += value ? '\1' : '\0'; }
  void write(const std::string& text) {
    write(std::uint64_t{text.size()});
    bytes += text;
  }
  template <class String>
  void write(const Bytes<String>& raw) {
    write(raw.bytes);
  }
  template <class T>
  void write(const std::vector<T>& items) {
    write(std::uint64_t{items.size()});
    for (const T& item : items) write(item);
  }
  template <class T>
  void write(const std::optional<T>& item) {
    write(item.has_value());
    if (item) write(*item);
  }
  template <class T>
  void write(const T& value) {
    if constexpr (std::is_enum_v<T>)
      write(static_cast<std::uint64_t>(value));
    else
      fields(value, [this](const char*, const auto& member) { write(member); });
  }
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  bool at_end() const { return rest_.empty(); }
  std::string_view take(std::size_t count) {
    if (count > rest_.size()) fail();
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  void read(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1)[0]);
      const std::uint64_t digits = byte & 0x7F;
      if (shift > 63 || (shift == 63 && digits > 1)) fail();
      value |= digits << shift;
      if (byte < 0x80) return;
    }
  }
  void read(std::int64_t& value) {
    std::uint64_t coded = 0;
    read(coded);
    value = static_cast<std::int64_t>((coded >> 1) ^ (~(coded & 1) + 1));
  }
  void read(int& value) { narrow<std::int64_t>(value); }
  void read(std::uint32_t& value) { narrow<std::uint64_t>(value); }
  void read(bool& value) {
    const char byte = take(1)[0];
    if (byte != '\0' && byte != '\1') fail();
    value = byte == '\1';
  }
  void read(std::string& text) { text = take(count()); }
  template <class String>
  void read(Bytes<String> raw) {
    read(raw.bytes);
  }
  template <class T>
  void read(std::vector<T>& items) {
    const std::size_t size = count();
    items.clear();
    items.reserve(std::min<std::size_t>(size, 1024));
    for (std::size_t i = 0; i < size; ++i) read(items.emplace_back());
  }
  template <class T>
  void read(std::optional<T>& item) {
    bool there = false;
    read(there);
    item.reset();
    if (there) read(item.emplace());
  }
  template <class T>
  void read(T& value) {
    if constexpr (std::is_enum_v<T>) {
      std::uint64_t number = 0;
      read(number);
      if (number > 255) fail();
      value = static_cast<T>(number);
      if (name(value).empty()) fail();
    } else {
      fields(value, [this](const char*, auto&& member) { read(member); });
    }
  }

  [[noreturn]] static void fail() { throw std::runtime_error("trame incomplète ou abîmée"); }

 private:
  // Every item takes a byte at least: a count that cannot be true is refused before anything is reserved for it.
  std::size_t count() {
    std::uint64_t size = 0;
    read(size);
    if (size > rest_.size()) fail();
    return static_cast<std::size_t>(size);
  }
  template <class Wide, class T>
  void narrow(T& value) {
    Wide wide = 0;
    read(wide);
    if (!std::in_range<T>(wide)) fail();
    value = static_cast<T>(wide);
  }

  std::string_view rest_;
};

template <class T>
std::string framed(const T& value) {
  Writer writer;
  writer.bytes = magic;
  writer.bytes += kind_of<T>;
  writer.write(std::uint64_t{T::schema_version});
  writer.write(value);
  return std::move(writer.bytes);
}

template <class T>
T unframed(std::string_view bytes) {
  Reader reader(bytes);
  if (reader.take(magic.size()) != magic || reader.take(1)[0] != kind_of<T>) Reader::fail();
  std::uint64_t version = 0;
  reader.read(version);
  if (version != T::schema_version)
    throw std::runtime_error(
        fmt::format("trame de version {} ; ce programme lit la version {}", version, T::schema_version));
  T value;
  reader.read(value);
  if (!reader.at_end()) Reader::fail();
  return value;
}

}  // namespace

std::string to_frame(const Recording& recording) {
  return framed(recording);
}
std::string to_frame(const Verdict& verdict) {
  return framed(verdict);
}
Recording from_frame(std::string_view bytes) {
  return unframed<Recording>(bytes);
}
Verdict verdict_from_frame(std::string_view bytes) {
  return unframed<Verdict>(bytes);
}

}  // namespace partage::record
