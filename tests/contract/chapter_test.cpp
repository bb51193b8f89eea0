// The coverage of the chapter: each row of chapitre.toml is a page of a lesson and a program that shows it, and the kernel
// showed it in that program's recording.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "content/lesson.hpp"
#include "content/plain_text.hpp"
#include "contract/chapter.hpp"
#include "contract/exercise_files.hpp"
#include "observe/observe.hpp"
#include "phrases/typography.hpp"

namespace partage::contract {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

const Table& table() {
  static const Table loaded = load_table(source_dir() / "tests/contract/chapitre.toml");
  return loaded;
}

fs::path lesson_folder(const std::string& lesson) { return source_dir() / "lessons" / lesson; }

bool in_the_tree(const std::string& lesson) { return fs::exists(lesson_folder(lesson) / "lesson.fr.md"); }

const content::Page* page_of(const content::Lesson& lesson, const std::string& title) {
  const auto found = std::find_if(lesson.pages.begin(), lesson.pages.end(), [&](const content::Page& page) { return page.title == title; });
  return found == lesson.pages.end() ? nullptr : &*found;
}

std::string titles(const content::Lesson& lesson) {
  std::string text;
  for (const content::Page& page : lesson.pages) text += "\n  " + page.title;
  return text;
}

/// As « partage lancer » runs it: the student's real machine, observed, with bounds only for what would never stop.
record::Recording run(const Row& row) {
  observe::Request request;
  request.spec.argv = {(fs::path(PARTAGE_BINARY_DIR) / "programs/lessons" / row.lesson / row.program).string()};
  request.spec.argv.insert(request.spec.argv.end(), row.arguments.begin(), row.arguments.end());
  request.spec.environment = {"PATH=/usr/local/bin:/usr/bin:/bin", "TERM=dumb", "LC_ALL=C.UTF-8", "HOME=" + std::string(std::getenv("HOME"))};
  request.spec.directory = lesson_folder(row.lesson);
  request.spec.policy = sandbox::Policy::lesson;
  request.spec.tier = sandbox::Tier::none;
  request.spec.limits.processes = 256;
  request.spec.limits.address_space = 0;
  request.spec.limits.memory = 2ull << 30;
  request.spec.limits.file_size = 1ull << 44;
  request.spec.limits.output = 1ull << 20;
  request.spec.limits.open_files = 1024;
  request.spec.limits.cpu = std::chrono::minutes(1);
  request.spec.limits.wall = std::chrono::seconds(100);
  request.max_moments = static_cast<std::size_t>(row.moments);
  return observe::Supervised(request).wait();
}

class Chapter : public testing::TestWithParam<Row> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(in_the_tree(GetParam().lesson)) << "la leçon " << GetParam().lesson << " n'est pas dans lessons/ : rien ne couvre « " << GetParam().says << " »";
    lesson_ = content::load_lesson(lesson_folder(GetParam().lesson));
  }
  content::Lesson lesson_;
};

TEST_P(Chapter, HasItsPage) {
  const Row& row = GetParam();
  const content::Page* page = page_of(lesson_, row.page);
  ASSERT_NE(page, nullptr) << row.lesson << " n'a pas de page « " << row.page << " » ; ses pages :" << titles(lesson_);
  content::Lesson alone = lesson_;
  alone.pages = {*page};
  const std::string text = content::plain_text(alone);
  for (const std::string& word : row.words) EXPECT_THAT(text, HasSubstr(word)) << "page « " << row.page << " »";
}

TEST_P(Chapter, IsShownByItsProgram) {
  const Row& row = GetParam();
  ASSERT_THAT(lesson_.programs, Contains(row.program)) << row.lesson;
  const record::Recording recording = run(row);
  ASSERT_NE(recording.end, record::End::fault) << recording.fault;
  for (const Fact& fact : row.facts)
    EXPECT_THAT(missing(fact, recording), IsEmpty()) << row.lesson << "/" << row.program << " : " << fact.told << "\n" << recording.output;
}

const auto name = [](const testing::TestParamInfo<Row>& tested) { return readable(tested.param.id); };
INSTANTIATE_TEST_SUITE_P(Row, Chapter, testing::ValuesIn(table().rows), name);

TEST(ChapterTable, NamesEveryRowOnce) {
  std::set<std::string> seen;
  for (const Row& row : table().rows) EXPECT_TRUE(seen.insert(row.id).second) << row.id;
}

TEST(ChapterTable, ShowsEveryNameOfTheChapter) {
  std::set<std::string> shown, asked(table().names.begin(), table().names.end());
  for (const Row& row : table().rows) shown.insert(row.names.begin(), row.names.end());
  for (const std::string& wanted : asked) EXPECT_THAT(shown, Contains(wanted)) << "aucune ligne ne nomme " << wanted;
  for (const std::string& given : shown) EXPECT_THAT(asked, Contains(given)) << "le chapitre ne nomme pas " << given;
}

TEST(ChapterTable, FollowsEveryLesson) {
  std::set<std::string> followed;
  for (const Row& row : table().rows) followed.insert(row.lesson);
  for (const std::string& lesson : table().lessons) EXPECT_THAT(followed, Contains(lesson));
}

TEST(ChapterTable, IsWellTypeset) {
  for (const auto& fault : phrases::typography_faults(text_of(source_dir() / "tests/contract/chapitre.toml"), phrases::TextKind::toml))
    ADD_FAILURE() << "chapitre.toml:" << fault.line << ": " << fault.reason << " : " << fault.excerpt;
}

/// Each lesson of the chapter closes on what the chapter says, then on a summary of one page.
class ChapterLesson : public testing::TestWithParam<std::string> {};
TEST_P(ChapterLesson, SaysWhatTheChapterSays) {
  ASSERT_TRUE(in_the_tree(GetParam())) << "la leçon " << GetParam() << " n'est pas dans lessons/";
  const content::Lesson lesson = content::load_lesson(lesson_folder(GetParam()));
  EXPECT_NE(page_of(lesson, "Ce que dit le cours"), nullptr) << titles(lesson);
  ASSERT_FALSE(lesson.pages.empty());
  EXPECT_EQ(lesson.pages.back().title, "En bref");
}
const auto lesson_name = [](const testing::TestParamInfo<std::string>& tested) { return readable(tested.param); };
INSTANTIATE_TEST_SUITE_P(Row, ChapterLesson, testing::ValuesIn(table().lessons), lesson_name);

}  // namespace
}  // namespace partage::contract
