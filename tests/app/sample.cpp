#include "app/sample.hpp"

#include <cstdlib>
#include <stdexcept>

#include "app/story.hpp"

namespace partage::test {

using namespace content;

namespace {

Text plain(const std::string& text) { return {{text, Style::plain}}; }

std::vector<std::string> demo_source() {
  return {"#define _DEFAULT_SOURCE",
          "#include \"create_shared_memory.h\"",
          "",
          "int main(void) {",
          "  int* zone = create_shared_memory(sizeof *zone);",
          "  if (zone == MAP_FAILED) return 1; /* jamais NULL */",
          "  *zone = 42;",
          "  if (fork() == 0) {",
          "    // le fils n'envoie rien : il écrit",
          "    *zone = 7;",
          "    printf(\"fils : j'écris %d dans la zone que le père a créée avant fork\\n\", *zone);",
          "    _exit(0);",
          "  }",
          "  wait(NULL);",
          "  printf(\"père : je lis %d\\n\", *zone);",
          "}"};
}

Lesson isolation() {
  Lesson lesson;
  lesson.id = "01_chacun_chez_soi";
  lesson.number = "01";
  lesson.title = "Chacun chez soi";
  lesson.difficulty = 1;
  lesson.minutes = 20;
  lesson.goals = {"Dire pourquoi une même adresse peut désigner deux mémoires.",
                  "Prévoir ce que le père lit quand son fils écrit, et le montrer par ce que le noyau dit de la page."};
  lesson.exercises = {"01_isolation"};
  lesson.programs = {"demo_isole"};
  Page first{"Une adresse, deux mémoires", {}};
  first.blocks.push_back(Paragraph{{{"La mémoire d'un processus ", Style::plain},
                                    {"ne peut pas", Style::strong},
                                    {" être lue par un autre\u00a0: le noyau l'en empêche. Une même adresse, ", Style::plain},
                                    {"0x7f1c2a095000", Style::code},
                                    {", désigne ici une page et là une autre.", Style::plain}}});
  first.blocks.push_back(List{true, {plain("Le père écrit 42."), plain("Le fils naît par fork\u202f; il écrit 7. Lui seul verra ce 7, car la page est copiée à cet instant.")}});
  first.blocks.push_back(Quote{plain("Le système d'exploitation l'en empêche.")});
  lesson.pages.push_back(first);
  return lesson;
}

Page question_page() {
  Page page{"La même page des deux côtés", {}};
  page.blocks.push_back(Paragraph{plain("Le père crée une zone, y écrit 42, puis appelle fork. Le fils écrit 7 dans la zone et se termine\u202f; le père, qui l'attendait, relit.")});
  page.blocks.push_back(Prediction{"p1", "Que lit le père\u202f?", {"42", "7", "rien\u00a0: il meurt"}, "demo_meme_page", {}, "je lis (\\d+)",
                                   "Une même adresse, et cette fois une seule page. Le fils n'a rien envoyé\u00a0: il a écrit, et le père a lu."});
  page.blocks.push_back(Launch{"demo_meme_page", {"preuve"}, "Inode, Pss, page partagée",
                               {"Le même inode chez le père et chez le fils."}, {"MAP_PRIVATE au lieu de MAP_SHARED\u00a0: que lit le père\u202f?"}});
  return page;
}

Lesson sharing() {
  Lesson lesson;
  lesson.id = "07_create_shared_memory";
  lesson.number = "07";
  lesson.title = "create_shared_memory";
  lesson.difficulty = 2;
  lesson.minutes = 25;
  lesson.goals = {"Créer, avant fork, une zone que le père et le fils partagent."};
  lesson.exercises = {"08_create_shared_memory"};
  lesson.programs = {"demo_meme_page"};
  Page listing{"Une page pour deux", {}};
  listing.blocks.push_back(Paragraph{plain("C'est tout l'objet de la fonction du chapitre.")});
  listing.blocks.push_back(Listing{"demo_meme_page.c", 1, demo_source()});
  listing.blocks.push_back(Table{{plain("Drapeau"), plain("Effet")},
                                 {{plain("MAP_SHARED"), plain("ce que l'un écrit, les autres le voient")},
                                  {plain("MAP_ANONYMOUS"), plain("aucun fichier derrière\u202f; la zone naît remplie de zéros, d'où le descripteur -1")}}});
  lesson.pages = {listing, question_page()};
  return lesson;
}

Exercise exercise(const std::string& id, const std::string& title, const std::string& lesson) {
  Exercise one;
  one.id = id;
  one.number = id.substr(0, 2);
  one.title = title;
  one.lesson = lesson;
  one.file = id.substr(3) + ".c";
  one.hints = {"Relisez les deux mots de visibility.", "Que rend mmap quand il échoue\u202f?", "Les six arguments, un par un."};
  Page page{"Ce qui est demandé", {}};
  page.blocks.push_back(Paragraph{plain("Écrivez la fonction du cours\u00a0: elle rend l'adresse d'une zone que le père et ses fils partagent.")});
  page.blocks.push_back(Code{"c", {"void* create_shared_memory(size_t size);"}});
  one.statement = {page, {"Ce qui sera vérifié", {Paragraph{plain("Un fils écrit, le père lit. Puis mmap échoue, exprès.")}}}};
  one.diagnoses["E" + one.number + "-prive"] = {"MAP_PRIVATE là où il faut MAP_SHARED\u00a0: le père lit {lu}.",
                                                "Le fils écrit dans sa copie.", "", ""};
  return one;
}

}  // namespace

Library sample_library() {
  Library library;
  library.lessons = {isolation(), sharing()};
  library.exercises = {exercise("01_isolation", "Modifier dans le fils", "01_chacun_chez_soi"),
                       exercise("08_create_shared_memory", "La fonction du cours", "07_create_shared_memory")};
  return library;
}

app::Start sample_start(grid::Size size) {
  app::Start start;
  start.library = sample_library();
  start.work_folder = "travail";
  start.sources["07_create_shared_memory"]["demo_meme_page.c"] = demo_source();
  start.size = size;
  return start;
}

app::Model sample_model(grid::Size size) { return app::Model(sample_start(size)); }

grid::KeyPress key(const std::string& name) {
  static const std::map<std::string, grid::Key> special{
      {"Entrée", grid::Key::enter}, {"Échap", grid::Key::escape}, {"Tab", grid::Key::tab}, {"Maj+Tab", grid::Key::backtab},
      {"Retour", grid::Key::backspace}, {"↑", grid::Key::up}, {"↓", grid::Key::down}, {"←", grid::Key::left},
      {"→", grid::Key::right}, {"Début", grid::Key::home}, {"Fin", grid::Key::end}, {"Page↑", grid::Key::page_up},
      {"Page↓", grid::Key::page_down}, {"F1", grid::Key::f1}, {"Autre", grid::Key::other}};
  if (const auto found = special.find(name); found != special.end()) return {found->second, {}, false};
  if (name.size() == 2 && name[0] == '^') return {grid::Key::character, name.substr(1), true};
  return {grid::Key::character, name, false};
}

app::Effects press(app::Model& model, std::initializer_list<const char*> keys) {
  app::Effects all;
  for (const char* name : keys)
    for (app::Effect& effect : app::update(model, grid::Input{key(name)})) all.push_back(std::move(effect));
  return all;
}

record::Verdict passed_verdict() {
  record::Verdict verdict;
  verdict.exercise = "08_create_shared_memory";
  verdict.outcome = record::Outcome::passed;
  verdict.elapsed_ns = 71'000'000;
  verdict.isolation = "espaces de noms";
  verdict.advice.push_back({"E08-memset", "Remplir la zone de zéros est inutile", "mmap la rend déjà à zéro, et vous venez d'en toucher toutes les pages.",
                            {"create_shared_memory.c", 9, "create_shared_memory"}, {}, ""});
  verdict.recording = shared_page();
  return verdict;
}

record::Verdict failed_verdict() {
  record::Verdict verdict;
  verdict.exercise = "08_create_shared_memory";
  verdict.outcome = record::Outcome::failed;
  verdict.elapsed_ns = 74'000'000;
  verdict.isolation = "espaces de noms";
  record::Diagnosis diagnosis;
  diagnosis.code = "E08-prive";
  diagnosis.title = "Le fils a écrit 7291, le père lit 0\u00a0: la zone est privée";
  diagnosis.why = "Le fils a bien écrit, mais dans sa copie\u00a0: le père ne la voit jamais. Il faut MAP_SHARED là où vous avez MAP_PRIVATE.";
  diagnosis.source = {"create_shared_memory.c", 6, "create_shared_memory"};
  diagnosis.evidence = {{"père", "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f1c2a095000", diagnosis.source},
                        {"père", "fork() = 5121", {}},
                        {"fils", "écrit 7291 en 0x7f1c2a095000", {}}};
  diagnosis.lesson = "07_create_shared_memory";
  verdict.diagnosis = diagnosis;
  verdict.output = "le p\xc3\xa8re lit 0\r\n\x1b[31mrouge\x1b[0m\r\n";
  verdict.recording = private_copy();
  return verdict;
}

record::Verdict compile_error_verdict() {
  record::Verdict verdict;
  verdict.exercise = "08_create_shared_memory";
  verdict.outcome = record::Outcome::failed;
  verdict.elapsed_ns = 31'000'000;
  verdict.isolation = "espaces de noms";
  record::Diagnosis diagnosis;
  diagnosis.code = "G-compilation";
  diagnosis.title = "Votre fichier ne se compile pas";
  diagnosis.why = "Le compilateur s'est arrêté à la première erreur ci-dessus.";
  verdict.diagnosis = diagnosis;
  verdict.compiler.push_back({"create_shared_memory.c", 5, 46, "erreur", "'MAP_ANONYMOUS' undeclared (first use in this function)",
                              "  return mmap(NULL, size, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n                                                  ^~~~~~~~~~~~~",
                              "MAP_ANONYMOUS n'est pas dans POSIX\u00a0: définissez _DEFAULT_SOURCE avant tout #include."});
  return verdict;
}

record::Verdict unjudged_verdict() {
  record::Verdict verdict;
  verdict.exercise = "08_create_shared_memory";
  verdict.outcome = record::Outcome::could_not_judge;
  record::Diagnosis diagnosis;
  diagnosis.code = "M-compilateur";
  diagnosis.title = "Le compilateur gcc est introuvable.";
  diagnosis.why = "Installez le paquet gcc, puis vérifiez de nouveau.";
  verdict.diagnosis = diagnosis;
  verdict.isolation = "légère";
  return verdict;
}

app::Sources student_sources() {
  return {{"create_shared_memory.c",
           {"#include <stddef.h>", "#include <sys/mman.h>", "", "void* create_shared_memory(size_t size) {",
            "  int protection = PROT_READ | PROT_WRITE;", "  int visibility = MAP_PRIVATE | MAP_ANONYMOUS;",
            "  return mmap(NULL, size, protection, visibility, -1, 0);", "}"}}};
}

std::string student_text() {
  std::string text;
  const app::Sources sources = student_sources();
  for (const std::string& line : sources.at("create_shared_memory.c")) text += line + "\n";
  return text;
}

std::string solution_text() {
  return "#include <stddef.h>\n#include <sys/mman.h>\n\n/* Partagée, sans fichier. */\nvoid* create_shared_memory(size_t size) {\n"
         "  int protection = PROT_READ | PROT_WRITE;  // lire et écrire\n  int visibility = MAP_SHARED | MAP_ANONYMOUS;\n\n"
         "  return mmap(NULL, size, protection, visibility, -1, 0);\n}\n";
}

app::AttemptsRead three_attempts() {
  setenv("TZ", "UTC", 1);
  const record::Diagnosis wrong = *failed_verdict().diagnosis, unread = *compile_error_verdict().diagnosis;
  std::vector<content::Attempt> all{{1, 1'780'000'000, false, true, wrong.code, wrong.title, {"G", wrong.code}, student_text()},
                                    {2, 1'780'000'100, false, false, unread.code, unread.title, {}, "int\n" + student_text()},
                                    {3, 1'780'000'200, true, true, "", "", {"G"}, solution_text()}};
  return {"08_create_shared_memory", std::make_shared<const std::vector<content::Attempt>>(std::move(all)), 3,
          {"Le fils a écrit 7291, le père lit 0"}, ""};
}

std::string screen(const app::Model& model) { return app::view(model).text(); }

}  // namespace partage::test
