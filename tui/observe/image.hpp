// What an address space holds of code: which file is where. Shared by a process and the children that it forks.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "observe/elf_file.hpp"

namespace partage::observe {

struct Module {
  Address start = 0, end = 0;
  Address bias = 0;
  std::shared_ptr<ElfFile> file;
};

/// ELF files already opened, by device and inode: one set per run.
class ElfFiles {
 public:
  /// Opens /proc/PID/exe.
  std::shared_ptr<ElfFile> program_of(pid_t pid);
  /// Opens `path` as the process sees it. Null unless it is a regular file with that inode.
  std::shared_ptr<ElfFile> library(pid_t pid, const record::Mapping& mapping);

 private:
  std::shared_ptr<ElfFile> get(sandbox::Descriptor file, std::string path, std::uint64_t inode);
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::shared_ptr<ElfFile>> files_;
};

class Image {
 public:
  /// Just after execve, at its ptrace stop.
  Image(pid_t pid, ElfFiles& files);

  bool has_program() const { return program_.file != nullptr; }
  ElfFile& program() const { return *program_.file; }
  const std::shared_ptr<ElfFile>& program_file() const { return program_.file; }  ///< the same for the same file of a run
  Address program_bias() const { return program_.bias; }
  bool is_program(const Module& module) const { return module.file == program_.file; }
  /// The module of a code address; reads the maps again when it is not known. Null when no file is mapped there.
  const Module* find(pid_t pid, Address address);
  /// All files with code, read again.
  const std::vector<Module>& modules(pid_t pid) {
    load(pid);
    return modules_;
  }

 private:
  const Module* known(Address address) const;
  void load(pid_t pid);

  ElfFiles& files_;
  Module program_;
  std::vector<Module> modules_;
};

}  // namespace partage::observe
