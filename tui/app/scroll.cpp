#include "app/scroll.hpp"

#include <algorithm>

namespace partage::app {

void bind_scroll(const Model& model, int lines, int here, const std::function<void(Model&, int)>& to, Bindings& keys,
                 ScrollLabels labels) {
  const int rows = body_rows(model), last = last_scroll(lines, rows);
  const auto move = [&](int line) { return [to, line](Model& changed, Effects&) { to(changed, line); }; };
  if (here < last) {
    keys.push_back({{grid::Key::down, "j"}, "↓", labels.down, "descendre d'une ligne", move(here + 1)});
    keys.push_back({{grid::Key::page_down, " "}, "Espace", "", "descendre d'un écran", move(std::min(here + rows - 1, last))});
    keys.push_back({{grid::Key::end, "G"}, "Fin", "", "aller en bas", move(last)});
  }
  if (here > 0) {
    keys.push_back({{grid::Key::up, "k"}, "↑", labels.up, "remonter d'une ligne", move(here - 1)});
    keys.push_back({{grid::Key::page_up}, "Page↑", "", "remonter d'un écran", move(std::max(here - rows + 1, 0))});
    keys.push_back({{grid::Key::home, "g"}, "Début", "", "revenir en haut", move(0)});
  }
}

}  // namespace partage::app
