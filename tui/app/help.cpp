#include "app/help.hpp"

#include <algorithm>

#include "app/navigation.hpp"
#include "app/scroll.hpp"

namespace partage::app {
namespace {

constexpr int kKeyColumn = 12;

const char* screen_name(Screen screen) {
  switch (screen) {
    case Screen::contents: return "la table des matières";
    case Screen::lesson: return "la leçon";
    case Screen::run: return "l'exécution d'un programme";
    case Screen::memory: return "la vue de la mémoire";
    case Screen::exercise: return "l'exercice";
    case Screen::mmap_table: return "les six paramètres de mmap";
    case Screen::overview: return "le bilan";
    case Screen::search: return "la recherche";
    case Screen::diagnosis: return "le diagnostic";
    case Screen::attempts: return "vos essais";
    case Screen::solution: return "la solution";
    case Screen::help: break;
  }
  return "l'aide";
}

void add_signs(Lines& lines, Screen screen, int width) {
  const auto sign = [&](const char* signs, const char* meaning) {
    append(lines, wrap(Line(meaning), width, Line("  ").add(signs, look::key).pad_to(kKeyColumn + 2), Line().pad_to(kKeyColumn + 2)));
  };
  if (screen == Screen::contents || screen == Screen::overview) sign("○ ◐ ●", "à faire, commencé, fini");
  if (screen == Screen::overview) sign("▸", "la ligne choisie\u202f; Entrée l'ouvre");
  if (screen == Screen::search) sign("[mot]", "ce qui a été trouvé");
  if (screen == Screen::contents) {
    sign("★☆☆☆☆", "difficulté, de une à cinq étoiles");
  }
  if (screen == Screen::memory) {
    sign("[A] [B]", "une page de la mémoire physique\u202f; même lettre, même page");
    sign("[ ]", "pas encore de page\u00a0: rien n'y a été lu ni écrit");
    sign("rw-p", "lire, écrire, exécuter\u202f; p\u00a0: à lui seul (privé), s\u00a0: partagé");
    sign("▸", "ce qui agit ou vient de changer");
    sign("▸P ▸F", "dans la source, la ligne du père, du fils\u202f; G, H… les suivants");
    sign("p ──▶ zone", "la variable p contient une adresse de zone");
    sign("[2a 00]", "octets qui viennent de changer");
    sign("= ≠ ?", "le cache et le disque\u00a0: pareils, différents, on ne sait pas");
    sign("…95000", "la fin d'une adresse, en hexadécimal");
  }
  if (screen == Screen::mmap_table) {
    sign("✔ ✘", "mmap a réussi, mmap a échoué");
    sign("rw-p", "lire, écrire, exécuter\u202f; p\u00a0: à lui seul (privé), s\u00a0: partagé");
  }
  if (screen == Screen::exercise || screen == Screen::lesson) sign("✔ ✘", "juste, faux");
  if (screen == Screen::exercise) sign("l. 14", "ligne de votre fichier");
  if (screen == Screen::exercise) sign("[suivi]", "[suit le fichier]\u00a0: enregistrez-le, le verdict vient de lui-même");
  if (screen == Screen::attempts || screen == Screen::solution) {
    sign("- +", "ligne de votre fichier seulement, de l'autre seulement");
    sign("≠ < >", "sur un écran large\u00a0: ligne changée, à gauche seulement, à droite seulement");
    sign("~", "seuls changent les commentaires ou les blancs");
  }
}

Lines help_lines(const Model& model) {
  const int width = text_columns(model);
  const Screen behind = model.stack.size() > 1 ? model.stack[model.stack.size() - 2] : Screen::contents;
  Lines lines;
  lines.emplace_back(std::string("Touches\u00a0: ") + screen_name(behind), look::title);
  lines.emplace_back();
  for (const Binding& binding : bindings_of(model, behind)) {
    Line shown("  ");
    shown.add(binding.shown, look::key).pad_to(kKeyColumn + 2);
    append(lines, wrap(Line(binding.help), width, shown, Line().pad_to(kKeyColumn + 2)));
  }
  Lines signs;
  add_signs(signs, behind, width);
  if (!signs.empty()) {
    separate(lines);
    lines.emplace_back("Signes", look::title);
    lines.emplace_back();
    append(lines, signs);
  }
  if (!model.isolation_notice.empty()) {
    separate(lines);
    append(lines, wrap(model.isolation_notice, width, look::warn));
  }
  return lines;
}

}  // namespace

Body help_body(const Model& model) {
  Body body;
  body.title.add("Aide", look::title);
  body.lines = help_lines(model);
  body.scroll = model.help.scroll;
  body.margin = text_margin(model);
  return body;
}

Bindings help_bindings(const Model& model) {
  Bindings keys;
  bind_scroll(model, static_cast<int>(help_lines(model).size()), model.help.scroll, [](Model& changed, int to) { changed.help.scroll = to; }, keys);
  return keys;
}

void settle_help(Model& model) {
  const int lines = static_cast<int>(help_lines(model).size());
  model.help.scroll = std::clamp(model.help.scroll, 0, last_scroll(lines, body_rows(model)));
}

}  // namespace partage::app
