// The real lessons on the reference screen: each page is read without scrolling.
#include <gtest/gtest.h>

#include "app/frame.hpp"
#include "app/lesson.hpp"
#include "app/sample.hpp"
#include "content/library.hpp"

namespace partage::test {
namespace {

const content::Library& library() {
  static const content::Library loaded = content::load_library(PARTAGE_SOURCE_DIR);
  return loaded;
}

app::Model reading(const content::Lesson& lesson, int page, grid::Size size) {
  app::Start start;
  start.library = library();
  start.size = size;
  app::Model model(std::move(start));
  model.stack.push_back(app::Screen::lesson);
  model.lesson.lesson = lesson.id;
  app::turn_to(model, page);
  return model;
}

std::vector<std::string> lessons() {
  std::vector<std::string> ids;
  for (const content::Lesson& lesson : library().lessons) ids.push_back(lesson.id);
  return ids;
}

class LessonPages : public testing::TestWithParam<std::string> {};

TEST_P(LessonPages, FitTheReferenceScreen) {
  const content::Lesson& lesson = *library().lesson(GetParam());
  for (int page = 0; page < app::lesson_page_count(lesson); ++page) {
    const app::Model model = reading(lesson, page, {80, 24});
    const int lines = static_cast<int>(app::lesson_page(model).lines.size()), rows = app::body_rows(model);
    EXPECT_LE(lines, rows) << lesson.number << ", page " << page << ", « "
                           << (page == 0 ? "buts" : lesson.pages[static_cast<std::size_t>(page) - 1].title) << " » :\n"
                           << screen(reading(lesson, page, {80, 4 + lines}));
  }
}

INSTANTIATE_TEST_SUITE_P(Real, LessonPages, testing::ValuesIn(lessons()), [](const auto& tested) { return "lesson_" + tested.param; });

}  // namespace
}  // namespace partage::test
