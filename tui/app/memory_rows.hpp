// What the memory view shows, before it is drawn: the two processes, and their mappings row by row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model.hpp"

namespace partage::app {

enum class Life { unborn, alive, ended };

struct ShownProcess {
  record::Pid pid = 0;
  std::string role;   ///< "père"
  std::string label;  ///< "PÈRE 4211", with the pid that the program itself sees
  Life life = Life::unborn;
  bool acts = false;  ///< this moment is its own
  std::string state;  ///< "agit", "va agir", "bloqué", "à naître", "fini, code 0", or empty
};

/// One side of a row: a variable, a mapping, or one of its pages.
struct Side {
  std::string name;         ///< empty on the second and later pages of a mapping; « compteur = 1 » for a variable
  std::string permissions;  ///< idem
  record::Address address = 0;
  std::uint64_t size = 0;   ///< of the mapping, bytes; 0 on later pages
  PageNames::PageId page = -1;  ///< -1: no page there yet, or not known
  std::string value;        ///< what the page holds, in a few characters
  bool changed = false;     ///< since the moment before
  bool copied = false;      ///< this moment made the copy
  bool watched = true;      ///< the recording follows these pages; else nothing is known of them
};
/// The same variable, or the same address, on both sides.
struct MemoryRow {
  RowKey key;
  std::optional<Side> left, right;
  bool variable() const { return key.kind == RowKey::Kind::variable; }
  bool changed() const { return (left && left->changed) || (right && right->changed); }
  bool same_page() const { return left && right && left->page >= 0 && left->page == right->page; }
  bool two_pages() const { return left && right && left->page >= 0 && right->page >= 0 && left->page != right->page; }
};

struct MemoryPicture {
  ShownProcess left;
  std::optional<ShownProcess> right;  ///< absent when there is only one process
  std::vector<MemoryRow> rows;        ///< the variables, then the mappings by address
};
ShownProcess shown_process(const MemoryScreen& screen, record::Pid pid);
MemoryPicture memory_picture(const MemoryScreen& screen);
/// There are mappings that only `all_mappings` shows.
bool more_mappings(const MemoryScreen& screen);

/// « Même adresse …95000, UNE page. Preuve : même inode 215 des deux côtés. »; empty when no page is on both sides.
/// The longest wording that fits in so many columns, else the shortest one.
std::string proof_sentence(const MemoryScreen& screen, const MemoryPicture& picture, int columns);

/// What a page's bytes say at a glance: "0", "42", a text between quotes, with its offset when not at the start.
std::string page_value(const std::string& bytes);

}  // namespace partage::app
