#include "app/memory_order.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "app/navigation.hpp"
#include "app/run.hpp"

namespace partage::app {
namespace {

struct Choice {
  const char* order;  ///< as in StartRun; empty: the list that is typed
  const char* name;
  const char* meaning;
};
constexpr std::array<Choice, 4> kChoices{{
    {"pere", "père d'abord", "Le plus ancien va tant qu'il peut\u202f; le fils attend que son père attende ou finisse."},
    {"fils", "fils d'abord", "Le plus jeune va tant qu'il peut\u202f; le père attend que son fils attende ou finisse."},
    {"alterne", "chacun son tour", "Une ligne de l'un, une ligne de l'autre, par ordre de naissance."},
    {"", "une liste", "P le père, F le fils, G, H… les suivants\u202f; P3\u00a0: trois lignes\u202f; F*\u00a0: jusqu'à ce qu'il finisse ou attende. Ensuite, père d'abord."},
}};
constexpr int kList = static_cast<int>(kChoices.size()) - 1;
constexpr std::size_t kLongest = 200;
constexpr int kHeading = 2;

bool on_list(const MemoryScreen& screen) { return screen.order_row == kList; }

std::string order_of(const MemoryScreen& screen) {
  return on_list(screen) ? screen.order_list : kChoices[static_cast<std::size_t>(screen.order_row)].order;
}

// The same program, now in that order; its memory is shown when it has ended. It answers no prediction: the question was
// about the program as it goes by itself.
void replay(Model& model, Effects& effects) {
  const MemoryScreen& screen = model.memory;
  const std::string fault = on_list(screen) ? order_fault(screen.order_list) : "";
  if (!fault.empty()) return say(model, fault, true);
  const RunScreen& run = model.run;
  const std::string order = order_of(screen);
  go(model, Screen::run);
  start_run(model, effects, {run.lesson, run.program, run.arguments, run.observe, {}, order, run.region});
  model.run.to_memory = true;
}

void move(MemoryScreen& screen, int step) { screen.order_row = std::clamp(screen.order_row + step, 0, kList); }

}  // namespace

std::string order_fault(const std::string& list) {
  constexpr std::size_t kMostDigits = 4;
  if (list.empty()) return "La liste est vide\u00a0: écrivez par exemple PFPF.";
  for (std::size_t at = 0; at < list.size();) {
    const char one = list[at++];
    if (one < 'F' || one > 'Z') return "Une liste commence par une lettre, de F à Z, et chaque nombre en suit une\u00a0: par exemple P3F2.";
    if (at < list.size() && list[at] == '*') {
      ++at;
      continue;
    }
    const std::size_t digits = at;
    while (at < list.size() && std::isdigit(static_cast<unsigned char>(list[at])) != 0) ++at;
    if (at - digits > kMostDigits || (at > digits && list[digits] == '0')) return "Un nombre de la liste va de 1 à 9999.";
  }
  return {};
}

std::string order_words(const std::string& order) {
  for (const Choice& choice : kChoices)
    if (*choice.order != '\0' && order == choice.order) return choice.name;
  return "ordre " + order;
}

void open_orders(MemoryScreen& screen) {
  screen.pane = MemoryPane::order;
  const std::string& now = screen.recording->order;
  screen.order_row = 0;
  for (int index = 0; index < kList; ++index)
    if (now == kChoices[static_cast<std::size_t>(index)].order) screen.order_row = index;
  if (order_fault(now).empty()) {
    screen.order_row = kList;
    screen.order_list = now;
  }
}

Lines order_lines(const Model& model, int columns) {
  const MemoryScreen& screen = model.memory;
  Lines lines;
  lines.emplace_back("Rejouer ligne à ligne, dans quel ordre\u202f?", look::title);
  lines.emplace_back();
  for (int index = 0; index <= kList; ++index) {
    const bool here = index == screen.order_row;
    Line line(here ? "▸ " : "  ", look::changed);
    line.add(kChoices[static_cast<std::size_t>(index)].name, here ? look::changed : look::plain);
    if (index == kList && (here || !screen.order_list.empty())) line.add("\u00a0: ").add(screen.order_list, look::strong).add(here ? "_" : "", look::accent);
    lines.push_back(fitted(line, columns));
  }
  lines.emplace_back();
  append(lines, wrap(kChoices[static_cast<std::size_t>(screen.order_row)].meaning, columns));
  lines.emplace_back();
  append(lines, wrap("Un seul processus avance à la fois, et chaque moment est une ligne du programme. Le même ordre donne toujours la même exécution.", columns, look::dim));
  return lines;
}

grid::Position order_focus(const Model& model, int columns) {
  const int row = kHeading + model.memory.order_row;
  const int end = order_lines(model, columns)[static_cast<std::size_t>(row)].width();
  return {on_list(model.memory) ? std::max(end - 1, 0) : 0, row};
}

Bindings order_bindings(const MemoryScreen& screen) {
  Bindings keys;
  const auto step = [](int by) { return [by](Model& model, Effects&) { move(model.memory, by); }; };
  if (screen.order_row < kList) keys.push_back({{grid::Key::down}, "↓", "suivant", "ordre suivant", step(1)});
  if (screen.order_row > 0) keys.push_back({{grid::Key::up}, "↑", "précédent", "ordre précédent", step(-1)});
  if (on_list(screen) && !screen.order_list.empty())
    keys.push_back({{grid::Key::backspace}, "Retour", "effacer", "effacer la dernière lettre", [](Model& model, Effects&) { model.memory.order_list.pop_back(); }});
  keys.push_back({{grid::Key::enter}, "Entrée", "rejouer", "lancer de nouveau le programme, dans cet ordre", replay});
  keys.push_back({{grid::Key::escape}, "Échap", "annuler", "revenir à la mémoire", [](Model& model, Effects&) { model.memory.pane = MemoryPane::picture; }});
  return keys;
}

void type_order(MemoryScreen& screen, const grid::KeyPress& press) {
  if (press.key != grid::Key::character || press.control || press.text.size() != 1 || screen.order_list.size() >= kLongest) return;
  const auto typed = static_cast<char>(std::toupper(static_cast<unsigned char>(press.text[0])));
  if (typed != '*' && std::isdigit(static_cast<unsigned char>(typed)) == 0 && (typed < 'F' || typed > 'Z')) return;
  screen.order_row = kList;
  screen.order_list += typed;
}

}  // namespace partage::app
