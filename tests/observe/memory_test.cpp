// What is shared and what is not, seen from outside, on both sides.
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "observe/harness.hpp"

namespace partage::observe::testing {
namespace {

using record::MomentKind;

class Memory : public Everywhere {
 protected:
  void SetUp() override {
    Everywhere::SetUp();
    if (IsSkipped()) return;
    recording_ = observe(compiled("partage"));
    ASSERT_EQ(recording_.end, record::End::finished) << ::testing::PrintToString(recording_);
    ASSERT_EQ(recording_.processes.size(), 2u);
    father_ = recording_.processes[0].pid;
    child_ = recording_.processes[1].pid;
    const auto maps = moments(recording_, MomentKind::syscall, "mmap");
    ASSERT_EQ(maps.size(), 1u);
    zone_ = static_cast<record::Address>(*maps[0]->syscall->result);
    const auto exits = moments(recording_, MomentKind::exit);
    ASSERT_EQ(exits.size(), 2u);
    ASSERT_EQ(exits[0]->pid, child_);
    at_child_exit_ = record::snapshot_at(recording_, index_of(recording_, exits[0]));
    const auto forks = moments(recording_, MomentKind::fork);
    ASSERT_EQ(forks.size(), 1u);
    at_fork_ = record::snapshot_at(recording_, index_of(recording_, forks[0]));
  }

  static int value(const record::ProcessView& process, record::Address address) {
    const std::string bytes = process.read(address, sizeof(int), static_cast<std::uint64_t>(getpagesize()));
    int result = -1;
    if (bytes.size() == sizeof result) std::memcpy(&result, bytes.data(), sizeof result);
    return result;
  }

  // The page of private_value: the only watched page outside the zone that holds that value.
  std::optional<record::Address> private_page(const record::ProcessView& process, int wanted) const {
    for (const auto& [address, page] : process.pages)
      if (address != zone_ && value(process, address) == wanted) return address;
    return std::nullopt;
  }

  record::Recording recording_;
  record::Pid father_ = 0, child_ = 0;
  record::Address zone_ = 0;
  record::Snapshot at_fork_, at_child_exit_;
};

TEST_P(Memory, SharedZoneHasOneInodeOnBothSides) {
  const auto* mine = at_child_exit_.processes.at(father_).mapping_at(zone_);
  const auto* his = at_child_exit_.processes.at(child_).mapping_at(zone_);
  ASSERT_NE(mine, nullptr);
  ASSERT_NE(his, nullptr);
  EXPECT_EQ(mine->permissions, "rw-s");
  EXPECT_NE(mine->inode, 0u);
  EXPECT_EQ(mine->inode, his->inode);
  EXPECT_EQ(mine->path, "/dev/zero (deleted)");
  EXPECT_TRUE(mine->own);
  EXPECT_TRUE(his->own);
}

TEST_P(Memory, WhatTheChildWritesInTheZoneIsTheFathers) {
  const auto& father = at_child_exit_.processes.at(father_);
  const auto& child = at_child_exit_.processes.at(child_);
  EXPECT_EQ(value(father, zone_), 33);
  EXPECT_EQ(value(child, zone_), 33);
  EXPECT_TRUE(father.pages.at(zone_).flags.file_or_shared);
  EXPECT_TRUE(child.pages.at(zone_).flags.file_or_shared);
  EXPECT_FALSE(child.pages.at(zone_).flags.exclusive);
  EXPECT_EQ(value(at_fork_.processes.at(father_), zone_), 11);
}

TEST_P(Memory, WhatTheChildWritesInAPrivatePageIsACopy) {
  const auto page = private_page(at_child_exit_.processes.at(child_), 22);
  ASSERT_TRUE(page);
  EXPECT_EQ(value(at_child_exit_.processes.at(father_), *page), 1);
  // Before: the same page, mapped twice. The look itself must not have copied it.
  for (const record::Pid pid : {father_, child_}) {
    const auto& before = at_fork_.processes.at(pid).pages.at(*page);
    EXPECT_TRUE(before.flags.present);
    EXPECT_FALSE(before.flags.exclusive) << pid;
    EXPECT_FALSE(before.flags.file_or_shared);
    EXPECT_EQ(value(at_fork_.processes.at(pid), *page), 1);
  }
  EXPECT_TRUE(at_child_exit_.processes.at(child_).pages.at(*page).flags.exclusive);
}

TEST_P(Memory, FramesTellTheSameWhenTheyCanBeSeen) {
  if (!recording_.frames_visible) {
    EXPECT_NE(geteuid(), 0u) << "root sees frame numbers";
    GTEST_SKIP() << "frame numbers are hidden";
  }
  const auto& father = at_child_exit_.processes.at(father_).pages;
  const auto& child = at_child_exit_.processes.at(child_).pages;
  const auto page = private_page(at_child_exit_.processes.at(child_), 22);
  ASSERT_TRUE(page);
  EXPECT_EQ(father.at(zone_).flags.frame, child.at(zone_).flags.frame);
  EXPECT_NE(father.at(*page).flags.frame, child.at(*page).flags.frame);
  // The father kept its own page all along: nothing made him copy it.
  EXPECT_EQ(father.at(*page).flags.frame, at_fork_.processes.at(father_).pages.at(*page).flags.frame);
}

TEST_P(Memory, TheZoneIsGoneAfterMunmap) {
  const auto calls = moments(recording_, MomentKind::syscall, "munmap");
  ASSERT_EQ(calls.size(), 1u);
  const std::size_t at = index_of(recording_, calls[0]);
  EXPECT_NE(record::snapshot_at(recording_, at - 1).processes.at(father_).mapping_at(zone_), nullptr);
  EXPECT_EQ(record::snapshot_at(recording_, at).processes.at(father_).mapping_at(zone_), nullptr);
}

TEST_P(Memory, ProcessesAreTold) {
  EXPECT_EQ(recording_.processes[0].parent, 0);
  EXPECT_EQ(recording_.processes[1].parent, father_);
  EXPECT_TRUE(recording_.processes[1].reaped);
  EXPECT_FALSE(recording_.processes[0].reaped);
  EXPECT_EQ(recording_.processes[1].exit->status, 5);
  EXPECT_EQ(recording_.processes[0].exit->status, 0);
  const bool inside = GetParam().tier == sandbox::Tier::namespaces;
  EXPECT_EQ(recording_.processes[0].inner_pid, inside ? 2 : father_);
  EXPECT_EQ(recording_.output, "private 1 shared 33\n");
}

TEST_P(Memory, MomentsComeInTheOrderOfTheKernel) {
  std::vector<std::string> order;
  for (const record::Moment& moment : recording_.moments)
    order.push_back(std::string(name(moment.kind)) + (moment.syscall ? " " + moment.syscall->name : ""));
  EXPECT_THAT(order, ::testing::ElementsAre("start", "syscall mmap", "fork clone", "syscall exit_group", "exit",
                                            "syscall wait4", "syscall write", "syscall munmap", "exit"));
}

INSTANTIATE_TEST_SUITE_P(, Memory, ::testing::Values(kLesson, kNamespaces, kLite),
                         [](const auto& tested) { return tested.param.name; });

TEST(Bounds, OnlyTheFirstPagesAndTheLastOfALargeZoneAreLookedAt) {
  const auto recording = run(request_for(kLesson, compiled("partage")));
  for (const record::Moment& moment : recording.moments)
    for (const record::MemoryChange& change : moment.memory) EXPECT_LE(change.pages.size(), 64u);
}

}  // namespace
}  // namespace partage::observe::testing
