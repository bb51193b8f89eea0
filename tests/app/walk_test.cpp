// A walk over every screen that keys can reach, breadth first, at three sizes: each key of its bindings and others, runs and
// verdicts that come or do not come. Never a blank, always a key bar, always a way back to the contents.
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <set>

#include "app/keys.hpp"
#include "app/mmap_story.hpp"
#include "app/sample.hpp"
#include "app/story.hpp"

namespace partage::test {
namespace {

using app::Model;
using app::Screen;

constexpr std::size_t kMostScreens = 600;     // of one size
constexpr std::size_t kMostOfOneKind = 130;   // so that no screen hides the others

/// What the screen asked of the world and has no answer for.
struct Asked {
  app::RunNumber run = 0;
  std::string verdict;
};

struct Place {
  Model model;
  Asked asked;
  std::string path;  ///< keys that lead here
};

struct Step {
  std::string name;
  app::Event event;
};

void note(Asked& asked, const app::Effects& effects) {
  for (const app::Effect& effect : effects) {
    if (const auto* start = std::get_if<app::StartRun>(&effect)) asked.run = start->run;
    if (const auto* verify = std::get_if<app::Verify>(&effect)) asked.verdict = verify->exercise;
  }
}

std::vector<Step> steps(const Place& place) {
  std::vector<Step> all;
  for (const app::Binding& binding : app::bindings(place.model))
    for (const app::Stroke& stroke : binding.strokes)
      all.push_back({binding.shown + "(" + stroke.text + ")", grid::Input{grid::KeyPress{stroke.key, stroke.text, stroke.control}}});
  for (const char* name : {"Entrée", "Échap", "Tab", "↑", "↓", "←", "→", "Autre", "z", "é", "^a", "^g"}) all.push_back({name, grid::Input{key(name)}});
  all.push_back({"collé", grid::Input{grid::Paste{"q\nq\n"}}});
  if (place.asked.run != 0) {
    all.push_back({"sortie", app::RunOutput{place.asked.run, "\x1b[1mbonjour\x1b[0m\r\n"}});
    for (const auto& tale : {shared_page(), lost_update(), mapped_file(), family(), mmap_made(), crash()}) all.push_back({"fin", app::RunFinished{place.asked.run, tale}});
    all.push_back({"refus", app::RunFailed{place.asked.run, "Impossible."}});
  }
  if (!place.asked.verdict.empty()) {
    for (record::Verdict verdict : {passed_verdict(), failed_verdict(), compile_error_verdict(), unjudged_verdict()}) {
      verdict.exercise = place.asked.verdict;
      all.push_back({"verdict", app::VerdictReady{verdict, student_sources()}});
    }
    all.push_back({"sans verdict", app::VerdictFailed{place.asked.verdict, "Impossible."}});
  }
  return all;
}

class EveryScreen : public testing::TestWithParam<grid::Size> {
 protected:
  void check(const Place& place) {
    const grid::Grid grid = app::view(place.model);
    const std::string text = grid.text();
    ASSERT_EQ(GetParam(), grid.size());
    ASSERT_NE(std::string::npos, text.find_first_not_of(" \n─")) << place.path;
    const std::string bar = text.substr(text.rfind('\n') + 1);
    ASSERT_NE(std::string::npos, bar.find_first_not_of(' ')) << place.path << "\n" << text;
    ASSERT_LE(grid::width(bar), GetParam().columns);
    Model model = place.model;
    for (int times = 0; times < 12 && !home(model); ++times) press(model, {"^g", "Échap"});
    ASSERT_TRUE(home(model)) << "no way back from " << place.path << "\n" << text;
    press(model, {"q"});
    ASSERT_TRUE(model.quitting) << place.path;
  }
  static bool home(const Model& model) { return model.stack.size() == 1; }

  bool is_new(const Place& place) {
    const grid::Grid grid = app::view(place.model);
    const std::string seen = grid.text() + std::to_string(grid.cursor.row) + "," + std::to_string(grid.cursor.column) + "," +
                             std::to_string(place.asked.run != 0) + place.asked.verdict;
    return screens_.insert(seen).second && ++kinds_[place.model.screen()] <= kMostOfOneKind;
  }

  std::set<std::string> screens_;
  std::map<Screen, std::size_t> kinds_;
};

TEST_P(EveryScreen, HasAWayOutAndABar) {
  std::deque<Place> open;
  open.push_back({sample_model(GetParam()), {}, ""});
  open.push_back({sample_model(GetParam()), {}, "table de mmap"});
  open_mmap_table(open.back().model);
  open.back().asked.run = open.back().model.run.run;
  is_new(open.back());
  std::size_t walked = 0;
  for (; !open.empty() && walked < kMostScreens; ++walked) {
    const Place place = std::move(open.front());
    open.pop_front();
    ASSERT_NO_FATAL_FAILURE(check(place));
    for (const Step& step : steps(place)) {
      Place next{place.model, place.asked, place.path + " " + step.name};
      note(next.asked, app::update(next.model, step.event));
      if (std::holds_alternative<app::RunFinished>(step.event) || std::holds_alternative<app::RunFailed>(step.event)) next.asked.run = 0;
      if (std::holds_alternative<app::VerdictReady>(step.event) || std::holds_alternative<app::VerdictFailed>(step.event)) next.asked.verdict.clear();
      if (!next.model.quitting && is_new(next)) open.push_back(std::move(next));
    }
  }
  for (const Screen screen : {Screen::contents, Screen::lesson, Screen::run, Screen::memory, Screen::exercise, Screen::help, Screen::mmap_table})
    EXPECT_GT(kinds_[screen], 0u) << "never reached: " << static_cast<int>(screen);
  RecordProperty("screens", static_cast<int>(walked));
}

INSTANTIATE_TEST_SUITE_P(app, EveryScreen, testing::Values(grid::Size{60, 16}, grid::Size{80, 24}, grid::Size{120, 40}),
                         [](const auto& tested) { return std::to_string(tested.param.columns) + "x" + std::to_string(tested.param.rows); });

}  // namespace
}  // namespace partage::test
