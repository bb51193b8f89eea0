#include "check/gcc_messages.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>

#include "check/source_text.hpp"
#include "phrases/compiler.hpp"

namespace partage::check {

namespace {

using Json = nlohmann::json;
using record::CompilerMessage;

constexpr std::size_t max_messages = 30;

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

bool says_out_of_memory(const std::string& text) {
  static const std::regex memory(
      "out of memory|memory exhausted|Cannot allocate memory|Killed signal|File too large|File size limit|No space left");
  return std::regex_search(text, memory);
}

std::string severity_in_french(const std::string& kind) {
  if (kind == "warning") return "avertissement";
  return kind == "note" ? "note" : "erreur";
}

// gcc prints an implicit declaration of fork and the later « undefined reference » as two messages: each keeps its hint.
CompilerMessage from_json(const Json& item, std::string_view source, const std::string& file) {
  CompilerMessage message;
  message.severity = severity_in_french(item.value("kind", "error"));
  message.text = printable(item.value("message", ""));
  message.hint = phrases::compiler_hint(message.text);
  const Json locations = item.value("locations", Json::array());
  if (locations.empty()) return message;
  const Json caret = locations.front().value("caret", Json::object());
  message.file = file_name(caret.value("file", ""));
  message.line = caret.value("line", 0);
  message.column = caret.value("display-column", caret.value("column", 0));
  if (message.file == file) message.excerpt = excerpt(source, message.line, message.column);
  return message;
}

void add_json(BuildLog& log, std::string_view line, std::string_view source, const std::string& file) {
  const Json items = Json::parse(line, nullptr, false);
  if (!items.is_array()) return;
  for (const Json& item : items) {
    try {
      log.messages.push_back(from_json(item, source, file));
      if (says_out_of_memory(log.messages.back().text)) log.out_of_memory = true;
    } catch (const Json::exception&) {
      // A shape of another gcc: the other messages are still worth showing.
    }
  }
}

// "/usr/bin/ld: /tmp/cc1.o: in function `f':" says nothing alone; the next line repeats the place.
bool is_context(const std::string& line) {
  return line.find(": in function `") != std::string::npos || line.starts_with("collect2:") ||
         line.starts_with("compilation terminated") || line.find("Assembler messages:") != std::string::npos;
}

std::string without_folders(const std::string& text) {
  static const std::regex folder("(^|[ (])/?(?:[^ :/()]+/)+");
  static const std::regex program("^(?:ld|[a-z0-9_-]*-ld): ");
  return std::regex_replace(std::regex_replace(text, folder, "$1"), program, "");
}

// "create_shared_memory.c:12: undefined reference to `f'"
void take_place(CompilerMessage& message, std::string_view source, const std::string& file) {
  static const std::regex place("^([^ :]+):([0-9]+): (.*)$");
  std::smatch match;
  const std::string text = message.text;
  if (!std::regex_match(text, match, place) || match[2].length() > 7) return;
  message.text = match[3];
  message.file = match[1];
  message.line = std::stoi(match[2]);
  if (message.file == file) message.excerpt = excerpt(source, message.line, 0);
}

void add_plain(BuildLog& log, const std::string& line, std::string_view source, const std::string& file,
               const std::string& function) {
  if (says_out_of_memory(line)) log.out_of_memory = true;
  if (line.find_first_not_of(" \t\r") == std::string::npos || is_context(line)) return;
  const bool warns = line.find("warning:") != std::string::npos || line.find("NOTE:") != std::string::npos;
  if (!warns) {
    if (line.find("undefined reference") != std::string::npos || line.find("multiple definition") != std::string::npos ||
        line.find("ld: ") != std::string::npos)
      log.linker = true;
  }
  CompilerMessage message;
  message.severity = warns ? "avertissement" : "erreur";
  message.text = without_folders(printable(line));
  message.hint = phrases::linker_hint(line, function);
  take_place(message, source, file);
  log.messages.push_back(std::move(message));
}

// « (size_t)n » without its header: gcc then wants a parenthesis where none is missing.
void forget_parentheses(BuildLog& log) {
  for (CompilerMessage& message : log.messages) {
    if (!message.text.starts_with("expected ')'")) continue;
    const bool unknown = std::any_of(log.messages.begin(), log.messages.end(), [&](const CompilerMessage& other) {
      const bool name = other.text.find("undeclared") != std::string::npos || other.text.starts_with("unknown type name");
      return name && other.file == message.file && other.line == message.line;
    });
    if (unknown) message.hint.clear();
  }
}

}  // namespace

BuildLog read_build_log(std::string_view standard_error, std::string_view source, const std::string& file,
                        const std::string& function) {
  BuildLog log;
  while (!standard_error.empty() && log.messages.size() < max_messages) {
    const std::string_view line = standard_error.substr(0, standard_error.find('\n'));
    standard_error.remove_prefix(std::min(line.size() + 1, standard_error.size()));
    if (line.starts_with('['))
      add_json(log, line, source, file);
    else
      add_plain(log, std::string(line.substr(0, 2000)), source, file, function);
  }
  forget_parentheses(log);
  std::stable_sort(log.messages.begin(), log.messages.end(), [](const CompilerMessage& a, const CompilerMessage& b) {
    return a.severity == "erreur" && b.severity != "erreur";
  });
  if (log.messages.size() > max_messages) log.messages.resize(max_messages);
  return log;
}

}  // namespace partage::check
