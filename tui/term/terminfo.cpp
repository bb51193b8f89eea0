#include "term/terminfo.hpp"

#include <unistd.h>

#include <cstdlib>

#include "term/curses.hpp"
#include "term/terminal.hpp"

// Last: its macros would break any header after it.
#include <term.h>

namespace partage::term {
namespace {

std::string collected;
int collect(int character) {
  collected += static_cast<char>(character);
  return character;
}

std::string terminal_name() {
  const char* name = std::getenv("TERM");
  return name == nullptr ? "" : name;
}

}  // namespace

// newterm(3) would only say NULL: setupterm(3) tells a missing description from a terminal that cannot do it.
void check_terminal() {
  const std::string name = terminal_name();
  if (name.empty()) throw Unusable("La variable TERM n'est pas définie\u00a0: impossible de savoir comment dessiner ici.");
  int error = 0;
  if (setupterm(name.c_str(), STDOUT_FILENO, &error) == ERR)
    throw Unusable(error == -1 ? "La base terminfo est introuvable (paquet ncurses-base)."
                               : "Le terminal «\u00a0" + name + "\u00a0» est inconnu de cette machine.");
  if (capability("cup").empty()) throw Unusable("Le terminal «\u00a0" + name + "\u00a0» ne sait pas placer le curseur.");
}

std::string capability(const char* name) {
  collected.clear();
  const char* text = tigetstr(name);
  if (text != nullptr && text != reinterpret_cast<const char*>(-1)) tputs(text, 1, collect);
  return collected;
}

}  // namespace partage::term
