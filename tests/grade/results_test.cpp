// The marks as data: totals, and notes.json there and back.
#include "grade/results.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "grade/order.hpp"
#include "grade/results_json.hpp"

namespace partage::grade {
namespace {

record::Verdict failed_verdict() {
  record::Verdict verdict;
  verdict.exercise = "08_create_shared_memory";
  verdict.outcome = record::Outcome::failed;
  verdict.diagnosis = record::Diagnosis{"E08-prive", "MAP_PRIVATE…", "maps dit…", {"a.c", 4, "f"}, {{"père", "mmap()", {}}}, "07"};
  verdict.output = std::string("\0\xff\n", 3);
  return verdict;
}

// Two students, two exercises: one of each state.
Results small_class() {
  Results results;
  results.kit = "0.1.0";
  results.date = "2026-11-24T16:40:03+01:00";
  results.isolation = "espaces de noms";
  results.exercises = {{"01_isolation", "01", "Chacun", "isolation.c", "01_chacun_chez_soi", 1.5},
                       {"08_create_shared_memory", "08", "La fonction", "create_shared_memory.c", "07_create", 2}};
  results.students = {{"s001", "Noël Zoé", "No\xebl Zo\xe9", "12", "z@univ.fr", {}}, {"s002", "=1+1", "=1+1", "", "", {"vide"}}};
  results.marks = {{"s001", "01_isolation", State::passed, 1.5, 1.5, "", "isolation.c", record::Verdict{}, 5, "2026"},
                   {"s001", "08_create_shared_memory", State::failed, 0, 2, "", "c.c", failed_verdict(), 7, "2026"},
                   {"s002", "01_isolation", State::missing, 0, 1.5, "absent", "", std::nullopt, 0, ""},
                   {"s002", "08_create_shared_memory", State::not_judged, 0, 2, "panne", "c.c", std::nullopt, 0, ""}};
  results.problems = {"fichier perdu"};
  return results;
}

TEST(Results, Totals) {
  const Results results = small_class();
  EXPECT_EQ(total(results, 0).points, 1.5);
  EXPECT_EQ(total(results, 0).max, 3.5);
  EXPECT_TRUE(total(results, 0).complete());
  EXPECT_FALSE(total(results, 1).complete());
  EXPECT_EQ(total(results).passed + total(results).failed + total(results).missing + total(results).not_judged, 4);
  EXPECT_FALSE(flawless(results));
}

TEST(Results, PointsAreShortAndExact) {
  EXPECT_EQ(points_text(2), "2");
  EXPECT_EQ(points_text(1.5), "1,5");
  EXPECT_EQ(points_text(0.1 + 0.2, '.'), "0.3");
  EXPECT_EQ(points_text(0), "0");
  EXPECT_EQ(points_text(100), "100");
}

TEST(Results, NamesAreInTheOrderOfAFrenchList) {
  Results results;
  results.exercises = {{"01_isolation", "01", "Chacun", "isolation.c", "", 1}};
  int at = 0;
  for (const char* name : {"Zoé", "Étienne Luc", "De La Tour", "eluard paul", "Dé", "groupe 10", "Élu", "groupe 2", "Œuvré", "Odile", "Ozanne",
                           "étienne anne", "Çelik", "Ça", "=1", "Dé"}) {
    const std::string id = "s" + std::to_string(++at);
    results.students.push_back({id, name, name, "", "", {}});
    results.marks.push_back({id, "01_isolation", State::failed, 0, 1, "", "", std::nullopt, at, ""});
  }
  const Results sorted = in_order(results);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < sorted.students.size(); ++i) {
    names.push_back(sorted.students[i].name);
    EXPECT_EQ(sorted.mark(i, 0).student, sorted.students[i].id);
    EXPECT_EQ("s" + std::to_string(sorted.mark(i, 0).elapsed_ns), sorted.students[i].id);
  }
  EXPECT_THAT(names, testing::ElementsAre("=1", "Ça", "Çelik", "Dé", "Dé", "De La Tour", "Élu", "eluard paul", "étienne anne", "Étienne Luc",
                                          "groupe 2", "groupe 10", "Odile", "Œuvré", "Ozanne", "Zoé"));
  EXPECT_EQ(sorted.students[3].id, "s5");  // of one name: as they were
}

TEST(Results, JsonThereAndBack) {
  const Results results = small_class();
  EXPECT_EQ(results_from_json_text(to_json_text(results)), results);
}

TEST(Results, AnIncompleteTotalHasNoPoints) {
  const auto json = nlohmann::json::parse(to_json_text(small_class()));
  EXPECT_TRUE(json["students"][0]["total"].contains("points"));
  EXPECT_FALSE(json["students"][1]["total"].contains("points"));
  EXPECT_EQ(json["students"][0]["source"], nlohmann::json({{"hex", "4e6feb6c205a6fe9"}}));
}

TEST(Results, OtherJsonIsRefused) {
  for (const char* text : {"", "{}", "[]", R"({"schema_version": 2})", R"({"schema_version": 1, "kit": 3})"})
    EXPECT_THROW(results_from_json_text(text), std::runtime_error) << text;
}

}  // namespace
}  // namespace partage::grade
