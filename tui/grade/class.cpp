#include "grade/class.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "grade/record_file.hpp"
#include "grade/text.hpp"

namespace partage::grade {
namespace {

constexpr int kTimeout = 600;  ///< seconds: the engine has limits of its own, far below

// A bracket argument of CMake that holds any text.
std::string bracket(const std::string& text) {
  std::string equals;
  while (text.find("]" + equals + "]") != std::string::npos || text.ends_with("]" + equals)) equals += '=';
  return "[" + equals + "[" + text + "]" + equals + "]";
}

std::string test_lines(const Plan& plan, const std::string& student, const std::string& exercise, const std::string& program) {
  const std::string test = student + "/" + exercise;
  return fmt::format("add_test({0} {1} noter-un .. {2} {3}{4})\nset_tests_properties({0} PROPERTIES LABELS \"{2};{3}\" TIMEOUT {5})\n",
                     bracket(test), bracket(program), student, exercise,
                     plan.accept_weak_isolation ? " --accepter-isolation-faible" : "", kTimeout);
}

void copy_student(Plan& plan, const Submission& submission, const NotesFolder& notes, std::vector<std::string>& files) {
  for (std::size_t i = 0; i < plan.exercises.size(); ++i) {
    const content::Exercise& exercise = plan.exercises[i];
    const Choice& choice = submission.choices[i];
    files.push_back(choice.path);
    const int failed = write_work(notes.work(submission.student.id, exercise.id), exercise.file, choice);
    if (failed == 0) continue;
    plan.problems.push_back(fmt::format("{}, exercice {}\u00a0: la copie du fichier n'a pas pu être écrite ({}).", submission.student.id,
                                        exercise.number, error_words(failed)));
  }
}

Mark empty_mark(const Plan& plan, std::size_t student, std::size_t exercise) {
  Mark mark;
  mark.student = plan.students[student].id;
  mark.exercise = plan.expected[exercise].id;
  mark.max = plan.expected[exercise].points;
  mark.file = plan.files[student * plan.expected.size() + exercise];
  return mark;
}

void take(Mark& mark, const Record& record) {
  mark.state = record.state;
  mark.reason = record.reason;
  mark.judged_at = record.judged_at;
  mark.verdict = record.verdict;
  mark.elapsed_ns = record.verdict ? record.verdict->elapsed_ns : 0;
  mark.points = record.state == State::passed ? mark.max : 0;
}

Mark joined(const Plan& plan, const NotesFolder& notes, std::size_t student, std::size_t at, const std::string& kit) {
  Mark mark = empty_mark(plan, student, at);
  const Work work = read_work(notes.work(mark.student, mark.exercise), plan.exercises[at].file);
  const ReadRecord read = read_record(notes, mark.student, mark.exercise);
  if (!read.refused.empty()) mark.reason = read.refused;
  else if (!read.record) mark.reason = work.what == Choice::What::unsettled && !work.reason.empty()
                                           ? work.reason : "Aucun verdict n'a été écrit pour cet exercice.";
  else if (read.record->state == State::not_judged || still_good(*read.record, work, kit, plan.accept_weak_isolation)) take(mark, *read.record);
  else mark.reason = "Le verdict écrit est celui d'un autre fichier ou d'un autre kit\u00a0: il ne compte pas.";
  return mark;
}

std::string weakest(const std::vector<Mark>& marks) {
  std::string isolation;
  for (const Mark& mark : marks)
    if (mark.verdict && !mark.verdict->isolation.empty() && isolation != "légère") isolation = mark.verdict->isolation;
  return isolation;
}

}  // namespace

Plan make_plan(const HandedIn& handed, NotesFolder& notes, std::vector<content::Exercise> exercises,
               const std::vector<Expected>& expected, const std::function<void(std::size_t)>& told) {
  Plan plan;
  plan.exercises = std::move(exercises);
  plan.expected = expected;
  plan.problems = handed.problems();
  std::vector<std::string> sources;
  for (std::size_t i = 0; i < handed.count(); ++i) sources.push_back(handed.source(i));
  const std::vector<std::string> ids = notes.ids_for(sources);
  for (const std::string& gone : notes.gone())
    plan.problems.push_back("«\u00a0" + short_name(gone) + "\u00a0» avait été noté, et n'est plus parmi les rendus.");
  std::vector<std::size_t> order(ids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto earlier = [&](std::size_t a, std::size_t b) { return std::pair(ids[a].size(), ids[a]) < std::pair(ids[b].size(), ids[b]); };
  std::sort(order.begin(), order.end(), earlier);
  for (const std::size_t i : order) {
    Submission submission = handed.gather(i, plan.exercises);
    submission.student.id = ids[i];
    copy_student(plan, submission, notes, plan.files);
    plan.students.push_back(std::move(submission.student));
    told(plan.students.size());
  }
  return plan;
}

int write_test_list(const Plan& plan, const NotesFolder& notes, const std::filesystem::path& program) {
  std::string text = "# Écrit par « partage noter ». Un test par étudiant et par exercice ; etudiants.json dit qui est qui.\n";
  for (const Student& student : plan.students)
    for (const Expected& exercise : plan.expected) text += test_lines(plan, student.id, exercise.id, program.string());
  return write_file(notes.path() / "ctest" / "CTestTestfile.cmake", text);
}

std::vector<TestIndex> to_do(const Plan& plan, const NotesFolder& notes) {
  std::vector<TestIndex> wanted;
  std::vector<std::string> kits;
  for (const content::Exercise& exercise : plan.exercises) kits.push_back(kit_digest(exercise));
  for (std::size_t i = 0; i < plan.students.size() * plan.exercises.size(); ++i) {
    const std::string& student = plan.students[i / plan.exercises.size()].id;
    const content::Exercise& exercise = plan.exercises[i % plan.exercises.size()];
    const Work work = read_work(notes.work(student, exercise.id), exercise.file);
    const ReadRecord read = read_record(notes, student, exercise.id);
    if (!read.record || !still_good(*read.record, work, kits[i % kits.size()], plan.accept_weak_isolation)) wanted.push_back(i);
  }
  return wanted;
}

void forget_records(const Plan& plan, const NotesFolder& notes) {
  for (const Student& student : plan.students)
    for (const Expected& exercise : plan.expected) unlink(notes.record(student.id, exercise.id).c_str());
}

Results join(const Plan& plan, const NotesFolder& notes, const std::string& kit_version) {
  Results results;
  results.kit = kit_version;
  results.date = now_text();
  results.exercises = plan.expected;
  results.students = plan.students;
  results.problems = plan.problems;
  std::vector<std::string> kits;
  for (const content::Exercise& exercise : plan.exercises) kits.push_back(kit_digest(exercise));
  for (std::size_t student = 0; student < plan.students.size(); ++student)
    for (std::size_t at = 0; at < plan.expected.size(); ++at) results.marks.push_back(joined(plan, notes, student, at, kits[at]));
  results.isolation = weakest(results.marks);
  return results;
}

}  // namespace partage::grade
