#include "observe/image.hpp"

#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "observe/maps.hpp"
#include "observe/memory.hpp"

namespace partage::observe {
namespace {

// A program may have put a FIFO where its library was: never wait on it, never take it as a terminal.
constexpr int kOpenFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

sandbox::Descriptor open_file(const std::string& path) { return sandbox::Descriptor(open(path.c_str(), kOpenFlags)); }

std::uint64_t auxiliary_value(pid_t pid, std::uint64_t type) {
  const std::string vector = read_proc(pid, "auxv");
  for (std::size_t at = 0; at + sizeof(Elf64_auxv_t) <= vector.size(); at += sizeof(Elf64_auxv_t)) {
    Elf64_auxv_t entry;
    std::memcpy(&entry, vector.data() + at, sizeof entry);
    if (entry.a_type == type) return entry.a_un.a_val;
  }
  return 0;
}

std::string link_target(const std::string& path) {
  char target[4096];
  const ssize_t length = readlink(path.c_str(), target, sizeof target);
  return length < 0 ? std::string() : std::string(target, static_cast<std::size_t>(length));
}

}  // namespace

std::shared_ptr<ElfFile> ElfFiles::get(sandbox::Descriptor file, std::string path, std::uint64_t inode) {
  struct stat information {};
  if (!file || fstat(file.get(), &information) != 0 || !S_ISREG(information.st_mode)) return nullptr;
  if (inode != 0 && information.st_ino != inode) return nullptr;
  const auto [known, is_new] = files_.try_emplace({information.st_dev, information.st_ino});
  if (is_new) known->second = ElfFile::open(std::move(file), std::move(path));
  return known->second;
}

std::shared_ptr<ElfFile> ElfFiles::program_of(pid_t pid) {
  const std::string link = proc_path(pid, "exe");
  return get(open_file(link), link_target(link), 0);
}

std::shared_ptr<ElfFile> ElfFiles::library(pid_t pid, const record::Mapping& mapping) {
  if (mapping.inode == 0 || !mapping.path.starts_with('/')) return nullptr;
  auto inside = get(open_file(proc_path(pid, "root") + mapping.path), mapping.path, mapping.inode);
  return inside ? inside : get(open_file(mapping.path), mapping.path, mapping.inode);
}

Image::Image(pid_t pid, ElfFiles& files) : files_(files) {
  program_.file = files.program_of(pid);
  if (!program_.file) return;
  const std::uint64_t entry = auxiliary_value(pid, AT_ENTRY);
  if (entry == 0) program_.file.reset();
  else program_.bias = entry - program_.file->entry();
}

const Module* Image::known(Address address) const {
  for (const Module& module : modules_)
    if (module.start <= address && address < module.end) return &module;
  return nullptr;
}

const Module* Image::find(pid_t pid, Address address) {
  const Module* module = known(address);
  if (module == nullptr) {
    load(pid);
    module = known(address);
  }
  return module != nullptr && module->file ? module : nullptr;
}

void Image::load(pid_t pid) {
  modules_.clear();
  for (const record::Mapping& mapping : parse_maps(read_proc(pid, "maps"))) {
    if (mapping.permissions.size() < 3 || mapping.permissions[2] != 'x') continue;
    Module module{mapping.start, mapping.end, 0, nullptr};
    const bool of_program = has_program() && program().bias(mapping.start, mapping.offset) == program_.bias;
    module.file = of_program && mapping.path == program().path() ? program_.file : files_.library(pid, mapping);
    const auto bias = module.file ? module.file->bias(mapping.start, mapping.offset) : std::nullopt;
    if (bias) module.bias = *bias;
    else module.file.reset();
    modules_.push_back(std::move(module));
  }
}

}  // namespace partage::observe
