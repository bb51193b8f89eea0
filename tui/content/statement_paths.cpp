#include "content/statement_paths.hpp"

namespace partage::content {

namespace {

namespace fs = std::filesystem;

const std::string as_written = "../../exercises";

void replace_all(std::string& line, const std::string& kit) {
  for (std::size_t at = line.find(as_written); at != std::string::npos; at = line.find(as_written, at + kit.size()))
    line.replace(at, as_written.size(), kit);
}

}  // namespace

void adapt_statements(Library& library, const Paths& paths) {
  const fs::path kit = paths.root / "exercises";
  std::error_code error;
  if (fs::weakly_canonical(paths.work.parent_path() / "exercises", error) == fs::weakly_canonical(kit, error)) return;
  for (Exercise& exercise : library.exercises)
    for (Page& page : exercise.statement)
      for (Block& block : page.blocks)
        if (auto* code = std::get_if<Code>(&block))
          for (std::string& line : code->lines) replace_all(line, kit.string());
}

}  // namespace partage::content
