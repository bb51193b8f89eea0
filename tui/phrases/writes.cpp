#include "phrases/writes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "phrases/printable.hpp"
#include "phrases/values.hpp"

namespace partage::phrases {

namespace {

using record::Address;
using record::Mapping;
using record::ProcessView;
using record::Recording;
using record::Snapshot;
using record::Variable;

struct Range {
  Address start = 0, end = 0;
  bool meets(const Range& other) const { return start < other.end && other.start < end; }
};

bool same_place(const Mapping& mine, const Mapping* theirs, Address address) {
  return theirs != nullptr && theirs->inode == mine.inode && theirs->device == mine.device &&
         theirs->offset + (address - theirs->start) == mine.offset + (address - mine.start);
}

class Writes {
 public:
  Writes(const Recording& recording, const record::Moment& moment, record::Pid pid, int line, const Snapshot& before,
         const Snapshot& after)
      : recording_(recording), pid_(pid), line_(line), own_(pid == moment.pid), before_(before), after_(after) {
    was_ = process_in(before, pid_);
    is_ = process_in(after, pid_);
    if (was_ == nullptr || is_ == nullptr) return;
    for (const record::MemoryChange& change : moment.memory)
      if (change.pid == pid_) variables(change);
  }

  void bytes(const Change& change) {
    if (change.pid != pid_ || (change.shared() && !own_) || was_ == nullptr || is_ == nullptr) return;
    if (change.first_touch() && change.mapping != nullptr && change.mapping->inode != 0) return from_file(change);
    for (const record::ByteRun& run : change.page->runs) one_run(at(change, run.offset, run.bytes.size()));
  }

  std::vector<Write> take() {
    std::stable_sort(found_.begin(), found_.end(), [](const Write& a, const Write& b) { return a.address < b.address; });
    return std::move(found_);
  }

 private:
  void variables(const record::MemoryChange& change) {
    for (const record::VariableChange& one : change.variables) {
      if (one.variable >= recording_.variables.size() || one.address == 0) continue;
      const Variable& variable = recording_.variables[one.variable];
      const auto former = was_->variables.find(one.variable);
      const bool born = former == was_->variables.end();
      const Range place{one.address, one.address + variable.size};
      if (born ? !is_declared_here(variable) && !is_written(change, place) : former->second.address != one.address || former->second.value == one.value)
        continue;
      // Bytes that were there already were seen late: they were written earlier, perhaps by another.
      if (!born && value_at(before_, pid_, one.address, variable.size, recording_.page_size) == one.value) continue;
      found_.push_back({variable.name, place.start, place.end,
                        born ? "" : value_text(variable, former->second.value), value_text(variable, one.value),
                        variable.kind == Variable::Kind::pointer, one.value});
    }
  }

  static bool is_written(const record::MemoryChange& change, const Range& place) {
    for (const record::PageChange& page : change.pages)
      for (const record::ByteRun& run : page.runs)
        if (place.meets({page.address + run.offset, page.address + run.offset + run.bytes.size()})) return true;
    return false;
  }

  bool is_declared_here(const Variable& variable) const {
    return !variable.function.empty() && variable.line == line_;
  }

  std::uint64_t page_size() const { return std::max<std::uint64_t>(recording_.page_size, 1); }

  static Range at(const Change& change, std::size_t offset, std::size_t length) {
    return {change.page->address + offset, change.page->address + offset + length};
  }

  // A page that comes from a file or from the memory that others share: what differs from there was written.
  void from_file(const Change& change) {
    const std::string former = origin(change);
    const std::string& now = change.after->bytes;
    if (former.size() != now.size()) return;
    for (std::size_t start = 0; start < now.size();) {
      if (now[start] == former[start] && ++start) continue;
      std::size_t end = start;
      while (end < now.size() && now[end] != former[end]) ++end;
      one_run(at(change, start, end - start));
      start = end;
    }
  }

  // The same page of the file, which this process has elsewhere too: there it holds what lies past the file's end as well.
  const record::PageView* twin(const Mapping& mapping, Address address) const {
    const std::uint64_t offset = mapping.offset + (address - mapping.start);
    for (const Mapping& other : was_->mappings) {
      if (!mapping.shared() || !other.shared() || other.inode != mapping.inode || other.device != mapping.device) continue;
      if (offset < other.offset || offset - other.offset >= other.end - other.start) continue;
      const record::PageView* page = page_in(was_, other.start + (offset - other.offset));
      if (present(page)) return page;
    }
    return nullptr;
  }

  // Empty: nobody knows what was there.
  std::string origin(const Change& change) const {
    const Address address = change.page->address;
    const Mapping& mapping = *change.mapping;
    if (const record::PageView* same = twin(mapping, address); same != nullptr) return same->bytes;
    if (const record::FileView* file = before_.file_of(mapping); file != nullptr) {
      const auto page = file->pages.find((mapping.offset + (address - mapping.start)) / page_size());
      return page == file->pages.end() || !page->second.cached ? "" : page->second.bytes;
    }
    for (const auto& [pid, view] : before_.processes)
      if (pid != pid_ && present(page_in(&view, address)) && same_place(mapping, view.mapping_at(address), address))
        return view.pages.at(address).bytes;
    // Anonymous shared memory that nobody had touched.
    return mapping.path.starts_with("/dev/zero") ? std::string(change.after->bytes.size(), '\0') : "";
  }

  bool is_named(const Range& run) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Write& write) { return run.meets({write.address, write.end}); });
  }

  void one_run(const Range& run) {
    if (is_named(run) || variable_at(run)) return;
    if (const auto [variable, view] = pointer_to(run); variable != nullptr) {
      found_.push_back(through(*variable, view->value, run));
      return;
    }
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const Write& write) {
      return write.name.empty() && write.address / page_size() == run.start / page_size();
    });
    if (!known) found_.push_back({"", run.start, run.end, "", "", false, 0});
  }

  // A variable whose page tells more than its last known value does.
  bool variable_at(const Range& run) {
    for (const auto& [index, view] : was_->variables) {
      if (index >= recording_.variables.size()) continue;
      const Variable& variable = recording_.variables[index];
      if (!run.meets({view.address, view.address + variable.size})) continue;
      const auto now = value_at(after_, pid_, view.address, variable.size, recording_.page_size);
      if (!now || *now == view.value) continue;
      found_.push_back({variable.name, view.address, view.address + variable.size, value_text(variable, view.value),
                        value_text(variable, *now), variable.kind == Variable::Kind::pointer, *now});
      return true;
    }
    return false;
  }

  // The pointer that leads nearest below, in the same mapping: *p rather than zone[12].
  std::pair<const Variable*, const record::VariableView*> pointer_to(const Range& run) const {
    const Mapping* mapping = is_->mapping_at(run.start);
    std::pair<const Variable*, const record::VariableView*> best{nullptr, nullptr};
    for (const auto& [index, view] : is_->variables) {
      if (mapping == nullptr || index >= recording_.variables.size()) continue;
      const Variable& variable = recording_.variables[index];
      if (variable.kind != Variable::Kind::pointer || !mapping->contains(view.value) || view.value >= run.end) continue;
      if (best.second == nullptr || view.value > best.second->value) best = {&variable, &view};
    }
    return best;
  }

  Write through(const Variable& pointer, Address base, const Range& run) const {
    const std::optional<Variable> target = pointee(pointer);
    if (!target) return {"*" + pointer.name, run.start, run.end, "", "", false, 0};
    const std::uint64_t first = run.start <= base ? 0 : (run.start - base) / target->size;
    const std::uint64_t last = (run.end - 1 - base) / target->size;
    if (first < last) return several(pointer, *target, base, first, last);
    const Address start = base + first * target->size;
    Write write{element(pointer, first), start, start + target->size, "", "", target->kind == Variable::Kind::pointer, 0};
    const auto now = value_at(after_, pid_, write.address, target->size, recording_.page_size);
    const auto then = value_at(before_, pid_, write.address, target->size, recording_.page_size);
    if (now) write.to = value_text(*target, *now), write.value = *now;
    if (now && then) write.from = value_text(*target, *then);
    return write;
  }

  static std::string element(const Variable& pointer, std::uint64_t index) {
    return index == 0 ? "*" + pointer.name : fmt::format("{}[{}]", pointer.name, index);
  }

  Write several(const Variable& pointer, const Variable& target, Address base, std::uint64_t first,
                std::uint64_t last) const {
    Write write{fmt::format("{0}[{1}] à {0}[{2}]", pointer.name, first, last), base + first * target.size,
                base + (last + 1) * target.size, "", "", false, 0};
    if (target.kind == Variable::Kind::character)
      write.to = text_at(write.address, static_cast<std::size_t>(last - first + 1));
    return write;
  }

  std::string text_at(Address address, std::size_t count) const {
    constexpr std::size_t shown = 40;
    const std::string bytes = is_->read(address, std::min(count, shown), recording_.page_size);
    const std::string text = bytes.substr(0, bytes.find('\0'));
    return text.empty() ? "" : "«\u00a0" + printable(text) + (count > shown ? "…" : "") + "\u00a0»";
  }

  const Recording& recording_;
  record::Pid pid_;
  int line_;
  bool own_;
  const Snapshot& before_;
  const Snapshot& after_;
  const ProcessView* was_ = nullptr;
  const ProcessView* is_ = nullptr;
  std::vector<Write> found_;
};

}  // namespace

std::vector<Write> writes_of(const Recording& recording, const record::Moment& moment, record::Pid pid, int line,
                             const Snapshot& before, const Snapshot& after, const Changes& changes) {
  Writes writes(recording, moment, pid, line, before, after);
  for (const Change& change : changes.all()) writes.bytes(change);
  return writes.take();
}

}  // namespace partage::phrases
