// partage lancer: a lesson's program, observed.
#include <fmt/format.h>
#include <unistd.h>

#include <variant>

#include "cli/commands.hpp"
#include "cli/line_words.hpp"
#include "cli/live.hpp"
#include "cli/print.hpp"
#include "cli/programs.hpp"
#include "cli/source_lines.hpp"
#include "phrases/moments.hpp"
#include "record/json.hpp"

namespace partage::cli {
namespace {

struct Chosen {
  std::string program;
  std::vector<std::string> arguments;
  bool observed = true;
  std::string order, region;  ///< as the lesson launches it
};

Chosen as_launched(const content::Launch& launch) { return {launch.program, launch.arguments, launch.observed, launch.order, launch.region}; }

std::vector<content::Launch> launches(const content::Lesson& lesson) {
  std::vector<content::Launch> found;
  for (const content::Page& page : lesson.pages)
    for (const content::Block& block : page.blocks)
      if (const auto* launch = std::get_if<content::Launch>(&block)) found.push_back(*launch);
  return found;
}

// The first program that the lesson launches; the others are named on stderr.
Chosen first_program(const content::Lesson& lesson) {
  const std::vector<content::Launch> found = launches(lesson);
  if (found.empty() && lesson.programs.empty())
    throw Refusal(kUsage, fmt::format("La leçon {} n'a pas de programme à lancer.", lesson.number));
  const Chosen chosen = found.empty() ? Chosen{lesson.programs.front(), {}, true, {}, {}} : as_launched(found.front());
  std::string others;
  for (const std::string& program : lesson.programs)
    if (program != chosen.program) others += fmt::format("\n  partage lancer {}/{}", lesson.number, program);
  if (!others.empty()) print_error(fmt::format("{}. Les autres programmes de la leçon {} :{}", chosen.program, lesson.number, others));
  return chosen;
}

// Whether a prediction lets that program run unobserved.
bool only_measured(const content::Lesson& lesson, const std::string& program) {
  for (const content::Page& page : lesson.pages)
    for (const content::Block& block : page.blocks)
      if (const auto* asked = std::get_if<content::Prediction>(&block); asked != nullptr && asked->program == program)
        return !asked->observed;
  return false;
}

// As the lesson launches that program, if it does: with those arguments or, when none are given, with its own.
Chosen named_program(const content::Lesson& lesson, const std::string& program, const std::vector<std::string>& arguments) {
  for (const content::Launch& launch : launches(lesson))
    if (launch.program == program && (arguments.empty() || launch.arguments == arguments)) return as_launched(launch);
  return {program, arguments, !only_measured(lesson, program), {}, {}};
}

struct Wanted {
  std::string name;
  std::vector<std::string> arguments;
  bool text = false, json = false;
  LineWords lines;
};

// What is asked for comes before what the lesson says.
void follow(observe::Request& request, const content::Lesson& lesson, const LineWords& words, const Chosen& chosen) {
  if (words.asked()) follow_lesson_lines(request, lesson, chosen.program, words.order_or_default(), words.region);
  else follow_lesson_lines(request, lesson, chosen.program, chosen.order, chosen.region);
}

void launch(Context& context, const Wanted& wanted) {
  const std::size_t slash = wanted.name.find('/');
  const content::Lesson& lesson = context.lesson(wanted.name.substr(0, slash));
  if (slash == std::string::npos && !wanted.arguments.empty())
    throw Refusal(kUsage, fmt::format("Des arguments, mais pour quel programme\u202f? partage lancer {}/PROGRAMME -- ARGUMENT…", wanted.name));
  const Chosen chosen = slash == std::string::npos ? first_program(lesson) : named_program(lesson, wanted.name.substr(slash + 1), wanted.arguments);
  const bool observed = chosen.observed || wanted.lines.asked();
  observe::Request request = lesson_request(context.paths(), lesson, chosen.program, chosen.arguments, observed);
  follow(request, lesson, wanted.lines, chosen);
  const bool live = !wanted.text && !wanted.json && isatty(STDOUT_FILENO) == 1;
  if (live) take_terminal_size(request);
  record::Recording recording = run_live(request, live);
  say_what_was_not_followed(request, recording);
  context.exit_code = recording.end == record::End::fault ? kCannot : 0;
  if (wanted.json) {
    print(record::to_json_text(recording));
    return;
  }
  if (live) {
    // Already seen, as it was written.
    recording.output.clear();
    print("\n");
  }
  const SourceLines code({lesson.folder, lesson.folder.parent_path() / "common"});
  print(observed ? phrases::text_report(recording, code) : phrases::measured_report(recording));
}

}  // namespace

void add_launch(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("lancer", "Lance un programme d'une leçon et raconte ce que le noyau en a montré.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("NN[/PROGRAMME]", wanted->name, "La leçon\u202f; sans programme, le premier qu'elle lance.")->required();
  command->add_option("ARGUMENT", wanted->arguments, "Ses arguments\u202f; sans eux, ceux que la leçon lui donne.");
  CLI::Option* text = command->add_flag("--texte", wanted->text, "En texte, à la fin seulement.");
  command->add_flag("--json", wanted->json, "L'enregistrement complet, pour d'autres outils.")->excludes(text);
  wanted->lines.add_to(*command);
  command->callback([&context, wanted] { launch(context, *wanted); });
}

}  // namespace partage::cli
