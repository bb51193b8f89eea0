#include "app/memory_rows.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <map>

#include "app/memory_names.hpp"
#include "app/memory_pairs.hpp"
#include "app/memory_variables.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::app {
namespace {

using record::Address;
using record::Mapping;
using record::Moment;
using record::Pid;
using record::ProcessView;
using record::Recording;

constexpr std::size_t kMostPages = 4;  // of one mapping

bool ended_by(const Recording& recording, Pid pid, std::size_t moment) {
  for (std::size_t index = 0; index <= moment && index < recording.moments.size(); ++index)
    if (recording.moments[index].pid == pid && recording.moments[index].kind == record::MomentKind::exit) return true;
  return false;
}

std::string end_words(const record::Process* process) {
  if (process == nullptr || !process->exit) return "fini";
  const record::Exit& exit = *process->exit;
  if (exit.signal == 0) return "fini, code " + std::to_string(exit.status);
  return "tué\u00a0: " + (exit.signal_name.empty() ? "le signal " + std::to_string(exit.signal) : exit.signal_name);
}

bool blocked(const MemoryScreen& screen, Pid pid) {
  const Recording& recording = *screen.recording;
  return screen.moment + 1 == recording.moments.size() &&
         std::any_of(recording.waits.begin(), recording.waits.end(), [pid](const record::Wait& wait) { return wait.pid == pid; });
}

// Line by line, a moment comes just before what it names.
bool about_to_act(const Moment& moment) {
  return moment.kind == record::MomentKind::statement || moment.kind == record::MomentKind::instruction;
}

using Sides = std::map<Address, Side>;  // by address, or by index for variables

// What one process shows.
class SideBuilder {
 public:
  SideBuilder(const MemoryScreen& screen, Pid pid, bool all)
      : screen_(screen), pid_(pid), all_(all), now_(view_of(screen.player->now(), pid)), before_(view_of(screen.before, pid)) {}

  Sides variables() const {
    Sides sides;
    if (now_ == nullptr || !now_->alive) return sides;
    for (const auto& [index, view] : now_->variables) {
      const std::string text = variable_text(*screen_.recording, *now_, index);
      if (view.address == 0 || text.empty()) continue;
      Side side{text, "", view.address, 0, -1, {}, false, false, false};
      side.changed = variable_changed(index, view);
      sides[index] = side;
    }
    return sides;
  }

  Sides mappings() const {
    Sides sides;
    if (now_ == nullptr || !now_->alive) return sides;
    for (const Mapping& mapping : now_->mappings)
      if (all_ || matters(mapping)) add(sides, mapping);
    return sides;
  }

 private:
  bool matters(const Mapping& mapping) const {
    return mapping.own || mapping.shared() || first_page(mapping) != now_->pages.end();
  }

  std::map<Address, record::PageView>::const_iterator first_page(const Mapping& mapping) const {
    const auto found = now_->pages.lower_bound(mapping.start);
    return found != now_->pages.end() && found->first < mapping.end ? found : now_->pages.end();
  }

  void add(Sides& sides, const Mapping& mapping) const {
    Side head{mapping_name(*screen_.recording, mapping), mapping.permissions, mapping.start, mapping.size(), -1, {}, false, false, true};
    const bool fresh = is_new(mapping);
    std::size_t count = 0;
    for (auto page = first_page(mapping); page != now_->pages.end() && page->first < mapping.end && count < kMostPages; ++page) {
      Side side = count++ == 0 ? head : Side{};
      side.address = page->first;
      side.page = screen_.names->id(pid_, page->first);
      if (side.page >= 0) side.value = value_of(mapping, page->first, page->second);
      side.changed = fresh || page_changed(page->first, page->second);
      side.copied = screen_.names->copied_now(pid_, page->first);
      sides[side.address] = side;
    }
    if (count > 0) return;
    head.changed = fresh;
    head.watched = mapping.own;
    sides[head.address] = head;
  }

  // Pages that hold the program's variables hold much else, of libc's and of the loader's: only variables are shown.
  std::string value_of(const Mapping& mapping, Address address, const record::PageView& page) const {
    if (!screen_.recording->by_lines() || mapping.own || mapping.shared()) return page_value(page.bytes);
    std::string value;
    for (const auto& [index, view] : now_->variables) {
      if (view.address < address || view.address - address >= page.bytes.size() || index >= screen_.recording->variables.size()) continue;
      const record::Variable& variable = screen_.recording->variables[index];
      if (variable.kind == record::Variable::Kind::pointer) continue;
      if (!value.empty() && !variable_changed(index, view)) continue;
      value = variable_value(variable, view.value);
      if (variable_changed(index, view)) break;
    }
    return value;
  }

  // One that appears, at the start of main or at a birth, has not changed.
  bool variable_changed(std::uint32_t index, const record::VariableView& view) const {
    if (before_ == nullptr) return false;
    const auto former = before_->variables.find(index);
    return former != before_->variables.end() && former->second.value != view.value;
  }

  bool is_new(const Mapping& mapping) const {
    if (before_ == nullptr) return screen_.moment > 0;
    return std::find(before_->mappings.begin(), before_->mappings.end(), mapping) == before_->mappings.end();
  }

  bool page_changed(Address address, const record::PageView& page) const {
    if (before_ == nullptr) return screen_.moment > 0;
    const auto former = before_->pages.find(address);
    return former == before_->pages.end() || former->second.bytes != page.bytes ||
           former->second.flags.present != page.flags.present || screen_.names->copied_now(pid_, address);
  }

  const MemoryScreen& screen_;
  Pid pid_;
  bool all_;
  const ProcessView* now_;
  const ProcessView* before_;
};

void join(std::vector<MemoryRow>& joined, RowKey::Kind kind, const Sides& left, const Sides& right) {
  std::map<Address, MemoryRow> rows;
  for (const auto& [at, side] : left) rows[at].left = side;
  for (const auto& [at, side] : right) rows[at].right = side;
  for (auto& [at, row] : rows) {
    row.key = {kind, at, 0};
    joined.push_back(std::move(row));
  }
}

// The row that the proof is about: what just changed first, then what is shared.
const MemoryRow* row_to_prove(const std::vector<MemoryRow>& rows) {
  const auto find = [&](auto&& wanted) -> const MemoryRow* {
    const auto found = std::find_if(rows.begin(), rows.end(), wanted);
    return found == rows.end() ? nullptr : &*found;
  };
  const auto both = [](const MemoryRow& row) { return row.same_page() || row.two_pages(); };
  if (const auto* row = find([&](const MemoryRow& one) { return one.changed() && both(one); })) return row;
  if (const auto* row = find([](const MemoryRow& one) { return one.same_page(); })) return row;
  return find(both);
}

}  // namespace

std::string page_value(const std::string& bytes) {
  const std::size_t first = bytes.find_first_not_of('\0');
  if (first == std::string::npos) return "0";
  constexpr std::size_t kShortestText = 3, kLongestText = 24;
  std::size_t end = first;
  while (end < bytes.size() && end - first < kLongestText && std::isprint(static_cast<unsigned char>(bytes[end])) != 0) ++end;
  const bool text = end - first >= kShortestText;
  const std::size_t at = text ? first : first - first % sizeof(std::int32_t);
  std::int32_t value = 0;
  if (at + sizeof value <= bytes.size()) std::memcpy(&value, bytes.data() + at, sizeof value);
  std::string shown = text ? "\"" + bytes.substr(first, end - first) + "\"" : std::to_string(value);
  return at == 0 ? shown : shown + " (+" + std::to_string(at) + ")";
}

ShownProcess shown_process(const MemoryScreen& screen, Pid pid) {
  const Recording& recording = *screen.recording;
  const record::Process* process = recording.process(pid);
  const ProcessView* view = view_of(screen.player->now(), pid);
  ShownProcess shown;
  shown.pid = pid;
  shown.role = phrases::role(recording, pid);
  shown.label = process_label(recording, pid);
  if (recording.processes.size() > 2) shown.label = process_letter(recording, pid) + "\u00a0: " + shown.label;
  shown.acts = recording.moments[screen.moment].pid == pid;
  if (view != nullptr && view->alive) shown.life = Life::alive;
  else if (ended_by(recording, pid, screen.moment)) shown.life = Life::ended;
  if (shown.life == Life::unborn) shown.state = "à naître";
  else if (shown.life == Life::ended) shown.state = end_words(process);
  else if (blocked(screen, pid)) shown.state = "bloqué";
  else if (shown.acts) shown.state = about_to_act(recording.moments[screen.moment]) ? "va agir" : "agit";
  return shown;
}

namespace {

MemoryPicture picture_of(const MemoryScreen& screen, bool all) {
  const Pair pair = shown_pair(screen);
  const SideBuilder left(screen, pair.left, all);
  MemoryPicture picture{shown_process(screen, pair.left), std::nullopt, {}};
  Sides right_variables, right_mappings;
  if (pair.right != 0) {
    const SideBuilder right(screen, pair.right, all);
    picture.right = shown_process(screen, pair.right);
    right_variables = right.variables();
    right_mappings = right.mappings();
  }
  join(picture.rows, RowKey::Kind::variable, left.variables(), right_variables);
  join(picture.rows, RowKey::Kind::mapping, left.mappings(), right_mappings);
  return picture;
}

}  // namespace

MemoryPicture memory_picture(const MemoryScreen& screen) { return picture_of(screen, screen.all_mappings); }

bool more_mappings(const MemoryScreen& screen) {
  return picture_of(screen, true).rows.size() > picture_of(screen, false).rows.size();
}

std::string proof_sentence(const MemoryScreen& screen, const MemoryPicture& picture, int columns) {
  const MemoryRow* row = row_to_prove(picture.rows);
  if (row == nullptr) return {};
  const record::Address address = row->left->address;
  const std::string where = phrases::short_address(address) + ", ", same = "Même adresse ";
  const auto fits = [&](const std::string& sentence) { return grid::width(sentence) <= columns; };
  if (row->two_pages()) {
    const std::string two = where + "DEUX pages\u00a0: [" + letter(row->left->page) + "] et [" + letter(row->right->page) + "].";
    return fits(same + two) ? same + two : two;
  }
  const record::Snapshot& now = screen.player->now();
  const std::uint64_t page_size = screen.recording->page_size;
  const std::string proof = phrases::sharing_proof(now, address, page_size);
  if (proof.empty()) return fits(same + where + "UNE page.") ? same + where + "UNE page." : where + "UNE page.";
  const std::string full = where + (proof.starts_with("page ") ? "une " : "UNE page. Preuve\u00a0: ") + proof + ".";
  if (fits(same + full)) return same + full;
  return fits(full) ? full : where + phrases::brief_sharing(now, address, page_size) + ".";
}

}  // namespace partage::app
