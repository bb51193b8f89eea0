#include "grade/results_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "record/hex.hpp"
#include "record/json.hpp"

namespace partage::grade {
namespace {

using Json = nlohmann::json;

Json text(const std::string& bytes) {
  return record::valid_utf8(bytes) ? Json(bytes) : Json{{"hex", record::to_hex(bytes)}};
}

std::string bytes(const Json& json) {
  if (!json.is_object()) return json.get<std::string>();
  if (auto decoded = record::from_hex(json.at("hex").get<std::string>())) return *std::move(decoded);
  throw std::runtime_error("« hex » n'est pas hexadécimal");
}

State state_named(const std::string& wanted) {
  for (const State state : {State::passed, State::failed, State::missing, State::not_judged})
    if (name(state) == wanted) return state;
  throw std::runtime_error(fmt::format("état inconnu « {} »", wanted));
}

Json written(const Expected& one) {
  return {{"id", one.id},     {"number", one.number}, {"title", one.title},
          {"file", one.file}, {"lesson", one.lesson}, {"points", one.points}};
}

Json written(const Mark& mark) {
  Json json = {{"exercise", mark.exercise},     {"state", name(mark.state)}, {"points", mark.points}, {"max", mark.max},
               {"reason", text(mark.reason)},   {"file", text(mark.file)},   {"elapsed_ns", mark.elapsed_ns},
               {"judged_at", mark.judged_at}};
  if (mark.verdict) json["verdict"] = *mark.verdict;
  return json;
}

Json written(const Total& total) {
  Json json = {{"max", total.max},         {"passed", total.passed},         {"failed", total.failed},
               {"missing", total.missing}, {"not_judged", total.not_judged}};
  if (total.complete()) json["points"] = total.points;
  return json;
}

Json written(const Results& results, std::size_t student) {
  const Student& one = results.students[student];
  Json problems = Json::array(), marks = Json::array();
  for (const std::string& problem : one.problems) problems.push_back(text(problem));
  for (std::size_t exercise = 0; exercise < results.exercises.size(); ++exercise)
    marks.push_back(written(results.mark(student, exercise)));
  return {{"id", one.id},         {"name", text(one.name)},   {"source", text(one.source)},
          {"number", one.number}, {"email", text(one.email)}, {"problems", std::move(problems)},
          {"marks", std::move(marks)}, {"total", written(total(results, student))}};
}

std::vector<std::string> texts(const Json& json) {
  std::vector<std::string> all;
  for (const Json& one : json) all.push_back(bytes(one));
  return all;
}

Expected read_expected(const Json& json) {
  return {json.at("id"), json.at("number"), json.at("title"), json.at("file"), json.at("lesson"), json.at("points")};
}

Mark read_mark(const Json& json, const std::string& student) {
  Mark mark;
  mark.student = student;
  mark.exercise = json.at("exercise");
  mark.state = state_named(json.at("state"));
  mark.points = json.at("points");
  mark.max = json.at("max");
  mark.reason = bytes(json.at("reason"));
  mark.file = bytes(json.at("file"));
  mark.elapsed_ns = json.at("elapsed_ns");
  mark.judged_at = json.at("judged_at");
  if (json.contains("verdict")) mark.verdict = json.at("verdict").get<record::Verdict>();
  return mark;
}

void read_student(const Json& json, Results& results) {
  results.students.push_back({json.at("id"), bytes(json.at("name")), bytes(json.at("source")), json.at("number"),
                              bytes(json.at("email")), texts(json.at("problems"))});
  const Json& marks = json.at("marks");
  if (marks.size() != results.exercises.size()) throw std::runtime_error("un étudiant n'a pas une note par exercice");
  for (const Json& mark : marks) results.marks.push_back(read_mark(mark, results.students.back().id));
}

Results read(const Json& json) {
  if (json.at("schema_version") != Results::schema_version) throw std::runtime_error("version inconnue de notes.json");
  Results results;
  results.kit = json.at("kit");
  results.date = json.at("date");
  results.isolation = json.at("isolation");
  results.problems = texts(json.at("problems"));
  for (const Json& one : json.at("exercises")) results.exercises.push_back(read_expected(one));
  for (const Json& one : json.at("students")) read_student(one, results);
  return results;
}

}  // namespace

// Student after student: the whole class as one tree of JSON would take far more memory than the class itself.
std::string to_json_text(const Results& results) {
  Json head = {{"schema_version", Results::schema_version}, {"kit", results.kit}, {"date", results.date},
               {"isolation", results.isolation}};
  head["problems"] = Json::array();
  for (const std::string& problem : results.problems) head["problems"].push_back(text(problem));
  head["exercises"] = Json::array();
  for (const Expected& one : results.exercises) head["exercises"].push_back(written(one));
  std::string all = head.dump(1);
  all.resize(all.rfind('\n'));  // the brace that closes it
  all += ",\n \"students\": [";
  for (std::size_t student = 0; student < results.students.size(); ++student)
    all += (student == 0 ? "\n" : ",\n") + written(results, student).dump(1);
  return all + "\n ]\n}\n";
}

Results results_from_json_text(std::string_view text) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& error) {
    throw std::runtime_error(std::string("notes.json est mal formé : ") + error.what());
  }
}

}  // namespace partage::grade
