#include "content/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "content/text_file.hpp"

namespace partage::content {

namespace {

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!blank(c))
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

toml::table parse_toml(std::string_view text, const std::filesystem::path& file, int first_line) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    const int line = first_line + static_cast<int>(error.source().begin.line) - 1;
    throw ContentError(file, line, fmt::format("TOML mal formé : {}", error.description()));
  }
}

TomlReader::TomlReader(const toml::table& table, std::filesystem::path file, int first_line, int line, std::string what)
    : table_(&table), file_(std::move(file)), first_line_(first_line), line_(line), what_(std::move(what)) {}

int TomlReader::file_line(const toml::node& node) const {
  const auto line = static_cast<int>(node.source().begin.line);
  return line > 0 ? first_line_ + line - 1 : line_;
}

int TomlReader::line_of(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node == nullptr ? line_ : file_line(*node);
}

void TomlReader::refuse(std::string_view key, const std::string& reason) const {
  throw ContentError(file_, line_of(key), fmt::format("{} : « {} » {}", what_, key, reason));
}

void TomlReader::allow(std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, node] : *table_) {
    if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
    const auto line = static_cast<int>(key.source().begin.line);
    throw ContentError(file_, line > 0 ? first_line_ + line - 1 : line_,
                       fmt::format("{} : clé inconnue « {} » ; les clés possibles sont : {}", what_, key.str(),
                                   fmt::join(keys, ", ")));
  }
}

bool TomlReader::has(std::string_view key) const {
  return table_->contains(key);
}

std::vector<std::string> TomlReader::keys() const {
  std::vector<std::string> names;
  for (const auto& [key, node] : *table_) names.emplace_back(key.str());
  return names;
}

const toml::node& TomlReader::required(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) refuse(key, "manque");
  return *node;
}

std::string TomlReader::one_text(const toml::node& node, std::string_view key, bool raw) const {
  const auto value = node.value_exact<std::string>();
  if (!value) refuse(key, "doit être un texte entre guillemets");
  if (const auto fault = text_fault(*value)) refuse(key, "contient " + fault->reason);
  if (raw) return *value;
  std::string line = one_line(*value);
  if (line.empty()) refuse(key, "est vide");
  return line;
}

std::string TomlReader::text(std::string_view key) const {
  return one_text(required(key), key, false);
}

std::string TomlReader::raw_text(std::string_view key) const {
  return one_text(required(key), key, true);
}

std::string TomlReader::text_or(std::string_view key, std::string fallback) const {
  return has(key) ? text(key) : std::move(fallback);
}

std::vector<std::string> TomlReader::list(std::string_view key, bool raw) const {
  const toml::array* array = required(key).as_array();
  if (array == nullptr) refuse(key, "doit être une liste de textes : [\"…\", \"…\"]");
  std::vector<std::string> items;
  for (const toml::node& node : *array) items.push_back(one_text(node, key, raw));
  return items;
}

std::vector<std::string> TomlReader::texts(std::string_view key) const {
  return list(key, false);
}

std::vector<std::string> TomlReader::texts_or_none(std::string_view key) const {
  return has(key) ? list(key, false) : std::vector<std::string>{};
}

std::vector<std::string> TomlReader::raw_texts_or_none(std::string_view key) const {
  return has(key) ? list(key, true) : std::vector<std::string>{};
}

std::int64_t TomlReader::integer_or(std::string_view key, std::int64_t low, std::int64_t high,
                                    std::int64_t fallback) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<std::int64_t>();
  if (!value) refuse(key, "doit être un nombre entier");
  if (*value < low || *value > high) refuse(key, fmt::format("doit être entre {} et {}", low, high));
  return *value;
}

bool TomlReader::boolean_or(std::string_view key, bool fallback) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<bool>();
  if (!value) refuse(key, "doit être true ou false");
  return *value;
}

std::uint64_t TomlReader::size_or_zero(std::string_view key) const {
  constexpr std::int64_t largest = std::int64_t{1} << 40;
  const toml::node* node = table_->get(key);
  if (node == nullptr) return 0;
  if (!node->is_string()) return static_cast<std::uint64_t>(integer_or(key, 1, largest, 0));
  const std::string written = text(key);
  std::int64_t count = 0;
  const auto [rest, error] = std::from_chars(written.data(), written.data() + written.size(), count);
  const std::string_view unit(rest, static_cast<std::size_t>(written.data() + written.size() - rest));
  const int shift = unit == " Kio" ? 10 : unit == " Mio" ? 20 : unit == " Gio" ? 30 : 0;
  if (error != std::errc{} || shift == 0 || count < 1 || count > (largest >> shift))
    refuse(key, "doit être un nombre d'octets, ou une taille comme « 64 Kio », « 256 Mio », « 1 Gio »");
  return static_cast<std::uint64_t>(count) << shift;
}

std::optional<TomlReader> TomlReader::table(std::string_view key, std::string what) const {
  const toml::node* node = table_->get(key);
  if (node == nullptr) return std::nullopt;
  const toml::table* inner = node->as_table();
  if (inner == nullptr) refuse(key, fmt::format("doit être une table : [{}]", key));
  return TomlReader(*inner, file_, first_line_, file_line(*node), std::move(what));
}

std::vector<TomlReader> TomlReader::tables(std::string_view key, const std::string& what) const {
  std::vector<TomlReader> readers;
  const toml::node* node = table_->get(key);
  if (node == nullptr) return readers;
  const toml::array* array = node->as_array();
  if (array == nullptr) refuse(key, fmt::format("doit être une liste de tables : [[{}]]", key));
  for (const toml::node& item : *array) {
    const toml::table* inner = item.as_table();
    if (inner == nullptr) refuse(key, fmt::format("doit être une liste de tables : [[{}]]", key));
    readers.emplace_back(*inner, file_, first_line_, file_line(item), what);
  }
  return readers;
}

}  // namespace partage::content
