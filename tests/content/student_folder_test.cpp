// A student's own folder, its editor's file, and statements read from elsewhere than a checkout.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "content/compile_commands.hpp"
#include "content/plain_text.hpp"
#include "content/scratch.hpp"
#include "content/student_folder.hpp"

namespace partage::content {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class StudentFolder : public ::testing::Test {
 protected:
  StudentFolder() {
    testing::write_library(kit_);
    library_ = load_library(kit_.path());
    paths_.root = kit_.path();
    paths_.work = mine_.path() / "mes exercices";
  }
  InitReport init() { return init_student_folder(library_, paths_); }
  std::string in_work(const std::string& name) const { return testing::read(paths_.work / name); }
  std::string refusal(const fs::path& folder) const { return refusal_of_folder(library_, paths_, folder); }
  nlohmann::json commands() const { return nlohmann::json::parse(in_work("compile_commands.json")); }

  testing::Scratch kit_, mine_;
  Library library_;
  Paths paths_;
};

TEST_F(StudentFolder, GetsAllThatItNeeds) {
  EXPECT_THAT(init().added, ElementsAre("02_deux/deux.c", "LISEZMOI.md", ".gitignore"));
  EXPECT_EQ(in_work("02_deux/deux.c"), testing::read(kit_.path() / "exercises/02_deux/deux.c"));
  EXPECT_THAT(in_work("LISEZMOI.md"), HasSubstr("`02_deux/deux.c`"));
  EXPECT_THAT(in_work(".partage.toml"), HasSubstr("\"02_deux/deux.c\" = \""));
  EXPECT_EQ(commands().size(), 1u);
  EXPECT_EQ(student_folder_above(paths_.work / "02_deux"), paths_.work);
}

TEST_F(StudentFolder, AgainAddsWhatIsMissingAndTouchesNothing) {
  init();
  mine_.write("mes exercices/02_deux/deux.c", "à moi");
  mine_.write("mes exercices/LISEZMOI.md", "mes notes");
  mine_.write("mes exercices/autre", "chose");
  fs::remove(paths_.work / ".gitignore");
  EXPECT_EQ(refusal(paths_.work), "");
  EXPECT_THAT(init().added, ElementsAre(".gitignore"));
  EXPECT_EQ(in_work("02_deux/deux.c"), "à moi");
  EXPECT_EQ(in_work("LISEZMOI.md"), "mes notes");
  EXPECT_EQ(in_work("autre"), "chose");
}

TEST_F(StudentFolder, AStubThatChangedIsSaidUntilItIsPlaced) {
  init();
  mine_.write("mes exercices/02_deux/deux.c", "à moi");
  EXPECT_THAT(changed_stubs(library_, paths_), IsEmpty()) << "l'étudiant écrit dans le sien, celui du kit n'a pas changé";
  kit_.write("exercises/02_deux/deux.c", "nouveau");
  EXPECT_THAT(changed_stubs(library_, paths_), ElementsAre(&library_.exercises[0]));
  EXPECT_THAT(init().changed, ElementsAre(&library_.exercises[0])) << "le redire n'est pas l'oublier";
  mine_.write("mes exercices/02_deux/deux.nouveau.c", "à moi aussi");
  EXPECT_EQ(place_new_stub(library_.exercises[0], paths_), paths_.work / "02_deux/deux.nouveau-2.c");
  EXPECT_EQ(in_work("02_deux/deux.nouveau-2.c"), "nouveau");
  EXPECT_EQ(in_work("02_deux/deux.nouveau.c"), "à moi aussi");
  EXPECT_EQ(in_work("02_deux/deux.c"), "à moi");
  EXPECT_THAT(changed_stubs(library_, paths_), IsEmpty());
}

TEST_F(StudentFolder, ACopyMadeByTheKitIsFollowedToo) {
  open_exercise(library_.exercises[0], paths_);
  EXPECT_EQ(commands().size(), 1u);
  kit_.write("exercises/02_deux/deux.c", "nouveau");
  EXPECT_THAT(changed_stubs(library_, paths_), ElementsAre(&library_.exercises[0]));
  reset_exercise(library_.exercises[0], paths_);
  EXPECT_THAT(changed_stubs(library_, paths_), IsEmpty()) << "remis, il part du nouveau";
}

TEST_F(StudentFolder, ADamagedMarkerStillMarks) {
  init();
  mine_.write("mes exercices/.partage.toml", "= [ pas du TOML");
  EXPECT_EQ(student_folder_above(paths_.work), paths_.work);
  EXPECT_THAT(changed_stubs(library_, paths_), IsEmpty());
  EXPECT_THAT(init().added, IsEmpty());
}

TEST_F(StudentFolder, BadFoldersAreRefusedAndNothingIsWritten) {
  EXPECT_EQ(refusal(mine_.path() / "pas/encore"), "");
  fs::create_directories(mine_.path() / "cloné/.git");
  mine_.write("cloné/README.md", "dépôt");
  EXPECT_EQ(refusal(mine_.path() / "cloné"), "");
  mine_.write("plein/photo.jpg", "");
  EXPECT_THAT(refusal(mine_.path() / "plein"), HasSubstr("photo.jpg"));
  EXPECT_THAT(refusal(mine_.path() / "plein/photo.jpg"), HasSubstr("pas un dossier"));
  mine_.write("gêné/02_deux", "un fichier");
  EXPECT_THAT(refusal(mine_.path() / "gêné"), HasSubstr("02_deux n'est pas un dossier"));
  fs::create_directories(mine_.path() / "gêné2/02_deux/deux.c");
  EXPECT_THAT(refusal(mine_.path() / "gêné2"), HasSubstr("02_deux/deux.c"));
  for (const char* inside : {"", "exercises", "exercises/02_deux", "exercises/nouveau", "lessons/x", "solutions"})
    EXPECT_THAT(refusal(kit_.path() / inside), HasSubstr("celui du kit")) << inside;
  EXPECT_EQ(refusal(kit_.path() / "travail"), "");
  fs::create_symlink(kit_.path() / "exercises", mine_.path() / "lien");
  EXPECT_THAT(refusal(mine_.path() / "lien/x"), HasSubstr("celui du kit"));
  paths_.installed = true;
  EXPECT_THAT(refusal(kit_.path() / "travail"), HasSubstr("celui du kit"));
  EXPECT_THAT(refusal("/proc/self"), Not(IsEmpty()));
}

TEST_F(StudentFolder, TheEditorsFileSaysHowTheCheckCompiles) {
  init();
  const nlohmann::json entry = commands().at(0);
  EXPECT_EQ(entry["directory"], paths_.work.string());
  EXPECT_EQ(entry["file"], "02_deux/deux.c");
  const auto words = entry["arguments"].get<std::vector<std::string>>();
  for (const std::string& flag : compiler_flags(library_.exercises[0])) EXPECT_THAT(words, Contains(flag));
  EXPECT_THAT(words, Contains("-I" + (kit_.path() / "exercises/02_deux").string()));
  EXPECT_THAT(words, Contains("-I" + (kit_.path() / "lessons/common").string()));
}

TEST_F(StudentFolder, TheEditorsFileFollowsTheFolderAndLeavesAnothersAlone) {
  init();
  const fs::path moved = mine_.path() / "ailleurs";
  fs::rename(paths_.work, moved);
  paths_.work = moved;
  update_compile_commands(library_, paths_);
  EXPECT_EQ(commands().at(0)["directory"], moved.string());
  const auto before = fs::last_write_time(moved / "compile_commands.json");
  update_compile_commands(library_, paths_);
  EXPECT_EQ(fs::last_write_time(moved / "compile_commands.json"), before) << "rien n'a changé : rien n'est écrit";
  for (const char* another : {"[{\"directory\": \"/x\", \"file\": \"a.c\", \"command\": \"gcc a.c\"}]", "pas du JSON"}) {
    mine_.write("ailleurs/compile_commands.json", another);
    update_compile_commands(library_, paths_);
    EXPECT_EQ(in_work("compile_commands.json"), another);
  }
  paths_.work = mine_.path() / "absent";
  update_compile_commands(library_, paths_);
  EXPECT_FALSE(fs::exists(paths_.work));
}

}  // namespace
}  // namespace partage::content
