// partage init: a student's own folder, with the stub of every exercise; run again, what it lacks and nothing else.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "cli/stub_news.hpp"
#include "content/student_folder.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;

// As one word of a shell.
std::string shell_word(const std::string& text) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80 || std::string_view("/._-+,@").find(static_cast<char>(c)) != std::string_view::npos; };
  if (std::all_of(text.begin(), text.end(), plain)) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
  return word + "'";
}

struct Wanted {
  std::string folder;
  bool new_stubs = false;
};

fs::path folder_of(const Wanted& wanted, const content::Paths& paths) {
  if (!wanted.folder.empty()) return fs::absolute(wanted.folder).lexically_normal();
  if (wanted.new_stubs || paths.work_from == content::WorkFrom::marker) return paths.work;
  throw Refusal(kUsage, "Il manque DOSSIER\u00a0: le dossier à préparer, par exemple «\u00a0partage init ~/partage\u00a0».");
}

std::string added(const content::InitReport& report, std::size_t exercises) {
  if (report.added.empty()) return "Il n'y manquait rien.\n";
  if (report.added.size() > exercises) return fmt::format("Ajoutés\u00a0: les {} fichiers à compléter, et LISEZMOI.md pour commencer.\n", exercises);
  return paragraph(fmt::format("Ajoutés\u00a0: {}.", fmt::join(report.added, ", ")));
}

void place_new_stubs(const std::vector<const content::Exercise*>& changed, const content::Paths& paths) {
  if (changed.empty()) print("Aucun fichier de départ n'a changé.\n");
  for (const content::Exercise* exercise : changed)
    print(fmt::format("Nouveau fichier de départ, à côté du vôtre\u00a0: {}\n", shown_path(content::place_new_stub(*exercise, paths).string())));
}

// PARTAGE_TRAVAIL goes before the marker: a folder that it hides would look lost.
void say_where_work_is(const fs::path& folder, const content::Paths& paths, bool first_time) {
  if (paths.work_from == content::WorkFrom::environment && paths.work != folder)
    print(paragraph(fmt::format("Attention\u00a0: la variable PARTAGE_TRAVAIL désigne un autre dossier ({}), et elle l'emporte. Enlevez-la "
                                "pour travailler ici.", paths.work.string())));
  else if (first_time)
    print(fmt::format("Pour commencer\u00a0: cd {} && {}\n", shell_word(folder.string()), paths.installed ? "partage" : shell_word((paths.root / "partage").string())));
}

void init(Context& context, const Wanted& wanted) {
  content::Paths paths = context.paths();
  paths.work = folder_of(wanted, context.paths());
  if (paths.work.filename().empty()) paths.work = paths.work.parent_path();
  const content::Library& library = context.library();
  if (const std::string reason = content::refusal_of_folder(library, paths, paths.work); !reason.empty())
    throw Refusal(kUsage, shown_path(paths.work.string()) + "\u00a0: " + reason);
  const content::InitReport report = content::init_student_folder(library, paths);
  print(fmt::format("Dossier de travail\u00a0: {}\n", shown_path(paths.work.string())) + added(report, library.exercises.size()));
  if (wanted.new_stubs) place_new_stubs(report.changed, paths);
  else if (const std::string news = stub_news(report.changed); !news.empty()) print(news + "\n");  // whole: it holds a command
  say_where_work_is(paths.work, context.paths(), !report.added.empty());
}

}  // namespace

void add_init(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("init", "Prépare votre dossier de travail\u00a0: les fichiers à compléter, et de quoi s'y mettre.");
  const auto wanted = std::make_shared<Wanted>();
  command->add_option("DOSSIER", wanted->folder, "Le dossier à préparer ou à compléter\u202f; rien de ce qui s'y trouve n'est changé.");
  command->add_flag("--nouveaux", wanted->new_stubs, "Met à côté des vôtres les fichiers de départ que le kit a changés depuis.");
  command->callback([&context, wanted] { init(context, *wanted); });
}

}  // namespace partage::cli
