// Reads a TOML table whose every fault is told with its file and line.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

#include "content/markdown.hpp"

namespace partage::content {

/// `first_line` is the line, in that file, of the first line of `text`. Throws ContentError.
toml::table parse_toml(std::string_view text, const std::filesystem::path& file, int first_line);

/// One table. Texts are made of one line (line ends and runs of blanks become one space), and are never empty.
class TomlReader {
 public:
  /// `what` names the table in messages ("le bloc « lancer »"); `line` is where it starts in the file.
  TomlReader(const toml::table& table, std::filesystem::path file, int first_line, int line, std::string what);

  /// Refuses every key that is not one of these.
  void allow(std::initializer_list<std::string_view> keys) const;
  bool has(std::string_view key) const;
  std::string text(std::string_view key) const;  ///< required
  std::string text_or(std::string_view key, std::string fallback) const;
  std::string raw_text(std::string_view key) const;  ///< required, exactly as written
  std::vector<std::string> texts(std::string_view key) const;  ///< required list of texts
  std::vector<std::string> texts_or_none(std::string_view key) const;
  /// Required exact texts (arguments, compiler flags): may be empty strings.
  std::vector<std::string> raw_texts_or_none(std::string_view key) const;
  std::int64_t integer_or(std::string_view key, std::int64_t low, std::int64_t high, std::int64_t fallback) const;
  bool boolean_or(std::string_view key, bool fallback) const;
  std::uint64_t size_or_zero(std::string_view key) const;  ///< bytes, or "64 Kio"
  std::optional<TomlReader> table(std::string_view key, std::string what) const;
  std::vector<TomlReader> tables(std::string_view key, const std::string& what) const;  ///< [[key]], may be absent
  std::vector<std::string> keys() const;

  int line() const { return line_; }
  int line_of(std::string_view key) const;  ///< in the file; the table's own when the key is absent
  [[noreturn]] void refuse(std::string_view key, const std::string& reason) const;

 private:
  int file_line(const toml::node& node) const;
  const toml::node& required(std::string_view key) const;
  std::string one_text(const toml::node& node, std::string_view key, bool raw) const;
  std::vector<std::string> list(std::string_view key, bool raw) const;

  const toml::table* table_;
  std::filesystem::path file_;
  int first_line_;
  int line_;
  std::string what_;
};

/// A text on one line: line ends and runs of ASCII blanks become one space, none at the ends.
std::string one_line(std::string_view text);

}  // namespace partage::content
