#include "observe/elf_file.hpp"

#include <elf.h>
#include <gelf.h>

#include <algorithm>
#include <span>

#include "observe/memory.hpp"

namespace partage::observe {

#if defined(__x86_64__)
constexpr int kMachine = EM_X86_64;
#else
constexpr int kMachine = EM_AARCH64;
#endif

/// Functions of the symbol table, or of the dynamic one when the file was stripped.
struct ElfFile::Symbols {
  std::span<const Elf64_Sym> all;
  const char* names = nullptr;
  std::size_t names_size = 0;

  std::string_view name(const Elf64_Sym& symbol) const {
    return symbol.st_name < names_size ? std::string_view(names + symbol.st_name) : std::string_view();
  }
  static bool is_function(const Elf64_Sym& symbol) {
    const int type = ELF64_ST_TYPE(symbol.st_info);
    return (type == STT_FUNC || type == STT_GNU_IFUNC) && symbol.st_shndx != SHN_UNDEF;
  }
  static bool covers(const Elf64_Sym& symbol, Address address) {
    return is_function(symbol) && symbol.st_value <= address && address < symbol.st_value + symbol.st_size;
  }
};

std::shared_ptr<ElfFile> ElfFile::open(sandbox::Descriptor file, std::string path) {
  if (!file) return nullptr;
  static const unsigned version = elf_version(EV_CURRENT);
  if (version == EV_NONE) return nullptr;
  Elf* elf = elf_begin(file.get(), ELF_C_READ_MMAP, nullptr);
  const Elf64_Ehdr* header = elf == nullptr ? nullptr : elf64_getehdr(elf);
  if (header == nullptr || header->e_machine != kMachine) {
    elf_end(elf);
    return nullptr;
  }
  return std::shared_ptr<ElfFile>(new ElfFile(std::move(file), std::move(path), elf));
}

ElfFile::ElfFile(sandbox::Descriptor file, std::string path, Elf* elf)
    : file_(std::move(file)), path_(std::move(path)), elf_(elf), entry_(elf64_getehdr(elf)->e_entry) {
  std::size_t count = 0;
  elf_getphdrnum(elf, &count);
  const Elf64_Phdr* headers = elf64_getphdr(elf);
  for (std::size_t i = 0; headers != nullptr && i < count; ++i)
    if (headers[i].p_type == PT_LOAD) segments_.push_back({headers[i].p_vaddr, headers[i].p_offset, headers[i].p_filesz});
}

ElfFile::~ElfFile() {
  if (cfi_ != nullptr) dwarf_cfi_end(cfi_);
  if (dwarf_ != nullptr) dwarf_end(dwarf_);
  elf_end(elf_);
}

std::optional<Address> ElfFile::bias(Address start, std::uint64_t offset) const {
  for (const Segment& segment : segments_) {
    const std::uint64_t first = segment.offset - segment.offset % page_size();
    if (offset < first || offset >= segment.offset + segment.size) continue;
    return start - offset + segment.offset - segment.address;
  }
  return std::nullopt;
}

const ElfFile::Symbols& ElfFile::symbols() {
  if (symbols_) return *symbols_;
  symbols_ = std::make_unique<Symbols>();
  Elf_Scn* section = nullptr;
  while ((section = elf_nextscn(elf_, section)) != nullptr) {
    const Elf64_Shdr* header = elf64_getshdr(section);
    if (header == nullptr || (header->sh_type != SHT_SYMTAB && header->sh_type != SHT_DYNSYM)) continue;
    const Elf_Data* table = elf_getdata(section, nullptr);
    Elf_Scn* strings = elf_getscn(elf_, header->sh_link);
    const Elf_Data* names = strings == nullptr ? nullptr : elf_getdata(strings, nullptr);
    if (table == nullptr || names == nullptr) continue;
    symbols_->all = {static_cast<const Elf64_Sym*>(table->d_buf), table->d_size / sizeof(Elf64_Sym)};
    symbols_->names = static_cast<const char*>(names->d_buf);
    symbols_->names_size = names->d_size;
    if (header->sh_type == SHT_SYMTAB) break;
  }
  return *symbols_;
}

std::optional<Address> ElfFile::function(std::string_view name) {
  for (const Elf64_Sym& symbol : symbols().all)
    if (Symbols::is_function(symbol) && symbols_->name(symbol) == name) return symbol.st_value;
  return std::nullopt;
}

bool ElfFile::has_name(Address address, const std::vector<std::string_view>& names) {
  if (names.empty()) return false;
  for (const Elf64_Sym& symbol : symbols().all) {
    if (!Symbols::covers(symbol, address)) continue;
    if (std::find(names.begin(), names.end(), symbols_->name(symbol)) != names.end()) return true;
  }
  return false;
}

std::string ElfFile::name_at(Address address) {
  for (const Elf64_Sym& symbol : symbols().all)
    if (Symbols::covers(symbol, address)) return std::string(symbols_->name(symbol));
  return "";
}

}  // namespace partage::observe
