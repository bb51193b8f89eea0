#include "app/memory_files.hpp"

#include <algorithm>

#include "app/memory_names.hpp"
#include "app/memory_rows.hpp"
#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::app {
namespace {

using record::FileKey;
using record::FilePageView;
using record::FileView;
using record::Mapping;
using record::ProcessView;

constexpr std::uint64_t kMostPages = 16;  // as many as are recorded

bool maps(const Mapping& mapping, const FileKey& key) { return mapping.inode != 0 && FileKey{mapping.device, mapping.inode} == key; }

// Where that page of the file is in that mapping; 0 when it is not there.
record::Address address_in(const Mapping& mapping, std::uint64_t offset) {
  const bool inside = offset >= mapping.offset && offset - mapping.offset < mapping.size();
  return inside ? mapping.start + (offset - mapping.offset) : 0;
}

class RowBuilder {
 public:
  RowBuilder(const MemoryScreen& screen, const FileKey& key, const FileView& file) : screen_(screen), key_(key), file_(file) {
    const auto former = screen.before.files.find(key);
    if (former != screen.before.files.end()) former_ = &former->second;
  }

  void build(std::vector<FileRow>& rows) const {
    bool first = true;
    for (std::uint64_t index = 0; index < kMostPages; ++index) {
      FileRow row = row_of(index);
      const bool shown = !row.memory.empty() || (row.page != nullptr && row.page->cached);
      if (!shown) continue;
      row.first = std::exchange(first, false);
      rows.push_back(std::move(row));
    }
  }

 private:
  FileRow row_of(std::uint64_t index) const {
    FileRow row;
    row.key = {RowKey::Kind::file_page, key_.second, index};
    row.name = base_name(file_.path);
    row.size = file_.size;
    row.index = index;
    row.beyond = index * screen_.recording->page_size >= file_.size;
    row.page = find(&file_, index);
    row.before = find(former_, index);
    for (const record::Process& process : screen_.recording->processes) add_memory(row, process.pid);
    return row;
  }

  static const FilePageView* find(const FileView* file, std::uint64_t index) {
    if (file == nullptr) return nullptr;
    const auto page = file->pages.find(index);
    return page == file->pages.end() ? nullptr : &page->second;
  }

  void add_memory(FileRow& row, record::Pid pid) const {
    const ProcessView* process = view_of(screen_.player->now(), pid);
    if (process == nullptr || !process->alive) return;
    for (const Mapping& mapping : process->mappings) {
      const record::Address address = maps(mapping, key_) ? address_in(mapping, row.index * screen_.recording->page_size) : 0;
      if (address != 0) row.memory.push_back(memory_of(pid, *process, address));
    }
  }

  FileMemory memory_of(record::Pid pid, const ProcessView& process, record::Address address) const {
    constexpr int kWidestRole = 6;
    FileMemory memory{pid, phrases::role(*screen_.recording, pid), address, screen_.names->id(pid, address), false, {}, false};
    if (screen_.recording->processes.size() < 2) memory.who.clear();
    if (grid::width(memory.who) > kWidestRole) memory.who = process_letter(*screen_.recording, pid);
    const auto page = process.pages.find(address);
    if (page == process.pages.end() || !page->second.flags.present) return memory;
    memory.copy = !page->second.flags.file_or_shared;
    memory.value = page_value(page->second.bytes);
    const ProcessView* former = view_of(screen_.before, pid);
    if (former == nullptr) return memory;
    const auto known = former->pages.find(address);
    memory.changed = known == former->pages.end() || !(known->second.bytes == page->second.bytes) || !known->second.flags.present;
    return memory;
  }

  const MemoryScreen& screen_;
  const FileKey& key_;
  const FileView& file_;
  const FileView* former_ = nullptr;
};

}  // namespace

bool FileRow::changed() const {
  const bool cache = page != nullptr && (before == nullptr || !(*before == *page));
  return cache || std::any_of(memory.begin(), memory.end(), [](const FileMemory& one) { return one.changed; });
}

std::vector<FileRow> file_rows(const MemoryScreen& screen) {
  std::vector<FileRow> rows;
  for (const auto& [key, file] : screen.player->now().files) RowBuilder(screen, key, file).build(rows);
  return rows;
}

bool maps_a_file(const MemoryScreen& screen) {
  const record::Snapshot& now = screen.player->now();
  return std::any_of(now.processes.begin(), now.processes.end(), [&](const auto& entry) {
    const auto& mappings = entry.second.mappings;
    return entry.second.alive &&
           std::any_of(mappings.begin(), mappings.end(), [&](const Mapping& one) { return now.file_of(one) != nullptr; });
  });
}

std::string cache_state(const FileRow& row) {
  if (row.beyond) return "hors du fichier";
  if (row.page == nullptr || !row.page->cached) return "absente";
  switch (row.page->dirty) {
    case record::FilePage::Dirty::no: return "à jour";
    case record::FilePage::Dirty::yes: return "modifiée, pas encore écrite";
    case record::FilePage::Dirty::unknown: break;
  }
  return "état inconnu (noyau antérieur à 6.5)";
}

std::string file_sentence(const MemoryScreen& screen, const std::vector<FileRow>& rows) {
  const auto changed = std::find_if(rows.begin(), rows.end(), [](const FileRow& row) { return row.changed(); });
  const FileRow* row = changed != rows.end() ? &*changed : rows.empty() ? nullptr : &rows.front();
  if (row == nullptr) return {};
  const std::uint64_t page = screen.recording->page_size;
  std::string text = row->name + "\u00a0: " + phrases::size_text(row->size);
  if (row->size == 0) return text + ", aucune page à lire ni à écrire.";
  const std::uint64_t last = (row->size - 1) / page + 1, end = row->size - (last - 1) * page;
  if (end == page) return text + ", jusqu'au bout de la page " + std::to_string(last) + ".";
  return text + "\u202f; le fichier s'arrête à l'octet " + std::to_string(end) + " de la page " + std::to_string(last) + ".";
}

Lines file_sentences(const std::vector<FileRow>& files, int columns) {
  Lines lines;
  for (const FileRow& row : files) {
    if (row.first) {
      separate(lines);
      lines.push_back(Line("fichier " + row.name, look::strong).add(" (" + phrases::size_text(row.size) + ")", look::dim));
    }
    std::string text = "page " + std::to_string(row.index + 1) + "\u00a0: cache " + cache_state(row);
    if (row.page != nullptr && row.page->cached) text += ", contient " + page_value(row.page->bytes);
    if (!row.beyond) text += row.page != nullptr && row.page->disk ? "\u202f; disque " + page_value(*row.page->disk) : "\u202f; disque inconnu";
    append(lines, wrap(Line(text), columns, Line("  "), Line("    ")));
    for (const FileMemory& one : row.memory) {
      text = (one.who.empty() ? "le programme" : one.who) + " en " + phrases::short_address(one.address) + "\u00a0: ";
      text += one.value.empty() ? "pas encore de page" : (one.copy ? "sa propre copie, contient " : "la page du cache, contient ") + one.value;
      if (one.changed) text += " (vient de changer)";
      append(lines, wrap(Line(text, one.changed ? look::changed : look::plain), columns, Line("    "), Line("      ")));
    }
  }
  return lines;
}

}  // namespace partage::app
