// What one call of mmap gave, and why: the sentence that each kind of answer must get.
#include "phrases/mmap_outcome.hpp"

#include <gmock/gmock.h>

#include "phrases/story.hpp"
#include "phrases/typography.hpp"

namespace partage::phrases {
namespace {

using namespace record;
using ::testing::HasSubstr;

constexpr Address chosen = 0x7f1234600000, taken = testing::private_page;

struct Asked {
  Address addr = 0;
  std::uint64_t length = 4096;
  std::string prot = "PROT_READ|PROT_WRITE", flags = "MAP_SHARED|MAP_ANONYMOUS";
  std::int64_t fd = -1, offset = 0;
};

Syscall mmap_call(const Asked& asked, std::int64_t result, const std::string& error = "") {
  Syscall call;
  call.name = "mmap";
  call.arguments = {{"addr", asked.addr, "0x0"},
                    {"length", asked.length, std::to_string(asked.length)},
                    {"prot", 0, asked.prot},
                    {"flags", 0, asked.flags},
                    {"fd", static_cast<std::uint32_t>(asked.fd), std::to_string(asked.fd)},
                    {"offset", static_cast<std::uint64_t>(asked.offset), std::to_string(asked.offset)}};
  call.result = result;
  call.error = error;
  return call;
}

Syscall open_call(const std::string& flags) {
  Syscall call;
  call.name = "openat";
  call.arguments = {{"flags", 0, flags}};
  call.result = 3;
  return call;
}

std::string reason(const Recording& recording) {
  const std::string text = mmap_reason(recording, mmap_outcome(recording));
  for (const auto& fault : typography_faults(text, TextKind::prose)) ADD_FAILURE() << text << " : " << fault.reason;
  return text;
}

std::string refused(const Asked& asked, const std::string& error, const std::string& opened = "") {
  testing::Story story;
  if (!opened.empty()) story.calls(4211, open_call(opened));
  story.calls(4211, mmap_call(asked, -1, error));
  EXPECT_THAT(mmap_result(story.recording, mmap_outcome(story.recording)), HasSubstr("MAP_FAILED, errno = " + error));
  return reason(story.recording);
}

std::string made(const Asked& asked, Address result = chosen, std::uint64_t line = 4096, const std::string& opened = "") {
  testing::Story story;
  if (!opened.empty()) story.calls(4211, open_call(opened));
  story.calls(4211, mmap_call(asked, static_cast<std::int64_t>(result)));
  std::vector<Mapping> lines{testing::private_zone(), testing::shared_zone(), {result, result + line, "rw-s", 0, "00:01", 7, "", true}};
  story.recording.moments.back().memory.push_back({4211, lines, {}, 12, {}});
  EXPECT_THAT(mmap_result(story.recording, mmap_outcome(story.recording)), HasSubstr("mmap rend 0x"));
  return reason(story.recording);
}

TEST(MmapReason, OfARefusal) {
  EXPECT_THAT(refused({.length = 0}, "EINVAL"), HasSubstr("longueur est nulle"));
  EXPECT_THAT(refused({.offset = 100}, "EINVAL"), HasSubstr("100 n'est pas un multiple"));
  EXPECT_THAT(refused({.flags = "MAP_ANONYMOUS"}, "EINVAL"), HasSubstr("MAP_SHARED ou MAP_PRIVATE"));
  EXPECT_THAT(refused({.addr = 0x1001, .flags = "MAP_SHARED|MAP_FIXED"}, "EINVAL"), HasSubstr("début d'une page"));
  EXPECT_THAT(refused({.flags = "MAP_SHARED"}, "EBADF"), HasSubstr("descripteur -1"));
  EXPECT_THAT(refused({.flags = "MAP_SHARED", .fd = 3}, "EACCES", "O_RDONLY"), HasSubstr("qu'en lecture"));
  EXPECT_THAT(refused({.flags = "MAP_SHARED", .fd = 3}, "EACCES", "O_WRONLY"), HasSubstr("qu'en écriture"));
  EXPECT_THAT(refused({.flags = "MAP_SHARED", .fd = 3, .offset = -4096}, "EOVERFLOW"), HasSubstr("-4096"));
  EXPECT_THAT(refused({.length = 1ull << 40}, "ENOMEM"), HasSubstr("1\u00a0Tio"));
  EXPECT_THAT(refused({.addr = taken, .flags = "MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE"}, "EEXIST"), HasSubstr("refuse d'écraser"));
  EXPECT_THAT(refused({.flags = "MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED"}, "EPERM"), HasSubstr("pointeur NULL"));
  EXPECT_THAT(refused({}, "EAGAIN"), HasSubstr("EAGAIN"));
}

TEST(MmapReason, OfTheAddress) {
  EXPECT_THAT(made({.addr = chosen}), HasSubstr("le noyau l'a suivie"));
  EXPECT_THAT(made({.addr = taken}), HasSubstr("en a choisi une autre"));
  EXPECT_THAT(made({.addr = taken, .flags = "MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED"}, taken), HasSubstr("a disparu"));
  EXPECT_THAT(made({.addr = chosen, .flags = "MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED"}), HasSubstr("rien n'a été écrasé"));
  EXPECT_THAT(made({.flags = "MAP_SHARED|MAP_ANONYMOUS|MAP_FIXED"}, 0), HasSubstr("root seul"));
}

TEST(MmapReason, OfTheLengthTheFileAndTheRights) {
  EXPECT_THAT(made({.length = 5000}, chosen, 8192), HasSubstr("2 pages données"));
  EXPECT_THAT(made({.length = 1}), HasSubstr("1\u00a0octet demandé, 1 page donnée"));
  EXPECT_THAT(made({.length = 1ull << 40, .flags = "MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE"}), HasSubstr("pas une page n'est encore prise"));
  EXPECT_THAT(made({.fd = 3}), HasSubstr("Linux ignore"));
  EXPECT_THAT(made({.flags = "MAP_PRIVATE", .fd = 3}, chosen, 4096, "O_RDONLY"), HasSubstr("ouvert en lecture suffit"));
  EXPECT_THAT(made({.prot = "PROT_NONE"}), HasSubstr("SEGV_ACCERR"));
  EXPECT_THAT(made({.prot = "PROT_WRITE"}), HasSubstr("PROT_WRITE seul"));
  EXPECT_THAT(made({.prot = "PROT_READ|PROT_WRITE|PROT_EXEC"}), HasSubstr("plus prudents"));
}

TEST(MmapReason, OfSharing) {
  EXPECT_THAT(made({}), HasSubstr("Partagée et anonyme"));
  EXPECT_THAT(made({.flags = "MAP_PRIVATE|MAP_ANONYMOUS"}), HasSubstr("à ce processus seul"));
  EXPECT_THAT(made({.flags = "MAP_PRIVATE|MAP_ANONYMOUS"}, chosen, 12288), HasSubstr("une voisine"));
  EXPECT_THAT(made({.flags = "MAP_SHARED", .fd = 3}, chosen, 4096, "O_RDWR"), HasSubstr("ira dans le fichier"));
  EXPECT_THAT(made({.prot = "PROT_READ", .flags = "MAP_SHARED", .fd = 3}, chosen, 4096, "O_RDONLY"), HasSubstr("d'autres écrivent"));
  EXPECT_THAT(made({.prot = "PROT_READ", .flags = "MAP_PRIVATE", .fd = 3}, chosen, 4096, "O_RDONLY"), HasSubstr("dans une copie"));
}

TEST(MmapReason, WhenTheKernelSawNothing) {
  testing::Story story;
  EXPECT_THAT(reason(story.recording), HasSubstr("avant d'appeler mmap"));
  story.recording.arguments = {"NULL", "4096", "3", "33", "-1", "100"};
  EXPECT_THAT(reason(story.recording), HasSubstr("la bibliothèque refuse d'elle-même"));
  EXPECT_THAT(mmap_result(story.recording, mmap_outcome(story.recording)), HasSubstr("EINVAL"));
  story.recording.end = End::cancelled;
  EXPECT_THAT(reason(story.recording), HasSubstr("avant d'appeler mmap"));
}

TEST(MmapOutcome, IsOfTheLastCallOfTheProgramsOwn) {
  testing::Story story;
  story.calls(4211, mmap_call({.length = 0}, -1, "EINVAL")).calls(4211, mmap_call({}, static_cast<std::int64_t>(chosen)));
  story.calls(4211, mmap_call({.length = 8192}, static_cast<std::int64_t>(taken)));
  story.recording.moments.back().syscall->own = false;
  const MmapOutcome outcome = mmap_outcome(story.recording);
  ASSERT_NE(nullptr, outcome.call);
  EXPECT_EQ(static_cast<std::int64_t>(chosen), outcome.call->result);
  EXPECT_FALSE(outcome.made.has_value()) << "no line holds it";
}

}  // namespace
}  // namespace partage::phrases
