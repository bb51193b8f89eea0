// What was done, counted, and what comes next.
#include "content/overview.hpp"

#include <gtest/gtest.h>

#include "content/review.hpp"

namespace partage::content {
namespace {

constexpr int kToday = 20'000;

Library small_library() {
  Library library;
  for (const std::string number : {"01", "02", "03"}) {
    Lesson lesson;
    lesson.id = number + "_lecon";
    lesson.number = number;
    lesson.pages = {{"Une page", {}}};
    lesson.exercises = {number + "_exercice"};
    library.lessons.push_back(lesson);
    Exercise exercise;
    exercise.id = number + "_exercice";
    exercise.number = number;
    exercise.lesson = lesson.id;
    exercise.points = 2;
    exercise.hints = {"a", "b", "c"};
    exercise.diagnoses["E" + number + "-x"] = {"Il manque {n} {n|octet|octets} à {qui}.", "", "", ""};
    library.exercises.push_back(exercise);
  }
  return library;
}

std::string next(const Progress& progress, int today = kToday) {
  const Library library = small_library();
  const int index = next_item(library, progress, today);
  return index < 0 ? "" : course_items(library)[static_cast<std::size_t>(index)].place();
}

void read(Progress& progress, const std::string& lesson) {
  progress.lessons[lesson].pages_read = {0, 1};
  progress.lessons[lesson].finished = true;
}

void pass(Progress& progress, const std::string& exercise, int failures, int day) {
  for (int failure = 0; failure < failures; ++failure) count_attempt(progress.exercises[exercise], false, day);
  count_attempt(progress.exercises[exercise], true, day);
}

TEST(Next, isALessonThenItsExerciseThenTheNextLesson) {
  Progress progress;
  EXPECT_EQ("lecon:01_lecon", next(progress));
  read(progress, "01_lecon");
  EXPECT_EQ("exercice:01_exercice", next(progress));
  pass(progress, "01_exercice", 0, kToday);
  EXPECT_EQ("lecon:02_lecon", next(progress));
}

TEST(Next, isThePlaceThatWasLeftThenTheRestOfItsLesson) {
  Progress progress;
  progress.last_place = "lecon:02_lecon";
  EXPECT_EQ("lecon:02_lecon", next(progress));
  read(progress, "02_lecon");
  EXPECT_EQ("exercice:02_exercice", next(progress));
  pass(progress, "02_exercice", 0, kToday);
  EXPECT_EQ("lecon:03_lecon", next(progress)) << "forwards first";
  read(progress, "03_lecon");
  pass(progress, "03_exercice", 0, kToday);
  EXPECT_EQ("lecon:01_lecon", next(progress)) << "then what was passed over";
}

TEST(Next, isAReviewBeforeANewLessonButNotWithinOne) {
  Progress progress;
  read(progress, "01_lecon");
  pass(progress, "01_exercice", 2, kToday - 1);
  progress.last_place = "exercice:01_exercice";
  EXPECT_EQ("exercice:01_exercice", next(progress));
  EXPECT_EQ("lecon:02_lecon", next(progress, kToday - 1)) << "not due yet";
  progress.last_place = "lecon:02_lecon";
  EXPECT_EQ("lecon:02_lecon", next(progress));
  read(progress, "02_lecon");
  EXPECT_EQ("exercice:02_exercice", next(progress));
  pass(progress, "02_exercice", 0, kToday);
  EXPECT_EQ("exercice:01_exercice", next(progress));
  start_review(progress.exercises["01_exercice"], kToday);
  progress.last_place = "exercice:01_exercice";
  EXPECT_EQ("exercice:01_exercice", next(progress)) << "begun";
  pass(progress, "01_exercice", 0, kToday);
  EXPECT_EQ("lecon:03_lecon", next(progress));
}

TEST(Next, isNothingWhenAllIsDone) {
  Progress progress;
  for (const std::string number : {"01", "02", "03"}) {
    read(progress, number + "_lecon");
    pass(progress, number + "_exercice", 0, kToday);
  }
  EXPECT_EQ("", next(progress));
}

TEST(OverviewOf, countsPointsAttemptsAndTime) {
  Progress progress;
  read(progress, "01_lecon");
  progress.lessons["01_lecon"].seconds = 100;
  pass(progress, "01_exercice", 2, kToday - 1);
  pass(progress, "02_exercice", 3, kToday);
  count_attempt(progress.exercises["03_exercice"], false, kToday);
  progress.exercises["03_exercice"].last_code = "E03-x";
  progress.exercises["03_exercice"].hints = 9;
  progress.exercises["03_exercice"].seconds = 20;
  const Library library = small_library();
  const Overview all = overview(library, progress, kToday);
  ASSERT_EQ(6u, all.rows.size());
  EXPECT_EQ(4, all.points);
  EXPECT_EQ(6, all.most_points);
  EXPECT_EQ(1, all.lessons_read);
  EXPECT_EQ(3, all.lessons);
  EXPECT_EQ(2, all.passed);
  EXPECT_EQ(3, all.exercises);
  EXPECT_EQ(8, all.attempts);
  EXPECT_EQ(3, all.hints) << "never more than there are";
  EXPECT_EQ(120, all.seconds);
  EXPECT_EQ(std::vector<int>{1}, all.due);
  EXPECT_EQ(std::vector<int>{3}, all.later);
  EXPECT_EQ("Il manque … octets à …", all.rows[5].diagnosis);
  EXPECT_EQ(2, all.rows[0].pages_read);
}

TEST(OverviewOf, progressOfFoldersThatAreGoneDoesNotCount) {
  Progress progress;
  pass(progress, "99_parti", 2, kToday);
  read(progress, "99_partie");
  const Library library = small_library();
  EXPECT_EQ(0, overview(library, progress, kToday).points);
  EXPECT_EQ(0, overview(library, progress, kToday).lessons_read);
}

TEST(WithoutWords, keepsWhatIsSure) {
  EXPECT_EQ("… a échoué (…).", without_words("{appel} a échoué ({erreur})."));
  EXPECT_EQ("rien", without_words("rien"));
  EXPECT_EQ("un { seul", without_words("un { seul"));
}

}  // namespace
}  // namespace partage::content
