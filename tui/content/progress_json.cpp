#include "content/progress_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace partage::content {

namespace {

using Json = nlohmann::json;

Json to_object(const LessonProgress& lesson) {
  return {{"page", lesson.page},
          {"pages_read", lesson.pages_read},
          {"finished", lesson.finished},
          {"predictions", lesson.predictions}};
}

Json to_object(const ExerciseProgress& exercise) {
  return {{"passed", exercise.passed},
          {"attempts", exercise.attempts},
          {"hints", exercise.hints},
          {"last_code", exercise.last_code},
          {"solution_seen", exercise.solution_seen},
          {"passed_after_solution", exercise.passed_after_solution}};
}

// nlohmann converts 1.7 or true into an int: a damaged count must not become a plausible one.
int count(const Json& json) {
  if (!json.is_number_unsigned() || json.get<std::uint64_t>() > 1'000'000'000)
    throw Json::other_error::create(501, "compte", &json);
  return json.get<int>();
}

LessonProgress lesson_from(const Json& json) {
  LessonProgress lesson;
  lesson.page = count(json.at("page"));
  for (const Json& page : json.at("pages_read")) lesson.pages_read.insert(count(page));
  lesson.finished = json.at("finished").get<bool>();
  lesson.predictions = json.at("predictions").get<std::map<std::string, std::string>>();
  return lesson;
}

ExerciseProgress exercise_from(const Json& json) {
  ExerciseProgress exercise;
  exercise.passed = json.at("passed").get<bool>();
  exercise.attempts = count(json.at("attempts"));
  exercise.hints = count(json.at("hints"));
  exercise.last_code = json.at("last_code").get<std::string>();
  // Files written before these were kept do not have them.
  exercise.solution_seen = json.value("solution_seen", false);
  exercise.passed_after_solution = json.value("passed_after_solution", false);
  return exercise;
}

Progress progress_from(const Json& json) {
  Progress progress;
  progress.last_place = json.at("last_place").get<std::string>();
  for (const auto& [id, lesson] : json.at("lessons").items()) progress.lessons.emplace(id, lesson_from(lesson));
  for (const auto& [id, exercise] : json.at("exercises").items())
    progress.exercises.emplace(id, exercise_from(exercise));
  return progress;
}

void merge(LessonProgress& ours, const LessonProgress& theirs) {
  ours.pages_read.insert(theirs.pages_read.begin(), theirs.pages_read.end());
  ours.finished = ours.finished || theirs.finished;
  ours.predictions.insert(theirs.predictions.begin(), theirs.predictions.end());
}

void merge(ExerciseProgress& ours, const ExerciseProgress& theirs) {
  // The one that passed first, in whichever kit, says whether it had seen the solution.
  const bool both = ours.passed && theirs.passed;
  ours.passed_after_solution = both ? ours.passed_after_solution && theirs.passed_after_solution
                                    : ours.passed_after_solution || theirs.passed_after_solution;
  ours.passed = ours.passed || theirs.passed;
  ours.solution_seen = ours.solution_seen || theirs.solution_seen;
  ours.attempts = std::max(ours.attempts, theirs.attempts);
  ours.hints = std::max(ours.hints, theirs.hints);
}

template <class Item>
void merge(std::map<std::string, Item>& ours, const std::map<std::string, Item>& theirs) {
  for (const auto& [id, item] : theirs) {
    const auto [place, added] = ours.emplace(id, item);
    if (!added) merge(place->second, item);
  }
}

}  // namespace

std::string progress_text(const Progress& progress) {
  Json json = {{"version", Progress::version},
               {"last_place", progress.last_place},
               {"lessons", Json::object()},
               {"exercises", Json::object()}};
  for (const auto& [id, lesson] : progress.lessons) json["lessons"][id] = to_object(lesson);
  for (const auto& [id, exercise] : progress.exercises) json["exercises"][id] = to_object(exercise);
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::variant<Progress, Unreadable, NewerVersion> parse_progress(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("version")) return Unreadable{};
  const Json& version = json["version"];
  if (version.is_number_unsigned() && version.get<std::uint64_t>() > Progress::version)
    return NewerVersion{version.dump()};
  if (version != Json(Progress::version)) return Unreadable{};
  try {
    return progress_from(json);
  } catch (const Json::exception&) {
    return Unreadable{};
  }
}

Progress merged(Progress ours, const Progress& theirs) {
  merge(ours.lessons, theirs.lessons);
  merge(ours.exercises, theirs.exercises);
  if (ours.last_place.empty()) ours.last_place = theirs.last_place;
  return ours;
}

}  // namespace partage::content
