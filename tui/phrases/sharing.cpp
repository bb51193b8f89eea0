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

std::string shared_proof(const std::vector<Side>& sides, Address page_address) {
  const Side& one = sides.front();
  const bool same = all(sides, [&](const Side& side) {
    return side.mapping->inode == one.mapping->inode && side.mapping->device == one.mapping->device &&
           side.file_offset(page_address) == one.file_offset(page_address);
  });
  if (!same) return "même adresse, mais pas la même zone\u00a0: les inodes ou les positions diffèrent";
  std::string proof = fmt::format("même inode {} {}", one.mapping->inode, everywhere(sides.size()));
  if (frame(one) != 0 && all(sides, [&](const Side& side) { return frame(side) == frame(one); }))
    proof += fmt::format(", même page physique 0x{:x}", frame(one));
  return proof;
}

std::string private_proof(const std::vector<Side>& sides) {
  if (!all(sides, [](const Side& side) { return side.page != nullptr && side.page->flags.present; })) return "";
  const bool separate = all(sides, [](const Side& side) { return side.page->flags.exclusive; });
  if (separate) return "même adresse, mais chacun a sa page";
  const Side& one = sides.front();
  if (frame(one) != 0 && all(sides, [&](const Side& side) { return frame(side) == frame(one); }))
    return fmt::format("même page physique 0x{:x} pour l'instant\u00a0: elle sera copiée à la première écriture",
                       frame(one));
  const bool common = all(sides, [](const Side& side) { return !side.page->flags.exclusive; });
  return common ? "page commune pour l'instant\u00a0: elle sera copiée à la première écriture" : "";
}

}  // namespace

std::string sharing_proof(const Snapshot& snapshot, Address address, std::uint64_t page_size) {
  if (page_size == 0) return "";
  const Address page_address = address - address % page_size;
  const std::vector<Side> sides = sides_of(snapshot, page_address);
  if (sides.size() < 2) return "";
  if (all(sides, [](const Side& side) { return side.mapping->shared(); })) return shared_proof(sides, page_address);
  if (all(sides, [](const Side& side) { return !side.mapping->shared(); })) return private_proof(sides);
  return "même adresse, mais privée d'un côté et partagée de l'autre\u00a0: ce n'est pas la même page";
}

std::string sharing_proof(const record::Recording& recording, std::size_t index, Address address) {
  return sharing_proof(snapshot_at(recording, index), address, recording.page_size);
}

}  // namespace partage::phrases
