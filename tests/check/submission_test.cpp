#include "check/submission.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check/exercise_08.hpp"

namespace partage::check {
namespace {

using testing::HasSubstr;

std::string read(const std::filesystem::path& path) {
  const auto result = read_submission(path, "f.c");
  if (const auto* submission = std::get_if<Submission>(&result)) return submission->bytes;
  if (const auto* wrong = std::get_if<NotASource>(&result)) return "refusé : " + wrong->reason;
  return "absent : " + std::get<NoSource>(result).reason;
}

TEST(Submission, IsTheFile) {
  const Folder folder;
  EXPECT_EQ(read(folder.write("autre.c", "int x;\n")), "int x;\n");
}

TEST(Submission, IsTheExpectedFileOfAFolder) {
  const Folder folder;
  folder.write("f.c", "int y;\n");
  EXPECT_EQ(read(folder.path()), "int y;\n");
}

TEST(Submission, MayBeAbsent) {
  const Folder folder;
  EXPECT_THAT(read(folder.path() / "f.c"), HasSubstr("absent"));
  EXPECT_THAT(read(folder.path()), testing::AllOf(HasSubstr("absent"), HasSubstr("f.c"), HasSubstr("n'existe pas")));
}

TEST(Submission, ReadsUpToOneMebibyte) {
  const Folder folder;
  const std::string largest(max_source_bytes, 'x');
  EXPECT_EQ(read(folder.write("juste.c", largest)), largest);
  EXPECT_THAT(read(folder.write("trop.c", largest + "x")), HasSubstr("il dépasse 1 Mio"));
}

TEST(Submission, RefusesWhatIsNoText) {
  const Folder folder;
  EXPECT_THAT(read(folder.write("vide.c", "")), HasSubstr("il est vide"));
  EXPECT_THAT(read(folder.write("blanc.c", " \n\t\n")), HasSubstr("il est vide"));
  EXPECT_THAT(read(folder.write("binaire.c", std::string("int x;\0int y;", 13))), HasSubstr("octets nuls"));
}

TEST(Submission, RefusesWhatIsNoFileWithoutWaiting) {
  const Folder folder;
  ASSERT_EQ(mkfifo((folder.path() / "fifo.c").c_str(), 0600), 0);
  EXPECT_THAT(read(folder.path() / "fifo.c"), HasSubstr("tube nommé"));
  std::filesystem::create_directory(folder.path() / "f.c");
  EXPECT_THAT(read(folder.path()), HasSubstr("un dossier"));
  EXPECT_THAT(read("/dev/zero"), HasSubstr("périphérique"));
}

TEST(Submission, FollowsNoSymbolicLink) {
  const Folder folder;
  std::filesystem::create_symlink(folder.write("cible.c", "int z;"), folder.path() / "f.c");
  EXPECT_THAT(read(folder.path()), HasSubstr("lien symbolique"));
}

}  // namespace
}  // namespace partage::check
