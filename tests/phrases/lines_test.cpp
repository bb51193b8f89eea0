// What is said of a recording made line by line.
#include <gmock/gmock.h>

#include <cstring>

#include "phrases/line_effects.hpp"
#include "phrases/moments.hpp"
#include "phrases/story.hpp"
#include "phrases/typography.hpp"
#include "phrases/values.hpp"

namespace partage::phrases {
namespace {

using namespace testing;
using namespace record;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr Pid father = 4211, child = 4212;

// int g in the private page; int* zone in the stack, to the shared page; char* mot to its 16th byte.
class Lines : public ::testing::Test {
 protected:
  Lines() {
    recording().order = "pere";
    recording().variables = {{"g", "", "int", Variable::Kind::signed_integer, 4, 3},
                             {"zone", "main", "int *", Variable::Kind::pointer, 8, 12},
                             {"mot", "main", "char *", Variable::Kind::pointer, 8, 13}};
    recording().moments[0].memory[0].variables = {{0, private_page, 42}, {1, 0x7ffd00000010, shared_page}};
    step(father, 17);
    story_.forks(child, 2);
    step(father, 18);
    step(child, 18);
    step(child, 19);
  }

  Recording& recording() { return story_.recording; }
  Moment& step(Pid pid, int line, const std::string& function = "main") {
    Moment& moment = recording().moments.emplace_back();
    moment.kind = MomentKind::statement;
    moment.pid = pid;
    moment.source = {"demo.c", line, function};
    return moment;
  }
  MemoryChange& change(Pid pid) {
    recording().moments.back().memory.push_back({pid, std::nullopt, {}, 11, {}});
    return recording().moments.back().memory.back();
  }
  static PageChange page(Address address, PageFlags flags, const std::string& bytes = "", std::uint32_t offset = 0) {
    PageChange change{address, flags, {}};
    if (!bytes.empty()) change.runs.push_back({offset, bytes});
    return change;
  }
  std::vector<std::string> facts() const {
    const std::size_t last = story_.last();
    return LineEffects(story_.recording).at(last, snapshot_at(story_.recording, last - 1), snapshot_at(story_.recording, last));
  }

  Story story_;
};

TEST_F(Lines, TheLineThatComesIsTold) {
  EXPECT_EQ(sentence(recording(), story_.last(), "g = 2;"), "Le fils va exécuter la ligne 19\u00a0: g = 2;");
  EXPECT_EQ(sentence(recording(), story_.last()), "Le fils va exécuter la ligne 19.");
  step(child, 27).source.file = "outils.h";
  EXPECT_EQ(sentence(recording(), story_.last(), "return;"), "Le fils va exécuter la ligne 27 de outils.h\u00a0: return;");
}

TEST_F(Lines, AWriteThatCopiesIsToldByNameAndBothSides) {
  step(child, 20);
  change(child) = {child, std::nullopt, {page(private_page, present(true), "\x02")}, 12, {{0, private_page, 2}}};
  change(father).pages = {page(private_page, present(true))};
  EXPECT_THAT(facts(), ElementsAre("La ligne 19 du fils a écrit g\u00a0: le noyau lui a fait sa propre copie de la page "
                                   "…10000\u202f; le père redevient seul propriétaire de la sienne.",
                                   "g\u00a0: 42 → 2.", "La ligne 19 du fils a coûté une faute de page mineure."));
}

TEST_F(Lines, TheOtherSideAloneIsNoCopy) {
  step(child, 20);
  change(father).pages = {page(private_page, present(true))};
  EXPECT_THAT(facts(), ElementsAre("Le père redevient seul propriétaire de sa page …10000\u00a0: plus personne ne la partage."));
}

TEST_F(Lines, AFlipAfterTheChildsDeathIsNoCopy) {
  story_.ends(child, {});
  step(father, 22);
  change(father).pages = {page(private_page, present(true))};
  const auto said = facts();
  ASSERT_EQ(said.size(), 1u);
  EXPECT_THAT(said[0], Not(HasSubstr("copie de la page")));
}

TEST_F(Lines, AProcessThatWasRelievedIsTheAuthorOfItsOwnCopy) {
  // The father wrote, then waited: the next moment is the child's.
  step(father, 19);
  step(child, 20);
  change(child).pages = {page(private_page, present(true))};
  change(father) = {father, std::nullopt, {page(private_page, present(true), "\x09")}, 12, {{0, private_page, 9}}};
  const auto said = facts();
  ASSERT_GE(said.size(), 2u);
  EXPECT_THAT(said[0], StartsWith("La ligne 19 du père a écrit g\u00a0: le noyau lui a fait sa propre copie"));
  EXPECT_EQ(said[1], "g\u00a0: 42 → 9.");
}

TEST_F(Lines, WhoDidNotGoDidNotWrite) {
  step(father, 19);
  step(father, 20);
  change(child).pages = {page(private_page, present(true), "\x63")};
  EXPECT_THAT(facts(), ElementsAre("Chez le fils, g a changé sans que le fils avance\u00a0: 42 → 99."));
  step(child, 20);
  change(child).variables = {{0, private_page, 99}};
  EXPECT_THAT(facts(), IsEmpty()) << "seen late, already told";
}

TEST_F(Lines, AWriteInASharedPageIsReadByTheOtherAtOnce) {
  change(child).pages = {page(shared_page, present(false, true), "\x01")};
  step(child, 20);
  change(child).pages = {page(shared_page, present(false, true), std::string("\x2a\0\0\0", 4))};
  change(father).pages = {page(shared_page, present(false, true), std::string("\x2a\0\0\0", 4))};
  EXPECT_THAT(facts(), ElementsAre("La ligne 19 du fils a écrit *zone, dans la page que le père et le fils partagent\u00a0: "
                                   "le père y lit aussitôt 42.",
                                   "*zone\u00a0: 1 → 42."));
}

TEST_F(Lines, WhoWroteASharedPageIsNotSaidWhenAnotherCameToALockJustBefore) {
  change(child).pages = {page(shared_page, present(false, true), "\x01")};
  step(father, 19);
  step(child, 20);
  change(child).pages = {page(shared_page, present(false, true), "\x2a")};
  const std::size_t here = story_.last();
  const auto said = [&] {
    return LineEffects(recording()).at(here, snapshot_at(recording(), here - 1), snapshot_at(recording(), here));
  };
  EXPECT_THAT(said()[0], StartsWith("La ligne 19 du fils a écrit *zone"));
  story_.calls(father, {"futex", {}, 0, "", false, true});
  EXPECT_THAT(said(), ElementsAre("La page partagée …94000 change\u00a0: tous ceux qui l'ont y voient les mêmes octets.", "*zone\u00a0: 1 → 42."));
}

TEST_F(Lines, ThreeProcessesShareAPage) {
  story_.forks(4213, 3, child);
  change(child).pages = {page(shared_page, present(false, true), "\x01")};
  step(child, 20);
  change(child).pages = {page(shared_page, present(false, true), "\x2a")};
  EXPECT_THAT(facts()[0], HasSubstr("dans la page que le père, le fils et le petit-fils partagent\u00a0: les autres y lisent aussitôt 42."));
}

TEST_F(Lines, BytesSeenForTheFirstTimeWereNotWrittenNow) {
  step(child, 20);
  change(child).pages = {page(shared_page, present(false, true), "\x01")};
  EXPECT_THAT(facts(), ElementsAre("La ligne 19 du fils a touché pour la première fois la page …94000\u00a0: le fils y trouve "
                                   "les mêmes octets que le père (même inode 215)."));
}

TEST_F(Lines, WhatAFileHeldIsNotWrittenByTheOneThatReadsIt) {
  const Mapping file{0x7f1234000000, 0x7f1234001000, "rw-p", 0, "08:01", 7, "/t/foo.txt", true};
  step(father, 19).files = {{"08:01", 7, "/t/foo.txt", 7, {{0, true, FilePage::Dirty::no, {{0, "bonjour"}}}}}};
  change(father) = {father, std::vector<Mapping>{file, private_zone(), shared_zone()}, {}, 11, {{2, 0x7ffd00000018, file.start}}};
  step(father, 20);
  change(father).pages = {page(file.start, present(false, true), "bonjour")};
  EXPECT_THAT(facts(), ElementsAre("La ligne 19 du père a touché pour la première fois la page …00000 du fichier\u00a0: elle "
                                   "entre dans sa mémoire."));
  recording().moments.back().memory[0].pages = {page(file.start, present(true), "bXnjour")};
  EXPECT_THAT(facts(), ElementsAre("La ligne 19 du père a écrit mot[1]\u00a0: le noyau lui a fait sa propre copie de la page du fichier.",
                                   "mot[1] = 'X'."));
}

// What lies past the file's end is in its page, and only there: the file does not say it.
TEST_F(Lines, WhatTheSameProcessSeesThroughAnotherMappingIsNotWrittenAgain) {
  const Mapping one{0x7f1234000000, 0x7f1234001000, "rw-s", 0, "08:01", 7, "/t/foo.txt", true};
  Mapping other = one;
  other.start += 0x1000, other.end += 0x1000;
  const std::string held = std::string("bonjour") + std::string(43, '\0') + "*";
  step(father, 19).files = {{"08:01", 7, "/t/foo.txt", 7, {{0, true, FilePage::Dirty::yes, {{0, "bonjour"}}}}}};
  change(father) = {father, std::vector<Mapping>{one, other, private_zone(), shared_zone()}, {}, 11, {}};
  step(father, 20);
  change(father).pages = {page(one.start, present(false, true), held)};
  step(father, 21);
  change(father).pages = {page(other.start, present(false, true), held)};
  for (const std::string& fact : facts()) EXPECT_THAT(fact, Not(HasSubstr("a écrit")));
}

TEST_F(Lines, AnElementAndATextHaveTheirNames) {
  step(child, 20);
  change(child).pages = {page(shared_page, present(false, true), "\x05", 12)};
  EXPECT_THAT(facts(), Contains("zone[3]\u00a0: 0 → 5."));
  step(child, 21);
  change(child) = {child, std::nullopt, {page(shared_page, present(false, true), "bonjour", 16)}, 11, {{2, 0x7ffd00000018, shared_page + 16}}};
  EXPECT_THAT(facts(), Contains("mot[0] à mot[6] = «\u00a0bonjour\u00a0»."));
}

TEST_F(Lines, APlainWriteIsItsTwoValues) {
  step(father, 19);
  change(father).variables = {{0, private_page, 0xffffffff}};
  EXPECT_THAT(facts(), ElementsAre("La ligne 18 du père a écrit g\u00a0: 42 → -1."));
}

TEST_F(Lines, APointerSaysWhereItLeads) {
  step(father, 19);
  change(father).variables = {{1, 0x7ffd00000010, private_page + 8}};
  EXPECT_THAT(facts(), ElementsAre("La ligne 18 du père a écrit zone\u00a0: …94000 → …10008, dans la zone privée."));
  step(father, 20);
  change(father).variables = {{1, 0x7ffd00000010, ~std::uint64_t{0}}};
  EXPECT_THAT(facts(), ElementsAre("La ligne 19 du père a écrit zone\u00a0: …10008 → MAP_FAILED."));
  step(father, 21);
  change(father).variables = {{1, 0x7ffd00000010, 0x1000}};
  EXPECT_THAT(facts(), ElementsAre(HasSubstr("nulle part\u00a0: aucune zone ne contient cette adresse")));
}

TEST_F(Lines, ALocalIsToldAtItsDeclarationOnly) {
  step(father, 14);
  step(father, 15);
  change(father).variables = {{2, 0x7ffd00000018, 0}};
  EXPECT_THAT(facts(), IsEmpty()) << "declared at line 13, which did not just run";
  recording().moments.pop_back();
  recording().moments.back().source.line = 13;
  step(father, 14);
  change(father).variables = {{2, 0x7ffd00000018, 0}};
  EXPECT_THAT(facts(), ElementsAre("La ligne 13 du père a écrit mot = NULL."));
}

TEST_F(Lines, WhatACallDidBelongsToTheLineThatCalls) {
  step(father, 18);
  step(father, 5, "aide");
  step(father, 19);
  change(father).variables = {{0, private_page, 1}};
  EXPECT_THAT(facts(), ElementsAre("La ligne 18 du père a écrit g\u00a0: 42 → 1."));
}

TEST_F(Lines, MappingsAppearGrowAreCutAndVanish) {
  Mapping zone = private_zone();
  zone.start = 0x7f1234000000;
  zone.end = zone.start + 3 * 4096;
  step(father, 19);
  change(father).mappings = std::vector<Mapping>{zone, private_zone(), shared_zone()};
  EXPECT_THAT(facts(), ElementsAre("Une zone apparaît chez le père, en …00000\u00a0: 12\u00a0Kio de mémoire anonyme privée (rw-p)"
                                   "\u202f; aucune de ses pages n'est encore en mémoire."));
  Mapping first = zone, last = zone;
  first.end = zone.start + 4096;
  last.start = zone.start + 2 * 4096;
  step(father, 20);
  change(father).mappings = std::vector<Mapping>{first, last, private_zone(), shared_zone()};
  EXPECT_THAT(facts(), ElementsAre("La zone …00000 du père est coupée en 2\u00a0: 4\u00a0Kio en …00000, 4\u00a0Kio en …02000."));
  step(father, 21);
  last.permissions = "r--p";
  change(father).mappings = std::vector<Mapping>{last, private_zone()};
  EXPECT_THAT(facts(), ElementsAre("La zone …00000 du père a disparu\u00a0: 4\u00a0Kio de mémoire anonyme privée (rw-p).",
                                   "Les droits de …02000 passent de rw-p à r--p.",
                                   "La zone …94000 du père a disparu\u00a0: 4\u00a0Kio de mémoire anonyme partagée (rw-s).",
                                   "zone garde son adresse, mais ne mène plus nulle part\u00a0: y toucher serait une erreur (SIGSEGV)."));
}

TEST_F(Lines, AFilesPageIsDirtyThenWritten) {
  const auto state = [](FilePage::Dirty dirty) { return FileChange{"08:01", 7, "/t/foo.txt", 100, {{0, true, dirty, {}}}}; };
  step(father, 19).files = {state(FilePage::Dirty::no)};
  step(father, 20).files = {state(FilePage::Dirty::yes)};
  EXPECT_THAT(facts(), ElementsAre("La page 1 de foo.txt est modifiée dans le cache, pas encore sur le disque."));
  Syscall call{"msync", {}, 0, "", false, true};
  story_.calls(father, call);
  recording().moments.back().files = {state(FilePage::Dirty::no)};
  EXPECT_THAT(facts(), ElementsAre("msync a écrit la page 1 de foo.txt sur le disque."));
  step(father, 21).files = {state(FilePage::Dirty::yes)};
  FileChange grown = state(FilePage::Dirty::no);
  grown.size = 200;
  step(father, 22).files = {grown};
  EXPECT_THAT(facts(), ElementsAre("Le fichier foo.txt passe de 100\u00a0octets à 200\u00a0octets.",
                                   "Le noyau a écrit la page 1 de foo.txt sur le disque, de lui-même."));
  step(father, 23).files = {state(FilePage::Dirty::unknown)};
  EXPECT_THAT(facts(), ElementsAre("Le fichier foo.txt passe de 200\u00a0octets à 100\u00a0octets."));
}

TEST_F(Lines, MemoryWithoutADiskIsNeverSaidToBeOnOne) {
  for (const char* path : {"/dev/zero (deleted)", "/dev/shm/zone", "/memfd:x (deleted)"}) {
    step(father, 19).files = {{"00:01", 215, path, 4096, {{0, true, FilePage::Dirty::yes, {}}}}};
    EXPECT_THAT(facts(), IsEmpty()) << path;
  }
}

TEST_F(Lines, AnInstructionIsNamed) {
  Moment& moment = step(child, 20);
  moment.kind = MomentKind::instruction;
  moment.instruction = Instruction{4, "add dword ptr [rax], 1"};
  EXPECT_EQ(sentence(recording(), story_.last()), "Le fils va exécuter l'instruction «\u00a0add dword ptr [rax], 1\u00a0» de la ligne 20.");
  EXPECT_EQ(journal_line(recording(), story_.last()), "fils  add dword ptr [rax], 1");
  step(child, 21);
  change(child).variables = {{0, private_page, 43}};
  EXPECT_THAT(facts(), ElementsAre("L'instruction «\u00a0add dword ptr [rax], 1\u00a0» du fils a écrit g\u00a0: 42 → 43."));
}

TEST_F(Lines, ADeadlockSaysWhoWaitsForWhatAndWhere) {
  recording().end = End::deadlock;
  recording().waits = {{father, Wait::What::child, "wait4", "", {child}, {"demo.c", 31, "main"}},
                       {child, Wait::What::pipe_write, "write", "pipe:[812]", {father}, {"demo.c", 24, "main"}}};
  EXPECT_EQ(wait_sentence(recording(), recording().waits[0]), "Le père attend la fin du fils (waitpid, ligne 31).");
  EXPECT_EQ(end_sentence(recording()),
            "Arrêté\u00a0: interblocage, personne ne peut plus avancer. Le père attend la fin du fils (waitpid, ligne 31)"
            "\u202f; le fils attend qu'on lise dans le tube plein (write, ligne 24).");
  recording().end = End::wall_clock;
  recording().waits = {{father, Wait::What::lock, "futex", "", {child}, {}}};
  EXPECT_EQ(end_sentence(recording()), "Arrêté\u00a0: le programme durait trop longtemps. Le père attend un verrou ou un "
                                       "sémaphore que pourrait libérer le fils (futex).");
}

TEST_F(Lines, WhoWasKilledByTheKitIsNotSaidToDieOfASignal) {
  recording().end = End::deadlock;
  recording().waits = {{child, Wait::What::lock, "futex", "", {}, {}}};
  story_.ends(child, {0, 9, 0, 0, "SIGKILL", ""});
  EXPECT_EQ(sentence(recording(), story_.last()), "Le fils est arrêté par le kit.");
  step(father, 20);
  EXPECT_EQ(sentence(recording(), story_.last() - 1), "Le fils est tué par SIGKILL.") << "the run went on: somebody else did it";
  recording().moments.pop_back();
  recording().end = End::finished;
  EXPECT_EQ(sentence(recording(), story_.last()), "Le fils est tué par SIGKILL.");
}

TEST_F(Lines, EveryWaitHasItsWords) {
  for (int what = 0; what <= static_cast<int>(Wait::What::other); ++what)
    for (const std::vector<Pid>& on : {std::vector<Pid>{}, {father}, {child}, {father, child}}) {
      const std::string said = wait_sentence(recording(), {father, static_cast<Wait::What>(what), "poll", "/tmp/verrou", on, {"d.c", 3, "f"}});
      EXPECT_THAT(typography_faults(said, TextKind::prose), IsEmpty()) << said;
      EXPECT_THAT(said, StartsWith("Le père attend "));
    }
}

TEST_F(Lines, TheReportSaysThatLinesAreCoarserOnceOptimised) {
  const std::string words = "compilé avec optimisation";
  EXPECT_THAT(text_report(recording()), Not(HasSubstr(words)));
  recording().optimised = true;
  EXPECT_THAT(text_report(recording()), HasSubstr("ordre\u00a0: pere\n" + optimised_sentence() + "\n\n"));
  EXPECT_THAT(optimised_sentence(), HasSubstr(words));
  EXPECT_THAT(typography_faults(optimised_sentence(), TextKind::prose), IsEmpty());
}

TEST_F(Lines, TheReportTellsTheFactsOfALineBeforeTheNextOne) {
  step(child, 20);
  change(child).variables = {{0, private_page, 2}};
  const std::string text = text_report(recording(), [](const SourceLine& source) { return "x" + std::to_string(source.line) + ";"; });
  EXPECT_THAT(text, HasSubstr("Ligne à ligne, ordre\u00a0: pere\n"));
  EXPECT_THAT(text, HasSubstr("Le fils va exécuter la ligne 19\u00a0: x19;\n  La ligne 19 du fils a écrit g\u00a0: 42 → 2.\n"
                              "Le fils va exécuter la ligne 20\u00a0: x20;\n"));
}

TEST(Values, AreWrittenAsInC) {
  const auto text = [](Variable::Kind kind, std::uint32_t size, std::uint64_t value) {
    return value_text({"v", "", "", kind, size, 1}, value);
  };
  using Kind = Variable::Kind;
  EXPECT_EQ(text(Kind::signed_integer, 4, 0xffffffff), "-1");
  EXPECT_EQ(text(Kind::signed_integer, 1, 0x80), "-128");
  EXPECT_EQ(text(Kind::signed_integer, 8, ~std::uint64_t{0}), "-1");
  EXPECT_EQ(text(Kind::unsigned_integer, 4, 0xffffffff), "4294967295");
  EXPECT_EQ(text(Kind::character, 1, 'a'), "'a'");
  EXPECT_EQ(text(Kind::character, 1, 0), "'\\0'");
  EXPECT_EQ(text(Kind::character, 1, '\n'), "'\\n'");
  EXPECT_EQ(text(Kind::character, 1, 0xe9), "'\\xe9'");
  EXPECT_EQ(text(Kind::boolean, 1, 1), "true");
  EXPECT_EQ(text(Kind::pointer, 8, 0), "NULL");
  EXPECT_EQ(text(Kind::pointer, 8, 0x7f1234595000), "…95000");
  std::uint64_t bits = 0;
  const double half = 0.5;
  std::memcpy(&bits, &half, sizeof half);
  EXPECT_EQ(text(Kind::floating, 8, bits), "0.5");
}

TEST(Values, APointersTypeSaysWhatItPointsTo) {
  const auto size = [](const char* type) {
    const auto target = pointee({"p", "", type, Variable::Kind::pointer, 8, 1});
    return target ? target->size : 0u;
  };
  EXPECT_EQ(size("int *"), 4u);
  EXPECT_EQ(size("volatile int *"), 4u);
  EXPECT_EQ(size("const char *"), 1u);
  EXPECT_EQ(size("char **"), 8u);
  EXPECT_EQ(size("const double *const"), 8u);
  EXPECT_EQ(size("struct compteur *"), 0u);
  EXPECT_EQ(size("void *"), 0u);
}

TEST_F(Lines, AnExpressionIsWorthWhatTheProcessSees) {
  const auto worth = [&](Pid pid, const char* text) {
    return expression_value(recording(), snapshot_at(recording(), story_.last()), pid, text);
  };
  EXPECT_EQ(worth(child, "g"), "42");
  EXPECT_EQ(worth(child, "*zone"), "1") << "its own page is not in memory yet; the father's is, and is the same";
  EXPECT_EQ(worth(father, "zone[1]"), "0");
  EXPECT_EQ(worth(father, "absente"), "");
  EXPECT_EQ(worth(father, "*g"), "");
  EXPECT_EQ(worth(9999, "g"), "");
}

}  // namespace
}  // namespace partage::phrases
