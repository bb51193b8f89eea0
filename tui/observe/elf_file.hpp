// One ELF file that the program has mapped: symbols, unwinding rules, source lines. Addresses are the file's own (not
// relocated). Everything is read when first asked, and kept.
#pragma once

#include <elfutils/libdw.h>
#include <libelf.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "observe/registers.hpp"
#include "observe/statements.hpp"
#include "observe/variables.hpp"
#include "record/recording.hpp"
#include "sandbox/descriptor.hpp"

namespace partage::observe {

/// Which source files are the program's own. `names` empty: all of them but the system's headers.
struct OwnFiles {
  std::vector<std::string> names;  ///< without folder
  bool contains(std::string_view path) const;
};

/// A code address in the sources.
struct Place {
  record::SourceLine source;
  bool known = false;  ///< it has line information
  bool own = false;    ///< in one of the own files (perhaps through inlining; `source` is then the own line)
};

/// How to go from one frame to its caller (DWARF call frame information).
struct FrameRule {
  using Expression = std::vector<Dwarf_Op>;
  struct Register {
    int number;
    Expression where;
  };
  Expression cfa;
  std::vector<Register> saved;   ///< those that this frame has saved
  std::vector<int> lost;         ///< those that cannot be recovered
  bool signal_frame = false;     ///< its return address is exact, not after a call
};

class ElfFile {
 public:
  /// Null for what is not an ELF file of this machine. Takes the descriptor.
  static std::shared_ptr<ElfFile> open(sandbox::Descriptor file, std::string path);
  ~ElfFile();
  ElfFile(const ElfFile&) = delete;
  ElfFile& operator=(const ElfFile&) = delete;

  const std::string& path() const { return path_; }
  Address entry() const { return entry_; }
  bool has_lines();  ///< compiled with -g
  /// What to add to this file's addresses when the given part of it is mapped at `start`.
  std::optional<Address> bias(Address start, std::uint64_t offset) const;

  std::optional<Address> function(std::string_view name);
  /// Whether a function of that name covers the address; a function may have several names.
  bool has_name(Address address, const std::vector<std::string_view>& names);
  std::string name_at(Address address);

  /// Null when nothing says how to unwind there.
  const FrameRule* frame_rule(Address address);
  const Place& place(Address address, const OwnFiles& own);
  /// Some of the own files were compiled with optimisation: their lines are coarser, frames have no frame pointer.
  bool optimised(const OwnFiles& own);
  /// Where a stop before each statement of the own files is to be. In order of address within each function.
  const std::vector<Statement>& statements(const OwnFiles& own);
  /// First address and the one past the last of a function with debug information.
  std::optional<std::pair<Address, Address>> function_range(std::string_view name);
  /// Globals, and locals of main, that are scalars or pointers, of the own files.
  std::shared_ptr<const std::vector<DeclaredVariable>> named_variables(const OwnFiles& own);
  /// Pages of the variables that the own files define, at most `most`.
  std::vector<Address> variable_pages(const OwnFiles& own, std::size_t most);

 private:
  ElfFile(sandbox::Descriptor file, std::string path, Elf* elf);
  struct Symbols;
  const Symbols& symbols();
  Dwarf* dwarf();
  std::optional<FrameRule> make_rule(Dwarf_CFI* cfi, Address address) const;
  Place make_place(Address address, const OwnFiles& own);
  Place place_in(Dwarf_Die& unit, Address address, const OwnFiles& own);

  sandbox::Descriptor file_;
  std::string path_;
  Elf* elf_;
  Address entry_ = 0;
  struct Segment {
    Address address;
    std::uint64_t offset, size;
  };
  std::vector<Segment> segments_;
  std::unique_ptr<Symbols> symbols_;
  Dwarf* dwarf_ = nullptr;
  bool dwarf_tried_ = false;
  Dwarf_CFI* cfi_ = nullptr;
  bool cfi_tried_ = false;
  std::unordered_map<Address, std::optional<FrameRule>> rules_;
  std::unordered_map<Address, Place> places_;
  std::optional<std::vector<Statement>> statements_;
  std::optional<bool> optimised_;
  std::shared_ptr<const std::vector<DeclaredVariable>> variables_;
  std::map<std::string, std::optional<std::pair<Address, Address>>> ranges_;
};

}  // namespace partage::observe
