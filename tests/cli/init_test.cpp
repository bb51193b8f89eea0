// partage init, as a student types it.
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "cli/command.hpp"

namespace partage::cli_tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Options from(const fs::path& directory) {
  fs::create_directories(directory);
  Options options;
  options.environment["PARTAGE_TRAVAIL"] = "";
  options.directory = directory;
  return options;
}

TEST(Init, PreparesAFolderWhereTheKitThenWorks) {
  const fs::path home_folder = home() / "init1";
  const Result made = partage({"init", "mes exercices"}, from(home_folder));
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, AllOf(HasSubstr("Dossier de travail\u00a0: mes exercices\n"), HasSubstr("16 fichiers à compléter"), HasSubstr("cd '")));
  const fs::path inside = home_folder / "mes exercices/08_create_shared_memory";
  fs::copy_file(source_dir() / "solutions/08_create_shared_memory/create_shared_memory.c", inside / "create_shared_memory.c",
                fs::copy_options::overwrite_existing);
  EXPECT_EQ(partage({"verifier", "08"}, from(inside)).code, 0) << "la marque est trouvée plus haut";
  EXPECT_THAT(partage({"environnement"}, from(inside)).out, HasSubstr("mes exercices  (partage init)"));
  EXPECT_TRUE(fs::exists(inside / "scenario.c")) << "de quoi essayer soi-même";
  EXPECT_THAT(partage({"init"}, from(inside)).out, HasSubstr("Il n'y manquait rien."));
}

TEST(Init, SaysWhatChangedAndPlacesItWhenAsked) {
  const fs::path folder = home() / "init2";
  partage({"init", "."}, from(folder));
  std::stringstream marker;
  marker << std::ifstream(folder / ".partage.toml").rdbuf();
  std::string text = marker.str();
  const std::size_t at = text.find("08_create_shared_memory.c"), line = text.find("08_create");
  ASSERT_NE(line, std::string::npos);
  text.replace(text.find(" = \"", at == std::string::npos ? line : at) + 4, 4, "0000");
  std::ofstream(folder / ".partage.toml") << text;
  EXPECT_THAT(partage({"init"}, from(folder)).out, AllOf(HasSubstr("(exercice 08)"), HasSubstr("partage init --nouveaux")));
  EXPECT_THAT(partage({"init", "--nouveaux"}, from(folder)).out, HasSubstr("08_create_shared_memory/create_shared_memory.nouveau.c"));
  EXPECT_TRUE(fs::exists(folder / "08_create_shared_memory/create_shared_memory.nouveau.c"));
  EXPECT_THAT(partage({"init", "--nouveaux"}, from(folder)).out, HasSubstr("Aucun fichier de départ n'a changé."));
}

TEST(Init, RefusesInFrench) {
  const fs::path folder = home() / "init3";
  write_file("init3/plein/photo.jpg", "");
  write_file("init3/fichier", "");
  const std::vector<std::pair<std::vector<std::string>, std::string>> bad{
      {{"init"}, "Il manque DOSSIER"},
      {{"init", "plein"}, "photo.jpg"},
      {{"init", "fichier"}, "n'est pas un dossier"},
      {{"init", (source_dir() / "exercises/nouveau").string()}, "celui du kit"},
      {{"init", "a", "b"}, "n'est pas attendu"}};
  for (const auto& [words, said] : bad) {
    const Result result = partage(words, from(folder));
    EXPECT_EQ(result.code, 2) << said;
    EXPECT_THAT(result.err, AllOf(StartsWith("partage\u00a0: "), HasSubstr(said)));
    EXPECT_THAT(result.out, IsEmpty());
  }
  const Result sealed = partage({"init", "/proc/self/x"}, from(folder));
  EXPECT_NE(sealed.code, 0);
  EXPECT_THAT(sealed.err, Not(HasSubstr("rreur interne")));
  EXPECT_FALSE(fs::exists(source_dir() / "exercises/nouveau"));
}

TEST(Init, SaysThatTheVariableHidesTheFolder) {
  const fs::path folder = home() / "init4";
  Options options = from(folder);
  options.environment["PARTAGE_TRAVAIL"] = (home() / "ailleurs").string();
  EXPECT_THAT(partage({"init", "mien"}, options).out, HasSubstr("PARTAGE_TRAVAIL"));
}

}  // namespace
}  // namespace partage::cli_tests
