#include "app/shots.hpp"

#include "app/sample.hpp"
#include "app/mmap_story.hpp"
#include "app/story.hpp"

namespace partage::test {
namespace {

using app::Model;

void to_question(Model& model) { press(model, {"↓", "↓", "Entrée", "→", "→"}); }

void run_demo(Model& model, const record::Recording& recording) {
  to_question(model);
  press(model, {"l"});
  app::update(model, app::RunOutput{model.run.run, recording.output});
  app::update(model, app::RunFinished{model.run.run, recording});
}

void memory(Model& model, const record::Recording& recording, std::size_t moment) {
  run_demo(model, recording);
  press(model, {"Entrée"});
  for (std::size_t step = 0; step < moment; ++step) press(model, {"n"});
}

void verdict(Model& model, const record::Verdict& given) {
  press(model, {"Fin", "Entrée", "v"});
  app::update(model, app::VerdictReady{given, student_sources()});
}

constexpr std::int64_t kMorning = 1'795'510'800, kDay = 86'400;  // 24 November 2026, at nine

void tell_day(Model& model, int days) { app::update(model, app::Clock{kMorning + days * kDay, 0}); }

content::LessonProgress read_lesson(std::set<int> pages, std::int64_t seconds) {
  content::LessonProgress lesson;
  lesson.pages_read = std::move(pages);
  lesson.finished = true;
  lesson.seconds = seconds;
  return lesson;
}

// The first lesson and its exercise done; the second exercise failed three times.
void half_way(Model& model) {
  tell_day(model, 0);
  model.progress.lessons["01_chacun_chez_soi"] = read_lesson({0, 1}, 1'500);
  model.progress.lessons["07_create_shared_memory"] = read_lesson({0, 1, 2}, 4'000);
  content::ExerciseProgress& first = model.progress.exercises["01_isolation"];
  first.passed = true;
  first.attempts = 1;
  first.seconds = 700;
  content::ExerciseProgress& second = model.progress.exercises["08_create_shared_memory"];
  second.attempts = second.failures = 3;
  second.hints = 1;
  second.seconds = 2'500;
  second.page = 2;
  second.last_code = "E08-prive";
  second.last_title = "Le fils a écrit 7291, le père lit 0\u00a0: la zone est privée";
  model.progress.last_place = "exercice:08_create_shared_memory";
  press(model, {"Entrée", "q"});
}

void pass(Model& model) {
  press(model, {"Entrée", "v"});
  app::update(model, app::VerdictReady{passed_verdict(), {}});
  press(model, {"q"});
}

void to_review(Model& model) {
  half_way(model);
  pass(model);
  tell_day(model, 1);
  press(model, {"↑"});
  model.contents.selected = 3;
}

void all_done(Model& model) {
  half_way(model);
  pass(model);
  press(model, {"Début"});
}

void attempted(Model& model) {
  press(model, {"Fin", "Entrée"});
  app::update(model, app::FileWatched{"08_create_shared_memory", student_text()});
  app::update(model, three_attempts());
}

}  // namespace

const std::vector<Shot>& shots() {
  static const std::vector<Shot> all{
    {"contents", [](Model&) {}},
    {"contents_progress", [](Model& model) {
       press(model, {"Entrée", "→", "q", "Fin", "Entrée", "v"});
       app::update(model, app::VerdictReady{failed_verdict(), {}});
       press(model, {"i", "q"});
     }},
    {"contents_review", [](Model& model) { to_review(model); }},
    {"contents_all_done", [](Model& model) { all_done(model); }},
    {"overview_fresh", [](Model& model) { press(model, {"b"}); }},
    {"overview", [](Model& model) {
       half_way(model);
       press(model, {"b", "↓", "↓"});
     }},
    {"overview_review", [](Model& model) {
       to_review(model);
       press(model, {"b"});
     }},
    {"overview_end", [](Model& model) {
       to_review(model);
       press(model, {"b", "Fin"});
     }},
    {"overview_all_done", [](Model& model) {
       all_done(model);
       press(model, {"b"});
     }},
    {"search_empty", [](Model& model) { press(model, {"/"}); }},
    {"search_none", [](Model& model) { press(model, {"/", "z", "z", "z"}); }},
    {"search_typing", [](Model& model) { press(model, {"/", "P", "E", "R", "E"}); }},
    {"search_list", [](Model& model) { press(model, {"/", "p", "è", "r", "e", "Entrée", "Échap", "n", "n", "n"}); }},
    {"search_lesson", [](Model& model) { press(model, {"/", "e", "x", "i", "t", "(", "Entrée"}); }},
    {"search_exercise", [](Model& model) { press(model, {"/", "e", "x", "p", "r", "e", "s", "Entrée"}); }},
    {"search_diagnosis", [](Model& model) { press(model, {"/", "G", "-", "b", "o", "u", "c", "Entrée"}); }},
    {"search_own_diagnosis", [](Model& model) { press(model, {"/", "E", "0", "8", "-", "p", "Entrée"}); }},
    {"exercise_review", [](Model& model) {
       to_review(model);
       press(model, {"Entrée"});
     }},
    {"exercise_reviewing", [](Model& model) {
       to_review(model);
       press(model, {"Entrée", "Entrée"});
       app::update(model, app::ExerciseReset{"08_create_shared_memory", "travail/08_create_shared_memory/create_shared_memory-20261124-090000.c", ""});
     }},
    {"exercise_resumed", [](Model& model) {
       half_way(model);
       press(model, {"Entrée"});
     }},
    {"help_overview", [](Model& model) { press(model, {"b", "?"}); }},
    {"lesson_goals", [](Model& model) { press(model, {"Entrée"}); }},
    {"lesson_text", [](Model& model) { press(model, {"Entrée", "→"}); }},
    {"lesson_listing", [](Model& model) { press(model, {"↓", "↓", "Entrée", "→"}); }},
    {"lesson_listing_end", [](Model& model) { press(model, {"↓", "↓", "Entrée", "→", "Fin"}); }},
    {"lesson_question", to_question},
    {"lesson_answer_wrong", [](Model& model) {
       to_question(model);
       press(model, {"Entrée"});
       app::update(model, app::RunFinished{model.run.run, shared_page()});
     }},
    {"lesson_answer_right", [](Model& model) {
       to_question(model);
       press(model, {"2", "Entrée"});
       app::update(model, app::RunFinished{model.run.run, shared_page()});
     }},
    {"run_going", [](Model& model) {
       to_question(model);
       press(model, {"l"});
       app::update(model, app::RunOutput{model.run.run, "père : j'écris 42\r\n\x1b[1mfils\x1b[0m : j'écris 7\r\nle caractère \x07 et un octet \xff"});
     }},
    {"run_done", [](Model& model) { run_demo(model, shared_page()); }},
    {"run_killed", [](Model& model) { run_demo(model, crash()); }},
    {"memory_start", [](Model& model) { memory(model, shared_page(), 1); }},
    {"memory_shared", [](Model& model) { memory(model, shared_page(), 4); }},
    {"memory_common", [](Model& model) { memory(model, private_copy(), 2); }},
    {"memory_copy", [](Model& model) { memory(model, private_copy(), 3); }},
    {"memory_both", [](Model& model) { memory(model, private_copy(), 4); }},
    {"memory_three", [](Model& model) { memory(model, three_processes(), 3); }},
    {"memory_exec", [](Model& model) { memory(model, exec_forgets(), 2); }},
    {"memory_crash", [](Model& model) { memory(model, crash(), 2); }},
    {"memory_end", [](Model& model) { memory(model, private_copy(), 6); }},
    {"memory_all", [](Model& model) {
       memory(model, private_copy(), 4);
       press(model, {"a"});
     }},
    {"memory_text", [](Model& model) {
       memory(model, private_copy(), 4);
       press(model, {"t"});
     }},
    {"memory_lines", [](Model& model) { memory(model, lost_update(), 5); }},
    {"memory_lines_shared", [](Model& model) { memory(model, lost_update(), 8); }},
    {"memory_lines_copy", [](Model& model) { memory(model, lost_update(), 9); }},
    {"memory_lines_unmapped", [](Model& model) { memory(model, lost_update(), 10); }},
    {"memory_lines_text", [](Model& model) {
       memory(model, lost_update(), 10);
       press(model, {"t"});
     }},
    {"memory_far", [](Model& model) { memory(model, two_functions(), 5); }},
    {"memory_other_file", [](Model& model) { memory(model, two_functions(), 6); }},
    {"memory_bytes", [](Model& model) {
       memory(model, lost_update(), 8);
       press(model, {"x"});
     }},
    {"memory_bytes_copy", [](Model& model) {
       memory(model, lost_update(), 9);
       press(model, {"x"});
     }},
    {"memory_bytes_row", [](Model& model) {
       memory(model, lost_update(), 8);
       press(model, {"x", "↓", "↑", "↑"});
     }},
    {"memory_file", [](Model& model) { memory(model, mapped_file(), 2); }},
    {"memory_file_dirty", [](Model& model) { memory(model, mapped_file(), 4); }},
    {"memory_file_copy", [](Model& model) { memory(model, mapped_file(), 6); }},
    {"memory_file_clean", [](Model& model) { memory(model, mapped_file(), 7); }},
    {"memory_file_gone", [](Model& model) { memory(model, mapped_file(), 8); }},
    {"memory_file_unknown", [](Model& model) { memory(model, mapped_file(), 9); }},
    {"memory_file_bytes", [](Model& model) {
       memory(model, mapped_file(), 6);
       press(model, {"x"});
     }},
    {"memory_file_boxes", [](Model& model) {
       memory(model, mapped_file(), 6);
       press(model, {"d"});
     }},
    {"memory_file_text", [](Model& model) {
       memory(model, mapped_file(), 6);
       press(model, {"t"});
     }},
    {"memory_blocked", [](Model& model) { memory(model, blocked(), 3); }},
    {"memory_family", [](Model& model) { memory(model, family(), 8); }},
    {"memory_tree", [](Model& model) {
       memory(model, family(), 8);
       press(model, {"F", "↓"});
     }},
    {"memory_tree_right", [](Model& model) {
       memory(model, family(), 8);
       press(model, {"F", "↓", "Entrée", "↓"});
     }},
    {"memory_chosen", [](Model& model) {
       memory(model, family(), 8);
       press(model, {"F", "↓", "Entrée", "↓", "↓", "Entrée", "n"});
     }},
    {"memory_order", [](Model& model) {
       memory(model, lost_update(), 5);
       press(model, {"o", "↑", "↑", "↑"});
     }},
    {"memory_order_list", [](Model& model) {
       memory(model, lost_update(), 5);
       press(model, {"o", "Retour", "f", "3", "*"});
     }},
    {"exercise_statement", [](Model& model) { press(model, {"Fin", "Entrée"}); }},
    {"exercise_verifying", [](Model& model) { press(model, {"Fin", "Entrée", "v"}); }},
    {"exercise_passed", [](Model& model) { verdict(model, passed_verdict()); }},
    {"exercise_failed", [](Model& model) {
       verdict(model, failed_verdict());
       press(model, {"i", "Début"});
     }},
    {"exercise_failed_end", [](Model& model) {
       verdict(model, failed_verdict());
       press(model, {"i"});
     }},
    {"exercise_compiler", [](Model& model) { verdict(model, compile_error_verdict()); }},
    {"exercise_unjudged", [](Model& model) { verdict(model, unjudged_verdict()); }},
    {"exercise_followed", [](Model& model) {
       press(model, {"Fin", "Entrée"});
       app::update(model, app::FileWatched{"08_create_shared_memory", student_text()});
     }},
    {"exercise_repaired", [](Model& model) {
       verdict(model, passed_verdict());
       app::update(model, three_attempts());
     }},
    {"solution", [](Model& model) {
       attempted(model);
       press(model, {"i", "i", "i", "s"});
       app::update(model, app::SolutionRead{"08_create_shared_memory", solution_text(), ""});
     }},
    {"attempts", [](Model& model) {
       attempted(model);
       press(model, {"a", "↓"});
     }},
    {"attempts_none", [](Model& model) {
       attempted(model);
       press(model, {"a"});
       app::update(model, app::AttemptsRead{"08_create_shared_memory", std::make_shared<const std::vector<content::Attempt>>(), 0, {}, ""});
     }},
    {"attempts_one", [](Model& model) {
       attempted(model);
       press(model, {"a", "↓", "↓", "Entrée"});
     }},
    {"help_attempts", [](Model& model) {
       attempted(model);
       press(model, {"a", "?"});
     }},
    {"exercise_reset", [](Model& model) { press(model, {"Fin", "Entrée", "x"}); }},
    {"mmap_table_going", [](Model& model) { open_mmap_table(model); }},
    {"mmap_table_made", [](Model& model) {
       open_mmap_table(model);
       app::update(model, app::RunFinished{model.run.run, mmap_made()});
     }},
    {"mmap_table_refused", [](Model& model) {
       open_mmap_table(model);
       press(model, {"↓", "↓", "↓", "→", "→", "→", "→", "→", "→", "→"});
       app::update(model, app::RunFinished{model.run.run, mmap_refused()});
     }},
    {"help_mmap_table", [](Model& model) {
       open_mmap_table(model);
       press(model, {"↓", "?"});
     }},
    {"help_contents", [](Model& model) { press(model, {"?"}); }},
    {"help_memory", [](Model& model) {
       memory(model, private_copy(), 4);
       press(model, {"?"});
     }},
};
  return all;
}

}  // namespace partage::test
