#include "record/json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "record/fields.hpp"
#include "record/hex.hpp"

namespace partage::record {

namespace {

using Json = nlohmann::json;

constexpr const char* version_member = "schema_version";

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsBytes : std::false_type {};
template <class T>
struct IsBytes<Bytes<T>> : std::true_type {};

// ---- writing

template <class T>
Json written(const T& value) {
  if constexpr (IsBytes<T>::value) {
    return to_hex(value.bytes);
  } else if constexpr (std::is_same_v<T, std::string>) {
    return valid_utf8(value) ? Json(value) : Json{{"hex", to_hex(value)}};
  } else if constexpr (std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (std::is_enum_v<T>) {
    return name(value);
  } else if constexpr (IsVector<T>::value) {
    Json::array_t array;
    array.reserve(value.size());
    for (const auto& item : value) array.push_back(written(item));
    return array;
  } else {
    Json object = Json::object();
    fields(value, [&](const char* member, const auto& content) {
      using Member = std::remove_cvref_t<decltype(content)>;
      if constexpr (IsOptional<Member>::value) {
        if (content) object[member] = written(*content);
      } else {
        object[member] = written(content);
      }
    });
    return object;
  }
}

template <class T>
Json versioned(const T& value) {
  Json json = written(value);
  json[version_member] = T::schema_version;
  return json;
}

// ---- reading

[[noreturn]] void refuse(const std::string& path, std::string_view reason) {
  throw std::runtime_error(fmt::format("{} : {}", path.empty() ? "enregistrement" : path, reason));
}

template <class T>
T integer(const Json& json, const std::string& path) {
  if (json.is_number_unsigned()) {
    const auto value = json.get<std::uint64_t>();
    if (std::in_range<T>(value)) return static_cast<T>(value);
  } else if (json.is_number_integer()) {
    const auto value = json.get<std::int64_t>();
    if (std::in_range<T>(value)) return static_cast<T>(value);
  } else {
    refuse(path, "un nombre entier est attendu");
  }
  refuse(path, "ce nombre est hors des bornes");
}

std::string bytes(const Json& json, const std::string& path) {
  if (!json.is_string()) refuse(path, "une chaîne hexadécimale est attendue");
  auto decoded = from_hex(json.get_ref<const std::string&>());
  if (!decoded) refuse(path, "ce n'est pas une chaîne hexadécimale");
  return *std::move(decoded);
}

std::string text(const Json& json, const std::string& path) {
  if (json.is_object() && json.size() == 1 && json.contains("hex")) return bytes(json["hex"], path + ".hex");
  if (!json.is_string()) refuse(path, "une chaîne est attendue");
  return json.get<std::string>();
}

// All enumerations count from 0 and the first value without a name is past the last one.
template <class E>
E enumeration(const Json& json, const std::string& path) {
  const std::string wanted = text(json, path);
  for (int i = 0; !name(static_cast<E>(i)).empty(); ++i)
    if (name(static_cast<E>(i)) == wanted) return static_cast<E>(i);
  refuse(path, fmt::format("valeur inconnue « {} »", wanted));
}

template <class T>
void read(const Json& json, T& value, const std::string& path);

template <class T>
void read_object(const Json& json, T& value, const std::string& path, bool versioned_object) {
  if (!json.is_object()) refuse(path, "un objet est attendu");
  std::size_t known = versioned_object ? 1 : 0;
  const std::string prefix = path.empty() ? "" : path + ".";
  fields(value, [&](const char* member, auto&& content) {
    using Member = std::remove_cvref_t<decltype(content)>;
    const auto found = json.find(member);
    if (found != json.end()) ++known;
    if constexpr (IsOptional<Member>::value) {
      content.reset();
      if (found != json.end()) read(*found, content.emplace(), prefix + member);
    } else if (found == json.end()) {
      refuse(prefix + member, "ce membre manque");
    } else if constexpr (IsBytes<Member>::value) {
      content.bytes = bytes(*found, prefix + member);
    } else {
      read(*found, content, prefix + member);
    }
  });
  if (known != json.size()) refuse(path, "un membre est inconnu");
}

template <class T>
void read(const Json& json, T& value, const std::string& path) {
  if constexpr (std::is_same_v<T, std::string>) {
    value = text(json, path);
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!json.is_boolean()) refuse(path, "true ou false est attendu");
    value = json.get<bool>();
  } else if constexpr (std::is_integral_v<T>) {
    value = integer<T>(json, path);
  } else if constexpr (std::is_enum_v<T>) {
    value = enumeration<T>(json, path);
  } else if constexpr (IsVector<T>::value) {
    if (!json.is_array()) refuse(path, "un tableau est attendu");
    value.clear();
    value.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) read(json[i], value.emplace_back(), fmt::format("{}[{}]", path, i));
  } else {
    read_object(json, value, path, false);
  }
}

template <class T>
void read_versioned(const Json& json, T& value) {
  if (!json.is_object()) refuse("", "un objet est attendu");
  const auto version = json.find(version_member);
  if (version == json.end()) refuse(version_member, "ce membre manque");
  if (integer<std::int64_t>(*version, version_member) != T::schema_version)
    refuse(version_member,
           fmt::format("version {} inconnue ; ce programme lit la version {}", version->dump(), T::schema_version));
  read_object(json, value, "", true);
}

std::string indented(const Json& json) {
  return json.dump(1) + "\n";
}

template <class T>
T parsed_text(std::string_view text) {
  T value;
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) throw std::runtime_error("ce n'est pas du JSON");
  read_versioned(json, value);
  return value;
}

}  // namespace

void to_json(Json& json, const Recording& recording) {
  json = versioned(recording);
}
void to_json(Json& json, const Verdict& verdict) {
  json = versioned(verdict);
}
void to_json(Json& json, const Moment& moment) {
  json = written(moment);
}
void to_json(Json& json, const Process& process) {
  json = written(process);
}
void from_json(const Json& json, Recording& recording) {
  read_versioned(json, recording);
}
void from_json(const Json& json, Verdict& verdict) {
  read_versioned(json, verdict);
}

std::string to_json_text(const Recording& recording) {
  return indented(versioned(recording));
}
std::string to_json_text(const Verdict& verdict) {
  return indented(versioned(verdict));
}
Recording recording_from_json_text(std::string_view text) {
  return parsed_text<Recording>(text);
}
Verdict verdict_from_json_text(std::string_view text) {
  return parsed_text<Verdict>(text);
}

}  // namespace partage::record
