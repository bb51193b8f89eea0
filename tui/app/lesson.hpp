// A lesson: its goals, then its pages, with the predictions to make and the programs to launch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// A prediction or a launch of the page that is shown, and its place.
struct LessonItem {
  const content::Prediction* prediction = nullptr;
  const content::Launch* launch = nullptr;
  int first_line = 0, last_line = 0;  ///< in LessonPage::lines
  int choices_line = 0;               ///< of the first choice
};
struct LessonPage {
  Lines lines;
  std::vector<LessonItem> items;
};
LessonPage lesson_page(const Model& model);
int lesson_page_count(const content::Lesson& lesson);  ///< the page of goals included
/// The choice that the student committed to, if any.
std::optional<std::string> committed(const Model& model, const std::string& prediction);

Body lesson_body(const Model& model);
Bindings lesson_bindings(const Model& model);
void turn_to(Model& model, int page);  ///< clamped; marks it as read
void settle_lesson(Model& model);

}  // namespace partage::app
