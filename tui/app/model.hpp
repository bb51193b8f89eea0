// All that the screen knows: one structure for each screen, and the way back.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/event.hpp"
#include "app/page_names.hpp"
#include "app/pane.hpp"
#include "app/search_index.hpp"
#include "content/library.hpp"
#include "content/progress.hpp"
#include "grid/grid.hpp"
#include "record/snapshot.hpp"

namespace partage::app {

constexpr grid::Size kSmallest{60, 16};  ///< below, only a sentence is shown; the keys still act

enum class Screen { contents, lesson, run, memory, exercise, help, mmap_table, overview, search, diagnosis, attempts, solution };

struct ContentsScreen {
  int selected = 0;  ///< index in content::course_items()
  int top = 0;       ///< first row shown
};

struct OverviewScreen {
  int selected = -1;  ///< idem; -1: the line that says what to do now
  int scroll = 0;    ///< first line shown
};

/// What a prediction's program answered, in this session.
struct Answer {
  std::string text;  ///< group 1 of the capture, or the value at the moment; empty when there is none
  bool known = false;
  std::optional<std::size_t> moment = {};  ///< of the recording, for a question about a moment
};

struct LessonScreen {
  std::string lesson;  ///< folder name
  int page = 0;        ///< 0: goals; then lesson.pages
  int scroll = 0;      ///< first line shown
  int item = 0;        ///< focused prediction or launch of the page
  std::map<std::string, int> choices;     ///< by prediction: choice under the cursor, not yet committed
  std::map<std::string, Answer> answers;  ///< by prediction
  std::set<std::pair<int, int>> launched;  ///< page and item of the programs launched
};

struct RunScreen {
  RunNumber run = 0;
  std::string lesson, program, prediction;  ///< prediction: id of the one that this run answers, or empty
  std::vector<std::string> arguments, observe;
  std::string order, region;  ///< as in StartRun
  Pane pane;  ///< its terminal
  bool observed = true;  ///< false: it measures, and there is nothing to see of its memory
  bool running = false;
  bool typing = false;  ///< keys go to the program
  bool follow = true;   ///< the last lines are shown
  bool to_memory = false;  ///< its memory is shown as soon as it has ended
  int scroll = 0;
  std::string failure;  ///< could not start
  std::shared_ptr<const record::Recording> recording;
  std::size_t moment = 0;  ///< where its memory is shown first: the one that a prediction asks about
};

/// Two processes side by side, by pid; right is 0 when there is only one.
struct Pair {
  record::Pid left = 0, right = 0;
  friend bool operator==(const Pair&, const Pair&) = default;
};

/// What a row of the memory view is about, whatever the moment.
struct RowKey {
  enum class Kind { mapping, variable, file_page } kind = Kind::mapping;
  std::uint64_t first = 0;   ///< address; index of the variable; inode
  std::uint64_t second = 0;  ///< file_page: its index
  friend bool operator==(const RowKey&, const RowKey&) = default;
};

enum class MemoryPane {
  picture,
  text,   ///< sentences instead of the picture
  tree,   ///< which processes to show
  order,  ///< in which order to run it again
};

struct MemoryScreen {
  std::shared_ptr<const record::Recording> recording;
  std::optional<record::Player> player;  ///< of *recording, always at `moment`
  std::optional<PageNames> names;        ///< idem
  record::Snapshot before;     ///< just before `moment`
  std::size_t moment = 0;
  std::vector<bool> events;    ///< by moment: something of memory happened there
  std::vector<Pair> followed;  ///< by moment: the pair that shows who acts
  std::optional<Pair> chosen;  ///< by the reader, in place of the followed one
  MemoryPane pane = MemoryPane::picture;
  bool all_mappings = false;
  bool bytes = false;          ///< the content of a page, under the picture
  int bytes_scroll = -1;       ///< first line shown; -1: where it changed
  std::optional<RowKey> cursor;  ///< row whose page is shown; absent: one that changed
  std::optional<bool> disk;    ///< file mode; absent: when a file is mapped
  int scroll = 0;
  std::size_t tree_row = 0;    ///< under the cursor of the tree
  record::Pid tree_left = 0;   ///< chosen for the left, the right is to come
  int order_row = 0;           ///< under the cursor of the menu of orders
  std::string order_list;      ///< typed
  bool replayable = false;     ///< its program can be run again from here
  std::string title;           ///< "Leçon 07  demo_famille"
  Sources sources;
};

struct ExerciseScreen {
  std::string exercise;  ///< folder name
  int page = 0;    ///< of the statement; one more: the results (verdict and hints), when there are any
  int scroll = 0;
  bool verifying = false;
  bool followed = false;  ///< each save gives a verdict
  bool confirming_reset = false;
  std::string failure;  ///< VerdictFailed
  std::shared_ptr<const record::Verdict> verdict;
  Sources sources;
  std::string text;  ///< what the student's file holds
  std::vector<std::string> repaired;  ///< names of the diagnoses that the verdict's attempt repaired
  std::shared_ptr<const std::vector<content::Attempt>> attempts;  ///< null: not read yet
  int honest = 0;    ///< attempts that count towards the solution
};

/// Former attempts at model.exercise's exercise.
struct AttemptsScreen {
  int number = 0;        ///< of the attempt under the cursor
  bool viewing = false;  ///< its difference with the present file, in place of the list
  int scroll = 0;
};

struct SolutionScreen {
  std::string exercise, text;
  int scroll = 0;
};

constexpr int kMmapParameters = 6;

/// The table of mmap's parameters; what the call gave is in RunScreen.
struct MmapTableScreen {
  std::string lesson, program;
  int row = 0;                                ///< parameter under the cursor
  std::array<int, kMmapParameters> chosen{};  ///< index of each one's value
};

struct HelpScreen {
  int scroll = 0;
};

/// One wording, as the search finds it.
struct DiagnosisScreen {
  std::string exercise;  ///< folder name; empty: of any exercise
  std::string code;
};

/// Where the reader was when the search was opened.
struct SearchOrigin {
  std::vector<Screen> stack;
  std::string last_place;
  LessonScreen lesson;
  ExerciseScreen exercise;
};
struct SearchScreen {
  std::string text;
  bool typing = false;  ///< characters go to the text
  int selected = 0;     ///< index in hits
  int top = 0;          ///< first line shown
  std::shared_ptr<const SearchIndex> index;  ///< made once
  std::vector<SearchHit> hits;
  std::optional<SearchOrigin> origin;
  std::optional<SearchHit> opened;  ///< whose page is shown
};

/// Time spent on what is in front, not yet in the progress.
struct TimeSpent {
  std::string place;  ///< as in Progress::last_place; empty: nothing that is counted
  std::int64_t seconds = 0;
};

struct Start {
  content::Library library;
  content::Progress progress;
  Clock now{};
  std::string isolation_notice;  ///< French, shown once and kept in the help; empty: nothing to say
  std::string warning;           ///< about the progress file, from load_progress()
  std::string work_folder;       ///< where the student's files are, as shown ("travail")
  std::map<std::string, Sources> sources;  ///< by lesson folder: its programs' sources
  grid::Size size{80, 24};
};

struct Model {
  explicit Model(Start start);

  content::Library library;
  content::Progress progress;
  Clock now;
  TimeSpent spent;
  std::string isolation_notice;
  std::string work_folder;
  std::map<std::string, Sources> sources;
  grid::Size size;

  std::vector<Screen> stack{Screen::contents};  ///< never empty; each screen at most once
  Screen screen() const { return stack.back(); }
  std::string notice;  ///< shown until the next key
  bool notice_is_bad = false;
  bool quitting = false;
  RunNumber last_run = 0;

  ContentsScreen contents;
  LessonScreen lesson;
  RunScreen run;
  MemoryScreen memory;
  ExerciseScreen exercise;
  AttemptsScreen attempts;
  SolutionScreen solution;
  HelpScreen help;
  MmapTableScreen mmap_table;
  OverviewScreen overview;
  SearchScreen search;
  DiagnosisScreen diagnosis;
};

}  // namespace partage::app
