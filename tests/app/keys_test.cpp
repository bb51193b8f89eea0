// No key is a dead end: what is shown acts, and there is always a way out.
#include <gtest/gtest.h>

#include "app/app.hpp"
#include "app/keys.hpp"
#include "app/sample.hpp"
#include "app/shots.hpp"
#include "phrases/typography.hpp"

namespace partage::test {
namespace {

using app::Model;

const std::vector<std::string>& keyboard() {
  static const std::vector<std::string> keys = [] {
    std::vector<std::string> all{"Entrée", "Échap", "Tab", "Maj+Tab", "Retour", "↑", "↓", "←", "→", "Début", "Fin", "Page↑", "Page↓", "F1", "Autre"};
    for (char one = ' '; one < 127; ++one) all.emplace_back(1, one);
    for (char one = 'a'; one <= 'z'; ++one) all.push_back(std::string("^") + one);
    all.emplace_back("é");
    return all;
  }();
  return keys;
}

bool blank(const std::string& text) { return text.find_first_not_of(" \n─") == std::string::npos; }

class Keys : public testing::TestWithParam<Shot> {
 protected:
  Model start(grid::Size size = {80, 24}) const {
    Model model = sample_model(size);
    GetParam().play(model);
    return model;
  }
};

grid::KeyPress press_of(const app::Stroke& stroke) { return {stroke.key, stroke.text, stroke.control}; }

TEST_P(Keys, everyBindingActs) {
  const Model before = start();
  for (const app::Binding& binding : app::bindings(before))
    for (const app::Stroke& stroke : binding.strokes) {
      Model after = before;
      const auto effects = app::update(after, grid::Input{press_of(stroke)});
      const bool current_choice = stroke.text.size() == 1 && stroke.text[0] >= '1' && stroke.text[0] <= '9';
      EXPECT_TRUE(!effects.empty() || !(app::view(after) == app::view(before)) || current_choice)
          << binding.shown << " (" << binding.help << ") does nothing";
    }
}

TEST_P(Keys, noKeyLeadsToABlankOrToNowhere) {
  for (const grid::Size size : {grid::Size{80, 24}, {60, 16}, {20, 5}}) {
    const Model before = start(size);
    for (const std::string& name : keyboard()) {
      Model after = before;
      app::update(after, grid::Input{key(name)});
      ASSERT_FALSE(blank(screen(after))) << name;
      // Escape ends any question, Ctrl+G takes the keyboard back; then q leads out of each screen in turn.
      for (int step = 0; step < 12 && !after.quitting; ++step) press(after, {"^g", "Échap", "q"});
      ASSERT_TRUE(after.quitting) << name << " leads to a screen without a way out";
    }
  }
}

TEST_P(Keys, theBarIsTheLastRowAndSaysHowToLeave) {
  for (const grid::Size size : {grid::Size{80, 24}, {60, 16}, {120, 40}}) {
    const Model model = start(size);
    const std::string text = screen(model);
    const std::string bar = text.substr(text.rfind('\n') + 1);
    EXPECT_FALSE(blank(bar));
    EXPECT_LE(grid::width(bar), size.columns);
    EXPECT_EQ(std::string::npos, bar.find("…")) << bar;
    for (const app::Binding& binding : app::bindings(model)) {
      EXPECT_FALSE(binding.help.empty());
      for (const auto& fault : phrases::typography_faults(binding.help + " " + binding.label, phrases::TextKind::prose))
        ADD_FAILURE() << binding.help << " : " << fault.reason;
    }
  }
}

TEST_P(Keys, noTwoBindingsShareAKey) {
  const Model model = start();
  const app::Bindings all = app::bindings(model);
  for (std::size_t one = 0; one < all.size(); ++one)
    for (const app::Stroke& stroke : all[one].strokes)
      for (std::size_t other = one + 1; other < all.size(); ++other)
        for (const app::Stroke& rival : all[other].strokes)
          if (rival.matches(press_of(stroke))) {
            // Space and the arrows read on: down first, then the next page. The first one wins.
            EXPECT_TRUE(stroke.key != grid::Key::character || stroke.text == " " || stroke.text == "j" || stroke.text == "k")
                << all[one].help << " / " << all[other].help;
          }
}

INSTANTIATE_TEST_SUITE_P(app, Keys, testing::ValuesIn(shots()), [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace partage::test
