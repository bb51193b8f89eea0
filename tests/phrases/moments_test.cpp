#include "phrases/moments.hpp"

#include <gmock/gmock.h>

#include "phrases/story.hpp"
#include "phrases/typography.hpp"

namespace partage::phrases {
namespace {

using namespace testing;
using namespace record;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Syscall mmap_call(std::string flags, std::optional<std::int64_t> result, std::string error = "") {
  return {"mmap",
          {{"addr", 0, "NULL"},
           {"length", 4096, "4096"},
           {"prot", 3, "PROT_READ|PROT_WRITE"},
           {"flags", 0, std::move(flags)},
           {"fd", ~std::uint64_t{0}, "-1"},
           {"offset", 0, "0"}},
          result,
          std::move(error),
          false,
          true};
}

std::string last_sentence(const Story& story) {
  return sentence(story.recording, story.last());
}
std::string last_line(const Story& story) {
  return journal_line(story.recording, story.last());
}
std::string last_explanation(const Story& story) {
  return explanation(story.recording, story.last());
}

TEST(Sentence, TellsACallItsResultAndItsMeaning) {
  Story story;
  story.forks(4212, 2).calls(4211, mmap_call("MAP_SHARED|MAP_ANONYMOUS", 0x7f1234595000));
  EXPECT_EQ(last_sentence(story),
            "Le père appelle mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED|MAP_ANONYMOUS, -1, 0), qui rend "
            "0x7f1234595000\u00a0: 4\u00a0Kio de mémoire anonyme partagée.");
  EXPECT_EQ(last_line(story), "père  mmap(NULL, 4096, …) = …95000");
  EXPECT_EQ(last_explanation(story), "La zone est réservée, mais aucune de ses pages n'est encore en mémoire.");
}

TEST(Sentence, TellsAFailureAndItsReason) {
  Story story;
  story.calls(4211, mmap_call("MAP_PRIVATE", -1, "ENOMEM"));
  EXPECT_THAT(last_sentence(story), ::testing::EndsWith("-1, 0), qui échoue\u00a0: ENOMEM, plus de mémoire."));
  EXPECT_EQ(last_line(story), "programme  mmap(NULL, 4096, …) = -1 ENOMEM");
  EXPECT_EQ(last_explanation(story), "");
}

TEST(Sentence, TellsACallThatNeverReturned) {
  Story story;
  story.calls(4211, {"exit_group", {{"status", 3, "3"}}, std::nullopt, "", false, true});
  EXPECT_EQ(last_sentence(story), "Le programme appelle exit_group(3) et n'en revient pas.");
}

TEST(Sentence, TellsABirthWithThePidThatTheFatherSees) {
  Story story;
  story.forks(4212, 2);
  EXPECT_EQ(last_sentence(story), "Le père fait naître le fils par fork, qui lui rend 2.");
  EXPECT_EQ(last_line(story), "père  fork() = 2");
  EXPECT_THAT(last_explanation(story),
              HasSubstr("Le père et le fils ont les mêmes adresses\u00a0: les pages privées seront "
                        "copiées à la première écriture, les pages partagées jamais."));
}

TEST(Sentence, TellsWhoWasWaitedFor) {
  Story story;
  story.forks(4212, 2).ends(4212, {}).calls(4211, {"wait4", {{"pid", 0, "-1"}}, std::int64_t{2}, "", false, true});
  EXPECT_EQ(last_sentence(story),
            "Le père appelle wait4(-1), qui rend 2\u00a0: le fils est fini, son père en a reçu la nouvelle.");
}

TEST(Sentence, TellsAnExitByCodeOrBySignal) {
  Story story;
  story.forks(4212, 2).ends(4212, {3, 0, 0, 0, "", ""});
  EXPECT_EQ(last_sentence(story), "Le fils se termine avec le code 3.");
  EXPECT_EQ(last_line(story), "fils  fin, code 3");
  story.ends(4211, {0, 11, 1, 0x7f1234599000, "SIGSEGV", "SEGV_MAPERR"});
  EXPECT_EQ(last_sentence(story), "Le père est tué par SIGSEGV\u00a0: adresse non mappée (0x7f1234599000).");
  story.ends(4211, {0, 7, 2, 0x7f1234599000, "SIGBUS", "BUS_ADRERR"});
  EXPECT_THAT(last_sentence(story), HasSubstr("page mappée, mais au-delà de la fin du fichier"));
  story.ends(4211, {0, 9, 0, 0, "SIGKILL", ""});
  EXPECT_EQ(last_sentence(story), "Le père est tué par SIGKILL.");
}

TEST(Sentence, TellsTheOtherKinds) {
  Story story;
  Moment moment;
  moment.pid = 4211;
  moment.kind = MomentKind::exec;
  moment.program = "/bin/ls";
  story.recording.moments.push_back(moment);
  EXPECT_EQ(last_sentence(story), "Le programme devient ls\u00a0: exec lui fait une mémoire toute neuve.");
  moment.kind = MomentKind::call_entry;
  moment.call = FunctionCall{"create_shared_memory", 1, {4096}, std::nullopt};
  story.recording.moments.push_back(moment);
  EXPECT_EQ(last_sentence(story), "Le programme entre dans create_shared_memory(4096).");
  moment.kind = MomentKind::call_return;
  moment.call->result = 0x7f1234594000;
  story.recording.moments.push_back(moment);
  EXPECT_EQ(last_sentence(story), "Le programme revient de create_shared_memory, qui rend 0x7f1234594000.");
  EXPECT_EQ(last_line(story), "programme  create_shared_memory = …94000");
  EXPECT_EQ(sentence(story.recording, 99), "");
  EXPECT_EQ(journal_line(story.recording, 99), "");
  EXPECT_EQ(explanation(story.recording, 99), "");
}

TEST(Sentence, SaysThatTheKernelMapsWholePages) {
  Story story;
  Syscall call = mmap_call("MAP_SHARED|MAP_ANONYMOUS", 0x7f1234595000);
  call.arguments[1] = {"length", 4, "4"};
  story.calls(4211, call);
  EXPECT_THAT(last_sentence(story), HasSubstr("4\u00a0octets, arrondis à 1 page, de mémoire anonyme partagée."));
  call.arguments[1] = {"length", 5000, "5000"};
  story.calls(4211, call);
  EXPECT_THAT(last_sentence(story), HasSubstr("5000\u00a0octets, arrondis à 2 pages, de mémoire"));
}

TEST(Journal, CutsLongTexts) {
  Story story;
  story.calls(4211, {"write",
                     {{"fd", 1, "1"}, {"buf", 0, "\"père, avant fork : &x\"…"}, {"count", 53, "53"}},
                     std::int64_t{53},
                     "",
                     false,
                     true});
  EXPECT_EQ(last_line(story), "programme  write(1, \"père, avant \"…, …) = 53");
  story.calls(4211, {"write", {{"fd", 1, "1"}, {"buf", 0, "\"abcdefghijk\\n\""}}, std::int64_t{12}, "", false, true});
  EXPECT_EQ(last_line(story), "programme  write(1, \"abcdefghijk\\n\") = 12");
}

// ---- pages

TEST(Explanation, ACopyIsTheWritersOwnCommonPageThatBecameExclusive) {
  Story story;
  story.forks(4212, 2).writes(4212, private_page, true);
  EXPECT_EQ(last_explanation(story), "Le fils écrit\u00a0: le noyau lui fait sa propre copie de la page …10000.");
}

TEST(Explanation, TheOtherSidesFlipIsToldAsSuch) {
  Story story;
  story.forks(4212, 2).writes(4212, private_page, true).and_page(4211, private_page, present(true));
  EXPECT_EQ(last_explanation(story),
            "Le fils écrit\u00a0: le noyau lui fait sa propre copie de la page …10000\u202f; le père redevient seul "
            "propriétaire de la sienne.");
}

TEST(Explanation, AFatherWhoseSonDiedMakesNoCopy) {
  Story story;
  story.forks(4212, 2).ends(4212, {}).writes(4211, private_page, true);
  EXPECT_EQ(last_explanation(story),
            "Le père écrit dans sa page …10000, dont il est redevenu seul propriétaire\u00a0: rien n'est copié.");
  Story quiet;
  quiet.forks(4212, 2)
      .ends(4212, {})
      .calls(4211, {"wait4", {}, std::int64_t{2}, "", false, true})
      .and_page(4211, private_page, present(true));
  EXPECT_EQ(last_explanation(quiet),
            "Le père redevient seul propriétaire de sa page …10000\u00a0: plus personne ne la partage.");
}

TEST(Explanation, PhysicalFramesDecideWhenTheyAreVisible) {
  Story copy;
  copy.forks(4212, 2).and_page(4212, private_page, present(false, false, 0x111));
  copy.ends(4211, {}).writes(4212, private_page, true);
  copy.recording.moments.back().memory.back().pages.back().flags.frame = 0x222;
  EXPECT_EQ(last_explanation(copy), "Le fils écrit\u00a0: le noyau lui fait sa propre copie de la page …10000.");
  Story same;
  same.forks(4212, 2).and_page(4212, private_page, present(false, false, 0x111)).writes(4212, private_page, true);
  same.recording.moments.back().memory.back().pages.back().flags.frame = 0x111;
  EXPECT_THAT(last_explanation(same), HasSubstr("rien n'est copié"));
}

TEST(Explanation, AFirstWriteIsNoCopy) {
  Story story;
  story.recording.moments[0].memory[0].pages[0].flags = present(false);  // the page of zeros, after a read
  story.writes(4211, private_page, true);
  EXPECT_EQ(last_explanation(story),
            "Le programme écrit pour la première fois en …10000\u00a0: le noyau lui donne une page, remplie de zéros.");
}

TEST(Explanation, AFirstReadShowsThePageOfZeros) {
  Story story;
  story.recording.moments[0].memory[0].pages[0].flags = PageFlags{};
  story.writes(4211, private_page, false, "");
  EXPECT_THAT(last_explanation(story), HasSubstr("sa page de zéros, commune à tous"));
}

TEST(Explanation, AWriteInASharedPageIsSeenByTheOther) {
  Story story;
  story.forks(4212, 2).and_page(4212, shared_page, present(false, true)).writes(4212, shared_page, false);
  EXPECT_EQ(last_explanation(story),
            "Le fils écrit dans la page partagée …94000\u00a0: c'est aussi celle du père (même inode 215), rien n'est "
            "copié.");
  story.recording.moments.back().kind = MomentKind::syscall;
  EXPECT_EQ(last_explanation(story),
            "La page partagée …94000 change\u00a0: le père et le fils y voient les mêmes octets "
            "(même inode 215), rien n'est copié.")
      << "both may have run since their last system call";
  Story alone;
  alone.writes(4211, shared_page, true);
  EXPECT_EQ(last_explanation(alone), "Le programme écrit dans la page partagée …94000.");
}

TEST(Explanation, AFirstTouchOfASharedPageSaysWhoseItIs) {
  Story story;
  story.forks(4212, 2).writes(4212, shared_page, false, "\x07");
  EXPECT_EQ(
      last_explanation(story),
      "Le fils touche pour la première fois la page partagée …94000, qui est aussi celle du père (même inode 215).");
}

TEST(Explanation, AFirstTouchFindsWhatTheDeadLeft) {
  Story story;
  story.recording.moments[0].memory[0].pages[1] = {shared_page, {}, {}};  // the father has not touched it yet
  story.forks(4212, 2).writes(4212, shared_page, true, "\x07").ends(4212, {}).writes(4211, shared_page, true, "\x07");
  EXPECT_EQ(last_explanation(story),
            "Le père touche pour la première fois la page partagée …94000\u00a0: il y trouve les mêmes octets que le "
            "fils (même inode 215).");
}

TEST(Explanation, ACopyMayShowDuringAnotherProcessesMoment) {
  Story story;
  story.forks(4212, 2).calls(4211, {"getpid", {}, std::int64_t{1}, "", false, true});
  story.and_page(4211, private_page, present(true)).and_page(4212, private_page, present(true));
  story.recording.moments.back().memory.back().pages.back().runs.push_back({0, "B"});
  EXPECT_EQ(last_explanation(story),
            "Le fils écrit\u00a0: le noyau lui fait sa propre copie de la page …10000\u202f; le père redevient seul "
            "propriétaire de la sienne.");
}

TEST(Explanation, AWriteInAPrivateFilePageCopiesIt) {
  Story story;
  story.recording.moments[0].memory[0].pages[0].flags = present(true, true);
  story.writes(4211, private_page, true);
  EXPECT_THAT(last_explanation(story), HasSubstr("sa propre copie de la page du fichier"));
}

TEST(Explanation, IsTheSameFromAPlayer) {
  Story story;
  story.forks(4212, 2).writes(4212, private_page, true);
  Player before(story.recording), after(story.recording);
  EXPECT_EQ(explanation(story.recording, 2, before.seek(1), after.seek(2)), last_explanation(story));
}

// ---- proofs

TEST(SharingProof, IsTheSameInodeOnBothSides) {
  Story story;
  EXPECT_EQ(sharing_proof(story.recording, 0, shared_page), "") << "nobody to share with";
  story.forks(4212, 2);
  EXPECT_EQ(sharing_proof(story.recording, 1, shared_page + 12), "même inode 215 des deux côtés");
  story.forks(4213, 3);
  EXPECT_EQ(sharing_proof(story.recording, 2, shared_page), "même inode 215 dans les 3 processus");
}

TEST(SharingProof, ShowsThePhysicalPageWhenItIsVisible) {
  Story story;
  story.forks(4212, 2)
      .and_page(4211, shared_page, present(false, true, 0xabc))
      .and_page(4212, shared_page, present(false, true, 0xabc));
  EXPECT_EQ(sharing_proof(story.recording, 1, shared_page), "même inode 215 des deux côtés, même page physique 0xabc");
}

TEST(SharingProof, HasAWordingThatFitsALineOfTheMemoryView) {
  Story story;
  story.forks(4212, 2);
  const auto brief = [&](Address address) { return brief_sharing(snapshot_at(story.recording, 1), address, story.recording.page_size); };
  EXPECT_EQ(brief(shared_page), "UNE page\u00a0: même inode 215 des deux côtés");
  EXPECT_EQ(brief(private_page), "UNE page pour l'instant\u00a0: la première écriture la copiera");
  for (const Address page : {shared_page, private_page})
    for (const record::Pid pid : {4211, 4212}) story.and_page(pid, page, present(false, page == shared_page, 0x7ffabc));
  EXPECT_EQ(brief(shared_page), "UNE page\u00a0: inode 215 et page physique 0x7ffabc des deux côtés");
  EXPECT_EQ(brief(private_page), "UNE page pour l'instant (0x7ffabc)\u00a0: la première écriture la copiera");
}

TEST(SharingProof, IsNotTheSameAddressAlone) {
  Story story;
  story.forks(4212, 2).calls(4212, mmap_call("MAP_SHARED", 0));
  story.recording.moments.back().memory.push_back(
      {4212, std::vector<Mapping>{private_zone(), shared_zone(216)}, {}, 12, {}});
  EXPECT_THAT(sharing_proof(story.recording, 2, shared_page), StartsWith("même adresse, mais pas la même zone"));
}

TEST(SharingProof, OfAPrivatePageFollowsTheCopy) {
  Story story;
  story.forks(4212, 2);
  EXPECT_THAT(sharing_proof(story.recording, 1, private_page), StartsWith("page commune pour l'instant"));
  story.writes(4212, private_page, true).and_page(4211, private_page, present(true));
  EXPECT_EQ(sharing_proof(story.recording, 2, private_page), "même adresse, mais chacun a sa page");
  story.ends(4212, {});
  EXPECT_EQ(sharing_proof(story.recording, 3, private_page), "") << "the dead share nothing";
}

// ---- the report

TEST(Report, SaysOneFactALine) {
  Story story;
  story.forks(4212, 2).writes(4212, private_page, true).ends(4212, {0, 0, 0, 0, "", ""});
  story.recording.output = "bonjour\r\n\x1b[31mrouge\xff";
  EXPECT_EQ(
      text_report(story.recording),
      "Programme\u00a0: /k/demo\n"
      "Processus 4211\u00a0: père\n"
      "Processus 4212\u00a0: fils\n"
      "\n"
      "Le père commence\u00a0: demo.\n"
      "Le père fait naître le fils par fork, qui lui rend 2.\n"
      "  Le père et le fils ont les mêmes adresses\u00a0: les pages privées seront copiées à la première écriture, les "
      "pages partagées jamais.\n"
      "  Zone partagée 0x7f1234594000\u00a0: même inode 215 des deux côtés.\n"
      "Le fils va exécuter la ligne 18. [demo.c, ligne 18]\n"
      "  Le fils écrit\u00a0: le noyau lui fait sa propre copie de la page …10000.\n"
      "Le fils se termine avec le code 0.\n"
      "\n"
      "Tous les processus ont fini.\n"
      "Le fils n'a pas été attendu par son père.\n"
      "\n"
      "Ce que le programme a affiché\u00a0:\n"
      "  bonjour\n"
      "  ␛[31mrouge�\n");
}

TEST(Report, NeverLetsAnEscapeThrough) {
  Story story;
  story.recording.program = "/a\x1b]0;titre\x07";
  story.recording.output = std::string("\x9b\x7f\t\0\xc2\x9b", 6);
  story.calls(4211, {"open", {{"path", 0, "\"\x1b[2J\""}}, std::int64_t{3}, "", false, true});
  for (const char c : text_report(story.recording)) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  EXPECT_EQ(text_report(story.recording).find("\xc2\x9b"), std::string::npos);
}

TEST(Report, IsWellSet) {
  Story story;
  story.forks(4212, 2).writes(4212, private_page, true).writes(4212, shared_page, false).ends(4212, {});
  EXPECT_THAT(typography_faults(text_report(story.recording), TextKind::prose),
              ::testing::Each(::testing::Field(&TypographyFault::reason, "deux espaces de suite")));
}

TEST(Report, OfAProgramThatMeasures) {
  Recording recording;
  recording.program = "demo";
  recording.output = "  copie 12 ms\n";
  const std::string text = measured_report(recording);
  EXPECT_THAT(text, ::testing::AllOf(::testing::HasSubstr(measured_sentence()), ::testing::HasSubstr("copie 12 ms")));
  EXPECT_THAT(typography_faults(measured_sentence(), TextKind::prose), ::testing::IsEmpty());
}

TEST(EndSentence, HasOneForEveryEnd) {
  Recording recording;
  for (int i = 0; !name(static_cast<End>(i)).empty(); ++i) {
    recording.end = static_cast<End>(i);
    EXPECT_NE(end_sentence(recording), "") << i;
    EXPECT_THAT(typography_faults(end_sentence(recording), TextKind::prose), ::testing::IsEmpty());
  }
}

}  // namespace
}  // namespace partage::phrases
