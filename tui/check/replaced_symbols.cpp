#include "check/replaced_symbols.hpp"

#include <dlfcn.h>
#include <elf.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>

namespace partage::check {

namespace {

// glibc links these into the program itself (libc_nonshared.a), so that finding them there proves nothing.
constexpr std::string_view linked_statically[] = {"atexit", "at_quick_exit", "pthread_atfork", "__stack_chk_fail_local"};

class ElfFile {
 public:
  explicit ElfFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(file), {});
  }

  /// Calls visit(name, symbol) for each symbol of .symtab.
  template <class Visit>
  void symbols(Visit&& visit) const {
    Elf64_Ehdr header{};
    if (!read(0, header) || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64) return;
    for (unsigned i = 0; i < header.e_shnum; ++i) {
      Elf64_Shdr section{}, names{};
      if (!read(header.e_shoff + i * sizeof section, section) || section.sh_type != SHT_SYMTAB) continue;
      if (!read(header.e_shoff + section.sh_link * sizeof names, names)) continue;
      for (std::uint64_t at = 0; at + sizeof(Elf64_Sym) <= section.sh_size; at += sizeof(Elf64_Sym)) {
        Elf64_Sym symbol{};
        if (!read(section.sh_offset + at, symbol)) return;
        visit(name_at(names.sh_offset + symbol.st_name), symbol);
      }
    }
  }

  /// Whether any section header satisfies the question.
  template <class Question>
  bool any_section(Question&& question) const {
    Elf64_Ehdr header{};
    if (!read(0, header) || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64) return false;
    for (unsigned i = 0; i < header.e_shnum; ++i) {
      Elf64_Shdr section{};
      if (read(header.e_shoff + i * sizeof section, section) && question(section)) return true;
    }
    return false;
  }
  bool has_relocation(const Elf64_Shdr& section, std::uint32_t wanted) const {
    for (std::uint64_t at = 0; at + sizeof(Elf64_Rela) <= section.sh_size; at += sizeof(Elf64_Rela)) {
      Elf64_Rela relocation{};
      if (!read(section.sh_offset + at, relocation)) return false;
      if (ELF64_R_TYPE(relocation.r_info) == wanted) return true;
    }
    return false;
  }

 private:
  template <class T>
  bool read(std::uint64_t offset, T& value) const {
    if (offset > bytes_.size() || bytes_.size() - offset < sizeof value) return false;
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return true;
  }
  std::string name_at(std::uint64_t offset) const {
    if (offset >= bytes_.size()) return {};
    return {bytes_.data() + offset, strnlen(bytes_.data() + offset, bytes_.size() - offset)};
  }

  std::string bytes_;
};

bool is_library_function(const std::string& name) {
  if (std::find(std::begin(linked_statically), std::end(linked_statically), name) != std::end(linked_statically)) return false;
  return dlsym(RTLD_DEFAULT, name.c_str()) != nullptr;
}

}  // namespace

std::optional<std::string> replaced_function(const std::filesystem::path& scenario, const std::filesystem::path& program,
                                             const std::vector<std::string>& expected) {
  std::set<std::string> left_to_library;
  ElfFile(scenario).symbols([&](const std::string& name, const Elf64_Sym& symbol) {
    if (symbol.st_shndx == SHN_UNDEF && std::find(expected.begin(), expected.end(), name) == expected.end() &&
        is_library_function(name))
      left_to_library.insert(name);
  });
  std::optional<std::string> found;
  ElfFile(program).symbols([&](const std::string& name, const Elf64_Sym& symbol) {
    const unsigned type = ELF64_ST_TYPE(symbol.st_info), binding = ELF64_ST_BIND(symbol.st_info);
    const bool defined = symbol.st_shndx != SHN_UNDEF && binding != STB_LOCAL && (type == STT_FUNC || type == STT_GNU_IFUNC);
    if (!found && defined && left_to_library.count(name) != 0) found = name;
  });
  return found;
}

bool runs_before_loaded(const std::filesystem::path& program) {
#ifdef __x86_64__
  constexpr std::uint32_t resolved_by_code = R_X86_64_IRELATIVE;
#else
  constexpr std::uint32_t resolved_by_code = R_AARCH64_IRELATIVE;
#endif
  const ElfFile file(program);
  return file.any_section([&](const Elf64_Shdr& section) {
    return section.sh_type == SHT_PREINIT_ARRAY || (section.sh_type == SHT_RELA && file.has_relocation(section, resolved_by_code));
  });
}

}  // namespace partage::check
