// `partage noter` from end to end: the real program, real verdicts, real ctest.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command.hpp"
#include "grade/events.hpp"
#include "grade/results_json.hpp"
#include "grade/small_class.hpp"

namespace partage::grade_tests {
namespace {

using cli_tests::Result;
using grade::State;
using testing::AllOf;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const std::string kExercises = "01,07-08";

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

// Four students, one in each layout; the marks that they must get.
fs::path mixed_class(const std::string& name) {
  const fs::path rendus = new_folder(name);
  for (const char* number : {"01", "07", "08"}) write(rendus / "Ada Lovelace" / "travail" / place(number), solution(number));
  write(rendus / "Noël Zoé_4211_assignsubmission_file_" / "isolation.c", solution("01"));
  write(rendus / "Noël Zoé_4211_assignsubmission_file_" / "08_mon_travail.c", mistake("08", "prive.c"));
  pack(rendus / "dupont.zip", {{{}, "zero.c", solution("07")}, {{}, "create_shared_memory.c", "int create_shared_memory(\n"}});
  write(rendus / "=1+1;\"x" / "isolation.c", "");
  return rendus;
}

const std::map<std::string, std::string> kTruth{
    {"=1+1;\"x/01_isolation", "failed"},        {"=1+1;\"x/07_zero", "missing"},    {"=1+1;\"x/08_create_shared_memory", "missing"},
    {"Ada Lovelace/01_isolation", "passed"},    {"Ada Lovelace/07_zero", "passed"}, {"Ada Lovelace/08_create_shared_memory", "passed"},
    {"Noël Zoé/01_isolation", "passed"},        {"Noël Zoé/07_zero", "missing"},    {"Noël Zoé/08_create_shared_memory", "failed"},
    {"dupont/01_isolation", "missing"},         {"dupont/07_zero", "passed"},       {"dupont/08_create_shared_memory", "failed"}};

grade::Results results(const fs::path& notes) { return grade::results_from_json_text(text_of(notes / "notes.json")); }

std::map<std::string, std::string> marks(const fs::path& notes) {
  const grade::Results all = results(notes);
  std::map<std::string, std::string> marks;
  for (std::size_t i = 0; i < all.students.size(); ++i)
    for (std::size_t at = 0; at < all.exercises.size(); ++at)
      marks[all.students[i].name + "/" + all.exercises[at].id] = name(all.mark(i, at).state);
  return marks;
}

Result grade_class(const fs::path& rendus, const fs::path& notes, std::vector<std::string> more = {}, const cli_tests::Options& options = {}) {
  std::vector<std::string> words{"noter", rendus.string(), "--sortie", notes.string(), "--exercices", kExercises, "-j", "2"};
  words.insert(words.end(), more.begin(), more.end());
  return cli_tests::partage(words, options);
}

struct Shell {
  int code;
  std::string text;
};

Shell shell(const std::string& command) {
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  std::string text;
  char buffer[4096];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, got);
  const int status = pclose(pipe);
  return {WEXITSTATUS(status), text};
}

std::size_t lines_of(const fs::path& path) {
  const std::string text = text_of(path);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(Class, MarksTextsAndTheListOfTests) {
  const fs::path rendus = mixed_class("classe"), notes = new_folder("no tes;\"]=]$x é\n(1)");
  const Result first = grade_class(rendus, notes, {"--virgule"});
  EXPECT_EQ(first.code, 0) << first.out << first.err;
  EXPECT_EQ(marks(notes), kTruth);
  EXPECT_THAT(first.out, HasSubstr("4 étudiants, 3 exercices"));

  const std::string csv = text_of(notes / "notes.csv");
  EXPECT_THAT(csv, StartsWith("\uFEFFidentifiant;nom;"));
  EXPECT_THAT(csv, HasSubstr("s001;\"'=1+1;\"\"x\";"));
  EXPECT_THAT(csv, HasSubstr("s003;Noël Zoé;4211;;2;0;0;2;6;1 réussi, 1 non réussi, 1 non rendu;"));

  const std::string text = text_of(notes / "commentaires" / "s003_Noël_Zoé.txt");
  EXPECT_THAT(text, AllOf(HasSubstr("Note\u00a0: 2 / 6"), HasSubstr("E08-prive"), HasSubstr("08_mon_travail.c"), HasSubstr("leçon 07")));

  // Done is done: nothing is judged again, by us nor by ctest alone.
  const std::size_t judged = lines_of(notes / "journal.txt");
  EXPECT_EQ(judged, kTruth.size());
  EXPECT_EQ(grade_class(rendus, notes).code, 0);
  const Shell ctest = shell("cd '" + (notes / "ctest").string() + "' && ctest -L '^s002$'");
  EXPECT_EQ(ctest.code, 0) << ctest.text;
  EXPECT_THAT(ctest.text, HasSubstr("3 tests"));
  EXPECT_EQ(lines_of(notes / "journal.txt"), judged);

  // What changed is judged again, and nothing else.
  write(rendus / "Ada Lovelace" / "travail" / place("07"), mistake("07", "prive.c"));
  EXPECT_EQ(grade_class(rendus, notes).code, 0);
  EXPECT_EQ(marks(notes)["Ada Lovelace/07_zero"], "failed");
  EXPECT_EQ(lines_of(notes / "journal.txt"), judged + 1);
  EXPECT_EQ(grade_class(rendus, notes, {"--refaire", "--exercices", "07"}).code, 2);  // twice the same option
}

TEST(Class, WhatWasComparedGoesWithTheGradingThatAskedForIt) {
  if (access("/usr/bin/sim_c", X_OK) != 0) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "where all is tested, sim_c is installed";
    GTEST_SKIP() << "sim_c";
  }
  const fs::path rendus = new_folder("comparer"), notes = new_folder("notes-comparer");
  for (const char* who : {"éric", "Zoé", "Ève"}) write(rendus / who / place("13"), solution("13"));
  const std::vector<std::string> words{"noter", rendus.string(), "--sortie", notes.string(), "--exercices", "13"};
  std::vector<std::string> asking = words;
  asking.push_back("--similarites");
  const auto page_has = [&](const char* text) { return text_of(notes / "index.html").find(text) != std::string::npos; };
  const Result asked = cli_tests::partage(asking);
  EXPECT_EQ(asked.code, 0) << asked.err;
  EXPECT_THAT(asked.out, HasSubstr("similarites.txt"));
  EXPECT_TRUE(page_has("id=\"ressemblances\"") && page_has("3 paires sur 3"));
  EXPECT_THAT(text_of(notes / "similarites.txt"), HasSubstr("3 paires sur 3"));
  const std::string csv = text_of(notes / "notes.csv");
  EXPECT_LT(csv.find("\ns003;éric"), csv.find("\ns002;Ève"));  // by name, where ids are by bytes
  EXPECT_LT(csv.find("\ns002;Ève"), csv.find("\ns001;Zoé"));
  EXPECT_EQ(cli_tests::partage(words).code, 0);
  EXPECT_FALSE(page_has("essembl"));
  EXPECT_FALSE(fs::exists(notes / "similarites.txt"));
  EXPECT_FALSE(fs::exists(notes / "similarites.json"));
}

TEST(Class, BareCTestGivesTheSameVerdicts) {
  const fs::path rendus = mixed_class("classe-ctest"), notes = new_folder("notes-ctest");
  const Result prepared = grade_class(rendus, notes, {"--preparer"});
  EXPECT_EQ(prepared.code, 0) << prepared.err;
  const std::string ctest = "ctest --test-dir '" + (notes / "ctest").string() + "' -j 2 ";
  const Shell some = shell(ctest + "-L '^07_zero$' -R s00 --output-junit '" + (notes / "j.xml").string() + "'");
  EXPECT_EQ(some.code, 8);
  EXPECT_THAT(some.text, AllOf(HasSubstr("50% tests passed"), HasSubstr("out of 4")));
  EXPECT_THAT(text_of(notes / "j.xml"), HasSubstr("zero.c était attendu"));
  const Shell all = shell(ctest + "--output-on-failure");
  EXPECT_EQ(all.code, 8);
  EXPECT_THAT(all.text, HasSubstr("out of 12"));
  const Shell again = shell(ctest + "--rerun-failed");
  EXPECT_THAT(again.text, HasSubstr("out of 7"));
  EXPECT_EQ(lines_of(notes / "journal.txt"), kTruth.size());
  EXPECT_EQ(grade_class(rendus, notes).code, 0);
  EXPECT_EQ(marks(notes), kTruth);
  EXPECT_EQ(lines_of(notes / "journal.txt"), kTruth.size());
}

// Starts noter in a process of its own, its words away.
pid_t start_grading(const fs::path& rendus, const fs::path& notes) {
  const pid_t child = fork();
  if (child != 0) return child;
  const int null = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd) dup2(null, fd);
  const std::string program = std::string(PARTAGE_BINARY_DIR) + "/bin/partage";
  execl(program.c_str(), "partage", "noter", rendus.c_str(), "--sortie", notes.c_str(), "--exercices", kExercises.c_str(), "-j", "2",
        static_cast<char*>(nullptr));
  _exit(126);
}

// Until there are so many verdicts; false when it has ended before.
bool wait_for_lines(FolderEvents& events, const fs::path& journal, std::size_t count, pid_t child) {
  return events.wait_for([&] { return lines_of(journal) >= count; }, child);
}

TEST(Class, KilledAtAnyMomentItGoesOnAndRedoesNothing) {
  const fs::path rendus = mixed_class("classe-tuee"), notes = new_folder("notes-tuee");
  bool ended = false;
  for (std::size_t kills = 0; !ended && kills < 6; ++kills) {
    FolderEvents events(notes, FolderEvents::What::changed);
    const pid_t child = start_grading(rendus, notes);
    ended = !wait_for_lines(events, notes / "journal.txt", 2 * kills + 1, child);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  EXPECT_EQ(grade_class(rendus, notes).code, 0);
  EXPECT_EQ(marks(notes), kTruth);
  std::map<std::string, int> judged;
  std::istringstream journal(text_of(notes / "journal.txt"));
  for (std::string date, student, exercise, state; journal >> date >> student >> exercise >> state;) ++judged[student + exercise];
  for (const auto& [which, times] : judged) EXPECT_EQ(times, 1) << which;
}

// Processes of a test of these notes, that work there.
std::vector<pid_t> tests_at_work(const fs::path& notes) {
  std::vector<pid_t> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const fs::path there = fs::read_symlink(entry.path() / "cwd", error);
    if (!error && there == notes / "ctest" && text_of(entry.path() / "cmdline").find("noter-un") != std::string::npos)
      found.push_back(std::stoi(entry.path().filename()));
  }
  return found;
}

TEST(Class, KilledNothingOfItLivesOn) {
  const fs::path rendus = new_folder("classe-attend"), notes = new_folder("notes-attendent");
  write(rendus / "eve" / "zero.c", "void *par_dev_zero(unsigned long n) { for (;;) n++; }\n");
  ASSERT_EQ(grade_class(rendus, notes, {"--preparer"}).code, 0);
  FolderEvents changes(notes, FolderEvents::What::changed), opens(notes / "fiches", FolderEvents::What::opened);
  const pid_t child = start_grading(rendus, notes);
  ASSERT_TRUE(opens.wait_for_opens("verrou", 3, child));  // each test takes its place there before it judges
  ASSERT_TRUE(wait_for_lines(changes, notes / "journal.txt", 2, child));  // the two others are missing
  const std::vector<pid_t> at_work = tests_at_work(notes);
  EXPECT_THAT(at_work, Not(IsEmpty()));
  const Ends ends(at_work);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(ends.all_within(std::chrono::seconds(10)));
  EXPECT_THAT(tests_at_work(notes), IsEmpty());
  EXPECT_EQ(lines_of(notes / "journal.txt"), 2u);
}

TEST(Class, TheSameTestTwiceAtOnceIsJudgedOnce) {
  const fs::path rendus = new_folder("classe-double"), notes = new_folder("notes-doubles");
  write(rendus / "ada" / "zero.c", solution("07"));
  ASSERT_EQ(grade_class(rendus, notes, {"--preparer"}).code, 0);
  const std::string one = std::string(PARTAGE_BINARY_DIR) + "/bin/partage noter-un '" + notes.string() + "' s001 07_zero";
  const Shell both = shell(one + " & " + one + " & wait");
  EXPECT_THAT(both.text, HasSubstr("verdict déjà écrit"));
  EXPECT_EQ(lines_of(notes / "journal.txt"), 1u);
}

TEST(Class, NotesAmongTheHandInsAreNoStudents) {
  const fs::path rendus = new_folder("classe-et-notes");
  write(rendus / "ada" / "zero.c", solution("07"));
  EXPECT_EQ(grade_class(rendus, rendus / "notes").code, 0);
  EXPECT_EQ(grade_class(rendus, rendus / "notes").code, 0);
  EXPECT_EQ(results(rendus / "notes").students.size(), 1u);
  const Result other = grade_class(rendus, new_folder("ailleurs"));
  EXPECT_EQ(other.code, 1);
  EXPECT_THAT(other.out, AllOf(HasSubstr("1 étudiant,"), HasSubstr("dossier de notes")));
}

TEST(Class, InterruptedItSaysSoAndKeepsWhatIsDone) {
  const fs::path rendus = mixed_class("classe-c"), notes = new_folder("notes-c");
  FolderEvents events(notes, FolderEvents::What::changed);
  const pid_t child = start_grading(rendus, notes);
  ASSERT_TRUE(wait_for_lines(events, notes / "journal.txt", 1, child));
  kill(child, SIGINT);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 1);
  const auto partial = marks(notes);
  for (const auto& [which, state] : partial) EXPECT_TRUE(state == "not_judged" || state == kTruth.at(which)) << which << state;
}

TEST(Class, TheNotesOfAnotherClassAreLeftAlone) {
  const fs::path rendus = new_folder("classe-a"), others = new_folder("classe-b"), notes = new_folder("notes-a");
  write(rendus / "ada" / "zero.c", solution("07"));
  write(others / "bob" / "zero.c", solution("07"));
  ASSERT_EQ(grade_class(rendus, notes).code, 0);
  const std::string before = text_of(notes / "notes.csv");
  const Result other = grade_class(others, notes);
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr("autre classe"));
  EXPECT_EQ(text_of(notes / "notes.csv"), before);
  EXPECT_EQ(grade_class(rendus, notes).code, 0);
}

TEST(Class, StudentsWithoutFilesAreSaidInOneLine) {
  const fs::path rendus = new_folder("classe-sans-fichiers"), notes = new_folder("notes-sans-fichiers");
  for (int i = 0; i < 40; ++i) write(rendus / ("e" + std::to_string(i)) / "rapport.pdf", "x");
  write(rendus / "zoe" / "a" / "zero.c", solution("07"));
  write(rendus / "zoe" / "b" / "zero.c", mistake("07", "prive.c"));
  const Result result = grade_class(rendus, notes, {"--preparer"});
  EXPECT_EQ(result.code, 0);
  const Result graded = cli_tests::partage({"noter", rendus.string(), "--sortie", notes.string(), "--exercices", "07"});
  EXPECT_EQ(graded.code, 1);
  EXPECT_THAT(graded.out, AllOf(HasSubstr("40 étudiants n'ont rendu aucun"), HasSubstr("et 20 autres"), HasSubstr("s041 zoe"), HasSubstr("Deux fichiers différents")));
}

TEST(Class, TwoOfOneNumberAreInNoWorksheet) {
  const fs::path rendus = new_folder("classe-numeros"), notes = new_folder("notes-numeros");
  for (const char* name : {"Ada_1_assignsubmission_file_", "Noel_12_assignsubmission_file_", "Noel_12_assignsubmission_file_v2"})
    write(rendus / name / "zero.c", solution("07"));
  const Result result = grade_class(rendus, notes);
  EXPECT_THAT(result.out, HasSubstr("s002, s003"));
  EXPECT_THAT(text_of(notes / "moodle.csv"), AllOf(HasSubstr("\"Participant1\""), Not(HasSubstr("Participant12"))));
}

TEST(Class, WithoutAPlaceToJudgeNothingIsStarted) {
  const fs::path rendus = new_folder("classe-sans-cache"), notes = new_folder("notes-sans-cache"), file = new_folder("cache") / "fichier";
  write(rendus / "ada" / "zero.c", solution("07"));
  write(file, "");
  cli_tests::Options options;
  options.environment["XDG_CACHE_HOME"] = file.string();
  const Result result = grade_class(rendus, notes, {}, options);
  EXPECT_EQ(result.code, 77);
  EXPECT_THAT(result.err, HasSubstr("XDG_CACHE_HOME"));
  EXPECT_FALSE(fs::exists(notes / "cle"));
}

TEST(Class, TwoAtOnceOnTheSameNotes) {
  const fs::path rendus = mixed_class("classe-deux"), notes = new_folder("notes-deux");
  const int lock = open((notes / "verrou").c_str(), O_RDWR | O_CREAT, 0600);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  const Result second = grade_class(rendus, notes);
  EXPECT_EQ(second.code, 2);
  EXPECT_THAT(second.err, HasSubstr("déjà en cours"));
  close(lock);
}

class Forged : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    rendus = mixed_class("classe-forgee");
    notes = new_folder("notes-forgees");
    ASSERT_EQ(grade_class(rendus, notes).code, 0);
  }
  // What ctest's tests would do is left out: only the joining is asked.
  static std::string joined_state(const std::string& student, const std::string& exercise) {
    grade_class(rendus, notes);
    for (const grade::Mark& mark : results(notes).marks)
      if (mark.student == student && mark.exercise == exercise) return std::string(name(mark.state));
    return "";
  }
  static fs::path record(const std::string& student, const std::string& exercise) {
    return notes / "fiches" / (student + "_" + exercise + ".fiche");
  }
  static inline fs::path rendus, notes;
};

TEST_F(Forged, ARecordOfSomeoneElseIsJudgedAnew) {
  const fs::path theirs = record("s003", "08_create_shared_memory");
  const std::string good = text_of(record("s002", "08_create_shared_memory"));
  write(theirs, good);
  EXPECT_EQ(joined_state("s003", "08_create_shared_memory"), "failed");
}

TEST_F(Forged, AnEditedRecordIsJudgedAnew) {
  const fs::path theirs = record("s003", "08_create_shared_memory");
  std::string text = text_of(theirs);
  for (std::size_t at = text.find("failed"); at != std::string::npos; at = text.find("failed")) text.replace(at, 6, "passed");
  write(theirs, text);
  EXPECT_EQ(joined_state("s003", "08_create_shared_memory"), "failed");
}

TEST_F(Forged, RubbishIsJudgedAnew) {
  for (const std::string text : {"", "\n", "0\n{}\n", "{\"state\": \"passed\"}\n"}) {
    write(record("s003", "08_create_shared_memory"), text);
    EXPECT_EQ(joined_state("s003", "08_create_shared_memory"), "failed");
  }
}

TEST_F(Forged, ALinkInPlaceOfARecordIsNotFollowed) {
  const fs::path theirs = record("s003", "08_create_shared_memory");
  fs::remove(theirs);
  fs::create_symlink(record("s002", "08_create_shared_memory"), theirs);
  EXPECT_EQ(joined_state("s003", "08_create_shared_memory"), "failed");
}

// A test that could write no record: neither a pass nor a zero.
TEST(Class, AMissingRecordIsAFaultNeverAMark) {
  const fs::path rendus = mixed_class("classe-perdue"), notes = new_folder("notes-perdues");
  ASSERT_EQ(grade_class(rendus, notes, {"--preparer"}).code, 0);
  for (const std::string student : {"s001", "s002", "s003", "s004"})  // no record can take the place of a folder
    fs::create_directory(notes / "fiches" / (student + "_07_zero.fiche"));
  const Result result = grade_class(rendus, notes);
  EXPECT_EQ(result.code, 1);
  const grade::Results all = results(notes);
  for (const grade::Mark& mark : all.marks)
    if (mark.exercise == "07_zero") {
      EXPECT_EQ(mark.state, State::not_judged);
      EXPECT_EQ(mark.points, 0);
      EXPECT_THAT(mark.reason, Not(IsEmpty()));
    }
  EXPECT_THAT(text_of(notes / "notes.csv"), HasSubstr("s002;Ada Lovelace;;;2;;2;;6;incomplet\u00a0: 2 réussis, 1 non jugé;"));
  EXPECT_THAT(result.out, HasSubstr("4\u00a0non\u00a0jugés"));
}

TEST(Class, WhatTheTeacherMustSettleIsNoMark) {
  const fs::path rendus = new_folder("classe-ambigue"), notes = new_folder("notes-ambigues");
  write(rendus / "ada" / "a" / place("07"), solution("07"));
  write(rendus / "ada" / "b" / place("07"), mistake("07", "prive.c"));
  const Result result = grade_class(rendus, notes);
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out, HasSubstr("Deux fichiers différents"));
  EXPECT_EQ(marks(notes)["ada/07_zero"], "not_judged");
  EXPECT_THAT(text_of(notes / "notes.csv"), HasSubstr("s001;ada;;;0;;0;;6;incomplet\u00a0: 2 non rendus, 1 non jugé;"));
  EXPECT_THAT(text_of(notes / "commentaires/s001_ada.txt"), HasSubstr("Note\u00a0: 0 / 6 au moins, 1 exercice non jugé\n"));
  const Result test = cli_tests::partage({"noter-un", notes.string(), "s001", "07_zero"});
  EXPECT_EQ(test.code, 77);
  EXPECT_THAT(test.out, HasSubstr("Deux fichiers différents"));
}

TEST(Class, TheWeakIsolationIsRefusedUnlessAccepted) {
  const fs::path rendus = new_folder("classe-legere"), notes = new_folder("notes-legeres");
  write(rendus / "ada" / "zero.c", solution("07"));
  cli_tests::Options weak;
  weak.environment["PARTAGE_SANS_ESPACES"] = "1";
  const Result refused = grade_class(rendus, notes, {}, weak);
  EXPECT_EQ(refused.code, 77);
  EXPECT_THAT(refused.err, HasSubstr("--accepter-isolation-faible"));
  const Result accepted = grade_class(rendus, notes, {"--accepter-isolation-faible"}, weak);
  EXPECT_EQ(accepted.code, 0) << accepted.err;
  EXPECT_EQ(results(notes).isolation, "légère");
  // Where the strong one is to be had, a verdict of the weak one does not count.
  EXPECT_EQ(grade_class(rendus, notes).code, 0);
  EXPECT_EQ(results(notes).isolation, "espaces de noms");
}

TEST(Class, AFullDiskIsSaidAndNothingIsLost) {
  const fs::path rendus = mixed_class("classe-pleine"), notes = new_folder("notes-pleines");
  const std::string program = std::string(PARTAGE_BINARY_DIR) + "/bin/partage";
  const Shell probe = shell("unshare -m mount -t tmpfs -o size=96k partage '" + notes.string() + "'");
  if (probe.code != 0) GTEST_SKIP() << "mount: " << probe.text;
  const Shell full = shell("unshare -m sh -c \"mount -t tmpfs -o size=96k partage '" + notes.string() + "' && '" + program + "' noter '" +
                           rendus.string() + "' --sortie '" + notes.string() + "' --exercices 01,07,08; echo code \\$?; ls '" + notes.string() + "/fiches' | wc -l\"");
  EXPECT_THAT(full.text, AllOf(HasSubstr("disque plein"), HasSubstr("code 1\n"), Not(HasSubstr("std::"))));
}

TEST(Class, WhatATestSaysActsOnNothing) {
  const fs::path rendus = new_folder("classe-bavarde"), notes = new_folder("notes-bavardes");
  write(rendus / "eve" / "zero.c",
        "#include <stdio.h>\n#include <unistd.h>\n"
        "void *par_dev_zero(unsigned long n) { (void)n; printf(\"\\n::notice title=GRADE::10/10\\n  ::error::x\\n\\u00a0::warning::x\\n##[group]\\n"
        "<CTestMeasurement type=\\\"numeric/double\\\" name=\\\"x\\\">1</CTestMeasurement>\\n\\033[2J\\r::stop-commands::x\\n\"); fflush(stdout); _exit(0); }\n");
  grade_class(rendus, notes, {"--preparer"});
  const Shell ctest = shell("ctest --test-dir '" + (notes / "ctest").string() + "' -V -R 07");
  EXPECT_THAT(ctest.text, HasSubstr("title=GRADE"));  // it did speak, and was quoted
  EXPECT_THAT(ctest.text, Not(AnyOf(HasSubstr("<CTest"), HasSubstr("##["), HasSubstr("\033"))));
  std::istringstream lines(ctest.text);
  for (std::string line; std::getline(lines, line);) EXPECT_THAT(line, Not(testing::ContainsRegex("^[^A-Za-z0-9]*::[a-z]"))) << line;
}

// The notes, the copies, the key, the others' work: by their very names, from the student's own function.
class EitherTier : public testing::TestWithParam<bool> {};

TEST_P(EitherTier, TheStudentsCodeSeesNothingOfTheNotes) {
  const fs::path rendus = new_folder("classe-curieuse"), notes = new_folder("notes-cachees");
  cli_tests::Options tier;
  if (GetParam()) tier.environment["PARTAGE_SANS_ESPACES"] = "1";
  std::string code = "#include <fcntl.h>\n#include <stdio.h>\n#include <unistd.h>\nvoid *par_dev_zero(unsigned long n) { (void)n;\n";
  for (const std::string& path : {(notes / "cle").string(), (notes / "fiches").string(), (notes / "rendus/s002/07_zero/zero.c").string(),
                                  (rendus / "zoe/zero.c").string()})
    code += "printf(\"lu %d\\n\", open(\"" + path + "\", O_RDONLY));\n";
  code += "printf(\"ecrit %d\\n\", open(\"" + (notes / "fiches/s001_07_zero.fiche").string() + "\", O_WRONLY | O_CREAT, 0600));\n";
  write(rendus / "eve" / "zero.c", code + "fflush(stdout); return 0; }\n");
  write(rendus / "zoe" / "zero.c", solution("07"));
  grade_class(rendus, notes, {"--accepter-isolation-faible"}, tier);
  const grade::Results all = results(notes);
  EXPECT_EQ(all.isolation, GetParam() ? "légère" : "espaces de noms");
  const grade::Mark& eve = all.mark(0, 1);
  EXPECT_EQ(eve.state, State::failed);
  ASSERT_TRUE(eve.verdict);
  EXPECT_THAT(eve.verdict->output, AllOf(HasSubstr("lu -1"), HasSubstr("ecrit -1"), Not(testing::ContainsRegex("(lu|ecrit) [0-9]"))));
  EXPECT_EQ(all.mark(1, 1).state, State::passed);
}

INSTANTIATE_TEST_SUITE_P(All, EitherTier, testing::Bool());

struct Bad {
  std::string text, words;
};

class BadBareme : public testing::TestWithParam<Bad> {};

TEST_P(BadBareme, IsRefusedWithItsLine) {
  const fs::path folder = new_folder("bareme");
  write(folder / "b.toml", GetParam().text);
  write(folder / "rendus" / "ada" / "zero.c", "x");
  const Result result = grade_class(folder / "rendus", folder / "notes", {"--bareme", (folder / "b.toml").string()});
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("b.toml"), HasSubstr(GetParam().words)));
  EXPECT_FALSE(fs::exists(folder / "notes"));
}

INSTANTIATE_TEST_SUITE_P(All, BadBareme,
                         testing::Values(Bad{"07 = 1\n99 = 2\n", "b.toml:2"}, Bad{"07 = -1\n", "négatif"}, Bad{"07 = \"deux\"\n", "nombre"},
                                         Bad{"07 = true\n", "nombre"}, Bad{"07 = nan\n", "fini"}, Bad{"07 = inf\n", "fini"},
                                         Bad{"07 = 1\n07_zero = 2\n", "seconde fois"}, Bad{"07 = = 1\n", "b.toml:1"}, Bad{"01 = 1\n07 = 2,5\n", "b.toml:2 : les décimales s'écrivent avec un point"},
                                         Bad{"07 = 1\n01 = 2\n07  = 3\n", "b.toml:3 : «\u00a007\u00a0» est déjà donné ligne 1"}, Bad{"07\u00a0: 3\n", "puis un nombre de points"},
                                         Bad{"07", "puis un nombre de points"}, Bad{"07 = 3 points", "puis un nombre de points"}, Bad{"", "vide"},
                                         Bad{"07 = 1e9\n", "dépasse"}, Bad{"[07]\nx = 1\n", "nombre"}));

TEST(Bareme, GivesThePoints) {
  const fs::path folder = new_folder("bareme-juste");
  write(folder / "b.toml", "07 = 2.5   # commentaire\n01_isolation = 0\n");
  write(folder / "rendus" / "ada" / "zero.c", solution("07"));
  const Result result = grade_class(folder / "rendus", folder / "notes", {"--bareme", (folder / "b.toml").string(), "--virgule"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("08 (2)"));
  EXPECT_THAT(text_of(folder / "notes/notes.csv"), HasSubstr("s001;ada;;;0;2,5;0;2,5;4,5;"));
}

TEST(Class, BadCommandsAreRefusedWithTwo) {
  const fs::path rendus = mixed_class("classe-refus"), other = new_folder("pas-des-notes");
  write(other / "precieux.txt", "x");
  const std::vector<std::pair<std::vector<std::string>, std::string>> bad{
      {{"noter"}, "Il manque"},
      {{"noter", rendus.string()}, "Il manque --sortie"},
      {{"noter", "/nulle/part", "--sortie", "n"}, "n'existe pas"},
      {{"noter", (other / "precieux.txt").string(), "--sortie", (new_folder("notes-de-rien") / "n").string()}, "ni un dossier, ni une archive"},
      {{"noter", new_folder("classe-vide").string(), "--sortie", (new_folder("notes-vides") / "n").string()}, "aucun rendu"},
      {{"noter", rendus.string(), "--sortie", rendus.string()}, "autre dossier"},
      {{"noter", rendus.string(), "--sortie", other.string()}, "n'est pas vide"},
      {{"noter", rendus.string(), "--sortie", (other / "precieux.txt").string()}, "dossier"},
      {{"noter", rendus.string(), "--sortie", "/proc/x"}, "/proc/x"},
      {{"noter", rendus.string(), "--sortie", "a\\b"}, "CTest"},
      {{"noter", rendus.string(), "--sortie", "n", "--exercices", "99"}, "99"},
      {{"noter", rendus.string(), "--sortie", "n", "--exercices", "08-01"}, "envers"},
      {{"noter", rendus.string(), "--sortie", "n", "--exercices", ","}, "Exercice"},
      {{"noter", rendus.string(), "--sortie", "n", "--exercices", ""}, "vide"},
      {{"noter", rendus.string(), "--sortie", "n", "--exercices", "01,07-"}, "«\u00a007-\u00a0» il manque"},
      {{"noter", rendus.string(), "--sortie", "n", "-j", "0"}, "-j"},
      {{"noter", rendus.string(), "--sortie", "n", "-j", "x"}, "nombre"},
      {{"noter", rendus.string(), "--sortie", "n", "--bareme", "/nulle/part"}, "/nulle/part"},
      {{"noter-un", "/nulle/part", "s001", "07_zero"}, "dossier de notes"},
      {{"noter-un", "/nulle/part", "../x", "07_zero"}, "étudiant"}};
  for (const auto& [words, said] : bad) {
    const Result result = cli_tests::partage(words);
    EXPECT_EQ(result.code, 2) << testing::PrintToString(words) << result.err;
    EXPECT_THAT(result.err, AllOf(StartsWith("partage\u00a0: "), HasSubstr(said), Not(HasSubstr("std::"))));
  }
  EXPECT_EQ(text_of(other / "precieux.txt"), "x");
  EXPECT_FALSE(fs::exists(other.parent_path() / "notes-vides" / "n"));
}

}  // namespace
}  // namespace partage::grade_tests
