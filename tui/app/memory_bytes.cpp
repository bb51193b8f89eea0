#include "app/memory_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>

#include "app/memory_names.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::app {
namespace {

using record::Pid;

constexpr int kRoomy = 74;  // columns from which sixteen bytes fit

const record::PageView* page_of(const record::Snapshot& snapshot, Pid pid, record::Address address) {
  const record::ProcessView* process = view_of(snapshot, pid);
  if (process == nullptr) return nullptr;
  const auto page = process->pages.find(address);
  return page == process->pages.end() ? nullptr : &page->second;
}

void add_side(BytesPage& page, const MemoryScreen& screen, Pid pid, record::Address address) {
  const record::PageView* now = page_of(screen.player->now(), pid, address);
  if (now == nullptr || !now->flags.present) return;
  BytesSide side{process_letter(*screen.recording, pid), now->bytes, std::nullopt};
  const record::ProcessView* former = view_of(screen.before, pid);
  const record::PageView* before = page_of(screen.before, pid, address);
  if (before != nullptr) side.before = before->bytes;
  // A page that was just made held zeros before.
  else if (former != nullptr && former->alive) side.before = std::string(now->bytes.size(), '\0');
  page.sides.push_back(std::move(side));
}

// Nothing was read or written there yet, or the recording does not follow that page.
std::string no_page_text(const MemoryScreen& screen, Pid pid, record::Address address) {
  const record::ProcessView* process = view_of(screen.player->now(), pid);
  const record::Mapping* mapping = process == nullptr ? nullptr : process->mapping_at(address);
  const bool followed = mapping != nullptr && (mapping->own || process->pages.contains(address));
  return followed ? "pas encore de page" : "page dont le contenu n'est pas suivi";
}

std::string owner_text(const MemoryScreen& screen, Pid pid, record::Address address) {
  const auto id = screen.names->id(pid, address);
  return id < 0 ? std::string() : "[" + letter(id) + "] " + phrases::of(*screen.recording, pid);
}

// « page [A] du père et du fils », « pages [A] du père, [C] du fils ».
std::string owners_text(const MemoryScreen& screen, const MemoryPicture& picture, record::Address address) {
  const std::string left = owner_text(screen, picture.left.pid, address);
  const std::string right = picture.right ? owner_text(screen, picture.right->pid, address) : "";
  if (left.empty() && right.empty()) return no_page_text(screen, picture.left.pid, address);
  if (left.empty() || right.empty()) return "page " + left + right;
  const bool one = screen.names->id(picture.left.pid, address) == screen.names->id(picture.right->pid, address);
  return one ? "page " + left + " et " + phrases::of(*screen.recording, picture.right->pid) : "pages " + left + ", " + right;
}

// One row of bytes on one side.
struct Row {
  std::string who;
  std::string_view now;
  std::vector<bool> changed;
  bool marked() const { return std::find(changed.begin(), changed.end(), true) != changed.end(); }
  bool zeros() const { return !marked() && now.find_first_not_of('\0') == std::string_view::npos; }
  bool same(const Row& other) const { return now == other.now && changed == other.changed; }
};

Row row_of(const BytesSide& side, std::size_t offset, std::size_t count) {
  Row row{side.who, std::string_view(side.now).substr(std::min(offset, side.now.size()), count), {}};
  for (std::size_t at = 0; at < row.now.size(); ++at) {
    const std::size_t place = offset + at;
    row.changed.push_back(side.before && (place >= side.before->size() || (*side.before)[place] != row.now[at]));
  }
  return row;
}

// Sides that hold the same are given together: "PF".
std::vector<Row> rows_at(const BytesPage& page, std::size_t offset, std::size_t count) {
  std::vector<Row> rows;
  for (const BytesSide& side : page.sides) {
    Row row = row_of(side, offset, count);
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const Row& one) { return one.same(row); });
    if (same != rows.end()) same->who += row.who;
    else rows.push_back(std::move(row));
  }
  return rows;
}

Line row_line(const Row& row, std::size_t offset, std::size_t count, int who) {
  Line line(row.marked() ? "▸" : " ", look::changed);
  line.add(row.who, look::strong).pad_to(1 + who).add(fmt::format(" {:04x} ", offset), look::dim);
  Line text;
  for (std::size_t at = 0; at < count; ++at) {
    const bool here = at < row.now.size() && row.changed[at], last = at > 0 && at - 1 < row.now.size() && row.changed[at - 1];
    line.add(here && !last ? "[" : last && !here ? "]" : " ", look::changed);
    if (at >= row.now.size()) {
      line.add("  ");
      continue;
    }
    const auto byte = static_cast<unsigned char>(row.now[at]);
    line.add(fmt::format("{:02x}", byte), here ? look::changed : byte == 0 ? look::dim : look::plain);
    text.add(std::string(1, byte >= 0x20 && byte < 0x7F ? row.now[at] : '.'), here ? look::changed : look::plain);
  }
  const bool open = count > 0 && count <= row.now.size() && row.changed[count - 1];
  return line.add(open ? "]" : " ", look::changed).add(" ").add(text);
}

class Writer {
 public:
  Writer(const BytesPage& page, int columns) : page_(page), count_(columns < kRoomy ? 8 : 16) {
    std::string all;
    for (const BytesSide& side : page.sides) {
      all += side.who;
      size_ = std::max(size_, side.now.size());
    }
    who_ = std::max(grid::width(all), 1);
  }

  BytesText text() {
    for (std::size_t offset = 0; offset < size_; offset += count_) {
      const std::vector<Row> rows = rows_at(page_, offset, count_);
      const bool here = offset <= page_.looked_at && page_.looked_at < offset + count_ && page_.looked_at > 0;
      if (rows.size() == 1 && rows.front().zeros() && !here) {
        if (zeros_ == 0) zeros_from_ = offset;
        ++zeros_;
        continue;
      }
      put_zeros(offset);
      if (here) looked_at_ = static_cast<int>(text_.lines.size());
      for (const Row& row : rows) {
        if (row.marked() && changed_ < 0) changed_ = static_cast<int>(text_.lines.size());
        text_.lines.push_back(row_line(row, offset, count_, who_));
      }
    }
    put_zeros(size_);
    text_.first = looked_at_ >= 0 ? looked_at_ : std::max(changed_, 0);
    return std::move(text_);
  }

 private:
  void put_zeros(std::size_t end) {
    if (zeros_ == 0) return;
    Line line("  ");
    line.pad_to(2 + who_).add(fmt::format("{:04x} à {:04x}\u00a0: des zéros", zeros_from_, end - 1), look::dim);
    text_.lines.push_back(line);
    zeros_ = 0;
  }

  const BytesPage& page_;
  std::size_t count_, size_ = 0, zeros_ = 0, zeros_from_ = 0;
  int who_ = 1, changed_ = -1, looked_at_ = -1;
  BytesText text_;
};

}  // namespace

BytesPage bytes_of(const MemoryScreen& screen, const MemoryPicture& picture, const MemoryRow& row) {
  const std::uint64_t size = std::max<std::uint64_t>(screen.recording->page_size, 1);
  const record::Address address = row.left ? row.left->address : row.right ? row.right->address : 0;
  const record::Address start = address - address % size;
  BytesPage page{phrases::short_address(start) + "\u00a0: " + owners_text(screen, picture, start), {}, 0};
  if (row.variable()) {
    page.looked_at = address - start;
    page.title = screen.recording->variables[row.key.first].name + ", en " + phrases::short_address(address) + "\u00a0: " +
                 owners_text(screen, picture, start);
  }
  add_side(page, screen, picture.left.pid, start);
  if (picture.right) add_side(page, screen, picture.right->pid, start);
  return page;
}

BytesPage bytes_of(const MemoryScreen& screen, const FileRow& row) {
  BytesPage page{"page " + std::to_string(row.index + 1) + " de " + row.name + "\u00a0: C le cache, D le disque", {}, 0};
  const auto before = [&](const std::string& bytes) { return row.before == nullptr ? std::nullopt : std::optional(bytes); };
  if (row.page != nullptr && row.page->cached)
    page.sides.push_back({"C", row.page->bytes, before(row.before == nullptr ? "" : row.before->bytes)});
  if (row.page != nullptr && row.page->disk) {
    const bool known = row.before != nullptr && row.before->disk;
    page.sides.push_back({"D", *row.page->disk, known ? row.before->disk : std::nullopt});
  }
  for (const FileMemory& one : row.memory)
    if (one.copy) add_side(page, screen, one.pid, one.address);
  return page;
}

BytesText bytes_text(const BytesPage& page, int columns) { return Writer(page, columns).text(); }

}  // namespace partage::app
