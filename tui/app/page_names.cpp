#include "app/page_names.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace partage::app {

using record::Address;
using record::Moment;
using record::Pid;
using record::ProcessView;

/// Walks the recording once, and writes down each change of identity.
class PageNamer {
 public:
  PageNamer(const record::Recording& recording, PageNames& names) : recording_(recording), names_(names) {}

  void walk() {
    for (const Moment& moment : recording_.moments) {
      names_.changes_.emplace_back();
      record::advance(snapshot_, moment, recording_.page_size);
      if (moment.kind == record::MomentKind::exec) borrowers_.erase(moment.pid);
      if (moment.fork) inherit(moment.pid, *moment.fork);
      for (const Pid pid : affected(moment)) identify(pid);
      for (const PageNames::PageId id : std::exchange(doubtful_, {})) separate(id, moment);
    }
  }

 private:
  using Place = PageNames::Place;
  using PageId = PageNames::PageId;
  using FilePage = std::tuple<std::string, std::uint64_t, std::uint64_t>;  // device, inode, offset

  static std::vector<Pid> affected(const Moment& moment) {
    std::vector<Pid> pids{moment.pid};  // the acting process first: it is the one that takes a copy
    if (moment.fork) pids.push_back(moment.fork->child);
    for (const record::MemoryChange& change : moment.memory)
      if (std::find(pids.begin(), pids.end(), change.pid) == pids.end()) pids.push_back(change.pid);
    return pids;
  }

  void set(Place place, PageId id, bool copy = false) {
    const auto found = names_.now_.find(place);
    const PageId before = found == names_.now_.end() ? -1 : found->second;
    if (before == id) return;
    names_.changes_.back().push_back({place, before, id, copy});
    if (id < 0)
      names_.now_.erase(place);
    else
      names_.now_[place] = id;
  }

  void inherit(Pid father, const record::Fork& fork) {
    const Pid child = fork.child;
    if (fork.call == "vfork") borrowers_.insert(child);
    for (auto it = names_.now_.lower_bound({father, 0}); it != names_.now_.end() && it->first.first == father; ++it) {
      const auto [place, id] = *it;
      set({child, place.second}, id);
    }
  }

  void forget_missing(Pid pid, const ProcessView* process) {
    std::vector<Place> gone;
    for (auto it = names_.now_.lower_bound({pid, 0}); it != names_.now_.end() && it->first.first == pid; ++it) {
      const auto page = process == nullptr ? decltype(process->pages.end()){} : process->pages.find(it->first.second);
      if (process == nullptr || !process->alive || page == process->pages.end() || !page->second.flags.present)
        gone.push_back(it->first);
    }
    for (const Place& place : gone) {
      frames_.erase(place);
      set(place, -1);
    }
  }

  void identify(Pid pid) {
    const auto found = snapshot_.processes.find(pid);
    const ProcessView* process = found == snapshot_.processes.end() ? nullptr : &found->second;
    forget_missing(pid, process);
    if (process == nullptr || !process->alive) return;
    for (const auto& [address, page] : process->pages)
      if (page.flags.present) identify_page({pid, address}, page.flags, process->mapping_at(address));
  }

  void identify_page(Place place, const record::PageFlags& flags, const record::Mapping* mapping) {
    if (mapping != nullptr && mapping->inode != 0 && flags.file_or_shared) {
      const FilePage key{mapping->device, mapping->inode, mapping->offset + (place.second - mapping->start)};
      const auto [known, fresh] = file_pages_.try_emplace(key, names_.count_);
      if (fresh) ++names_.count_;
      set(place, known->second);
    } else if (flags.frame != 0) {
      by_frame(place, flags.frame);
    } else {
      const PageId id = names_.id(place.first, place.second);
      if (id < 0 || file_ids_.contains(id)) set(place, names_.count_++, names_.owners(id) > 1);
      doubtful_.insert(names_.id(place.first, place.second));
    }
    if (mapping != nullptr && mapping->inode != 0 && flags.file_or_shared)
      file_ids_.insert(names_.id(place.first, place.second));
    frames_[place] = flags.frame;
  }

  void by_frame(Place place, std::uint64_t frame) {
    const PageId id = names_.id(place.first, place.second);
    const auto former = frames_.find(place);
    if (id >= 0 && former != frames_.end() && former->second == frame) return;
    for (const auto& [other, other_frame] : frames_)
      if (other != place && other_frame == frame) return set(place, names_.id(other.first, other.second));
    // Just born: inherited from the father, whose frame is only known if it was seen.
    if (id >= 0 && former == frames_.end() && names_.owners(id) == 1) return;
    set(place, names_.count_++, names_.owners(id) > 1);
  }

  const record::PageView* page(Place place) const {
    const auto process = snapshot_.processes.find(place.first);
    if (process == snapshot_.processes.end()) return nullptr;
    const auto found = process->second.pages.find(place.second);
    return found == process->second.pages.end() ? nullptr : &found->second;
  }

  // Lower: takes the copy. The one whose bytes changed, then the one that acted, then the youngest.
  std::tuple<int, int, int> claim(Place place, const Moment& moment) const {
    int unchanged = 1;
    for (const record::MemoryChange& change : moment.memory)
      for (const record::PageChange& one : change.pages)
        if (change.pid == place.first && one.address == place.second && !one.runs.empty()) unchanged = 0;
    int rank = 0;
    for (const record::Process& process : recording_.processes)
      if (process.pid != place.first) ++rank; else break;
    return {unchanged, place.first == moment.pid ? 0 : 1, -rank};
  }

  // Owners of one private page that can no longer be the same page: exclusively mapped, or of different content.
  void separate(PageId id, const Moment& moment) {
    std::vector<Place> owners;
    for (const auto& [place, owned] : names_.now_)
      if (owned == id) owners.push_back(place);
    if (owners.size() < 2) return;
    for (const Place& owner : owners)
      if (borrowers_.contains(owner.first)) return;
    std::sort(owners.begin(), owners.end(),
              [&](const Place& a, const Place& b) { return claim(a, moment) < claim(b, moment); });
    // A fork's child inherits flags that were true of its father alone.
    const bool flags_told = moment.kind != record::MomentKind::fork;
    const record::PageView* kept = page(owners.back());
    for (std::size_t index = 0; index + 1 < owners.size(); ++index) {
      const record::PageView* one = page(owners[index]);
      if (one == nullptr || kept == nullptr) continue;
      const bool exclusive = flags_told && (one->flags.exclusive || kept->flags.exclusive);
      if (exclusive || one->bytes != kept->bytes)
        set(owners[index], names_.count_++, true);
    }
  }

  const record::Recording& recording_;
  PageNames& names_;
  record::Snapshot snapshot_;
  std::map<FilePage, PageId> file_pages_;
  std::set<PageId> file_ids_;
  std::map<Place, std::uint64_t> frames_;
  std::set<PageId> doubtful_;
  std::set<Pid> borrowers_;  // children of vfork: until exec they run in their father's own memory
};

PageNames::PageNames(const record::Recording& recording) {
  PageNamer(recording, *this).walk();
  now_.clear();
}

void PageNames::seek(std::size_t moment) {
  const std::size_t target = changes_.empty() ? 0 : std::min(moment, changes_.size() - 1) + 1;
  const auto put = [this](const Place& place, PageId id) {
    if (id < 0)
      now_.erase(place);
    else
      now_[place] = id;
  };
  for (; played_ < target; ++played_)
    for (const Change& change : changes_[played_]) put(change.place, change.after);
  for (; played_ > target; --played_) {
    const auto& step = changes_[played_ - 1];
    for (auto change = step.rbegin(); change != step.rend(); ++change) put(change->place, change->before);
  }
}

PageNames::PageId PageNames::id(Pid pid, Address page) const {
  const auto found = now_.find({pid, page});
  return found == now_.end() ? -1 : found->second;
}

int PageNames::owners(PageId id) const {
  if (id < 0) return 0;
  return static_cast<int>(std::count_if(now_.begin(), now_.end(), [id](const auto& one) { return one.second == id; }));
}

bool PageNames::copied_now(Pid pid, Address page) const {
  if (played_ == 0) return false;
  const auto& step = changes_[played_ - 1];
  return std::any_of(step.begin(), step.end(),
                     [&](const Change& change) { return change.place == Place{pid, page} && change.copy; });
}

std::string letter(PageNames::PageId id) {
  if (id < 0) return {};
  std::string name(1, static_cast<char>('A' + id % 26));
  if (id >= 26) name += std::to_string(id / 26 + 1);
  return name;
}

}  // namespace partage::app
