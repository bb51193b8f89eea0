#include "grade/people.hpp"

#include <algorithm>
#include <cctype>

#include "grade/old_names.hpp"
#include "grade/text.hpp"

namespace partage::grade {
namespace {

constexpr std::string_view kMark = "_assignsubmission_";

bool digits(std::string_view text) {
  return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '_' || c == '-'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Takes the address out of the name; the name stays when it is nothing else.
std::string take_email(std::string& name) {
  const std::size_t at = name.find('@');
  if (at == std::string::npos) return "";
  constexpr std::string_view ends = " ()<>,;_";
  const std::size_t before = name.find_last_of(ends, at), start = before == std::string::npos ? 0 : before + 1;
  const std::size_t stop = std::min(name.find_first_of(ends, at), name.size());
  const std::string email = name.substr(start, stop - start);
  if (at == start || at + 1 >= stop) return "";
  std::string rest = name.substr(0, start) + name.substr(stop);
  std::replace_if(rest.begin(), rest.end(), [](char c) { return c == '(' || c == ')' || c == '<' || c == '>'; }, ' ');
  if (const std::string_view kept = trimmed(rest); !kept.empty()) name = std::string(kept);
  return email;
}

}  // namespace

Person person_named(std::string_view raw) {
  Person person;
  const std::size_t mark = raw.find(kMark);
  std::string_view name = raw.substr(0, mark);
  if (mark != std::string_view::npos) {
    person.moodle = true;
    const std::string_view rest = raw.substr(mark + kMark.size());
    const std::size_t cut = std::min(rest.find('_'), rest.size());
    person.online_text = rest.substr(0, cut) == "onlinetext";
    person.file = rest.substr(std::min(cut + 1, rest.size()));
    const std::size_t bar = name.rfind('_');
    if (bar != std::string_view::npos && digits(name.substr(bar + 1))) {
      person.number = name.substr(bar + 1);
      name = name.substr(0, bar);
    }
  }
  std::string readable_name = composed(readable(name));
  person.email = take_email(readable_name);
  const std::string_view kept = trimmed(readable_name);
  person.name = kept.empty() ? readable_name : std::string(kept);
  return person;
}

std::string identity(const Person& person) {
  if (!person.number.empty()) return "#" + person.number;
  std::string words;
  for (const char c : person.name) {
    const bool separator = c == ' ' || c == '_' || c == '-' || c == '.';
    if (!separator) words += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!words.empty() && words.back() != ' ') words += ' ';
  }
  return words;
}

}  // namespace partage::grade
