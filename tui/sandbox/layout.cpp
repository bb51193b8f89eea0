#include <algorithm>
#include <filesystem>

#include "sandbox/mounts.hpp"

namespace partage::sandbox {
namespace fs = std::filesystem;
namespace {

constexpr const char* kProgramFolders[] = {"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};
constexpr const char* kDevices[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/urandom"};
// Debian reaches cc and ld through /etc/alternatives; ld reads ld.so.conf to find the libraries of libraries.
constexpr const char* kCompilerSettings[] = {"/etc/alternatives", "/etc/ld.so.conf", "/etc/ld.so.conf.d"};

void add_existing(Layout& layout, const char* path, Source::Kind kind) {
  std::error_code ignored;
  if (fs::exists(path, ignored)) layout.sources.push_back({path, path, kind});
}

Layout common_layout(bool compiler) {
  Layout layout;
  std::error_code ignored;
  for (const char* path : kProgramFolders) {
    if (fs::is_symlink(path, ignored))
      layout.links.push_back({path, fs::read_symlink(path, ignored).string()});
    else
      add_existing(layout, path, Source::Kind::programs);
  }
  for (const char* path : kDevices) add_existing(layout, path, Source::Kind::device);
  add_existing(layout, "/etc/ld.so.cache", Source::Kind::settings);
  if (compiler)
    for (const char* path : kCompilerSettings) add_existing(layout, path, Source::Kind::settings);
  return layout;
}

Access access_of(Source::Kind kind) {
  switch (kind) {
    case Source::Kind::programs:
    case Source::Kind::bind: return Access::execute;
    case Source::Kind::settings: return Access::read;
    case Source::Kind::device: return Access::device;
    case Source::Kind::writable_bind: return Access::work;
  }
  return Access::read;
}

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

// Only what a source would show needs to be hidden. A name through symbolic links leads elsewhere than it says.
std::vector<std::string> reachable(const std::vector<fs::path>& hidden, const std::vector<Source>& sources) {
  std::vector<std::string> found;
  for (const fs::path& folder : hidden) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    const bool shown = !error && std::any_of(sources.begin(), sources.end(), [&](const Source& source) {
      return source.kind == Source::Kind::programs && is_below(real, source.outside);
    });
    if (shown && fs::is_directory(real, error)) found.push_back(real.string());
  }
  return found;
}

// Landlock allows and never forbids: a folder that holds something hidden is replaced by what else it holds. Programs and
// compilers do without share/, which is long. A link is followed to where it leads, and judged there.
void allow_around(std::vector<Allowed>& allowed, const fs::path& folder, Access access, const std::vector<std::string>& hidden) {
  const auto holds_hidden = [&](const fs::path& path) {
    return std::any_of(hidden.begin(), hidden.end(), [&](const std::string& one) { return is_below(one, path); });
  };
  if (!holds_hidden(folder)) return allowed.push_back({folder.string(), access});
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_symlink(error) || std::count(hidden.begin(), hidden.end(), entry.path().string()) != 0) continue;
    if (!holds_hidden(entry.path())) allowed.push_back({entry.path().string(), access});
    else if (entry.path().filename() != "share") allow_around(allowed, entry.path(), access, hidden);
  }
}

}  // namespace

Layout layout_of(const Spec& spec) {
  static const Layout for_programs = common_layout(false);
  static const Layout for_compiler = common_layout(true);
  Layout layout = spec.compiler ? for_compiler : for_programs;
  layout.hidden = reachable(spec.hidden, layout.sources);
  for (const Bind& bind : spec.binds)
    layout.sources.push_back({bind.outside.string(), bind.inside.string(),
                              bind.writable ? Source::Kind::writable_bind : Source::Kind::bind});
  return layout;
}

namespace {

// Without namespaces /proc shows the user's other processes, and, in its status, that a program is traced: a program has only
// what tells of its own memory. Its children, which do not exist yet, have nothing.
constexpr const char* kOwnProcFiles[] = {"maps",  "smaps", "smaps_rollup", "pagemap", "statm", "stat",
                                         "limits", "cmdline", "comm",        "auxv"};
constexpr const char* kCommonProcFiles[] = {"/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/version", "/proc/sys/vm"};

void add_proc_of_program(std::vector<Allowed>& allowed) {
  for (const char* name : kOwnProcFiles) allowed.push_back({std::string("/proc/self/") + name, Access::read});
  for (const char* path : kCommonProcFiles) allowed.push_back({path, Access::read});
}

}  // namespace

std::vector<Allowed> allowed_paths(const Layout& layout, bool outside, bool compiler) {
  std::vector<Allowed> allowed;
  for (const Source& source : layout.sources)
    if (source.kind == Source::Kind::programs) allow_around(allowed, source.outside, access_of(source.kind), layout.hidden);
    else allowed.push_back({outside ? source.outside : source.inside, access_of(source.kind)});
  if (outside && !compiler)
    add_proc_of_program(allowed);
  else
    allowed.push_back({"/proc", Access::read});
  allowed.push_back({"/dev/shm", Access::work});
  // Without namespaces /tmp is everybody's: gcc is told another place (TMPDIR), programs do without.
  if (!outside) allowed.push_back({"/tmp", Access::work});
  return allowed;
}

}  // namespace partage::sandbox
