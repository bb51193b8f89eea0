#include "app/memory_tree.hpp"

#include <algorithm>
#include <set>

#include "app/memory_names.hpp"
#include "app/memory_pairs.hpp"
#include "app/memory_rows.hpp"
#include "app/memory_source.hpp"

namespace partage::app {
namespace {

using record::Pid;
using record::Recording;

struct Leaf {
  Pid pid = 0;
  std::string branch;  ///< "│  └─ "
};

// Fathers before their children, by birth. Each process once, even in a damaged file.
class Tree {
 public:
  explicit Tree(const Recording& recording) : recording_(recording) {
    for (const record::Process& process : recording.processes)
      if (process.parent == process.pid || recording.process(process.parent) == nullptr) grow(process.pid, "", "");
    for (const record::Process& process : recording.processes) grow(process.pid, "", "");
  }
  std::vector<Leaf> leaves;

 private:
  void grow(Pid pid, const std::string& branch, const std::string& below) {
    if (!seen_.insert(pid).second) return;
    leaves.push_back({pid, branch});
    std::vector<Pid> children;
    for (const record::Process& process : recording_.processes)
      if (process.parent == pid && !seen_.contains(process.pid)) children.push_back(process.pid);
    for (const Pid child : children) {
      const bool last = child == children.back();
      grow(child, below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
    }
  }

  const Recording& recording_;
  std::set<Pid> seen_;
};

constexpr int kHeading = 2;

std::vector<Leaf> leaves_of(const MemoryScreen& screen) { return Tree(*screen.recording).leaves; }

void choose(MemoryScreen& screen) {
  const std::vector<Leaf> leaves = leaves_of(screen);
  const Pid pid = leaves[std::min(screen.tree_row, leaves.size() - 1)].pid;
  if (screen.tree_left == 0) {
    screen.tree_left = pid;
    return;
  }
  if (pid == screen.tree_left) return;
  screen.chosen = Pair{screen.tree_left, pid};
  screen.pane = MemoryPane::picture;
}

void move(MemoryScreen& screen, int step) {
  const auto last = static_cast<int>(leaves_of(screen).size()) - 1;
  screen.tree_row = static_cast<std::size_t>(std::clamp(static_cast<int>(screen.tree_row) + step, 0, last));
}

bool can_choose(const MemoryScreen& screen) {
  const std::vector<Leaf> leaves = leaves_of(screen);
  return screen.tree_left == 0 || leaves[std::min(screen.tree_row, leaves.size() - 1)].pid != screen.tree_left;
}

}  // namespace

void open_tree(MemoryScreen& screen) {
  screen.pane = MemoryPane::tree;
  screen.tree_left = 0;
  screen.tree_row = 0;
  const std::vector<Leaf> leaves = leaves_of(screen);
  for (std::size_t index = 0; index < leaves.size(); ++index)
    if (leaves[index].pid == shown_pair(screen).left) screen.tree_row = index;
}

Lines tree_lines(const MemoryScreen& screen, int columns) {
  Lines lines;
  lines.emplace_back(screen.tree_left == 0 ? "Processus à montrer à gauche" : "Processus à montrer à droite", look::title);
  lines.emplace_back();
  const Pair shown = shown_pair(screen);
  std::size_t index = 0;
  for (const Leaf& leaf : leaves_of(screen)) {
    const bool here = index++ == screen.tree_row;
    const ShownProcess process = shown_process(screen, leaf.pid);
    const record::SourceLine place = place_of(screen, leaf.pid);
    Line line(here ? "▸ " : "  ", look::changed);
    line.add(leaf.branch, look::dim).add(process_letter(*screen.recording, leaf.pid) + "  ", look::key);
    line.add(process_label(*screen.recording, leaf.pid), here ? look::changed : process.life == Life::alive ? look::strong : look::dim);
    if (!process.state.empty()) line.add("  " + process.state, look::dim);
    if (place.known() && process.life == Life::alive) line.add("  ligne " + std::to_string(place.line), look::dim);
    const bool left = screen.tree_left == 0 ? leaf.pid == shown.left : leaf.pid == screen.tree_left;
    if (left || (screen.tree_left == 0 && leaf.pid == shown.right)) line.add(left ? "  (à gauche)" : "  (à droite)", look::accent);
    lines.push_back(fitted(line, columns));
  }
  lines.emplace_back();
  append(lines, wrap("Ce choix reste jusqu'à la touche f, qui fait suivre de nouveau celui qui agit.", columns, look::dim));
  return lines;
}

int tree_focus(const MemoryScreen& screen) { return kHeading + static_cast<int>(screen.tree_row); }

Bindings tree_bindings(const MemoryScreen& screen) {
  Bindings keys;
  const auto step = [](int by) { return [by](Model& model, Effects&) { move(model.memory, by); }; };
  if (can_choose(screen))
    keys.push_back({{grid::Key::enter, " "}, "Entrée", screen.tree_left == 0 ? "à gauche" : "à droite", "choisir le processus de gauche, puis celui de droite",
                    [](Model& model, Effects&) { choose(model.memory); }});
  if (screen.tree_row + 1 < leaves_of(screen).size()) keys.push_back({{grid::Key::down, "j"}, "↓", "suivant", "processus suivant", step(1)});
  if (screen.tree_row > 0) keys.push_back({{grid::Key::up, "k"}, "↑", "précédent", "processus précédent", step(-1)});
  keys.push_back({{"F"}, "F", "fermer", "revenir à la mémoire", [](Model& model, Effects&) { model.memory.pane = MemoryPane::picture; }});
  return keys;
}

}  // namespace partage::app
