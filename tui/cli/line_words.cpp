#include "cli/line_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/print.hpp"

namespace partage::cli {
namespace {

bool has(const record::Recording& recording, record::MomentKind kind) {
  return std::any_of(recording.moments.begin(), recording.moments.end(),
                     [&](const record::Moment& moment) { return moment.kind == kind; });
}

}  // namespace

void LineWords::add_to(CLI::App& command) {
  command.add_flag("--lignes", lines, "Ligne à ligne\u00a0: un seul processus avance à la fois.");
  command.add_option("--ordre", order, "Qui avance\u00a0: pere, fils, alterne, ou une liste comme PFFP.")->type_name("ORDRE");
  command.add_option("--instructions", region, "Cette fonction, instruction par instruction.")->type_name("FONCTION");
}

void say_what_was_not_followed(const observe::Request& request, const record::Recording& recording) {
  if (!request.lines || recording.end == record::End::fault) return;
  const bool statements = has(recording, record::MomentKind::statement);
  const bool instructions = has(recording, record::MomentKind::instruction);
  const std::string& region = request.lines->region;
  if (!statements && !instructions)
    print_error("Aucune ligne n'a pu être suivie\u00a0: ce programme n'a pas d'informations de débogage."
                " Compilez-le avec l'option -g\u00a0: gcc -g programme.c -o programme");
  else if (!region.empty() && !instructions)
    print_error(fmt::format("La fonction {} n'a pas été suivie\u00a0: le programme ne l'a pas, ou ne l'a pas appelée.", region));
}

}  // namespace partage::cli
