#include "app/prediction.hpp"

#include <algorithm>
#include <regex>

#include "app/lesson.hpp"
#include "app/output.hpp"
#include "app/words.hpp"
#include "phrases/roles.hpp"
#include "phrases/values.hpp"

namespace partage::app {
namespace {

// libstdc++'s matcher recurses once for each character: a flood must not become a stack overflow of ours.
constexpr std::size_t kMostSearched = 4'096;

std::optional<std::string> first_group(const std::regex& expression, std::string_view text) {
  std::match_results<std::string_view::const_iterator> found;
  if (!std::regex_search(text.begin(), text.end(), found, expression)) return std::nullopt;
  return trimmed((found.size() > 1 ? found[1] : found[0]).str());
}

Line question_line(const content::Prediction& prediction) { return Line(prediction.question, look::strong); }

struct Choices {
  int under_cursor = -1, mine = -1, answer = -1;
};

Lines choice_lines(const content::Prediction& prediction, const Choices& which, int columns) {
  Lines lines;
  for (int index = 0; index < static_cast<int>(prediction.choices.size()); ++index) {
    const bool mine = index == which.mine, right = index == which.answer, here = index == which.under_cursor;
    Line first("    ");
    if (right) first.add("✔ ", look::good);
    else if (mine && which.answer >= 0) first.add("✘ ", look::bad);
    else if (mine) first.add("● ", look::accent);
    else first.add(here ? "▸ " : "  ", look::changed);
    first.add(std::to_string(index + 1) + "  ", look::dim);
    Line text(prediction.choices[static_cast<std::size_t>(index)], mine || here ? look::strong : look::plain);
    if (mine) text.add("   votre réponse", look::dim);
    append(lines, wrap(text, columns, first, Line().pad_to(first.width())));
  }
  return lines;
}

Line outcome(const content::Prediction& prediction, const Answer& answer, bool right) {
  if (right) return Line("✔ Oui, le programme le confirme.", look::good);
  const std::string who = prediction.place ? "à ce moment, " + prediction.place->expression + " vaut" : "le programme répond";
  return Line("✘ Non\u00a0: ", look::bad).add(who + " «\u00a0" + answer.text + "\u00a0».");
}

Line no_answer(const content::Prediction& prediction) {
  const std::string why = prediction.place ? "Le programme n'est pas passé par ce moment" : "Le programme n'a pas donné sa réponse";
  return Line(why + "\u00a0: o montre sa sortie, r le relance.", look::warn);
}

// The first process is the father, even in a program that has no child.
bool is_named(const record::Recording& recording, record::Pid pid, const std::string& name) {
  const bool first = !recording.processes.empty() && recording.processes.front().pid == pid;
  return (first && (name == "père" || name == "programme")) || phrases::role(recording, pid) == name;
}

bool is_at(const record::Recording& recording, const record::Moment& moment, const content::Place& place) {
  const bool about_to_run = moment.kind == record::MomentKind::statement || moment.kind == record::MomentKind::instruction;
  return about_to_run && moment.source.line == place.line && moment.source.file == place.file &&
         is_named(recording, moment.pid, place.process);
}

}  // namespace

Answer find_answer(const content::Prediction& prediction, std::string_view output) {
  const std::string text = inert(output);
  try {
    const std::regex expression(prediction.capture, std::regex::ECMAScript);
    std::string_view searched(text);
    std::optional<std::string> found = first_group(expression, searched.substr(0, kMostSearched));
    if (!found && searched.size() > kMostSearched)
      found = first_group(expression, searched.substr(searched.size() - kMostSearched));
    if (found) return {*found, true};
  } catch (const std::regex_error&) {
    // Lessons with an expression that does not compile are refused when they are loaded.
  }
  return {};
}

Answer find_answer(const content::Prediction& prediction, const record::Recording& recording) {
  if (!prediction.place) return find_answer(prediction, recording.output);
  const auto found = std::find_if(recording.moments.begin(), recording.moments.end(),
                                  [&](const record::Moment& moment) { return is_at(recording, moment, *prediction.place); });
  if (found == recording.moments.end()) return {};
  const auto moment = static_cast<std::size_t>(found - recording.moments.begin());
  const std::string value = phrases::expression_value(recording, record::snapshot_at(recording, moment), found->pid,
                                                      prediction.place->expression);
  return {value, !value.empty(), moment};
}

int choice_of(const content::Prediction& prediction, std::string_view text) {
  const auto same = [&](const std::string& choice) { return folded(trimmed(choice)) == folded(trimmed(text)); };
  const auto found = std::find_if(prediction.choices.begin(), prediction.choices.end(), same);
  return found == prediction.choices.end() ? -1 : static_cast<int>(found - prediction.choices.begin());
}

Lines prediction_lines(const Model& model, const content::Prediction& prediction, bool focused, int columns,
                       int& choices_line) {
  const std::optional<std::string> choice = committed(model, prediction.id);
  const auto known = model.lesson.answers.find(prediction.id);
  const bool answered = choice && known != model.lesson.answers.end() && known->second.known;
  const bool running = model.run.running && model.run.prediction == prediction.id && model.run.lesson == model.lesson.lesson;
  Choices which;
  const auto cursor = model.lesson.choices.find(prediction.id);
  if (!choice && focused) which.under_cursor = cursor == model.lesson.choices.end() ? 0 : cursor->second;
  if (choice) which.mine = choice_of(prediction, *choice);
  if (answered) which.answer = choice_of(prediction, known->second.text);

  const Line mark = Line(focused ? "▸ " : "  ", look::changed).add("? ", look::key);
  Lines lines = wrap(question_line(prediction), columns, mark, Line("    "));
  choices_line = static_cast<int>(lines.size());
  append(lines, choice_lines(prediction, which, columns));
  const auto say = [&](const Line& line) { append(lines, wrap(line, columns, Line("    "), Line("    "))); };
  if (!choice) {
    say(Line("Choisissez (↑ ↓ ou un chiffre), puis Entrée\u00a0: le programme répondra.", look::dim));
  } else if (running) {
    say(Line("Le programme s'exécute…", look::accent));
  } else {
    if (answered) say(outcome(prediction, known->second, which.answer >= 0 ? which.answer == which.mine : known->second.text == *choice));
    else if (known != model.lesson.answers.end()) say(no_answer(prediction));
    else say(Line("Entrée relance le programme et remontre sa réponse.", look::dim));
    say(Line(prediction.explanation));
    if (answered && known->second.moment) say(Line("m montre la mémoire à ce moment.", look::dim));
  }
  return lines;
}

}  // namespace partage::app
