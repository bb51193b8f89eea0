// Reports of a class: what they say, and that real parsers read back nothing else.
#include <gmock/gmock.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "grade/feedback.hpp"
#include "grade/junit.hpp"
#include "grade/markup.hpp"
#include "grade/moodle_csv.hpp"
#include "grade/notes_csv.hpp"
#include "grade/page.hpp"
#include "grade/portal.hpp"
#include "grade/report_words.hpp"
#include "grade/reports_class.hpp"

namespace partage::grade_tests {
namespace {

using grade::Results;
using grade::State;
using testing::HasSubstr;
using testing::Not;

Results one_student() {
  Results results = ordinary_class(1, 3);
  results.exercises[0].points = 1.5;
  for (grade::Mark& mark : results.marks) {
    mark.state = State::passed;
    mark.max = mark.points = results.exercises[static_cast<std::size_t>(&mark - results.marks.data())].points;
  }
  return results;
}

/// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "partage-rapports-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path path;
};

std::string read_back(const Results& results, bool compared = false) {
  const Folder folder;
  const grade::Similarities similar = similar_pairs(results);
  write_reports(folder.path, results, compared ? &similar : nullptr);
  const std::string here = PARTAGE_SOURCE_DIR "/tests/grade/";
  const std::string command = "python3 " + here + "reports_read_back.py " + folder.path.string() + " " + here + "reports_junit.xsd > " +
                              (folder.path / "faults").string() + " 2>&1";
  const int status = std::system(command.c_str());
  std::ifstream file(folder.path / "faults");
  const std::string faults{std::istreambuf_iterator<char>(file), {}};
  return status == 0 ? "" : faults + "!";
}

TEST(Reports, ParsersReadBackAnOrdinaryClass) { EXPECT_EQ(read_back(ordinary_class(30, 16)), ""); }
TEST(Reports, ParsersReadBackAHostileClass) { EXPECT_EQ(read_back(hostile_class()), ""); }
TEST(Reports, ParsersReadBackWhatWasCompared) {
  EXPECT_EQ(read_back(ordinary_class(30, 16), true), "");
  EXPECT_EQ(read_back(hostile_class(), true), "");
}
TEST(Reports, AnEmptyClassIsAWholeReport) { EXPECT_THAT(grade::index_html(ordinary_class(0, 16)), HasSubstr("Personne n'a rien rendu.")); }

TEST(Reports, OutputIsCutAndSaysSo) {
  EXPECT_EQ(grade::escaped_output("a\r\nb\n", 2), "a\nb");
  EXPECT_EQ(grade::escaped_output("a\nb\nc\nd", 2), "a\nb\n… et 2 autres lignes");
  EXPECT_EQ(grade::escaped_output("a\nb\nc\n", 2), "a\nb\n… et 1 autre ligne");
  EXPECT_EQ(grade::escaped_output("été<", 1, 3), "été…");
  EXPECT_EQ(grade::escaped_output("", 3), "");
}

// One student, one exercise in each state: every report has the same four words.
TEST(Reports, TheSameWordForAStateEverywhere) {
  Results results = ordinary_class(1, 4);
  for (std::size_t i = 0; i < 4; ++i) {
    grade::Mark& mark = results.marks[i];
    mark.state = grade::kStates[i];
    mark.points = mark.state == State::passed ? mark.max : 0;
    mark.reason = mark.state == State::missing || mark.state == State::not_judged ? "Parce que." : "";
  }
  const std::string page = grade::index_html(results), comment = grade::feedback(results, 0);
  const std::string moodle = grade::moodle_csv(results), log = grade::portal_log(results);
  for (const char* words : {"non réussi, 0 / 1", "non rendu, 0 / 1", "non jugé, sur 1,5"})
    for (const std::string& text : {page, comment, moodle, log}) EXPECT_THAT(text, HasSubstr(words));
  for (const std::string& text : {page, comment, log}) EXPECT_THAT(text, HasSubstr("réussi, 1 / 1"));
  EXPECT_THAT(grade::notes_csv(results, ','), HasSubstr("1 réussi, 1 non réussi, 1 non rendu, 1 non jugé"));
  for (const std::string& text : {page, comment, moodle, log, grade::notes_csv(results, ','), grade::junit_xml(results)})
    for (const char* other : {"manqué", "absent", "pas encore"}) EXPECT_THAT(text, Not(HasSubstr(other)));
}

TEST(Moodle, AMarkThatIsNotSettledIsLeftEmpty) {
  Results results = one_student();
  EXPECT_THAT(grade::moodle_csv(results), HasSubstr("\"Participant4200\",\"Lovelace Ada\",\"3,5\",\"3,5\",\"2026-11-24T16:40:03+01:00\","));
  EXPECT_THAT(grade::moodle_csv(results, grade::MoodleLanguage::english), HasSubstr("\"Participant 4200\",\"Lovelace Ada\",\"3.5\",\"3.5\","));
  results.marks[1].state = State::not_judged;
  results.marks[1].points = 0;
  EXPECT_THAT(grade::moodle_csv(results), HasSubstr("\"Participant4200\",\"Lovelace Ada\",\"\",\"3,5\","));
}

TEST(Moodle, WithoutANumberThereIsNoRow) {
  const Results results = ordinary_class(5, 2);
  EXPECT_EQ(grade::unmatched(results), 1u);
  const std::string text = grade::moodle_csv(results);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 5);
}

TEST(Portal, OneLineOfDigits) {
  Results results = one_student();
  EXPECT_EQ(grade::portal_line(results), "::notice title=GRADE::3.5/3.5");
  results.marks[0].state = State::failed;
  results.marks[0].points = 0;
  EXPECT_EQ(grade::portal_line(results), "::notice title=GRADE::2/3.5");
}

TEST(Portal, NoLineForWhatIsNotSettled) {
  Results results = one_student();
  results.marks[2].state = State::not_judged;
  results.marks[2].points = 0;
  EXPECT_EQ(grade::portal_line(results), std::nullopt);
  EXPECT_EQ(grade::portal_line(ordinary_class(0, 3)), std::nullopt);
  EXPECT_EQ(grade::portal_line(ordinary_class(2, 0)), std::nullopt);
  Results nothing = one_student();
  for (grade::Mark& mark : nothing.marks) mark.points = mark.max = 0;
  EXPECT_EQ(grade::portal_line(nothing), std::nullopt);
}

TEST(Portal, ThePointsNeverExceedTheirMaximum) {
  Results results = one_student();
  for (grade::Mark& mark : results.marks) mark.max = 0.1, mark.points = 0.1 + 1e-9;
  EXPECT_EQ(grade::portal_line(results), "::notice title=GRADE::0.3/0.3");
}

TEST(Portal, NoWordOfAStudentIsAnOrder) {
  const std::string log = grade::portal_log(hostile_class());
  EXPECT_THAT(log, Not(HasSubstr("::")));
  EXPECT_THAT(log, Not(HasSubstr("##[")));
  for (std::size_t at = 0; at < log.size(); at = log.find('\n', at) + 1) ASSERT_EQ(log.substr(at, 2), "| ");
}

TEST(Page, TheLineOfTheStudentIsShownWhenItIsKnown) {
  Results results = ordinary_class(1, 16);
  const std::string without = grade::index_html(results);
  const std::string with = grade::index_html(results, [](const grade::Mark&) {
    std::string text;
    for (int line = 1; line <= 20; ++line) text += "ligne " + std::to_string(line) + "\n";
    return text;
  });
  EXPECT_THAT(without, Not(HasSubstr("<mark>")));
  EXPECT_THAT(with, HasSubstr("<mark>  14 │ ligne 14</mark>"));
  EXPECT_THAT(with, HasSubstr("  12 │ ligne 12\n"));
  EXPECT_THAT(with, Not(HasSubstr("ligne 17")));
}

TEST(Page, WhatWasComparedIsTold) {
  const Results results = ordinary_class(30, 16);
  EXPECT_THAT(grade::index_html(results), Not(HasSubstr("essembl")));
  const grade::Similarities some = similar_pairs(results);
  const std::string page = grade::index_html(results, {}, &some);
  EXPECT_THAT(page, HasSubstr("pas une preuve"));
  EXPECT_THAT(page, HasSubstr("25 paires sur 435"));
  EXPECT_THAT(page, HasSubstr("… et 15 autres, dans similarites.txt"));
  EXPECT_THAT(page, HasSubstr("<tr><td class=\"who\"><a href=\"#s002-03\">Noël Zoé</a></td><td class=\"part\">&lt;\u00a060\u00a0%</td>"
                              "<td class=\"who\"><a href=\"#s003-03\">Ångström Éléonore</a></td><td class=\"part\">99\u00a0%</td></tr>"));
  const grade::Similarities none;
  EXPECT_THAT(grade::index_html(results, {}, &none), HasSubstr("Aucune paire n'atteint 60\u00a0%."));
}

TEST(Page, ThreeHundredStudentsMakeAPageThatOpens) {
  const auto start = std::chrono::steady_clock::now();
  const std::string page = grade::index_html(ordinary_class(300, 16));
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  RecordProperty("bytes", std::to_string(page.size()));
  RecordProperty("seconds", std::to_string(seconds));
  EXPECT_LT(page.size(), 6u << 20);
}

// What the tests in a browser read: PARTAGE_TEST_RAPPORTS names the folder, "CLASS COUNT" its size.
TEST(Reports, WrittenForABrowser) {
  const char* folder = std::getenv("PARTAGE_TEST_RAPPORTS");
  if (folder == nullptr) GTEST_SKIP() << "demandé par tests/grade/reports_browser.sh";
  const Results class_of_60 = ordinary_class(60, 16), hostile = hostile_class();
  const grade::Similarities similar = similar_pairs(class_of_60), among_hostile = similar_pairs(hostile);
  write_reports(std::filesystem::path(folder) / "classe", class_of_60, &similar);
  write_reports(std::filesystem::path(folder) / "grande", ordinary_class(300, 16));
  write_reports(std::filesystem::path(folder) / "hostile", hostile, &among_hostile);
}

}  // namespace
}  // namespace partage::grade_tests
