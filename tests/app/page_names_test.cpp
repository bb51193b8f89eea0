#include "app/page_names.hpp"

#include <gtest/gtest.h>

#include "app/memory_rows.hpp"
#include "app/story.hpp"

namespace partage::test {
namespace {

using app::PageNames;

constexpr int kFather = 4211, kChild = 4212, kGrandchild = 4213;

PageNames at(const record::Recording& recording, std::size_t moment) {
  PageNames names(recording);
  names.seek(moment);
  return names;
}

TEST(PageNames, aSharedPageIsOnePage) {
  const auto recording = shared_page();
  EXPECT_EQ(-1, at(recording, 3).id(kChild, kZone)) << "the child has not touched it yet";
  const PageNames names = at(recording, 4);
  EXPECT_GE(names.id(kFather, kZone), 0);
  EXPECT_EQ(names.id(kFather, kZone), names.id(kChild, kZone));
  EXPECT_EQ(2, names.owners(names.id(kChild, kZone)));
  EXPECT_EQ(1, names.count());
}

TEST(PageNames, aPrivatePageIsCommonUntilItIsWritten) {
  const auto recording = private_copy();
  const PageNames before = at(recording, 2), after = at(recording, 3);
  EXPECT_EQ(before.id(kFather, kData), before.id(kChild, kData));
  EXPECT_EQ(before.id(kFather, kData), after.id(kFather, kData)) << "the writer takes the copy, the other keeps the page";
  EXPECT_NE(after.id(kFather, kData), after.id(kChild, kData));
  EXPECT_TRUE(after.copied_now(kChild, kData));
  EXPECT_FALSE(after.copied_now(kFather, kData));
  EXPECT_FALSE(at(recording, 4).copied_now(kChild, kData));
}

TEST(PageNames, theFatherThatWritesFirstTakesTheCopy) {
  Story story;
  story.start(kFather).maps(kFather, {data_mapping()}).page(kFather, kData, kAlone, 1);
  story.fork(kFather, kChild, 8).page(kFather, kData, kCommon).page(kChild, kData, kCommon);
  story.syscall(kFather, "write", {}, 2, 9).page(kFather, kData, kAlone, 2).page(kChild, kData, kAlone);
  const PageNames names = at(story.recording(), 2);
  EXPECT_TRUE(names.copied_now(kFather, kData));
  EXPECT_FALSE(names.copied_now(kChild, kData));
}

TEST(PageNames, noCopyWhenTheOtherOnlyEnds) {
  Story story;
  story.start(kFather).maps(kFather, {data_mapping()}).page(kFather, kData, kAlone, 1);
  story.fork(kFather, kChild, 8).page(kFather, kData, kCommon).page(kChild, kData, kCommon);
  story.exit(kChild, 0).page(kFather, kData, kAlone);
  const auto recording = story.recording();
  EXPECT_EQ(at(recording, 1).id(kFather, kData), at(recording, 2).id(kFather, kData));
  EXPECT_FALSE(at(recording, 2).copied_now(kFather, kData));
  EXPECT_EQ(-1, at(recording, 2).id(kChild, kData)) << "its memory is given back";
}

TEST(PageNames, differentBytesAreDifferentPages) {
  Story story;
  story.start(kFather).maps(kFather, {data_mapping()}).page(kFather, kData, kAlone, 1);
  story.fork(kFather, kChild, 8).page(kFather, kData, kCommon).page(kChild, kData, kCommon);
  story.syscall(kFather, "write", {}, 2, 9).page(kChild, kData, kCommon, 2);
  const PageNames names = at(story.recording(), 2);
  EXPECT_NE(names.id(kFather, kData), names.id(kChild, kData));
  EXPECT_TRUE(names.copied_now(kChild, kData)) << "its bytes changed, whoever acted";
}

TEST(PageNames, forkAloneCopiesNothing) {
  Story story;
  story.start(kFather).maps(kFather, {data_mapping()}).page(kFather, kData, kAlone, 1);
  story.fork(kFather, kChild, 8);
  const PageNames names = at(story.recording(), 1);
  EXPECT_EQ(names.id(kFather, kData), names.id(kChild, kData));
}

TEST(PageNames, aVforkedChildRunsInItsFathersPages) {
  Story story;
  story.start(kFather).maps(kFather, {data_mapping()}).page(kFather, kData, kAlone, 1);
  story.fork(kFather, kChild, 8, "vfork").page(kChild, kData, kAlone, 1);
  const PageNames names = at(story.recording(), 1);
  EXPECT_EQ(names.id(kFather, kData), names.id(kChild, kData));
}

TEST(PageNames, framesDecideWhereTheyAreSeen) {
  record::PageFlags one = kCommon, other = kAlone;
  one.frame = 0x1234;
  other.frame = 0x5678;
  Story story;
  story.start(kFather).maps(kFather, {data_mapping()}).page(kFather, kData, one, 1);
  story.fork(kFather, kChild, 8).page(kChild, kData, one, 1);
  story.syscall(kChild, "write", {}, 2, 9).page(kChild, kData, other, 1);
  const auto recording = story.recording();
  EXPECT_EQ(at(recording, 1).id(kFather, kData), at(recording, 1).id(kChild, kData));
  EXPECT_NE(at(recording, 2).id(kFather, kData), at(recording, 2).id(kChild, kData));
  EXPECT_TRUE(at(recording, 2).copied_now(kChild, kData));
}

TEST(PageNames, execForgetsAndTheGrandchildShares) {
  EXPECT_EQ(-1, at(exec_forgets(), 2).id(kChild, kZone));
  const PageNames names = at(three_processes(), 3);
  EXPECT_EQ(3, names.owners(names.id(kGrandchild, kZone)));
}

TEST(PageNames, twoZonesAtOneAddressAreTwoPages) {
  Story story;
  story.start(kFather).maps(kFather, {zone_mapping(kZone, 215)}).page(kFather, kZone, kSharedAlone, 1);
  story.fork(kFather, kChild, 8).maps(kChild, {zone_mapping(kZone, 216)}).page(kChild, kZone, kSharedAlone, 1);
  const PageNames names = at(story.recording(), 1);
  EXPECT_NE(names.id(kFather, kZone), names.id(kChild, kZone));
}

TEST(PageNames, backwardsGivesTheSameAsForwards) {
  for (const auto& recording : {shared_page(), private_copy(), three_processes(), exec_forgets(), crash()}) {
    PageNames walked(recording);
    const std::size_t count = recording.moments.size();
    for (std::size_t step = 0; step < 3 * count; ++step) {
      const std::size_t moment = step * 7 % count;
      walked.seek(moment);
      const PageNames fresh = at(recording, moment);
      for (const int pid : {kFather, kChild, kGrandchild})
        for (const record::Address page : {kData, kZone}) ASSERT_EQ(fresh.id(pid, page), walked.id(pid, page));
    }
  }
}

TEST(PageNames, emptyRecording) {
  PageNames names{record::Recording{}};
  names.seek(4);
  EXPECT_EQ(-1, names.id(1, 0));
}

TEST(Letter, goesOnAfterZ) {
  EXPECT_EQ("A", app::letter(0));
  EXPECT_EQ("Z", app::letter(25));
  EXPECT_EQ("A2", app::letter(26));
  EXPECT_EQ("", app::letter(-1));
}

TEST(PageValue, saysWhatIsThere) {
  const auto page = [](const std::string& start) { return start + std::string(4096 - start.size(), '\0'); };
  EXPECT_EQ("0", app::page_value(page("")));
  EXPECT_EQ("42", app::page_value(page(std::string("\x2a\0\0\0", 4))));
  EXPECT_EQ("-1", app::page_value(page("\xff\xff\xff\xff")));
  EXPECT_EQ("\"Bonjour\"", app::page_value(page("Bonjour")));
  EXPECT_EQ("7 (+8)", app::page_value(page(std::string(8, '\0') + "\x07")));
  EXPECT_EQ("0", app::page_value(""));
  EXPECT_EQ("0 (+4)", app::page_value(std::string("\0\0\0\0\x07", 5)).substr(0, 6)) << "a cut page is not read past its end";
}

}  // namespace
}  // namespace partage::test
