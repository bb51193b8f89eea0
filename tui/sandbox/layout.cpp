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

}  // namespace

Layout layout_of(const Spec& spec) {
  static const Layout for_programs = common_layout(false);
  static const Layout for_compiler = common_layout(true);
  Layout layout = spec.compiler ? for_compiler : for_programs;
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
    allowed.push_back({outside ? source.outside : source.inside, access_of(source.kind)});
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
