// Without colours, without attributes, read one cell at a time: nothing is lost.
#include <gtest/gtest.h>

#include <set>

#include "app/sample.hpp"
#include "app/shots.hpp"

namespace partage::test {
namespace {

using app::Model;
using grid::Tone;

constexpr grid::Size kSizes[] = {{80, 24}, {60, 16}, {120, 40}};

std::string row_text(const grid::Grid& grid, int row) {
  std::string text;
  for (int column = 0; column < grid.size().columns; ++column) text += grid.at(column, row).text;
  return text;
}

bool has_tone(const grid::Grid& grid, int row, Tone tone) {
  for (int column = 0; column < grid.size().columns; ++column)
    if (grid.at(column, row).attributes.tone == tone && grid.at(column, row).text != " ") return true;
  return false;
}

bool contains_one_of(const std::string& text, std::initializer_list<const char*> signs) {
  for (const char* sign : signs)
    if (text.find(sign) != std::string::npos) return true;
  return false;
}

// A line of a difference: "-", "+" or "~" before its number.
bool is_difference(const std::string& text) {
  const std::size_t at = text.find_first_not_of(' ');
  return at != std::string::npos && std::string("-+~").find(text[at]) != std::string::npos;
}

class Accessible : public testing::TestWithParam<Shot> {
 protected:
  Model start(grid::Size size) const {
    Model model = sample_model(size);
    GetParam().play(model);
    return model;
  }
};

// What a key changes can be read: never only a colour or a weight.
TEST_P(Accessible, noKeyChangesOnlyTheLooks) {
  static const std::vector<std::string> keys{"Entrée", "Échap", "Tab", "Maj+Tab", "↑", "↓", "←", "→", "Début", "Fin", "Page↑", "Page↓", " ", "n", "p",
                                             "1", "2", "3", "i", "m", "x", "f", "F", "t", "a", "o", "d", "e", "v", "l", "r", "b", "s", "/", "?", "*"};
  const Model before = start({80, 24});
  const grid::Grid shown = app::view(before);
  for (const std::string& name : keys) {
    Model after = before;
    app::update(after, grid::Input{key(name)});
    const grid::Grid now = app::view(after);
    if (now == shown || now.text() != shown.text()) continue;
    EXPECT_NE(shown.cursor, now.cursor) << name << " is seen by its colours only";
  }
}

TEST_P(Accessible, whatIsChosenOrChangedHasASign) {
  for (const grid::Size size : kSizes) {
    const grid::Grid grid = app::view(start(size));
    for (int row = 1; row + 1 < size.rows; ++row) {
      const std::string text = row_text(grid, row);
      // What is changed may take several rows: the sign is on one of them.
      std::string near;
      for (int other = row - 2; other <= row + 2; ++other) near += row_text(grid, other) + " ";
      if (has_tone(grid, row, Tone::selected)) {
        EXPECT_TRUE(contains_one_of(text, {"▸"})) << text;
      }
      if (has_tone(grid, row, Tone::changed)) {
        EXPECT_TRUE(contains_one_of(near, {"▸", "[", "vient de changer", "copie faite", " ≠ "}) || is_difference(text)) << text;
      }
    }
  }
}

TEST_P(Accessible, theCursorIsOnWhatIsReadOrTyped) {
  for (const grid::Size size : kSizes) {
    const grid::Grid grid = app::view(start(size));
    EXPECT_TRUE(grid.cursor_visible);
    EXPECT_GE(grid.cursor.row, 2);
    EXPECT_LT(grid.cursor.row, size.rows - 2);
    EXPECT_NE(std::string::npos, row_text(grid, grid.cursor.row).find_first_not_of(' ')) << "on a blank row";
  }
}

INSTANTIATE_TEST_SUITE_P(app, Accessible, testing::ValuesIn(shots()), [](const auto& tested) { return std::string(tested.param.name); });

TEST(AccessibleVerdicts, differInWordsAlone) {
  std::set<std::string> seen;
  for (const record::Verdict& verdict : {passed_verdict(), failed_verdict(), compile_error_verdict(), unjudged_verdict()}) {
    Model model = sample_model();
    press(model, {"Fin", "Entrée", "v"});
    app::update(model, app::VerdictReady{verdict, student_sources()});
    EXPECT_TRUE(seen.insert(screen(model)).second);
  }
}

TEST(AccessibleNotices, badNewsIsMarked) {
  Model good = sample_model(), bad = sample_model();
  app::update(good, app::Notice{"Disque plein."});
  app::update(bad, app::ProgressSaved{"Disque plein."});
  EXPECT_NE(screen(good), screen(bad));
}

TEST(AccessibleCursor, followsTheChoice) {
  Model model = sample_model();
  press(model, {"Début"});
  for (int step = 0; step < 3; ++step) {
    const grid::Position former = app::view(model).cursor;
    press(model, {"↓"});
    const grid::Grid now = app::view(model);
    EXPECT_GT(now.cursor.row, former.row);
    EXPECT_NE(std::string::npos, row_text(now, now.cursor.row).find("▸"));
  }
}

}  // namespace
}  // namespace partage::test
