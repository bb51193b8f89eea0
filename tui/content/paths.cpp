#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "content/library.hpp"
#include "content/student_folder.hpp"

namespace partage::content {

namespace {

namespace fs = std::filesystem;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path home() {
  if (const std::string value = variable("HOME"); !value.empty()) return value;
  const passwd* user = getpwuid(geteuid());
  return user != nullptr && user->pw_dir != nullptr ? user->pw_dir : "/";
}

// XDG Base Directory Specification: a relative path is to be ignored.
fs::path xdg(const char* name, const char* default_in_home) {
  const fs::path value = variable(name);
  return (value.is_absolute() ? value : home() / default_in_home) / "partage";
}

fs::path executable() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

bool holds_content(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "lessons", error) && fs::is_directory(folder / "exercises", error);
}

fs::path installed_root() { return executable().parent_path().parent_path() / "share/partage"; }

fs::path root() {
  if (const std::string value = variable("PARTAGE_RACINE"); !value.empty()) return fs::absolute(value);
  if (holds_content(installed_root())) return installed_root();
#ifdef PARTAGE_ROOT_DIR
  if (holds_content(PARTAGE_ROOT_DIR)) return PARTAGE_ROOT_DIR;
#endif
  // A checkout that was moved after it was built: the build folder is usually inside it.
  for (fs::path folder = executable().parent_path(); folder != folder.root_path(); folder = folder.parent_path())
    if (holds_content(folder)) return folder;
#ifdef PARTAGE_ROOT_DIR
  return PARTAGE_ROOT_DIR;
#else
  return fs::current_path();
#endif
}

fs::path programs() {
  if (const std::string value = variable("PARTAGE_PROGRAMMES"); !value.empty()) return fs::absolute(value);
  const fs::path prefix = executable().parent_path().parent_path();
  std::error_code error;
  const fs::path installed = prefix / "lib/partage/programs";
  return fs::is_directory(installed, error) ? installed : prefix / "programs";
}

bool writable(const fs::path& path) {
  return access(path.c_str(), W_OK) == 0;
}

void find_work(Paths& paths) {
  const auto choose = [&](const fs::path& folder, WorkFrom from) {
    paths.work = folder;
    paths.work_from = from;
  };
  std::error_code error;
  if (const std::string value = variable("PARTAGE_TRAVAIL"); !value.empty()) return choose(fs::absolute(value), WorkFrom::environment);
  const fs::path here = fs::current_path(error);
  if (const fs::path marked = error ? fs::path() : student_folder_above(here); !marked.empty()) return choose(marked, WorkFrom::marker);
  const fs::path beside = paths.root / "travail";
  if (!paths.installed && (fs::exists(beside, error) ? writable(beside) : writable(paths.root))) return choose(beside, WorkFrom::kit);
  choose(xdg("XDG_DATA_HOME", ".local/share") / "travail", WorkFrom::user);
}

}  // namespace

Paths find_paths() {
  Paths paths;
  paths.root = root().lexically_normal();
  paths.installed = paths.root == installed_root().lexically_normal();
  paths.programs = programs();
  find_work(paths);
  paths.state = xdg("XDG_STATE_HOME", ".local/state");
  paths.cache = xdg("XDG_CACHE_HOME", ".cache");
  return paths;
}

std::string typed_name() { return holds_content(installed_root()) ? "partage" : "./partage"; }

}  // namespace partage::content
