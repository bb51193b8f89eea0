// partage observer: any program of one's own, observed; what the loader does for itself is summed up.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <map>

#include "cli/commands.hpp"
#include "cli/line_words.hpp"
#include "cli/live.hpp"
#include "cli/mappings_text.hpp"
#include "cli/print.hpp"
#include "cli/programs.hpp"
#include "cli/source_lines.hpp"
#include "phrases/moments.hpp"
#include "record/json.hpp"

namespace partage::cli {
namespace {

constexpr std::size_t kMostLines = 200;

bool is_loaders(const record::Moment& moment) {
  return moment.kind == record::MomentKind::syscall && moment.syscall && !moment.syscall->own;
}

std::string loader_line(const record::Recording& recording) {
  std::map<std::string, int> counts;
  int total = 0;
  for (const record::Moment& moment : recording.moments)
    if (is_loaders(moment)) ++counts[moment.syscall->name], ++total;
  if (total == 0) return "";
  std::vector<std::string> words;
  for (const auto& [name, count] : counts) words.push_back(fmt::format("{} {}", count, name));
  return paragraph(fmt::format("Le chargeur et les bibliothèques, pour eux-mêmes\u00a0: {} appels ({}).", total, fmt::join(words, ", ")));
}

std::string journal(const record::Recording& recording) {
  std::string text;
  std::size_t lines = 0, hidden = 0;
  for (std::size_t i = 0; i < recording.moments.size(); ++i) {
    if (is_loaders(recording.moments[i])) continue;
    if (++lines <= kMostLines) text += "  " + phrases::journal_line(recording, i) + "\n";
    else ++hidden;
  }
  if (hidden > 0) text += fmt::format("  … et {} autres\u202f; «\u00a0--json\u00a0» les donne tous.\n", hidden);
  return text;
}

void report(const record::Recording& recording, bool live) {
  print(live ? "\n" : "");
  if (!live && !recording.output.empty())
    print("Ce qu'il a affiché\u00a0:\n" + quoted_output(recording.output, kMostLines) + "\n");
  print("Ce qui s'est passé\u00a0:\n" + journal(recording) + loader_line(recording) + "\n");
  print("Ce qui a été projeté\u00a0:\n" + mappings_text(recording) + "\n");
  print(phrases::end_sentence(recording) + "\n");
}

void report_lines(const observe::Request& request, record::Recording recording, bool live) {
  if (live) recording.output.clear();  // already seen, as it was written
  print(live ? "\n" : "");
  const std::filesystem::path program = request.spec.argv.front();
  print(phrases::text_report(recording, SourceLines({program.parent_path(), std::filesystem::current_path()})));
}

struct Wanted {
  bool json = false;
  LineWords lines;
};

void observe_program(Context& context, const Wanted& wanted) {
  const bool json = wanted.json;
  if (context.own_program.empty())
    throw Refusal(kUsage, "Il manque le programme.\nUtilisation\u00a0: partage observer [--json] [--lignes] -- PROGRAMME [ARGUMENT…]");
  observe::Request request = own_request(context.own_program);
  if (wanted.lines.asked()) {
    follow_lines(request, wanted.lines.order_or_default(), wanted.lines.region);
    request.loader_syscalls = false;
  }
  const bool live = !json && isatty(STDOUT_FILENO) == 1;
  if (live) take_terminal_size(request);
  const record::Recording recording = run_live(request, live);
  say_what_was_not_followed(request, recording);
  context.exit_code = recording.end == record::End::fault ? kCannot : 0;
  if (json) print(record::to_json_text(recording));
  else if (recording.by_lines()) report_lines(request, recording, live);
  else report(recording, live);
}

}  // namespace

void add_observe(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("observer", "Observe un programme à vous\u00a0: appels système, processus, mémoire.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_flag("--json", wanted->json, "L'enregistrement complet, pour d'autres outils.");
  wanted->lines.add_to(*command);
  command->footer(" -- PROGRAMME [ARGUMENT…]");
  command->callback([&context, wanted] { observe_program(context, *wanted); });
}

}  // namespace partage::cli
