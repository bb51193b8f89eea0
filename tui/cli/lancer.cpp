// partage lancer: a lesson's program, observed.
#include <fmt/format.h>
#include <unistd.h>

#include <optional>
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

using Words = std::optional<std::vector<std::string>>;

Chosen as_launched(const content::Launch& launch) { return {launch.program, launch.arguments, launch.observed, launch.order, launch.region}; }

std::vector<content::Launch> launches(const content::Lesson& lesson) {
  std::vector<content::Launch> found;
  for (const content::Page& page : lesson.pages)
    for (const content::Block& block : page.blocks)
      if (const auto* launch = std::get_if<content::Launch>(&block)) found.push_back(*launch);
  return found;
}

// Whether a prediction lets that program run unobserved.
bool only_measured(const content::Lesson& lesson, const std::string& program) {
  for (const content::Page& page : lesson.pages)
    for (const content::Block& block : page.blocks)
      if (const auto* asked = std::get_if<content::Prediction>(&block); asked != nullptr && asked->program == program)
        return !asked->observed;
  return false;
}

// As the lesson launches that program, if it does: with the words given or, when there are none, with its own arguments.
Chosen named_program(const content::Lesson& lesson, const std::string& program, const Words& words) {
  for (const content::Launch& launch : launches(lesson))
    if (launch.program == program && (!words || launch.arguments == *words)) return as_launched(launch);
  return {program, words.value_or(std::vector<std::string>{}), !only_measured(lesson, program), {}, {}};
}

// The first program that the lesson launches; the others are named on stderr.
Chosen first_program(const content::Lesson& lesson, const Words& words) {
  const std::vector<content::Launch> found = launches(lesson);
  if (found.empty() && lesson.programs.empty())
    throw Refusal(kUsage, fmt::format("La leçon {} n'a pas de programme à lancer.", lesson.number));
  const Chosen chosen = found.empty() ? Chosen{lesson.programs.front(), {}, true, {}, {}} : as_launched(found.front());
  std::string others;
  for (const std::string& program : lesson.programs)
    if (program != chosen.program) others += fmt::format("\n  partage lancer {}/{}", lesson.number, program);
  if (!others.empty()) print_error(fmt::format("{}. Les autres programmes de la leçon {} :{}", chosen.program, lesson.number, others));
  return words ? named_program(lesson, chosen.program, words) : chosen;
}

struct Wanted {
  std::string name;
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
  const Chosen chosen = slash == std::string::npos ? first_program(lesson, context.lesson_words)
                                                   : named_program(lesson, wanted.name.substr(slash + 1), context.lesson_words);
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
  CLI::App* command = app.add_subcommand("lancer", "Lance un programme d'une leçon et raconte ce que le noyau en a montré. "
                                                   "Ses arguments, s'il en veut d'autres, suivent deux tirets\u00a0: -- arguments.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("NN[/PROGRAMME]", wanted->name, "La leçon\u202f; sans programme, le premier qu'elle lance.")->required();
  CLI::Option* text = command->add_flag("--texte", wanted->text, "En texte, à la fin seulement.");
  command->add_flag("--json", wanted->json, "L'enregistrement complet, pour d'autres outils.")->excludes(text);
  wanted->lines.add_to(*command);
  command->callback([&context, wanted] { launch(context, *wanted); });
}

}  // namespace partage::cli
