#include "content/progress_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "content/dates.hpp"

namespace partage::content {

namespace {

using Json = nlohmann::json;

Json to_object(const LessonProgress& lesson) {
  return {{"page", lesson.page},
          {"pages_read", lesson.pages_read},
          {"finished", lesson.finished},
          {"predictions", lesson.predictions},
          {"scroll", lesson.scroll},
          {"seconds", lesson.seconds}};
}

Json to_object(const ExerciseProgress& exercise) {
  return {{"passed", exercise.passed},
          {"attempts", exercise.attempts},
          {"hints", exercise.hints},
          {"last_code", exercise.last_code},
          {"last_title", exercise.last_title},
          {"page", exercise.page},
          {"seconds", exercise.seconds},
          {"failures", exercise.failures},
          {"review", exercise.review},
          {"reviews", exercise.reviews},
          {"passed_on", date_text(exercise.passed_day)},
          {"reviewing", exercise.reviewing},
          {"solution_seen", exercise.solution_seen},
          {"passed_after_solution", exercise.passed_after_solution}};
}

// nlohmann converts 1.7 or true into an int: a damaged count must not become a plausible one.
int count(const Json& json) {
  if (!json.is_number_unsigned() || json.get<std::uint64_t>() > 1'000'000'000)
    throw Json::other_error::create(501, "compte", &json);
  return json.get<int>();
}

int count_or_none(const Json& json, const char* key) { return json.contains(key) ? count(json[key]) : 0; }

LessonProgress lesson_from(const Json& json) {
  LessonProgress lesson;
  lesson.page = count(json.at("page"));
  for (const Json& page : json.at("pages_read")) lesson.pages_read.insert(count(page));
  lesson.finished = json.at("finished").get<bool>();
  lesson.predictions = json.at("predictions").get<std::map<std::string, std::string>>();
  lesson.scroll = count_or_none(json, "scroll");
  lesson.seconds = count_or_none(json, "seconds");
  return lesson;
}

ExerciseProgress exercise_from(const Json& json) {
  ExerciseProgress exercise;
  exercise.passed = json.at("passed").get<bool>();
  exercise.attempts = count(json.at("attempts"));
  exercise.hints = count(json.at("hints"));
  exercise.last_code = json.at("last_code").get<std::string>();
  exercise.last_title = json.value("last_title", "");
  exercise.page = count_or_none(json, "page");
  exercise.seconds = count_or_none(json, "seconds");
  exercise.failures = json.contains("failures") ? count(json["failures"]) : exercise.passed ? 0 : exercise.attempts;
  exercise.review = json.value("review", false);
  exercise.reviews = count_or_none(json, "reviews");
  exercise.passed_day = day_of_text(json.value("passed_on", ""));
  exercise.reviewing = json.value("reviewing", false);
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
  ours.seconds = std::max(ours.seconds, theirs.seconds);
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
  ours.failures = std::max(ours.failures, theirs.failures);
  ours.seconds = std::max(ours.seconds, theirs.seconds);
  const auto advance = [](const ExerciseProgress& one) { return std::tie(one.reviews, one.passed_day); };
  if (advance(ours) >= advance(theirs)) return;
  ours.reviews = theirs.reviews;
  ours.passed_day = theirs.passed_day;
  ours.review = theirs.review;
  ours.reviewing = theirs.reviewing;
}

template <class Item>
void merge(std::map<std::string, Item>& ours, const std::map<std::string, Item>& theirs) {
  for (const auto& [id, item] : theirs) {
    const auto [place, added] = ours.emplace(id, item);
    if (!added) merge(place->second, item);
  }
}

// Objects within objects; a value that we know is ours.
void keep_unknown(Json& ours, const Json& former) {
  if (!ours.is_object() || !former.is_object()) return;
  for (const auto& [key, value] : former.items()) {
    if (ours.contains(key)) keep_unknown(ours[key], value);
    else ours[key] = value;
  }
}

}  // namespace

std::string progress_text(const Progress& progress, std::string_view former) {
  Json json = {{"version", Progress::version},
               {"last_place", progress.last_place},
               {"lessons", Json::object()},
               {"exercises", Json::object()}};
  for (const auto& [id, lesson] : progress.lessons) json["lessons"][id] = to_object(lesson);
  for (const auto& [id, exercise] : progress.exercises) json["exercises"][id] = to_object(exercise);
  if (std::holds_alternative<Progress>(parse_progress(former))) keep_unknown(json, Json::parse(former, nullptr, false));
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
