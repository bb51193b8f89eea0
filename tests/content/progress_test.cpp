#include "content/progress.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include "content/child.hpp"
#include "content/review.hpp"
#include "content/scratch.hpp"

namespace partage::content {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Progress some_progress(int attempts = 3) {
  Progress progress;
  progress.lessons["07_create_shared_memory"] = {2, {0, 1, 2}, true, {{"p1", "42 « été »"}, {"p2", "\"\n"}}};
  progress.exercises["08_create_shared_memory"] = {true, attempts, 1, ""};
  progress.exercises["01_isolation"] = {false, 1, 0, "E01-zombie"};
  progress.last_place = "lecon:07_create_shared_memory";
  return progress;
}

class ProgressFile : public ::testing::Test {
 protected:
  fs::path folder() const { return scratch_.path() / "etat/partage"; }
  fs::path file() const { return folder() / "progression.json"; }
  std::vector<fs::path> aside() const {
    std::vector<fs::path> kept;
    for (const auto& entry : fs::directory_iterator(folder()))
      if (entry.path().filename().string().starts_with("progression.json.")) kept.push_back(entry.path());
    return kept;
  }
  testing::Scratch scratch_;
};

TEST_F(ProgressFile, ComesBackWhole) {
  EXPECT_EQ(save_progress(some_progress(), folder()), "");
  const LoadedProgress loaded = load_progress(folder());
  EXPECT_EQ(loaded.progress, some_progress());
  EXPECT_EQ(loaded.warning, "");
  EXPECT_THAT(aside(), IsEmpty());
}

TEST_F(ProgressFile, OfAKitThatDidNotKnowTheSolutionIsRead) {
  scratch_.write("etat/partage/progression.json", R"({"version": 1, "last_place": "", "lessons": {},
    "exercises": {"01_a": {"passed": true, "attempts": 2, "hints": 1, "last_code": ""}}})");
  const LoadedProgress loaded = load_progress(folder());
  EXPECT_EQ(loaded.warning, "");
  EXPECT_TRUE(loaded.progress.exercises.at("01_a").passed);
  EXPECT_FALSE(loaded.progress.exercises.at("01_a").solution_seen);
}

TEST_F(ProgressFile, KeepsWhetherTheSolutionHadBeenSeen) {
  Progress progress;
  ExerciseProgress& alone = progress.exercises["01_a"];
  count_attempt(alone, false, 1, "E01-x");
  count_attempt(alone, true, 1);
  alone.solution_seen = true;
  count_attempt(alone, true, 1);
  EXPECT_FALSE(alone.passed_after_solution) << "it was passed before";
  ExerciseProgress& helped = progress.exercises["02_b"];
  helped.solution_seen = true;
  count_attempt(helped, true, 1);
  EXPECT_TRUE(helped.passed_after_solution);
  EXPECT_EQ(save_progress(progress, folder()), "");
  EXPECT_EQ(load_progress(folder()).progress, progress);
  Progress other;
  count_attempt(other.exercises["02_b"], true, 1);
  EXPECT_EQ(save_progress(other, folder()), "");
  EXPECT_FALSE(load_progress(folder()).progress.exercises.at("02_b").passed_after_solution) << "another kit passed it alone";
}

TEST_F(ProgressFile, ThatDoesNotExistIsAFreshStart) {
  const LoadedProgress loaded = load_progress(folder());
  EXPECT_EQ(loaded.progress, Progress{});
  EXPECT_EQ(loaded.warning, "");
  EXPECT_FALSE(fs::exists(folder()));
}

TEST_F(ProgressFile, InvalidUtf8IsSavedAllTheSame) {
  Progress progress;
  progress.last_place = "\xff";
  EXPECT_EQ(save_progress(progress, folder()), "");
  EXPECT_EQ(load_progress(folder()).progress.last_place, "\uFFFD");
}

TEST_F(ProgressFile, ThatIsCorruptIsKeptAside) {
  const std::string good = [&] {
    save_progress(some_progress(), folder());
    return testing::read(file());
  }();
  const std::vector<std::string> corrupt{"",
                                         "{",
                                         "null",
                                         "[]",
                                         "{}",
                                         "\xff\xfe",
                                         good.substr(0, good.size() / 2),
                                         testing::replaced(good, "\"page\": 2", "\"page\": -2"),
                                         testing::replaced(good, "\"page\": 2", "\"page\": 2.5"),
                                         testing::replaced(good, "\"page\": 2", "\"page\": 99999999999999"),
                                         testing::replaced(good, "\"passed\": true", "\"passed\": 1"),
                                         testing::replaced(good, "\"version\": 1", "\"version\": \"1\""),
                                         testing::replaced(good, "\"last_place\"", "\"autre\""),
                                         std::string(100'000, '[')};
  for (std::size_t i = 0; i < corrupt.size(); ++i) {
    scratch_.write("etat/partage/progression.json", corrupt[i]);
    const LoadedProgress loaded = load_progress(folder());
    EXPECT_EQ(loaded.progress, Progress{}) << corrupt[i];
    EXPECT_THAT(loaded.warning, HasSubstr("abîmé")) << corrupt[i];
    EXPECT_FALSE(fs::exists(file()));
    ASSERT_EQ(aside().size(), i + 1) << "each one is kept, none replaces another";
    EXPECT_THAT(loaded.warning, HasSubstr((folder() / "progression.json.abime-").string()));
  }
}

TEST_F(ProgressFile, KeptAsideIsByteForByteTheSame) {
  scratch_.write("etat/partage/progression.json", "{cassé");
  load_progress(folder());
  EXPECT_EQ(testing::read(aside().at(0)), "{cassé");
}

TEST_F(ProgressFile, OfANewerVersionIsKeptAside) {
  scratch_.write("etat/partage/progression.json", "{\"version\": 2, \"x\": []}");
  const LoadedProgress loaded = load_progress(folder());
  EXPECT_THAT(loaded.warning, HasSubstr("version plus récente"));
  EXPECT_THAT(aside().at(0).filename().string(), HasSubstr("progression.json.version2-"));
  EXPECT_EQ(testing::read(aside().at(0)), "{\"version\": 2, \"x\": []}");
}

TEST_F(ProgressFile, DamagedWhileTheKitRunsIsNotOverwritten) {
  save_progress(some_progress(), folder());
  scratch_.write("etat/partage/progression.json", "abîmé entre-temps");
  EXPECT_EQ(save_progress(some_progress(4), folder()), "");
  EXPECT_EQ(load_progress(folder()).progress, some_progress(4));
  EXPECT_EQ(testing::read(aside().at(0)), "abîmé entre-temps");
}

TEST_F(ProgressFile, ThatIsAFolderIsMovedAside) {
  fs::create_directories(file() / "x");
  EXPECT_THAT(load_progress(folder()).warning, HasSubstr("ne peut pas être lu (ce n'est pas un fichier ordinaire)"));
  EXPECT_EQ(save_progress(some_progress(), folder()), "");
  EXPECT_EQ(load_progress(folder()).progress, some_progress());
}

TEST_F(ProgressFile, TwoKitsAddToEachOther) {
  Progress first, second;
  first.lessons["01_a"] = {1, {0, 1}, false, {{"p1", "oui"}}};
  first.exercises["02_b"] = {true, 2, 0, ""};
  second.lessons["01_a"] = {4, {4}, true, {{"p1", "non"}, {"p2", "x"}}};
  second.exercises["02_b"] = {false, 1, 3, "E02-x"};
  second.exercises["03_c"] = {true, 1, 0, ""};
  save_progress(first, folder());
  save_progress(second, folder());
  const Progress both = load_progress(folder()).progress;
  EXPECT_EQ(both.lessons.at("01_a"), (LessonProgress{4, {0, 1, 4}, true, {{"p1", "non"}, {"p2", "x"}}}));
  EXPECT_EQ(both.exercises.at("02_b"), (ExerciseProgress{true, 2, 3, "E02-x"}));
  EXPECT_TRUE(both.exercises.at("03_c").passed);
}

TEST_F(ProgressFile, TwoKitsAtOnceLoseNothing) {
  constexpr int saves = 30;
  const auto writer = [&](const std::string& name) {
    Progress mine;
    for (int i = 1; i <= saves; ++i) {
      mine.exercises[name + std::to_string(i)] = {true, i, 0, ""};
      if (const std::string failed = save_progress(mine, folder()); !failed.empty()) return failed;
    }
    return std::string();
  };
  testing::Child first([&] { return writer("a"); });
  testing::Child second([&] { return writer("b"); });
  EXPECT_EQ(first.result(), "");
  EXPECT_EQ(second.result(), "");
  EXPECT_EQ(load_progress(folder()).progress.exercises.size(), 2u * saves);
}

TEST_F(ProgressFile, AStoppedKitDoesNotFreezeThisOne) {
  save_progress(some_progress(), folder());
  const int lock = open((folder() / "progression.verrou").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  EXPECT_THAT(save_progress(some_progress(9), folder()), HasSubstr("un autre kit, arrêté, tient le fichier"));
  EXPECT_EQ(load_progress(folder()).progress, some_progress()) << "reading needs no lock";
  close(lock);
}

// ---- what later versions add

TEST_F(ProgressFile, OfTheFirstKitIsRead) {
  scratch_.write("etat/partage/progression.json",
                 R"({"version": 1, "last_place": "lecon:01_a",
                     "lessons": {"01_a": {"page": 1, "pages_read": [0, 1], "finished": false, "predictions": {}}},
                     "exercises": {"01_b": {"passed": false, "attempts": 3, "hints": 1, "last_code": "E01-x"}}})");
  const LoadedProgress loaded = load_progress(folder());
  EXPECT_EQ(loaded.warning, "");
  EXPECT_EQ(loaded.progress.lessons.at("01_a").scroll, 0);
  EXPECT_EQ(loaded.progress.exercises.at("01_b").failures, 3) << "what was not passed was failed";
}

TEST_F(ProgressFile, WhatThisVersionAddsComesBack) {
  Progress progress = some_progress();
  progress.lessons["07_create_shared_memory"].scroll = 12;
  progress.lessons["07_create_shared_memory"].seconds = 1'234;
  ExerciseProgress& exercise = progress.exercises["01_isolation"];
  exercise.last_title = "Le père n'a pas attendu.";
  exercise.page = 2;
  exercise.seconds = 99;
  exercise.failures = 1;
  exercise.review = exercise.reviewing = true;
  exercise.reviews = 2;
  exercise.passed_day = 20'781;
  EXPECT_EQ(save_progress(progress, folder()), "");
  EXPECT_EQ(load_progress(folder()).progress, progress);
  EXPECT_THAT(testing::read(file()), HasSubstr("\"passed_on\": \"2026-11-24\""));
}

TEST_F(ProgressFile, KeepsWhatItDoesNotKnow) {
  save_progress(some_progress(), folder());
  std::string text = testing::replaced(testing::read(file()), "\"attempts\": 3", "\"attempts\": 3, \"couleur\": [1, 2]");
  text = testing::replaced(text, "\"version\": 1", "\"version\": 1, \"theme\": {\"nuit\": true}");
  scratch_.write("etat/partage/progression.json", text);
  EXPECT_EQ(save_progress(some_progress(9), folder()), "");
  const std::string saved = testing::read(file());
  EXPECT_THAT(saved, HasSubstr("couleur"));
  EXPECT_THAT(saved, HasSubstr("nuit"));
  EXPECT_EQ(load_progress(folder()).progress, some_progress(9));
}

TEST_F(ProgressFile, AReviewMadeInOneKitIsNotUndoneByAnother) {
  Progress stale = some_progress(), fresh = some_progress();
  for (Progress* one : {&stale, &fresh}) {
    ExerciseProgress& exercise = one->exercises["08_create_shared_memory"];
    exercise.review = true;
    exercise.passed_day = 20'000;
  }
  fresh.exercises["08_create_shared_memory"].reviews = 1;
  fresh.exercises["08_create_shared_memory"].passed_day = 20'001;
  save_progress(fresh, folder());
  save_progress(stale, folder());
  EXPECT_EQ(load_progress(folder()).progress.exercises.at("08_create_shared_memory").reviews, 1);
}

// ---- a disk that refuses

TEST_F(ProgressFile, OnAReadOnlyDiskIsSaidAndLosesNothing) {
  save_progress(some_progress(), folder());
  testing::Child child([&] {
    if (!testing::make_read_only(folder())) return std::string("pas d'espace de noms");
    return save_progress(some_progress(9), folder()) + "|" + load_progress(folder()).warning;
  });
  const std::string said = child.result();
  if (said == "pas d'espace de noms") GTEST_SKIP() << "neither root nor user namespaces";
  EXPECT_THAT(said, HasSubstr("n'a pas pu être enregistrée"));
  EXPECT_THAT(said, HasSubstr("lecture seule"));
  EXPECT_THAT(said, ::testing::EndsWith("|")) << "what is there is read without a word";
  EXPECT_EQ(load_progress(folder()).progress, some_progress());
}

TEST_F(ProgressFile, CorruptOnAReadOnlyDiskIsSaidAndStays) {
  scratch_.write("etat/partage/progression.json", "{");
  testing::Child child([&] {
    if (!testing::make_read_only(folder())) return std::string("pas d'espace de noms");
    return load_progress(folder()).warning;
  });
  const std::string said = child.result();
  if (said == "pas d'espace de noms") GTEST_SKIP() << "neither root nor user namespaces";
  EXPECT_THAT(said, HasSubstr("Il reste à sa place (système de fichiers en lecture seule)"));
  EXPECT_EQ(testing::read(file()), "{");
}

TEST_F(ProgressFile, InAHomeThatCannotExistIsSaid) {
  EXPECT_THAT(save_progress(some_progress(), "/proc/self/etat"), HasSubstr("n'a pas pu être enregistrée"));
  scratch_.write("fichier", "");
  EXPECT_THAT(save_progress(some_progress(), scratch_.path() / "fichier/partage"), HasSubstr("n'est pas un dossier"));
  EXPECT_EQ(load_progress(scratch_.path() / "fichier/partage").warning, "");
}

TEST_F(ProgressFile, OnAFullDiskIsSaidAndLosesNothing) {
  testing::Child child([&]() -> std::string {
    fs::create_directories(folder());
    if (!testing::mount_small_disk(folder())) return "pas d'espace de noms";
    if (!save_progress(some_progress(), folder()).empty()) return "premier enregistrement refusé";
    testing::fill_disk(folder() / "remplissage");
    const std::string said = save_progress(some_progress(9), folder());
    const LoadedProgress loaded = load_progress(folder());
    if (loaded.progress != some_progress() || !loaded.warning.empty()) return "perdu : " + loaded.warning;
    if (fs::exists(folder() / "progression.json.tmp")) return "un fichier temporaire reste";
    fs::remove(folder() / "remplissage");
    if (!save_progress(some_progress(9), folder()).empty()) return "le disque libéré est encore refusé";
    return said;
  });
  const std::string said = child.result();
  if (said == "pas d'espace de noms") GTEST_SKIP() << "neither root nor user namespaces";
  EXPECT_THAT(said, HasSubstr("disque plein"));
}

TEST_F(ProgressFile, UnderAFileSizeLimitIsSaidAndLosesNothing) {
  save_progress(some_progress(), folder());
  testing::Child child([&] {
    testing::limit_file_size(100, SIG_IGN);
    return save_progress(some_progress(9), folder());
  });
  EXPECT_THAT(child.result(), HasSubstr("taille de fichier limitée"));
  EXPECT_EQ(load_progress(folder()).progress, some_progress());
  EXPECT_THAT(aside(), IsEmpty());
}

// ---- killed at any point

// SIGXFSZ kills the writer exactly at that byte of the temporary file.
TEST_F(ProgressFile, KilledAtAnyByteIsTheFormerOne) {
  save_progress(some_progress(), folder());
  const std::size_t size = testing::read(file()).size();
  ASSERT_GT(size, 100u);
  for (std::size_t byte = 1; byte < size; byte += 7) {
    testing::Child child([&] {
      testing::limit_file_size(byte, SIG_DFL);
      return save_progress(some_progress(9), folder());
    });
    ASSERT_EQ(child.wait_signal(), SIGXFSZ) << byte;
    const LoadedProgress loaded = load_progress(folder());
    ASSERT_EQ(loaded.warning, "") << byte;
    ASSERT_EQ(loaded.progress, some_progress()) << byte;
  }
  EXPECT_EQ(save_progress(some_progress(9), folder()), "") << "what the dead left does not bar the way";
  EXPECT_EQ(load_progress(folder()).progress, some_progress(9));
  EXPECT_THAT(aside(), IsEmpty());
}

TEST_F(ProgressFile, KilledAtAnySyscallIsTheFormerOneOrTheNewOne) {
  save_progress(some_progress(), folder());
  bool finished = false, kept_former = false, kept_new = false;
  for (int stop = 1; !finished; ++stop) {
    ASSERT_LT(stop, 1000);
    finished = testing::kill_at_syscall_stop(stop, [&] { save_progress(some_progress(9), folder()); });
    const LoadedProgress loaded = load_progress(folder());
    ASSERT_EQ(loaded.warning, "") << stop;
    const bool former = loaded.progress == some_progress();
    ASSERT_TRUE(former || loaded.progress == some_progress(9)) << stop;
    (former ? kept_former : kept_new) = true;
    if (!former && !finished) {  // start again from the former one for the next stop
      fs::remove(file());
      save_progress(some_progress(), folder());
    }
  }
  EXPECT_TRUE(kept_former);
  EXPECT_TRUE(kept_new);
}

// A writer that saves without end, killed after a random number of acknowledged saves, wherever it then is.
TEST_F(ProgressFile, KilledAtRandomNeverLosesWhatWasSaved) {
  unsigned seed = 12345;
  int saved = 0;
  for (int round = 0; round < 500; ++round) {
    seed = seed * 1103515245 + 12345;
    const unsigned acknowledged = (seed >> 16) % 4 + 1;
    saved = testing::kill_after_bytes(acknowledged,
                                      [&](const std::function<void()>& acknowledge) {
                                        for (int next = saved + 1;; ++next) {
                                          save_progress(some_progress(next), folder());
                                          acknowledge();
                                        }
                                      }) +
            saved;
    const LoadedProgress loaded = load_progress(folder());
    ASSERT_EQ(loaded.warning, "") << round;
    const int found = loaded.progress.exercises.at("08_create_shared_memory").attempts;
    ASSERT_GE(found, saved) << round;
    ASSERT_EQ(loaded.progress, some_progress(found)) << round;
    saved = found;
  }
  EXPECT_THAT(aside().size(), ::testing::Le(1u)) << "at most one temporary file";
}

}  // namespace
}  // namespace partage::content
