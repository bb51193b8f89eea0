// One value changed in an exported recording, loaded again: on the screen, exactly the cells that show this value change.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "app/memory.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"
#include "record/json.hpp"

namespace partage::test {
namespace {

using app::Model;
using nlohmann::json;
using record::Recording;

/// A text that stands once on the screen of the first recording, and what stands in the same cells in the edited one.
struct Shown {
  std::string before, after;
  bool restyled = false;  ///< the line where a process stands is in bold: cells of this text may differ by their look alone
};

struct Edit {
  friend void PrintTo(const Edit& edit, std::ostream* out) { *out << edit.value; }
  const char* name;
  Recording (*told)();
  const char* value;  ///< JSON pointer
  json from, to;
  const char* keys;   ///< pressed in the memory view: "" for the picture, "x" with the bytes, "t" for the text
  std::map<std::size_t, std::vector<Shown>> shown;  ///< by moment; no other moment changes
};

Recording edited(const Edit& edit) {
  json exported = json::parse(record::to_json_text(edit.told()));
  json& value = exported.at(json::json_pointer(edit.value));
  EXPECT_EQ(edit.from, value) << edit.value;
  value = edit.to;
  return record::recording_from_json_text(exported.dump());
}

grid::Grid drawn(const Recording& recording, std::size_t moment, const std::string& keys) {
  Model model = sample_model({80, 24});
  const app::Sources sources = sample_start().sources.at("07_create_shared_memory");
  app::open_memory(model, std::make_shared<const Recording>(recording), "demo_meme_page", sources);
  for (std::size_t step = 0; step < moment; ++step) press(model, {"n"});
  for (const char one : keys) press(model, {std::string(1, one).c_str()});
  return app::view(model);
}

grid::Grid cells_of(const std::string& text) {
  grid::Grid cells({grid::width(text), 1});
  cells.put(0, 0, text);
  return cells;
}

bool stands_at(const grid::Grid& screen, const grid::Grid& text, grid::Position at) {
  for (int column = 0; column < text.size().columns; ++column)
    if (screen.at(at.column + column, at.row).text != text.at(column, 0).text) return false;
  return true;
}

std::vector<grid::Position> places_of(const grid::Grid& screen, const grid::Grid& text) {
  std::vector<grid::Position> found;
  for (int row = 0; row < screen.size().rows; ++row)
    for (int column = 0; column + text.size().columns <= screen.size().columns; ++column)
      if (stands_at(screen, text, {column, row})) found.push_back({column, row});
  return found;
}

using Cells = std::set<std::pair<int, int>>;  // row, column

bool restyled(const grid::Grid& first, const grid::Grid& second, grid::Position at, int column) {
  return first.at(at.column + column, at.row).attributes != second.at(at.column + column, at.row).attributes;
}

/// The cells that are to differ.
Cells expected(const grid::Grid& first, const grid::Grid& second, const std::vector<Shown>& all) {
  Cells cells;
  for (const Shown& one : all) {
    const grid::Grid before = cells_of(one.before), after = cells_of(one.after);
    EXPECT_EQ(before.size(), after.size()) << one.before;
    const auto places = places_of(first, before);
    EXPECT_EQ(1U, places.size()) << one.before << "\n" << first.text();
    if (places.size() != 1) continue;
    EXPECT_TRUE(stands_at(second, after, places.front())) << one.after << "\n" << second.text();
    for (int column = 0; column < before.size().columns; ++column)
      if (before.at(column, 0).text != after.at(column, 0).text || (one.restyled && restyled(first, second, places.front(), column)))
        cells.emplace(places.front().row, places.front().column + column);
  }
  return cells;
}

Cells different(const grid::Grid& first, const grid::Grid& second) {
  Cells cells;
  for (int row = 0; row < first.size().rows; ++row)
    for (int column = 0; column < first.size().columns; ++column)
      if (first.at(column, row) != second.at(column, row)) cells.emplace(row, column);
  return cells;
}

// One process on the first lines of the file: the same excerpt is shown for each of them.
Recording three_lines() {
  Story story;
  story.order("pere").start(4211).line(4211, 1).line(4211, 3).line(4211, 2);
  return story.recording();
}

constexpr const char* kByte = "/moments/4/memory/0/pages/0/runs/0/bytes";
constexpr const char* kVariable = "/moments/9/memory/0/variables/0/value";
constexpr const char* kEnd = "/processes/1/exit/status";

const Edit kEdits[] = {
    {"byte", lost_update, kByte, "2a000000", "2b000000", "",
     {{4, {{"[B] 42", "[B] 43"}}}, {5, {{"[B] 42", "[B] 43"}}}, {6, {{"[B] 42", "[B] 43"}}}, {7, {{"[B] 42", "[B] 43"}}}}},
    {"byteAmongBytes", lost_update, kByte, "2a000000", "2b000000", "x",
     {{4, {{"[B] 42", "[B] 43"}, {"[2a]00", "[2b]00"}, {" *......", " +......"}}},
      {5, {{"[B] 42", "[B] 43"}}}, {6, {{"[B] 42", "[B] 43"}}}, {7, {{"[B] 42", "[B] 43"}}}}},
    {"byteInWords", lost_update, kByte, "2a000000", "2b000000", "t",
     {{4, {{"contient 42", "contient 43"}}}, {5, {{"contient 42", "contient 43"}}},
      {6, {{"contient 42", "contient 43"}}}, {7, {{"contient 42", "contient 43"}}}}},
    {"variable", lost_update, kVariable, 2, 3, "",
     {{9, {{"tours = 2", "tours = 3"}, {"[C] 2", "[C] 3"}, {"1 → 2", "1 → 3"}}},
      {10, {{"tours = 2", "tours = 3"}, {"[C] 2", "[C] 3"}}}, {11, {{"tours = 2", "tours = 3"}, {"[C] 2", "[C] 3"}}}}},
    {"variableInWords", lost_update, kVariable, 2, 3, "t",
     {{9, {{"tours vaut 2", "tours vaut 3"}, {"contient 2", "contient 3"}, {"1 → 2", "1 → 3"}}},
      {10, {{"tours vaut 2", "tours vaut 3"}, {"contient 2", "contient 3"}}},
      {11, {{"tours vaut 2", "tours vaut 3"}, {"contient 2", "contient 3"}}}}},
    {"line", three_lines, "/moments/3/source/line", 2, 3, "",
     {{0, {{"ligne 2  #include \"create_shared_memory.h\"", "ligne 3                                   "}}},
      {1, {{"programme  ligne 2", "programme  ligne 3"}}},
      {2, {{"programme  ligne 2", "programme  ligne 3"}}},
      {3, {{"programme  ligne 2", "programme  ligne 3"}, {"la ligne 2", "la ligne 3"},
           {"▸  2 │ #include \"create_shared_memory.h\"", "   2 │ #include \"create_shared_memory.h\"", true}, {"   3 │ ", "▸  3 │ ", true}}}}},
    {"lineInWords", lost_update, "/moments/7/source/line", 14, 15, "t",
     {{7, {{"la ligne 14", "la ligne 15"}, {": ligne 14", ": ligne 15"}}}, {9, {{"La ligne 14", "La ligne 15"}}}}},
    {"end", lost_update, kEnd, 0, 3, "",
     {{11, {{"FILS 4212 (fini, code 0)", "FILS 4212 (fini, code 3)"}}}, {12, {{"FILS 4212 (fini, code 0)", "FILS 4212 (fini, code 3)"}}}}},
    {"endInWords", lost_update, kEnd, 0, 3, "t",
     {{11, {{"fils 4212 (fini, code 0)", "fils 4212 (fini, code 3)"}}}, {12, {{"fils 4212 (fini, code 0)", "fils 4212 (fini, code 3)"}}}}},
    {"momentOfTheEnd", lost_update, "/moments/11/exit/status", 0, 3, "t",
     {{11, {{"avec le code 0", "avec le code 3"}}}}},
};

class EditedExport : public ::testing::TestWithParam<Edit> {};

TEST_P(EditedExport, changesTheCellsOfThatValueAndNoOther) {
  const Edit& edit = GetParam();
  const Recording first = edit.told(), second = edited(edit);
  ASSERT_EQ(first.moments.size(), second.moments.size());
  for (std::size_t moment = 0; moment < first.moments.size(); ++moment) {
    SCOPED_TRACE(testing::Message() << "moment " << moment);
    const grid::Grid before = drawn(first, moment, edit.keys), after = drawn(second, moment, edit.keys);
    const auto shown = edit.shown.find(moment);
    const Cells cells = shown == edit.shown.end() ? Cells{} : expected(before, after, shown->second);
    EXPECT_EQ(cells, different(before, after)) << before.text() << "\n" << after.text();
  }
}

INSTANTIATE_TEST_SUITE_P(Values, EditedExport, ::testing::ValuesIn(kEdits), [](const auto& one) { return std::string(one.param.name); });

// Nothing edited: the text that is loaded again draws the same screens.
TEST(Export, loadedAgainDrawsTheSame) {
  for (const Recording& told : {lost_update(), mapped_file(), two_functions(), blocked(), family(), shared_page()}) {
    const Recording again = record::recording_from_json_text(record::to_json_text(told));
    for (const char* keys : {"", "x", "t"})
      for (std::size_t moment = 0; moment < told.moments.size(); ++moment)
        EXPECT_EQ(Cells{}, different(drawn(told, moment, keys), drawn(again, moment, keys))) << moment;
  }
}

}  // namespace
}  // namespace partage::test
