// partage chercher: where words are, in the lessons, the statements and the diagnoses.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/search_index.hpp"
#include "app/words.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "content/progress.hpp"

namespace partage::cli {
namespace {

constexpr int kTwoLines = 145;

std::string command_of(const app::Passage& passage) {
  const std::string number = passage.id.substr(0, 2);
  if (passage.kind == app::Passage::Kind::lesson) return "partage lecon " + number;
  return number.empty() ? "" : "partage enonce " + number;
}

// One heading for each place, and what was found there under it.
void print_hits(const app::SearchIndex& index, const std::vector<app::SearchHit>& hits, const content::Library& library) {
  std::string former;
  for (const app::SearchHit& hit : hits) {
    const app::Passage& passage = index.passages[hit.passage];
    const std::string place = app::passage_place(passage, library, true);
    if (place != former) {
      const std::string command = command_of(passage);
      print(paragraph(command.empty() ? place : place + " (" + command + ")"));
    }
    former = place;
    print(paragraph(app::passage_line(passage, hit, kTwoLines).text(), 2));
  }
}

void find(Context& context, const std::vector<std::string>& words) {
  const std::string question = fmt::format("{}", fmt::join(words, " "));
  const content::LoadedProgress loaded = content::load_progress(context.paths().state);
  if (!loaded.warning.empty()) print_error(loaded.warning);
  const app::SearchIndex index = app::search_index(context.library());
  const std::vector<app::SearchHit> hits = app::search(index, question, loaded.progress);
  if (hits.empty()) {
    print(question.size() < 2 ? "Il faut au moins deux lettres.\n" : "Rien ne contient «\u00a0" + question + "\u00a0».\n");
    context.exit_code = 1;
    return;
  }
  print(app::plural(static_cast<long>(hits.size()), "résultat") + " pour «\u00a0" + question + "\u00a0»\n\n");
  print_hits(index, hits, context.library());
}

}  // namespace

void add_search(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand(
      "chercher", "Cherche dans les leçons, les énoncés et les diagnostics, sans tenir compte des accents. Rend 1 si rien n'est trouvé.");
  const auto words = std::make_shared<std::vector<std::string>>();
  command->add_option("MOTS", *words, "Un ou plusieurs mots\u00a0: tous, dans la même phrase ou, à défaut, sur la même page.")->required()->type_name("");
  command->add_flag("--texte")->description("En texte (c'est le cas de toute façon).");
  command->callback([&context, words] { find(context, *words); });
}

}  // namespace partage::cli
