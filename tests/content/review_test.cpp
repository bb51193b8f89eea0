// What is to be done again, and when.
#include "content/review.hpp"

#include <gtest/gtest.h>

#include "content/dates.hpp"

namespace partage::content {
namespace {

constexpr int kToday = 20'000;

ExerciseProgress passed_after(int failures, int hints, int day = kToday) {
  ExerciseProgress exercise;
  for (int failure = 0; failure < failures; ++failure) count_attempt(exercise, false, day);
  exercise.hints = hints;
  count_attempt(exercise, true, day);
  return exercise;
}

TEST(Review, isForWhatWasHard) {
  EXPECT_FALSE(review_day(passed_after(0, 0), kToday));
  EXPECT_FALSE(review_day(passed_after(1, 0), kToday));
  EXPECT_EQ(kToday + 1, review_day(passed_after(2, 0), kToday));
  EXPECT_EQ(kToday + 1, review_day(passed_after(0, 1), kToday));
}

TEST(Review, whatComesAfterThePassAddsNothing) {
  ExerciseProgress exercise = passed_after(0, 0);
  for (int failure = 0; failure < 5; ++failure) count_attempt(exercise, false, kToday);
  exercise.hints = 3;
  count_attempt(exercise, true, kToday);
  EXPECT_FALSE(review_day(exercise, kToday));
  EXPECT_EQ(7, exercise.attempts);
}

TEST(Review, comesAfterOneThreeAndSevenDaysThenNeverAgain) {
  ExerciseProgress exercise = passed_after(2, 0);
  int day = kToday;
  for (const int interval : {1, 3, 7}) {
    EXPECT_FALSE(review_due(exercise, day + interval - 1)) << interval;
    day += interval;
    ASSERT_TRUE(review_due(exercise, day)) << interval;
    start_review(exercise, day);
    count_attempt(exercise, false, day);
    EXPECT_TRUE(review_due(exercise, day)) << "not passed yet";
    count_attempt(exercise, true, day);
    EXPECT_FALSE(review_due(exercise, day));
  }
  EXPECT_FALSE(review_day(exercise, day + 1000));
}

TEST(Review, countsFromTheDayItWasDone) {
  ExerciseProgress exercise = passed_after(2, 0);
  start_review(exercise, kToday + 10);
  count_attempt(exercise, true, kToday + 10);
  EXPECT_EQ(kToday + 13, review_day(exercise, kToday + 10));
}

TEST(Review, isMadeFromTheStartingFile) {
  ExerciseProgress exercise = passed_after(2, 0);
  count_attempt(exercise, true, kToday + 1);
  EXPECT_TRUE(review_due(exercise, kToday + 1)) << "the file that passed passes again: nothing was redone";
  start_review(exercise, kToday);
  EXPECT_FALSE(exercise.reviewing) << "before its day, it is only practice";
}

TEST(Review, aClockThatGoesBackDoesNoHarm) {
  ExerciseProgress exercise = passed_after(2, 0);
  EXPECT_EQ(kToday + 1, review_day(exercise, kToday - 1)) << "a journey";
  EXPECT_TRUE(review_due(exercise, kToday - 500)) << "the clock was wrong when it was passed";
  start_review(exercise, kToday - 500);
  count_attempt(exercise, true, kToday - 500);
  EXPECT_EQ(kToday - 497, review_day(exercise, kToday - 500));
}

TEST(Review, withoutAClockNothingIsDue) {
  EXPECT_FALSE(review_due(passed_after(2, 0), 0));
  EXPECT_FALSE(review_day(passed_after(2, 0, 0), kToday));
}

TEST(Dates, areDaysOfTheStudentsCalendar) {
  constexpr std::int64_t kEvening = 1'795'562'400;  // 24 November 2026, 23:20 UTC
  EXPECT_EQ("2026-11-24", date_text(day_of(kEvening, 0)));
  EXPECT_EQ("2026-11-25", date_text(day_of(kEvening, 3'600)));
  EXPECT_EQ(0, day_of(-5, 0));
  EXPECT_EQ("", date_text(0));
  EXPECT_EQ("le 1er décembre", french_date(day_of_text("2026-12-01")));
  for (const char* bad : {"", "2026-13-01", "2026-02-30", "2026-1-1", "1969-12-31", "2026-11-2x", "aaaa-bb-cc"}) EXPECT_EQ(0, day_of_text(bad)) << bad;
  EXPECT_EQ(day_of(kEvening, 0), day_of_text("2026-11-24"));
}

}  // namespace
}  // namespace partage::content
