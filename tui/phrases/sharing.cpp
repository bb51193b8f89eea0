#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "phrases/moments.hpp"

namespace partage::phrases {

namespace {

using record::Address;
using record::Mapping;
using record::PageView;
using record::Snapshot;

/// How one living process sees the page of an address.
struct Side {
  const Mapping* mapping = nullptr;
  const PageView* page = nullptr;  ///< null when it is not watched
  /// Place of the page inside the mapped file, in bytes.
  std::uint64_t file_offset(Address page_address) const { return mapping->offset + (page_address - mapping->start); }
};

std::vector<Side> sides_of(const Snapshot& snapshot, Address page_address) {
  std::vector<Side> sides;
  for (const auto& [pid, process] : snapshot.processes) {
    const Mapping* mapping = process.mapping_at(page_address);
    if (!process.alive || mapping == nullptr) continue;
    const auto page = process.pages.find(page_address);
    sides.push_back({mapping, page == process.pages.end() ? nullptr : &page->second});
  }
  return sides;
}

template <class Test>
bool all(const std::vector<Side>& sides, Test test) {
  return std::all_of(sides.begin(), sides.end(), test);
}

std::string everywhere(std::size_t count) {
  return count == 2 ? "des deux côtés" : fmt::format("dans les {} processus", count);
}

std::uint64_t frame(const Side& side) {
  return side.page != nullptr && side.page->flags.present ? side.page->flags.frame : 0;
}

/// What is to be said of a page that several living processes have at the same address.
struct Sharing {
  enum class Kind { nothing, one_zone, other_zones, one_page_for_now, own_pages, mixed } kind = Kind::nothing;
  std::uint64_t inode = 0;
  std::uint64_t frame = 0;  ///< the same everywhere; 0: unknown, or not the same
  std::size_t count = 0;    ///< of processes
};

std::uint64_t common_frame(const std::vector<Side>& sides) {
  const std::uint64_t one = frame(sides.front());
  return all(sides, [&](const Side& side) { return frame(side) == one; }) ? one : 0;
}

Sharing shared_zone(const std::vector<Side>& sides, Address page_address) {
  const Side& one = sides.front();
  const bool same = all(sides, [&](const Side& side) {
    return side.mapping->inode == one.mapping->inode && side.mapping->device == one.mapping->device &&
           side.file_offset(page_address) == one.file_offset(page_address);
  });
  if (!same) return {Sharing::Kind::other_zones, 0, 0, sides.size()};
  return {Sharing::Kind::one_zone, one.mapping->inode, common_frame(sides), sides.size()};
}

Sharing private_zones(const std::vector<Side>& sides) {
  const auto is = [&](Sharing::Kind kind, std::uint64_t common) { return Sharing{kind, 0, common, sides.size()}; };
  if (!all(sides, [](const Side& side) { return side.page != nullptr && side.page->flags.present; })) return {};
  if (all(sides, [](const Side& side) { return side.page->flags.exclusive; })) return is(Sharing::Kind::own_pages, 0);
  const std::uint64_t common = common_frame(sides);
  if (common != 0 || all(sides, [](const Side& side) { return !side.page->flags.exclusive; })) return is(Sharing::Kind::one_page_for_now, common);
  return {};
}

Sharing sharing(const Snapshot& snapshot, Address address, std::uint64_t page_size) {
  if (page_size == 0) return {};
  const Address page_address = address - address % page_size;
  const std::vector<Side> sides = sides_of(snapshot, page_address);
  if (sides.size() < 2) return {};
  if (all(sides, [](const Side& side) { return side.mapping->shared(); })) return shared_zone(sides, page_address);
  if (all(sides, [](const Side& side) { return !side.mapping->shared(); })) return private_zones(sides);
  return {Sharing::Kind::mixed, 0, 0, sides.size()};
}

std::string in_full(const Sharing& found) {
  const std::string physical = found.frame != 0 ? fmt::format("même page physique 0x{:x}", found.frame) : "";
  switch (found.kind) {
    case Sharing::Kind::nothing: return "";
    case Sharing::Kind::one_zone:
      return fmt::format("même inode {} {}", found.inode, everywhere(found.count)) + (physical.empty() ? "" : ", " + physical);
    case Sharing::Kind::other_zones: return "même adresse, mais pas la même zone\u00a0: les inodes ou les positions diffèrent";
    case Sharing::Kind::one_page_for_now:
      return (physical.empty() ? "page commune" : physical) + " pour l'instant\u00a0: elle sera copiée à la première écriture";
    case Sharing::Kind::own_pages: return "même adresse, mais chacun a sa page";
    case Sharing::Kind::mixed: return "même adresse, mais privée d'un côté et partagée de l'autre\u00a0: ce n'est pas la même page";
  }
  return "";
}

}  // namespace

std::string sharing_proof(const Snapshot& snapshot, Address address, std::uint64_t page_size) {
  return in_full(sharing(snapshot, address, page_size));
}

std::string brief_sharing(const Snapshot& snapshot, Address address, std::uint64_t page_size) {
  const Sharing found = sharing(snapshot, address, page_size);
  const std::string physical = found.frame != 0 ? fmt::format("page physique 0x{:x}", found.frame) : "";
  if (found.kind == Sharing::Kind::one_page_for_now)
    return "UNE page pour l'instant" + (physical.empty() ? "" : fmt::format(" (0x{:x})", found.frame)) + "\u00a0: la première écriture la copiera";
  if (found.kind == Sharing::Kind::one_zone && !physical.empty())
    return fmt::format("UNE page\u00a0: inode {} et {} {}", found.inode, physical, everywhere(found.count));
  if (found.kind == Sharing::Kind::one_zone) return "UNE page\u00a0: " + in_full(found);
  return in_full(found);
}

std::string sharing_proof(const record::Recording& recording, std::size_t index, Address address) {
  return sharing_proof(snapshot_at(recording, index), address, recording.page_size);
}

}  // namespace partage::phrases
