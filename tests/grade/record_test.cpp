// Records, copies and trees, one guard at a time.
#include "grade/record_file.hpp"

#include <gmock/gmock.h>

#include "grade/hash.hpp"
#include "grade/small_class.hpp"
#include "grade/text.hpp"

namespace partage::grade_tests {
namespace {

using grade::Record;
using grade::State;
using testing::HasSubstr;
using testing::IsEmpty;

Record passed(const std::string& student) {
  return {student, "07_zero", grade::digest("source"), grade::digest("kit"), State::passed, "", "2026-11-24T16:40:03+01:00", record::Verdict{}};
}

TEST(Record, ThereAndBack) {
  const grade::NotesFolder notes = grade::NotesFolder::open_or_make(new_folder("fiches"));
  ASSERT_EQ(write_record(notes, passed("s001")), 0);
  const grade::ReadRecord read = read_record(notes, "s001", "07_zero");
  EXPECT_THAT(read.refused, IsEmpty());
  ASSERT_TRUE(read.record);
  EXPECT_EQ(read.record->state, State::passed);
  EXPECT_EQ(read.record->verdict, record::Verdict{});
}

TEST(Record, UnderAnotherNameItIsRefused) {
  const grade::NotesFolder notes = grade::NotesFolder::open_or_make(new_folder("fiches-nom"));
  ASSERT_EQ(write_record(notes, passed("s001")), 0);
  fs::copy_file(notes.record("s001", "07_zero"), notes.record("s002", "07_zero"));
  fs::copy_file(notes.record("s001", "07_zero"), notes.record("s001", "08_create_shared_memory"));
  EXPECT_THAT(read_record(notes, "s002", "07_zero").refused, HasSubstr("autre étudiant"));
  EXPECT_THAT(read_record(notes, "s001", "08_create_shared_memory").refused, HasSubstr("autre exercice"));
}

TEST(Record, OfOtherNotesItIsRefused) {
  const grade::NotesFolder notes = grade::NotesFolder::open_or_make(new_folder("fiches-a")), other = grade::NotesFolder::open_or_make(new_folder("fiches-b"));
  ASSERT_EQ(write_record(other, passed("s001")), 0);
  fs::copy_file(other.record("s001", "07_zero"), notes.record("s001", "07_zero"));
  EXPECT_THAT(read_record(notes, "s001", "07_zero").refused, HasSubstr("pas été écrite par ce kit"));
}

TEST(Record, CountsForTheseBytesThisKitAndThisIsolation) {
  grade::Work work{grade::Choice::What::file, "", grade::digest("source"), {}};
  Record record = passed("s001");
  const std::string kit = grade::digest("kit");
  EXPECT_TRUE(still_good(record, work, kit, false));
  EXPECT_FALSE(still_good(record, work, grade::digest("new kit"), false));
  EXPECT_FALSE(still_good(record, work, "", false));
  record.verdict->isolation = "légère";
  EXPECT_FALSE(still_good(record, work, kit, false));
  EXPECT_TRUE(still_good(record, work, kit, true));
  record.state = State::not_judged;
  EXPECT_FALSE(still_good(record, work, kit, true));
  work.digest = grade::digest("other source");
  EXPECT_FALSE(still_good(passed("s001"), work, kit, false));
}

TEST(Record, TheKitIsWhatItIsMadeOf) {
  content::Exercise copy = exercise("08");
  const std::string before = grade::kit_digest(copy);
  EXPECT_FALSE(before.empty());
  copy.folder = new_folder("kit") / copy.id;
  fs::copy(exercise("08").folder, copy.folder);
  EXPECT_EQ(grade::kit_digest(copy), before);
  write(copy.folder / "exercise.toml", "titre = \"x\"\n");
  EXPECT_NE(grade::kit_digest(copy), before);
}

TEST(Notes, AStudentKeepsTheirId) {
  const fs::path folder = new_folder("identifiants");
  EXPECT_THAT(grade::NotesFolder::open_or_make(folder).ids_for({"b", "d"}), testing::ElementsAre("s001", "s002"));
  grade::NotesFolder notes = grade::NotesFolder::open_or_make(folder);
  EXPECT_THAT(notes.ids_for({"a", "d", "No\xebl"}), testing::ElementsAre("s003", "s002", "s004"));
  EXPECT_THAT(notes.gone(), testing::ElementsAre("b"));
  write(folder / "etudiants.json", "{");
  EXPECT_THROW(notes.ids_for({"a"}), grade::NoNotes);
}

// Between the look and the read, the name may have changed hands.
TEST(Tree, WhatBecameALinkIsNotRead) {
  const fs::path folder = new_folder("echange"), elsewhere = new_folder("ailleurs");
  write(folder / "a" / "zero.c", "// mine\n");
  write(elsewhere / "zero.c", "// theirs\n");
  const auto tree = grade::folder_tree(folder);
  ASSERT_EQ(tree->entries().size(), 1u);
  EXPECT_EQ(tree->read(tree->entries()[0], 100), "// mine\n");
  fs::remove(folder / "a" / "zero.c");
  fs::create_symlink(elsewhere / "zero.c", folder / "a" / "zero.c");
  EXPECT_FALSE(tree->read(tree->entries()[0], 100));
  fs::remove_all(folder / "a");
  fs::create_symlink(elsewhere, folder / "a");
  EXPECT_FALSE(tree->read(tree->entries()[0], 100));
}

TEST(Text, NothingActsInALog) {
  EXPECT_EQ(grade::log_text("::notice::x"), ": :notice::x\n");
  EXPECT_EQ(grade::log_text(" \u00a0::error::x"), " \u00a0: :error::x\n");
  EXPECT_EQ(grade::log_text("std::x ::y"), "std::x ::y\n");
  EXPECT_EQ(grade::log_text("a##[group]"), "a# #[group]\n");
  EXPECT_EQ(grade::log_text("x<cTestMeasurement><dartMeasurementFile>"), "x\u2039cTestMeasurement>\u2039dartMeasurementFile>\n");
  EXPECT_EQ(grade::log_text("\033[2J\rx"), " [2J x\n");
  EXPECT_LE(grade::log_text(std::string(1u << 20, '\n')).size(), 64u << 10);
  EXPECT_LE(grade::log_text(std::string(1u << 20, 'x')).size(), 64u << 10);
}

TEST(Text, ReadableIsOneHarmlessLine) {
  EXPECT_EQ(grade::readable("a\nb\x1b\xff\u202e\u00e9"), "a␊b␛\uFFFD\uFFFD\u00e9");
  EXPECT_EQ(grade::short_name("éééé", 3), "ééé…");
}

}  // namespace
}  // namespace partage::grade_tests
