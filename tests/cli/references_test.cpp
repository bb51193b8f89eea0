// What a lesson or a statement names exists: manual pages, commands, programs, paths, and the lines to type in a terminal.
#include <gmock/gmock.h>

#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdio>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "cli/command.hpp"

namespace partage::cli_tests {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::istringstream text(text_of(file));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

// A folder of lessons/ or exercises/; for an exercise, `lesson` is the one it belongs to.
struct Folder {
  fs::path path;
  std::string lesson;
};

std::vector<Folder> folders(const std::string& root) {
  static const std::regex numbered("[0-9][0-9]_.+"), of_lesson("\nlecon = \"([^\"]+)\"");
  std::vector<Folder> found;
  for (const auto& entry : fs::directory_iterator(source_dir() / root)) {
    const std::string name = entry.path().filename().string();
    if (!std::regex_match(name, numbered)) continue;
    const std::string description = text_of(entry.path() / "exercise.toml");
    std::smatch match;
    found.push_back({entry.path(), std::regex_search(description, match, of_lesson) ? match[1].str() : name});
  }
  std::sort(found.begin(), found.end(), [](const Folder& a, const Folder& b) { return a.path < b.path; });
  return found;
}

// One line that a student reads, and where.
struct Line {
  fs::path file;
  std::string lesson, before, text, after;
  int number;
  std::string place() const { return fmt::format("{}:{}: {}", file.lexically_relative(source_dir()).string(), number, text); }
};

std::vector<Line> lines_read(const std::set<std::string>& kinds) {
  std::vector<Line> all;
  for (const char* root : {"lessons", "exercises"})
    for (const Folder& folder : folders(root))
      for (const auto& entry : fs::directory_iterator(folder.path)) {
        if (kinds.count(entry.path().extension().string()) == 0) continue;
        const std::vector<std::string> lines = lines_of(entry.path());
        for (std::size_t i = 0; i < lines.size(); ++i)
          all.push_back({entry.path(), folder.lesson, i > 0 ? lines[i - 1] : "", lines[i], i + 1 < lines.size() ? lines[i + 1] : "",
                         static_cast<int>(i) + 1});
      }
  return all;
}

const std::set<std::string> words{".md", ".toml"}, everything{".md", ".toml", ".c", ".h"};

std::vector<std::smatch> matches(const std::string& text, const std::regex& wanted) {
  return {std::sregex_iterator(text.begin(), text.end(), wanted), {}};
}

struct Ran {
  int code;
  std::string out;  ///< stdout and stderr
};

Ran shell(const std::string& script) {
  const fs::path file = write_file("script.sh", script);
  FILE* pipe = popen(("sh " + file.string() + " 2>&1 < /dev/null").c_str(), "r");
  if (pipe == nullptr) return {-1, ""};
  std::string out;
  char bytes[4096];
  while (const std::size_t count = fread(bytes, 1, sizeof bytes, pipe)) out.append(bytes, count);
  const int status = pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, out};
}

// A minimal image may drop /usr/share/man; the packages still name their files.
const std::set<std::string>& manual_pages() {
  static const std::set<std::string> found = [] {
    std::set<std::string> pages;
    static const std::regex page("/man([1-9][a-z]*)/([^/ ]+)\\.\\1[a-z]*(\\.gz)?(?=\\s)");
    const Ran listed = shell("find /usr/share/man/man[1-9]* -name '*.[1-9]*'; dpkg -L manpages manpages-dev");
    for (const std::smatch& match : matches(listed.out, page)) pages.insert(match[1].str().substr(0, 1) + " " + match[2].str());
    return pages;
  }();
  return found;
}

TEST(References, ManualPagesExist) {
  static const std::regex reference("\\bman ([1-9]) ([A-Za-z_][A-Za-z0-9_-]*)");
  ASSERT_THAT(manual_pages(), Contains("2 fork")) << "installez manpages et manpages-dev";
  int seen = 0;
  for (const Line& line : lines_read(everything))
    for (const std::smatch& match : matches(line.text, reference)) {
      ++seen;
      EXPECT_THAT(manual_pages(), Contains(match[1].str() + " " + match[2].str())) << line.place();
    }
  EXPECT_GT(seen, 0);
}

// Words of a command line, quotes taken off; nothing else of the shell.
std::vector<std::string> split(const std::string& command) {
  static const std::regex word("'([^']*)'|(\\S+)");
  std::vector<std::string> found;
  for (const std::smatch& match : matches(command, word)) found.push_back(match[1].matched ? match[1].str() : match[2].str());
  return found;
}

TEST(References, CommandsOfTheKitAreAccepted) {
  static const std::regex in_words("(?:\\./)?partage ((?:lecons?|lancer|observer|verifier|indice|enonce|environnement)\\b[^`\"«»;]*)");
  int seen = 0;
  for (const Line& line : lines_read(everything))
    for (const std::smatch& match : matches(line.text, in_words)) {
      ++seen;
      std::string command = match[1].str();
      while (!command.empty() && std::string_view(" .,:)").find(command.back()) != std::string_view::npos) command.pop_back();
      const Result result = partage(split(command));
      EXPECT_NE(result.code, 2) << line.place() << "\n" << result.err;
      EXPECT_NE(result.code, 77) << line.place() << "\n" << result.err;
    }
  EXPECT_GT(seen, 0);
}

// The lessons that have a program of that name.
std::set<std::string> owners(const std::string& program) {
  std::set<std::string> found;
  for (const Folder& folder : folders("lessons"))
    if (fs::exists(folder.path / (program + ".c")) || fs::exists(folder.path / (program + ".cpp"))) found.insert(folder.lesson);
  return found;
}

bool says_lesson(const Line& line, const std::string& lesson) {
  const int number = std::stoi(lesson.substr(0, 2));
  const std::regex said(fmt::format("leçon[ \u00a0]{}\\b|\\b{}/", number, lesson.substr(0, 2)));
  return std::regex_search(line.before + "\n" + line.text + "\n" + line.after, said);
}

TEST(References, ProgramsAreOfTheLessonOrOfTheOneNamed) {
  static const std::regex program("\\bdemo_[a-z0-9_]*[a-z0-9]");
  for (const Line& line : lines_read(everything))
    for (const std::smatch& match : matches(line.text, program)) {
      const std::set<std::string> lessons = owners(match.str());
      if (lessons.count(line.lesson) != 0) continue;
      const bool named = std::any_of(lessons.begin(), lessons.end(), [&](const std::string& lesson) { return says_lesson(line, lesson); });
      EXPECT_TRUE(named) << line.place() << "\n" << match.str() << " n'est pas un programme de la leçon " << line.lesson;
    }
}

TEST(References, PathsExist) {
  static const std::regex path("(?:^|[^A-Za-z0-9_./<>$-])(/(?:proc|dev|sys|etc|usr|var|tmp)(?:/[A-Za-z0-9_.-]*[A-Za-z0-9_-])*)");
  static const std::regex process("/PID\\b");
  int seen = 0;
  for (const Line& line : lines_read(words))
    for (const std::smatch& match : matches(line.text, path)) {
      ++seen;
      EXPECT_TRUE(fs::exists(fs::symlink_status(std::regex_replace(match[1].str(), process, "/self")))) << line.place();
    }
  EXPECT_GT(seen, 0);
}

TEST(References, ExercisesAndLessonsOfAnyNumberExist) {
  static const std::regex number("\\b(exercice|leçon)[ \u00a0]([0-9]+)");
  for (const Line& line : lines_read(everything))
    for (const std::smatch& match : matches(line.text, number)) {
      const std::string command = match[1].str() == "exercice" ? "enonce" : "lecon";
      EXPECT_EQ(partage({command, match[2].str()}).code, 0) << line.place();
    }
}

// « Compiler : » of a program's header, typed in its folder.
TEST(References, ProgramsCompileAsTheirHeaderSays) {
  static const std::regex compile("\\* Compiler : (gcc .*)");
  const fs::path copy = home() / "copie-des-lecons";
  fs::copy(source_dir() / "lessons", copy, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  int seen = 0;
  for (const Line& line : lines_read({".c"}))
    for (const std::smatch& match : matches(line.text, compile)) {
      ++seen;
      const fs::path folder = copy / line.lesson;
      const Ran ran = shell(fmt::format("cd '{}' && {}", folder.string(), match[1].str()));
      EXPECT_EQ(ran.code, 0) << line.place();
      EXPECT_THAT(ran.out, IsEmpty()) << line.place();
      EXPECT_THAT(match[1].str(), HasSubstr(line.file.filename().string())) << line.place();
    }
  EXPECT_GT(seen, 0);
}

// A macro that a text tells to define is one that its program looks at.
TEST(References, MacrosToDefineAreLookedAt) {
  static const std::regex defined("-D([A-Z_]+)[^\"]*\\b(demo_[a-z_]+\\.c)");
  for (const Line& line : lines_read(everything))
    for (const std::smatch& match : matches(line.text, defined))
      EXPECT_THAT(text_of(line.file.parent_path() / match[2].str()), HasSubstr(match[1].str())) << line.place();
}

// The blocks of code that are to be typed.
std::string shell_lines(const fs::path& statement) {
  std::string found, open;
  bool to_type = false;
  for (const std::string& line : lines_of(statement)) {
    if (line.starts_with("## ")) to_type = line.starts_with("## L'essayer");
    if (!to_type) continue;
    if (line.starts_with("```")) open = open.empty() ? line : "";
    else if (open == "```") found += line + "\n";
  }
  return found;
}

std::ostream& operator<<(std::ostream& out, const Folder& folder) { return out << folder.path.filename().string(); }

class Statement : public testing::TestWithParam<Folder> {};

// « L'essayer vous-même » of a statement, typed where the kit put the student's copy, with the solution in it.
TEST_P(Statement, ItsCommandsRun) {
  const std::string name = GetParam().path.filename().string();
  const std::string typed = shell_lines(GetParam().path / "enonce.fr.md");
  ASSERT_FALSE(typed.empty()) << "une page « L'essayer vous-même »";
  const fs::path root = home() / ("essai de " + name), work = root / name;
  Options options;
  options.environment["PARTAGE_TRAVAIL"] = root.string();
  ASSERT_EQ(partage({"enonce", name}, options).code, 0);
  fs::copy(source_dir() / "solutions" / name, work, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  const std::string tools = "man() { :; }\n"  // see ManualPagesExist
                            "gdb() { shift; \"$@\"; }\n"
                            "strace() { while [ \"${1#-}\" != \"$1\" ]; do [ \"$1\" != -e ] || shift; shift; done; \"$@\"; }\n";
  const Ran ran = shell(fmt::format("set -e\ncd '{}'\n{}{}", work.string(), tools, typed));
  EXPECT_EQ(ran.code, 0) << typed << "\n" << ran.out;
  EXPECT_THAT(ran.out, Not(testing::ContainsRegex("\\.[ch]:[0-9]+:[0-9]+: "))) << "le compilateur parle";
  std::error_code ignored;
  fs::remove_all(root, ignored);
}

const auto name = [](const testing::TestParamInfo<Folder>& tested) { return tested.param.path.filename().string(); };
INSTANTIATE_TEST_SUITE_P(Exercise, Statement, testing::ValuesIn(folders("exercises")), name);

}  // namespace
}  // namespace partage::cli_tests
