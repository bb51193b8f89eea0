// The keys of the memory view.
#include <algorithm>

#include "app/memory.hpp"
#include "app/memory_bytes.hpp"
#include "app/memory_layout.hpp"
#include "app/memory_order.hpp"
#include "app/memory_pairs.hpp"
#include "app/memory_tree.hpp"
#include "app/navigation.hpp"

namespace partage::app {
namespace {

auto seek_to(std::size_t moment) {
  return [moment](Model& model, Effects&) { seek_moment(model, moment); };
}

// With a page's bytes, up and down choose the row.
void bind_moments(const MemoryScreen& screen, Bindings& keys) {
  const std::size_t here = screen.moment, last = screen.recording->moments.size() - 1;
  const bool rows = screen.bytes && screen.pane == MemoryPane::picture;
  std::vector<Stroke> next{"n", grid::Key::right, " ", "l", grid::Key::enter}, previous{"p", grid::Key::left, "h", grid::Key::backspace};
  if (!rows) {
    next.insert(next.end(), {grid::Key::down, "j"});
    previous.insert(previous.end(), {grid::Key::up, "k"});
  }
  if (here < last) keys.push_back({next, "n", "suivant", "moment suivant (ou →, ou espace)", seek_to(here + 1)});
  else keys.push_back({{grid::Key::enter}, "Entrée", "continuer", "revenir à la leçon ou à l'exercice", back_to_work});
  if (here > 0) keys.push_back({previous, "p", "précédent", "moment précédent (ou ←)", seek_to(here - 1)});
}

void bind_events(const MemoryScreen& screen, Bindings& keys) {
  const auto& events = screen.events;
  const auto here = events.begin() + static_cast<std::ptrdiff_t>(screen.moment);
  const auto next = std::find(here + 1, events.end(), true);
  if (next != events.end())
    keys.push_back({{"e"}, "e", "événement", "moment suivant où quelque chose arrive à la mémoire", seek_to(static_cast<std::size_t>(next - events.begin()))});
  const auto previous = std::find(std::make_reverse_iterator(here), events.rend(), true);
  if (previous != events.rend())
    keys.push_back({{"E"}, "E", "", "événement précédent", seek_to(static_cast<std::size_t>(events.rend() - previous) - 1)});
}

void bind_ends(const MemoryScreen& screen, Bindings& keys) {
  const std::size_t here = screen.moment, last = screen.recording->moments.size() - 1;
  if (here > 0) keys.push_back({{"r", grid::Key::home, "g"}, "r", "début", "revenir au premier moment (ou Début)", seek_to(0)});
  if (here < last) keys.push_back({{grid::Key::end, "G"}, "Fin", "", "aller au dernier moment", seek_to(last)});
}

void move_cursor(Model& model, int step) {
  MemoryScreen& screen = model.memory;
  const MemoryLayout layout = memory_layout(model);
  const std::vector<RowKey> keys = cursor_rows(layout);
  const int index = std::clamp(cursor_index(screen, layout) + step, 0, static_cast<int>(keys.size()) - 1);
  screen.cursor = keys[static_cast<std::size_t>(index)];
  screen.bytes_scroll = -1;
}

void bind_bytes(const Model& model, Bindings& keys) {
  const MemoryScreen& screen = model.memory;
  if (screen.pane != MemoryPane::picture) return;
  const MemoryLayout layout = memory_layout(model);
  const int index = cursor_index(screen, layout), rows = static_cast<int>(cursor_rows(layout).size());
  if (rows == 0 && !screen.bytes) return;
  if (screen.bytes) {
    if (index + 1 < rows) keys.push_back({{grid::Key::down, "j"}, "↓", "ligne", "page de la ligne suivante", [](Model& changed, Effects&) { move_cursor(changed, 1); }});
    if (index > 0) keys.push_back({{grid::Key::up, "k"}, "↑", "", "page de la ligne précédente", [](Model& changed, Effects&) { move_cursor(changed, -1); }});
  }
  keys.push_back({{"x"}, "x", screen.bytes ? "source" : "octets", screen.bytes ? "revenir à la source et au journal" : "voir les octets d'une page, en hexadécimal et en texte", [](Model& changed, Effects&) {
                    changed.memory.bytes = !changed.memory.bytes;
                    changed.memory.cursor.reset();
                    changed.memory.bytes_scroll = -1;
                  }});
}

void bind_text(const MemoryScreen& screen, Bindings& keys) {
  const bool text = screen.pane == MemoryPane::text;
  keys.push_back({{"t"}, "t", text ? "image" : "texte", text ? "revenir à l'image" : "dire la même chose en phrases", [text](Model& changed, Effects&) {
                    changed.memory.pane = text ? MemoryPane::picture : MemoryPane::text;
                    changed.memory.scroll = 0;
                  }});
}

void bind_order(const MemoryScreen& screen, Bindings& keys) {
  if (screen.replayable)
    keys.push_back({{"o"}, "o", "ordre", "choisir qui avance, ligne à ligne, et rejouer", [](Model& changed, Effects&) { open_orders(changed.memory); }});
}

void bind_disk(const MemoryScreen& screen, Bindings& keys) {
  if (screen.pane == MemoryPane::picture && !screen.player->now().files.empty()) {
    const bool files = in_file_mode(screen);
    keys.push_back({{"d"}, "d", files ? "processus" : "disque", files ? "revenir à la mémoire des processus" : "voir la mémoire, le cache de pages et le disque", [files](Model& changed, Effects&) {
                      changed.memory.disk = !files;
                      changed.memory.scroll = 0;
                      changed.memory.cursor.reset();
                      changed.memory.bytes_scroll = -1;
                    }});
  }
}

void bind_next_pair(const MemoryScreen& screen, Bindings& keys) {
  if (screen.recording->processes.size() < 3) return;
  keys.push_back({{"f"}, "f", "autres", "montrer un autre processus à côté de son père\u202f; après le dernier, suivre celui qui agit", [](Model& changed, Effects&) { show_next_pair(changed.memory); }});
}

void bind_tree(const MemoryScreen& screen, Bindings& keys) {
  if (screen.recording->processes.size() < 3) return;
  keys.push_back({{"F"}, "F", "arbre", "choisir deux processus dans leur arbre", [](Model& changed, Effects&) { open_tree(changed.memory); }});
}

void bind_all(const MemoryScreen& screen, Bindings& keys) {
  if (!screen.all_mappings && !more_mappings(screen)) return;
  keys.push_back({{"a"}, "a", screen.all_mappings ? "moins" : "tout", screen.all_mappings ? "ne montrer que les projections du programme" : "montrer toutes les projections", [](Model& changed, Effects&) {
                    changed.memory.all_mappings = !changed.memory.all_mappings;
                    changed.memory.scroll = 0;
                  }});
}

void add_pages(Bindings& keys, int here, int end, int step, const char* what, int MemoryScreen::* scrolled) {
  const auto scroll = [scrolled](int to) { return [scrolled, to](Model& changed, Effects&) { changed.memory.*scrolled = to; }; };
  const std::string of = what;
  if (here < end) keys.push_back({{grid::Key::page_down, "+"}, "Page↓", "plus bas", "voir la suite " + of, scroll(std::min(here + step, end))});
  if (here > 0) keys.push_back({{grid::Key::page_up, "-"}, "Page↑", "plus haut", "voir le début " + of, scroll(std::max(here - step, 0))});
}

void bind_scroll(const Model& model, Bindings& keys) {
  const MemoryScreen& screen = model.memory;
  if (screen.pane != MemoryPane::picture || !screen.bytes)
    return add_pages(keys, screen.scroll, memory_scroll_end(model), std::max(body_rows(model) / 2, 1), "des lignes", &MemoryScreen::scroll);
  const MemoryLayout layout = memory_layout(model);
  const BytesText text = bytes_text(bytes_under_cursor(screen, layout), memory_columns(model));
  const int room = bytes_lines_shown(layout), end = last_scroll(static_cast<int>(text.lines.size()), room);
  const int here = std::clamp(screen.bytes_scroll < 0 ? text.first - 1 : screen.bytes_scroll, 0, end);
  add_pages(keys, here, end, std::max(room - 1, 1), "des octets", &MemoryScreen::bytes_scroll);
}

}  // namespace

Bindings memory_bindings(const Model& model) {
  Bindings keys;
  if (!model.memory.recording) return keys;
  const MemoryScreen& screen = model.memory;
  if (screen.pane == MemoryPane::order) return order_bindings(screen);
  if (screen.pane == MemoryPane::tree) return tree_bindings(screen);
  bind_moments(screen, keys);
  bind_events(screen, keys);
  bind_order(screen, keys);
  bind_disk(screen, keys);
  bind_next_pair(screen, keys);
  bind_bytes(model, keys);
  bind_text(screen, keys);
  bind_tree(screen, keys);
  bind_all(screen, keys);
  bind_ends(screen, keys);
  bind_scroll(model, keys);
  return keys;
}

}  // namespace partage::app
