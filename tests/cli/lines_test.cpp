// Programs followed line by line: lancer --lignes, observer --lignes, and what the lessons promise of it.
#include <gmock/gmock.h>

#include <algorithm>

#include "app/prediction.hpp"
#include "cli/command.hpp"
#include "content/library.hpp"
#include "content/order.hpp"
#include "observe/observe.hpp"
#include "phrases/typography.hpp"
#include "record/json.hpp"

namespace partage::cli_tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr int kTimes = 100;


std::string built(const std::string& name, const std::string& flags, const std::string& text) {
  const auto source = write_file(name + ".c", text);
  const std::string program = (home() / name).string();
  const std::string command = "gcc -w " + flags + " " + source.string() + " -o " + program;
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  return program;
}

TEST(LineByLine, TheLostUpdateIsLostEveryTime) {
  int wrong = 0;
  for (int i = 0; i < kTimes; ++i) {
    const Result result = partage({"lancer", "07/demo_course", "--lignes", "--ordre", "P3F*", "--instructions", "incrementer"});
    ASSERT_EQ(result.code, 0) << result.err;
    wrong += result.out.find("deux ajouts, compteur = 1\n") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(wrong, kTimes);
}

TEST(LineByLine, TheLockKeepsItInEveryOrder) {
  int right = 0;
  for (int i = 0; i < kTimes; ++i) {
    const char* const orders[] = {"P3F*", "PPPPFFFF", "F2P*", "PFPFPFPFPFPF"};
    const Result result = partage({"lancer", "07/demo_course", "--ordre", orders[i % 4], "--instructions", "incrementer", "--", "verrou"});
    ASSERT_EQ(result.code, 0) << result.err;
    right += result.out.find("deux ajouts, compteur = 2\n") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(right, kTimes);
}

TEST(LineByLine, TextTellsEachLineAndWhatItDid) {
  const Result result = partage({"lancer", "07/demo_meme_page", "--lignes", "--texte"});
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("Ligne à ligne, ordre\u00a0: pere\n"));
  EXPECT_THAT(result.out, HasSubstr("\u00a0: *zone = 7;\n"));
  EXPECT_THAT(result.out, HasSubstr("dans la page que le père et le fils partagent\u00a0: le père y lit aussitôt 7.\n  *zone\u00a0: 42 → 7.\n"));
  EXPECT_THAT(result.out, Not(HasSubstr("outils.h"))) << "only the lesson's own files are followed";
}

TEST(LineByLine, CopyOnWriteIsToldOnceAtItsLine) {
  const std::string text = partage({"lancer", "01/demo_isole", "--lignes"}).out;
  const std::string copy = "du fils a écrit temoin.x\u00a0: le noyau lui a fait sa propre copie de la page";
  const std::size_t first = text.find(copy);
  ASSERT_NE(first, std::string::npos) << text;
  EXPECT_EQ(text.find("sa propre copie", first + copy.size()), std::string::npos);
  EXPECT_THAT(text, HasSubstr("le père redevient seul propriétaire de la sienne.\n  temoin.x\u00a0: 42 → 7.\n"));
}

TEST(LineByLine, TheLessonsOrderIsObeyedAndAnotherCanBeAsked) {
  const auto order = [](std::vector<std::string> words) {
    words.insert(words.begin() + 1, "--json");
    return record::recording_from_json_text(partage(words).out).order;
  };
  EXPECT_EQ(order({"lancer", "07/demo_course"}), "P3F*") << "as lesson 07 launches it";
  EXPECT_EQ(order({"lancer", "07/demo_course", "--ordre", "alterne"}), "alterne");
  EXPECT_EQ(order({"lancer", "07/demo_meme_page", "--lignes", "--", "preuve"}), "pere");
  EXPECT_EQ(order({"lancer", "07/demo_meme_page", "--", "preuve"}), "") << "only system calls, with those arguments";
}

TEST(LineByLine, AWrongOrderIsRefused) {
  for (const auto& words : {std::vector<std::string>{"lancer", "07", "--ordre", "zut"}, {"observer", "--ordre", "PpF", "--", "/bin/ls"}}) {
    const Result result = partage(words);
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.err, HasSubstr("On attend pere, fils, alterne"));
    EXPECT_THAT(result.out, IsEmpty());
  }
}

TEST(LineByLine, AProgramOfOnesOwnIsFollowed) {
  const std::string program = built("a_soi", "-g", "int g;\nint main(void) {\n  g = 5;\n  return 0;\n}\n");
  const Result result = partage({"observer", "--lignes", "--", program});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_THAT(result.out, AllOf(HasSubstr("va exécuter la ligne 3\u00a0: g = 5;\n"), HasSubstr("La ligne 3 du programme a écrit g")));
}

TEST(LineByLine, OptimisationIsSaid) {
  const std::string text = "int g;\nint main(void) {\n  g = 5;\n  return 0;\n}\n";
  const Result result = partage({"observer", "--lignes", "--", built("optimise", "-g -O2", text)});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("compilé avec optimisation"));
  EXPECT_THAT(partage({"observer", "--lignes", "--", built("sans_optimisation", "-g -O0", text)}).out, Not(HasSubstr("avec optimisation")));
}

TEST(LineByLine, WithoutDebugInformationItIsSaid) {
  const std::string program = built("sans_g", "-s", "int main(void) { return 0; }\n");
  const Result result = partage({"observer", "--lignes", "--", program});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.err, AllOf(HasSubstr("informations de débogage"), HasSubstr("gcc -g")));
}

TEST(LineByLine, AFunctionThatIsNotThereIsSaid) {
  const Result result = partage({"lancer", "07/demo_meme_page", "--instructions", "absente"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.err, HasSubstr("La fonction absente n'a pas été suivie"));
}

TEST(LineByLine, ADeadlockSaysWhoWaitsForWhat) {
  const std::string program = built("bloque", "-g",
                                    "#include <unistd.h>\n#include <sys/wait.h>\nstatic char gros[100000];\nint main(void) {\n"
                                    "  int t[2];\n  pipe(t);\n  int fils = fork();\n  if (fils == 0) {\n"
                                    "    write(t[1], gros, sizeof gros);\n    _exit(0);\n  }\n  waitpid(fils, 0, 0);\n  return 0;\n}\n");
  const Result result = partage({"observer", "--lignes", "--", program});
  EXPECT_THAT(result.out, HasSubstr("interblocage, personne ne peut plus avancer. Le père attend la fin du fils (waitpid, ligne 12)"
                                    "\u202f; le fils attend qu'on lise dans le tube plein (write, ligne 9)."));
}

TEST(LineByLine, TheSentencesAreWellWritten) {
  for (const char* program : {"07/demo_meme_page", "07/demo_famille", "01/demo_isole"}) {
    const std::string text = partage({"lancer", program, "--lignes"}).out;
    std::string prose;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      const std::string line = text.substr(start, end - start);
      // The code of a line, what a call was given and what the program wrote are not ours.
      if (line.find("va exécuter") == std::string::npos && line.find("appelle") == std::string::npos) prose += line + "\n";
      start = end + 1;
    }
    prose.resize(std::min(prose.find("Ce que le programme a affiché"), prose.size()));
    for (const auto& fault : phrases::typography_faults(prose.substr(prose.find("\n\n")), phrases::TextKind::prose))
      ADD_FAILURE() << program << ": " << fault.reason << ": " << fault.excerpt;
  }
}

// content/ and observe/ may not use each other: each has its own reading of an order.
TEST(LineByLine, LessonsAndTheTracerAgreeOnWhatAnOrderIs) {
  const std::string letters = "AEFGPZ*019p ";
  std::vector<std::string> words{"", "pere", "fils", "alterne", "père", "F9999", "F10000", std::string(4096, 'F'), std::string(4097, 'F')};
  for (const char a : letters)
    for (const char b : letters)
      for (const char c : letters)
        for (const std::string& end : {std::string(), std::string("F"), std::string("*"), std::string("12345")}) words.push_back(std::string{a, b, c} + end);
  for (const std::string& word : words) EXPECT_EQ(content::is_order(word), observe::parse_order(word).has_value()) << word;
}

TEST(LineByLine, EveryPredictionAboutAMomentIsAnsweredByOneOfItsChoices) {
  const content::Library library = content::load_library(source_dir());
  int asked = 0;
  for (const content::Lesson& lesson : library.lessons)
    for (const content::Page& page : lesson.pages)
      for (const content::Block& block : page.blocks) {
        const auto* prediction = std::get_if<content::Prediction>(&block);
        if (prediction == nullptr || !prediction->place) continue;
        std::vector<std::string> words{"lancer", lesson.number + "/" + prediction->program, "--json", "--ordre", prediction->order};
        if (!prediction->region.empty()) words.insert(words.end(), {"--instructions", prediction->region});
        if (!prediction->arguments.empty()) words.emplace_back("--");
        words.insert(words.end(), prediction->arguments.begin(), prediction->arguments.end());
        const app::Answer answer = app::find_answer(*prediction, record::recording_from_json_text(partage(words).out));
        EXPECT_GE(app::choice_of(*prediction, answer.text), 0) << lesson.id << " " << prediction->id << ": " << answer.text;
        ++asked;
      }
  EXPECT_GE(asked, 3);
}

}  // namespace
}  // namespace partage::cli_tests
