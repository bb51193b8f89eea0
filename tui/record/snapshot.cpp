#include "record/snapshot.hpp"

#include <algorithm>

namespace partage::record {

namespace {

bool mapped(const std::vector<Mapping>& mappings, Address address) {
  return std::any_of(mappings.begin(), mappings.end(), [&](const Mapping& m) { return m.contains(address); });
}

ProcessView child_of(const ProcessView& father) {
  ProcessView child = father;
  child.alive = true;
  child.minor_faults = 0;
  return child;
}

// A run that leaves the page (a damaged file) is cut, never followed.
void write(std::string& page, const ByteRun& run) {
  if (run.offset >= page.size()) return;
  const std::size_t count = std::min(run.bytes.size(), page.size() - run.offset);
  page.replace(run.offset, count, run.bytes, 0, count);
}

void apply(ProcessView& process, const MemoryChange& change, std::uint64_t page_size) {
  if (change.mappings) {
    process.mappings = *change.mappings;
    std::erase_if(process.pages, [&](const auto& page) { return !mapped(process.mappings, page.first); });
  }
  for (const PageChange& changed : change.pages) {
    PageView& page = process.pages[changed.address];
    page.flags = changed.flags;
    page.bytes.resize(page_size, '\0');
    for (const ByteRun& run : changed.runs) write(page.bytes, run);
  }
  for (const VariableChange& changed : change.variables) {
    if (changed.address == 0)
      process.variables.erase(changed.variable);
    else
      process.variables[changed.variable] = {changed.address, changed.value};
  }
  process.minor_faults = change.minor_faults;
}

void apply(FilePageView& page, const FilePage& changed, std::uint64_t page_size) {
  page.cached = changed.cached;
  page.dirty = changed.dirty;
  page.bytes.resize(page_size, '\0');
  for (const ByteRun& run : changed.runs) write(page.bytes, run);
  if (page.cached && page.dirty == FilePage::Dirty::no) page.disk = page.bytes;
}

void apply(FileView& file, const FileChange& change, std::uint64_t page_size) {
  if (file.path.empty()) file.path = change.path;
  file.size = change.size;
  if (page_size == 0) return;
  const std::uint64_t pages = change.size / page_size + (change.size % page_size != 0);
  file.pages.erase(file.pages.lower_bound(pages), file.pages.end());
  for (const FilePage& page : change.pages)
    if (page.index < pages) apply(file.pages[page.index], page, page_size);
}

}  // namespace

const Mapping* ProcessView::mapping_at(Address address) const {
  const auto found =
      std::find_if(mappings.begin(), mappings.end(), [&](const Mapping& m) { return m.contains(address); });
  return found == mappings.end() ? nullptr : &*found;
}

const FileView* Snapshot::file_of(const Mapping& mapping) const {
  const auto found = files.find({mapping.device, mapping.inode});
  return mapping.inode == 0 || found == files.end() ? nullptr : &found->second;
}

std::string ProcessView::read(Address address, std::size_t count, std::uint64_t page_size) const {
  std::string bytes;
  while (page_size > 0 && bytes.size() < count) {
    const Address at = address + bytes.size();
    const Address offset = at % page_size;
    const auto page = pages.find(at - offset);
    if (page == pages.end() || offset >= page->second.bytes.size()) break;
    bytes += page->second.bytes.substr(offset, count - bytes.size());
  }
  return bytes;
}

void advance(Snapshot& snapshot, const Moment& moment, std::uint64_t page_size) {
  const bool born = snapshot.processes.find(moment.pid) == snapshot.processes.end();
  ProcessView& process = snapshot.processes[moment.pid];
  if (born) process.alive = true;
  if (moment.kind == MomentKind::fork && moment.fork)
    snapshot.processes.insert_or_assign(moment.fork->child, child_of(process));
  if (moment.kind == MomentKind::exec) {
    process.mappings.clear();
    process.pages.clear();
    process.variables.clear();
  }
  for (const FileChange& change : moment.files) apply(snapshot.files[{change.device, change.inode}], change, page_size);
  for (const MemoryChange& change : moment.memory) apply(snapshot.processes[change.pid], change, page_size);
  if (moment.kind == MomentKind::exit) process.alive = false;
}

Snapshot snapshot_at(const Recording& recording, std::size_t index) {
  Snapshot snapshot;
  const std::size_t last = std::min(index, recording.moments.size() - 1);
  if (recording.moments.empty()) return snapshot;
  for (std::size_t i = 0; i <= last; ++i) advance(snapshot, recording.moments[i], recording.page_size);
  return snapshot;
}

}  // namespace partage::record
