#include "cli/cli.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/french.hpp"
#include "cli/print.hpp"
#include "content/system_error.hpp"
#include "term/terminal.hpp"

namespace partage::cli {
namespace {

void describe(CLI::App& app, Context& context) {
  app.name("partage");
  app.formatter(std::make_shared<FrenchFormatter>());
  app.set_help_flag("-h,--help", "Affiche cette aide.");
  app.set_version_flag("--version", "partage " PARTAGE_VERSION, "Affiche la version.");
  app.require_subcommand(0, 1);
  for (const auto& add : {add_lessons, add_lesson, add_launch, add_observe, add_verify, add_hint, add_statement,
                          add_environment, add_grade, add_grade_one, add_unpack})
    add(app, context);
}

void start_screen(Context& context, const std::function<int(Context&)>& open_screen) {
  if (!term::interactive()) {
    print_contents(context);
    return;
  }
  try {
    context.exit_code = open_screen(context);
  } catch (const term::Unusable& reason) {
    print_error(reason.what());
    print_contents(context);
    context.exit_code = kCannot;
  }
}

// The words of a program to observe are not ours: they are taken away before the rest is parsed.
std::vector<std::string> our_words(int argc, char** argv, Context& context) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words.front() == "lancer") {
    const auto separator = std::find(words.begin(), words.end(), "--");
    if (separator != words.end()) context.lesson_words.emplace(separator + 1, words.end());
    return {words.begin(), separator};
  }
  if (words.empty() || words.front() != "observer") return words;
  auto program = words.begin() + 1;
  while (program != words.end() && *program != "--" && program->starts_with("-")) {
    const bool has_value = *program == "--ordre" || *program == "--instructions";
    program += has_value && words.end() - program > 1 ? 2 : 1;
  }
  if (program != words.end()) context.own_program.assign(program + (*program == "--" ? 1 : 0), words.end());
  return {words.begin(), program};
}

int perform(int argc, char** argv, const std::function<int(Context&)>& open_screen) {
  Context context;
  CLI::App app("Partage\u00a0: voir et comprendre la mémoire partagée. Sans commande, ouvre le kit dans le terminal.");
  describe(app, context);
  try {
    // CLI11 takes them from the last to the first.
    std::vector<std::string> words = our_words(argc, argv, context);
    std::reverse(words.begin(), words.end());
    app.parse(words);
    if (app.get_subcommands().empty()) start_screen(context, open_screen);
  } catch (const CLI::CallForHelp&) {
    const auto parsed = app.get_subcommands();
    print((parsed.empty() ? app : *parsed.front()).help());
  } catch (const CLI::CallForVersion& version) {
    print(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    throw Refusal(kUsage, parse_error(error, app));
  }
  flush_output();
  return context.exit_code;
}

std::string file_sentence(const std::filesystem::filesystem_error& error) {
  return error.path1().string() + "\u00a0: " + content::system_error(error.code().value()) + ".";
}

}  // namespace

int run(int argc, char** argv, const std::function<int(Context&)>& open_screen) {
  try {
    return perform(argc, argv, open_screen);
  } catch (const Refusal& refusal) {
    print_error(refusal.what());
    return refusal.code;
  } catch (const content::ContentError& error) {
    print_error(std::string("ce contenu est refusé.\n") + error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    print_error(file_sentence(error));
  } catch (const std::system_error& error) {
    print_error(content::system_error(error.code().value()) + ".");
  } catch (const std::bad_alloc&) {
    print_error("la mémoire manque.");
  } catch (const std::exception& error) {
    print_error(std::string("erreur interne, ce n'est pas votre faute\u00a0: ") + error.what());
  }
  return kCannot;
}

}  // namespace partage::cli
