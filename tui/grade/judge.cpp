#include "grade/judge.hpp"

#include <fmt/format.h>

#include "check/check.hpp"

namespace partage::grade {
namespace {

State state_of(record::Outcome outcome) {
  switch (outcome) {
    case record::Outcome::passed: return State::passed;
    case record::Outcome::failed: return State::failed;
    case record::Outcome::could_not_judge: break;
  }
  return State::not_judged;
}

void run_check(Record& record, const content::Exercise& exercise, const Work& work, bool accept_weak_isolation) {
  check::Options options;
  options.source = work.file;
  options.accept_weak_isolation = accept_weak_isolation;
  options.keep_recording = false;
  record.verdict = check::verify(exercise, options);
  record.state = state_of(record.verdict->outcome);
  if (record.state == State::not_judged && record.verdict->diagnosis) record.reason = record.verdict->diagnosis->title;
  // What was judged is what the engine read: the copy must still be the one that the record names.
  if (read_work(work.file.parent_path(), exercise.file).digest == work.digest) return;
  record.state = State::not_judged;
  record.reason = "La copie du fichier a changé pendant qu'elle était jugée.";
}

Record decide(const std::string& student, const content::Exercise& exercise, const Work& work, const std::string& kit,
              bool accept_weak_isolation) {
  Record record{student, exercise.id, work.digest, kit, State::not_judged, work.reason, "", std::nullopt};
  if (kit.empty()) record.reason = "Le kit n'est pas construit pour cet exercice\u00a0: lancez «\u00a0./partage\u00a0».";
  else if (work.what == Choice::What::missing) record.state = State::missing;
  else if (work.what == Choice::What::file) run_check(record, exercise, work, accept_weak_isolation);
  record.judged_at = now_text();
  return record;
}

}  // namespace

Judged judge(const NotesFolder& notes, const std::string& student, const content::Exercise& exercise, bool accept_weak_isolation) {
  const Descriptor lock = notes.lock_record(student, exercise.id);
  const Work work = read_work(notes.work(student, exercise.id), exercise.file);
  const std::string kit = kit_digest(exercise);
  if (auto known = read_record(notes, student, exercise.id).record)
    if (still_good(*known, work, kit, accept_weak_isolation)) return {std::move(*known), true, ""};
  Judged judged{decide(student, exercise, work, kit, accept_weak_isolation), false, ""};
  if (const int error = write_record(notes, judged.record); error != 0)
    judged.trouble = "La fiche n'a pas pu être écrite\u00a0: " + error_words(error) + ".";
  else
    notes.log(fmt::format("{} {} {} {}", judged.record.judged_at, student, exercise.id, name(judged.record.state)));
  return judged;
}

int exit_code(const Judged& judged) {
  if (!judged.trouble.empty() || judged.record.state == State::not_judged) return 77;
  return judged.record.state == State::passed ? 0 : 1;
}

}  // namespace partage::grade
