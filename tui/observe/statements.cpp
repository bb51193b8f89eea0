// Statements of an ELF file, from the line table (DWARF) and the text of its sources.
#include "observe/statements.hpp"

#include <dwarf.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "observe/elf_file.hpp"
#include "observe/statement_lines.hpp"

namespace partage::observe {
namespace {

constexpr std::size_t kMostStatements = 20'000;
constexpr std::streamsize kLongestSource = 1 << 20;

struct Row {
  Address address;
  std::string file;  // full path
  int line;
};

class Sources {
 public:
  const StatementLines& of(const std::string& path) {
    const auto [known, is_new] = all_.try_emplace(path);
    if (!is_new) return known->second;
    std::ifstream file(path, std::ios::binary);
    std::string text;
    if (file) text.assign(std::istreambuf_iterator<char>(file), {});
    if (!text.empty() && static_cast<std::streamsize>(text.size()) <= kLongestSource) known->second = StatementLines(text);
    return known->second;
  }

 private:
  std::map<std::string, StatementLines> all_;
};

struct Function {
  std::string name;
  Address low, high;
};

void collect_functions(Dwarf_Die& unit, std::vector<Function>& functions) {
  Dwarf_Die die;
  if (dwarf_child(&unit, &die) != 0) return;
  do {
    Address low = 0, high = 0;
    Dwarf_Attribute attribute;
    // A method's definition is named by its declaration.
    const char* name = dwarf_formstring(dwarf_attr_integrate(&die, DW_AT_name, &attribute));
    if (dwarf_tag(&die) != DW_TAG_subprogram || name == nullptr) continue;
    if (dwarf_lowpc(&die, &low) == 0 && dwarf_highpc(&die, &high) == 0 && high > low) functions.push_back({name, low, high});
  } while (dwarf_siblingof(&die, &die) == 0);
}

// The last row of an address is the one that counts: those before it span no instruction.
std::map<Address, Row> rows_of(Dwarf_Die& unit, const OwnFiles& own) {
  std::map<Address, Row> rows;
  Dwarf_Lines* lines = nullptr;
  std::size_t count = 0;
  if (dwarf_getsrclines(&unit, &lines, &count) != 0) return rows;
  for (std::size_t i = 0; i < count; ++i) {
    Dwarf_Line* line = dwarf_onesrcline(lines, i);
    Address address = 0;
    int number = 0;
    bool begins = false, ends = false;
    const char* file = dwarf_linesrc(line, nullptr, nullptr);
    if (file == nullptr || dwarf_lineaddr(line, &address) != 0 || dwarf_lineno(line, &number) != 0) continue;
    dwarf_linebeginstatement(line, &begins);
    dwarf_lineendsequence(line, &ends);
    if (!begins || ends || number <= 0 || !own.contains(file)) continue;
    rows.insert_or_assign(address, Row{address, file, number});
  }
  return rows;
}

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// Without the function's own opening (its first row), and without braces that only close.
void add_statements(const Function& function, const std::map<Address, Row>& rows, Sources& sources,
                    std::vector<Statement>& statements) {
  for (auto row = rows.upper_bound(function.low); row != rows.end() && row->first < function.high; ++row) {
    const StatementLines& lines = sources.of(row->second.file);
    const bool last = std::next(row) == rows.end() || std::next(row)->first >= function.high;
    if (lines.known() ? lines.only_closes(row->second.line) : last) continue;
    if (statements.size() >= kMostStatements) return;
    statements.push_back({row->first, {file_name(row->second.file), lines.start(row->second.line), function.name}});
  }
}

}  // namespace

const std::vector<Statement>& ElfFile::statements(const OwnFiles& own) {
  if (statements_) return *statements_;
  statements_.emplace();
  Sources sources;
  Dwarf_CU* cursor = nullptr;
  Dwarf_Half version;
  std::uint8_t type;
  Dwarf_Die unit;
  while (dwarf() != nullptr && dwarf_get_units(dwarf_, cursor, &cursor, &version, &type, &unit, nullptr) == 0) {
    const std::map<Address, Row> rows = rows_of(unit, own);
    std::vector<Function> functions;
    if (!rows.empty()) collect_functions(unit, functions);
    for (const Function& function : functions) add_statements(function, rows, sources, *statements_);
  }
  return *statements_;
}

std::optional<std::pair<Address, Address>> ElfFile::function_range(std::string_view name) {
  const auto [known, is_new] = ranges_.try_emplace(std::string(name));
  if (!is_new) return known->second;
  Dwarf_CU* cursor = nullptr;
  Dwarf_Half version;
  std::uint8_t type;
  Dwarf_Die unit;
  while (dwarf() != nullptr && dwarf_get_units(dwarf_, cursor, &cursor, &version, &type, &unit, nullptr) == 0) {
    std::vector<Function> functions;
    collect_functions(unit, functions);
    for (const Function& function : functions)
      if (function.name == name) known->second = std::pair(function.low, function.high);
  }
  return known->second;
}

}  // namespace partage::observe
