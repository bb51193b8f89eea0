#include "record/snapshot.hpp"

#include <gtest/gtest.h>

#include "record/random_recording.hpp"

namespace partage::record {
namespace {

constexpr Address page = 0x10000;

Mapping zone(Address start, Address end) {
  return {start, end, "rw-p", 0, "00:00", 0, "", true};
}

Moment writes(Pid pid, Address address, std::uint32_t offset, std::string bytes) {
  Moment moment;
  moment.pid = pid;
  moment.kind = MomentKind::syscall;
  moment.memory.push_back(
      {pid, std::nullopt, {{address, {true, false, false, true, 0}, {{offset, std::move(bytes)}}}}, 1, {}});
  return moment;
}

Moment maps(Pid pid, std::vector<Mapping> mappings) {
  Moment moment;
  moment.pid = pid;
  moment.kind = MomentKind::syscall;
  moment.memory.push_back({pid, std::move(mappings), {}, 1, {}});
  return moment;
}

Moment forks(Pid father, Pid child) {
  Moment moment;
  moment.pid = father;
  moment.kind = MomentKind::fork;
  moment.fork = Fork{child, "fork"};
  return moment;
}

Moment ends(Pid pid, MomentKind kind) {
  Moment moment;
  moment.pid = pid;
  moment.kind = kind;
  return moment;
}

Recording history(std::vector<Moment> moments) {
  Recording recording;
  recording.moments = std::move(moments);
  return recording;
}

TEST(Snapshot, OfNothingIsEmpty) {
  EXPECT_EQ(snapshot_at({}, 0), Snapshot{});
}

TEST(Snapshot, PastTheEndIsTheLastState) {
  const Recording recording = history({maps(1, {zone(page, page + 4096)}), writes(1, page, 0, "A")});
  EXPECT_EQ(snapshot_at(recording, 99), snapshot_at(recording, 1));
  EXPECT_NE(snapshot_at(recording, 0), snapshot_at(recording, 1));
}

TEST(Snapshot, APageStartsAsZerosAndKeepsWhatWasWritten) {
  const Recording recording =
      history({maps(1, {zone(page, page + 4096)}), writes(1, page, 4, "AB"), writes(1, page, 5, "C")});
  const ProcessView process = snapshot_at(recording, 2).processes.at(1);
  EXPECT_EQ(process.read(page + 3, 4, 4096), std::string("\0AC\0", 4));
  EXPECT_EQ(process.pages.at(page).bytes.size(), 4096u);
}

TEST(Snapshot, ReadsAcrossPagesUntilTheFirstUnknownOne) {
  const Recording recording = history({writes(1, page, 4095, "A"), writes(1, page + 4096, 0, "B")});
  const ProcessView process = snapshot_at(recording, 1).processes.at(1);
  EXPECT_EQ(process.read(page + 4095, 2, 4096), "AB");
  EXPECT_EQ(process.read(page + 8190, 10, 4096).size(), 2u);
  EXPECT_EQ(process.read(page - 1, 10, 4096), "");
}

TEST(Snapshot, AChildStartsFromItsFathersMemoryAndThenDiffers) {
  const Recording recording = history({maps(1, {zone(page, page + 4096)}), writes(1, page, 0, "A"), forks(1, 2),
                                       writes(2, page, 0, "B"), ends(2, MomentKind::exit)});
  const Snapshot born = snapshot_at(recording, 2);
  EXPECT_EQ(born.processes.at(2).read(page, 1, 4096), "A");
  EXPECT_EQ(born.processes.at(2).minor_faults, 0u);
  EXPECT_NE(born.processes.at(2).mapping_at(page), nullptr);
  const Snapshot last = snapshot_at(recording, 4);
  EXPECT_EQ(last.processes.at(1).read(page, 1, 4096), "A");
  EXPECT_EQ(last.processes.at(2).read(page, 1, 4096), "B") << "the last seen state stays";
  EXPECT_FALSE(last.processes.at(2).alive);
  EXPECT_TRUE(last.processes.at(1).alive);
}

TEST(Snapshot, UnmappedPagesAreForgotten) {
  const Recording recording = history({maps(1, {zone(page, page + 4096)}), writes(1, page, 0, "A"), maps(1, {}),
                                       maps(1, {zone(page, page + 4096)}), writes(1, page, 1, "B")});
  EXPECT_TRUE(snapshot_at(recording, 2).processes.at(1).pages.empty());
  EXPECT_EQ(snapshot_at(recording, 4).processes.at(1).read(page, 2, 4096), std::string("\0B", 2));
}

TEST(Snapshot, ExecForgetsEverything) {
  const Recording recording =
      history({maps(1, {zone(page, page + 4096)}), writes(1, page, 0, "A"), ends(1, MomentKind::exec)});
  const Snapshot snapshot = snapshot_at(recording, 2);
  EXPECT_TRUE(snapshot.processes.at(1).alive);
  EXPECT_TRUE(snapshot.processes.at(1).mappings.empty());
  EXPECT_TRUE(snapshot.processes.at(1).pages.empty());
}

TEST(Snapshot, ARunThatLeavesThePageIsCut) {
  const Recording recording = history({writes(1, page, 4094, "ABCDEF"), writes(1, page, 9000, "Z")});
  EXPECT_EQ(snapshot_at(recording, 1).processes.at(1).pages.at(page).bytes.size(), 4096u);
}

Moment sees(FileChange change) {
  Moment moment;
  moment.pid = 1;
  moment.files.push_back(std::move(change));
  return moment;
}

FilePage cached(FilePage::Dirty dirty, std::string bytes) { return {0, true, dirty, {{0, std::move(bytes)}}}; }

TEST(Files, TheDiskHoldsWhatTheLastCleanPageHeld) {
  Recording recording;
  recording.moments = {sees({"08:01", 9, "/f", 8, {cached(FilePage::Dirty::no, "ab")}}),
                       sees({"08:01", 9, "/f", 8, {cached(FilePage::Dirty::yes, "XY")}}),
                       sees({"08:01", 9, "/f", 8, {cached(FilePage::Dirty::no, "")}})};
  const FileKey key{"08:01", 9};
  const auto first = [&](std::size_t moment) { return snapshot_at(recording, moment).files.at(key).pages.at(0); };
  EXPECT_EQ(first(0).disk->substr(0, 2), "ab");
  EXPECT_EQ(first(1).bytes.substr(0, 2), "XY");
  EXPECT_EQ(first(1).disk->substr(0, 2), "ab");
  EXPECT_EQ(first(2).disk->substr(0, 2), "XY");
}

TEST(Files, APageOnlySeenDirtyHasAnUnknownDisk) {
  Recording recording;
  recording.moments = {sees({"08:01", 9, "/f", 8, {cached(FilePage::Dirty::yes, "ab")}})};
  EXPECT_FALSE(snapshot_at(recording, 0).files.at({"08:01", 9}).pages.at(0).disk.has_value());
}

TEST(Files, AShorterFileForgetsThePagesPastItsEnd) {
  Recording recording;
  recording.moments = {sees({"08:01", 9, "/f", 8, {cached(FilePage::Dirty::no, "ab")}}), sees({"08:01", 9, "/f", 0, {}})};
  EXPECT_TRUE(snapshot_at(recording, 1).files.at({"08:01", 9}).pages.empty());
}

TEST(Variables, AreInheritedForgottenAtExecAndWhenTheyLeave) {
  Recording recording;
  Moment set;
  set.pid = 1;
  set.memory.push_back({1, std::nullopt, {}, 0, {{3, 0x1000, 42}}});
  Moment left = set;
  left.memory[0].variables[0].address = 0;
  Moment exec;
  exec.pid = 2;
  exec.kind = MomentKind::exec;
  recording.moments = {set, forks(1, 2), left, exec};
  EXPECT_EQ(snapshot_at(recording, 1).processes.at(2).variables.at(3).value, 42u);
  EXPECT_TRUE(snapshot_at(recording, 2).processes.at(1).variables.empty());
  EXPECT_FALSE(snapshot_at(recording, 2).processes.at(2).variables.empty());
  EXPECT_TRUE(snapshot_at(recording, 3).processes.at(2).variables.empty());
}

class Playing : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Playing, AnyWalkGivesTheSameStatesAsAReplayFromTheStart) {
  testing::Random random(GetParam());
  const Recording recording = testing::plausible_history(random, 120);
  Player player(recording);
  EXPECT_EQ(player.now(), Snapshot{});
  for (int i = 0; i < 60; ++i) {
    const std::size_t index = random.below(recording.moments.size() + 3);
    ASSERT_EQ(player.seek(index), snapshot_at(recording, index)) << "moment " << index;
  }
}

TEST_P(Playing, BackwardsMirrorsForwards) {
  testing::Random random(GetParam());
  const Recording recording = testing::plausible_history(random, 200);
  Player player(recording);
  std::vector<Snapshot> forwards;
  for (std::size_t i = 0; i < recording.moments.size(); ++i) forwards.push_back(player.seek(i));
  for (std::size_t i = recording.moments.size(); i-- > 0;) ASSERT_EQ(player.seek(i), forwards[i]) << "moment " << i;
  EXPECT_EQ(player.played(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Playing, ::testing::Range<std::uint64_t>(1, 21));

// 10,000 moments and 10,000 steps back: quadratic work would need minutes, and the test's time limit would tell.
TEST(Player, StepsThroughALongRecording) {
  testing::Random random(7);
  const Recording recording = testing::plausible_history(random, 10'000);
  Player player(recording);
  for (std::size_t i = 0; i < recording.moments.size(); ++i) player.seek(i);
  EXPECT_EQ(player.now(), snapshot_at(recording, recording.moments.size()));
  for (std::size_t i = recording.moments.size(); i-- > 0;) player.seek(i);
  EXPECT_EQ(player.now(), snapshot_at(recording, 0));
}

}  // namespace
}  // namespace partage::record
