#include "content/compile_commands.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "content/replace_file.hpp"

namespace partage::content {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* file_name = "compile_commands.json";
// The field « output » tells ours from another's: JSON has no comments.
const std::string our_outputs = "partage/";

std::vector<std::string> arguments(const Exercise& exercise, const Paths& paths, const std::string& file) {
  const bool cpp = exercise.file.ends_with(".cpp") || exercise.file.ends_with(".hpp");
  std::vector<std::string> words{cpp ? "/usr/bin/g++" : "/usr/bin/gcc", "-x", cpp ? "c++" : "c"};
  for (const std::string& flag : compiler_flags(exercise))
    if (!flag.starts_with("-Wl,")) words.push_back(flag);  // nothing is linked here
  words.push_back("-I" + exercise.folder.string());
  words.push_back("-I" + (paths.root / "lessons/common").string());
  words.insert(words.end(), {"-c", file});
  return words;
}

bool is_ours(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  return json.is_array() && std::all_of(json.begin(), json.end(), [](const Json& entry) {
           return entry.is_object() && entry.contains("output") && entry["output"].is_string() &&
                  entry["output"].get_ref<const std::string&>().starts_with(our_outputs);
         });
}

}  // namespace

std::vector<std::string> compiler_flags(const Exercise& exercise) {
  std::vector<std::string> flags = exercise.compile_flags;
  // A value that was never returned is whatever the register held, and may happen to be right.
  flags.emplace_back("-Werror=return-type");
  return flags;
}

std::string compile_commands(const Library& library, const Paths& paths) {
  Json entries = Json::array();
  for (const Exercise& exercise : library.exercises) {
    const std::string file = exercise.id + "/" + exercise.file;
    entries.push_back({{"directory", paths.work.string()},
                       {"file", file},
                       {"arguments", arguments(exercise, paths, file)},
                       {"output", our_outputs + exercise.id + ".o"}});
  }
  return entries.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void update_compile_commands(const Library& library, const Paths& paths) {
  std::error_code error;
  if (!fs::is_directory(paths.work, error)) return;
  const fs::path file = paths.work / file_name;
  if (fs::exists(fs::symlink_status(file, error))) {
    const std::optional<std::string> now = whole_file(file);
    if (!now || fs::is_symlink(file, error) || !is_ours(*now)) return;
    if (*now == compile_commands(library, paths)) return;
  }
  replace_file(file, compile_commands(library, paths), 0644);
}

}  // namespace partage::content
