// Why a run ended, and what its processes were waiting for.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::End;
using record::Pid;
using record::Recording;
using record::Wait;
using What = record::Wait::What;

// « du fils », « du fils ou du petit-fils ».
std::string of_any(const Recording& recording, const std::vector<Pid>& processes) {
  std::vector<std::string> names;
  for (const Pid pid : processes) names.push_back(of(recording, pid));
  return fmt::format("{}", fmt::join(names, " ou "));
}

std::string any_of(const Recording& recording, const std::vector<Pid>& processes) {
  std::vector<std::string> names;
  for (const Pid pid : processes) names.push_back(with_article(role(recording, pid)));
  return fmt::format("{}", fmt::join(names, " ou "));
}

// A process that holds both ends of a pipe waits for itself: the usual forgotten close().
bool only_itself(const Wait& wait) {
  return wait.on.size() == 1 && wait.on.front() == wait.pid;
}

std::string end_of_child(const Recording& recording, const Wait& wait) {
  return wait.on.empty() ? "la fin d'un fils" : "la fin " + of_any(recording, wait.on);
}

std::string holder(const Recording& recording, const Wait& wait, std::string_view verb) {
  if (only_itself(wait)) return fmt::format(" que lui seul pourrait {}", verb);
  return wait.on.empty() ? "" : fmt::format(" que pourrait {} {}", verb, any_of(recording, wait.on));
}

std::string pipe_read(const Wait& wait) {
  const std::string text = "qu'on écrive dans le tube vide";
  return only_itself(wait) ? text + ", dont lui seul tient encore l'entrée" : text;
}

std::string pipe_write(const Wait& wait) {
  const std::string text = "qu'on lise dans le tube plein";
  return only_itself(wait) ? text + ", dont lui seul tient encore la sortie" : text;
}

std::string file_name(const Wait& wait) {
  const std::string name = wait.object.substr(wait.object.rfind('/') + 1);
  return name.empty() ? "" : " de " + name;
}

std::string awaited(const Recording& recording, const Wait& wait) {
  switch (wait.what) {
    case What::child: return end_of_child(recording, wait);
    case What::pipe_read: return pipe_read(wait);
    case What::pipe_write: return pipe_write(wait);
    case What::lock: return "un verrou ou un sémaphore" + holder(recording, wait, "libérer");
    case What::file_lock: return "le verrou" + file_name(wait) + holder(recording, wait, "libérer");
    case What::semaphore: return "un sémaphore" + holder(recording, wait, "libérer");
    case What::socket: return "un message sur un socket";
    case What::terminal: return "qu'on écrive au clavier";
    case What::time: return "que du temps passe";
    case What::signal: return "un signal";
    case What::other: break;
  }
  return "le noyau";
}

// As the program writes it, when that is known for certain.
std::string call_name(const std::string& call) {
  if (call == "wait4") return "waitpid";
  if (call == "clock_nanosleep") return "nanosleep";
  return call;
}

std::string wait_text(const Recording& recording, const Wait& wait) {
  std::vector<std::string> place;
  if (!wait.call.empty()) place.push_back(call_name(wait.call));
  if (wait.source.known()) place.push_back(fmt::format("ligne {}", wait.source.line));
  return fmt::format("{} attend {}{}", with_article(role(recording, wait.pid)), awaited(recording, wait),
                     place.empty() ? "" : fmt::format(" ({})", fmt::join(place, ", ")));
}

std::string capital(std::string text) {
  if (text.starts_with('l')) text[0] = 'L';
  return text;
}

std::string waits_text(const Recording& recording) {
  std::vector<std::string> texts;
  for (const Wait& wait : recording.waits) texts.push_back(wait_text(recording, wait));
  return texts.empty() ? "" : " " + capital(fmt::format("{}.", fmt::join(texts, "\u202f; ")));
}

}  // namespace

std::string wait_sentence(const Recording& recording, const Wait& wait) {
  return capital(wait_text(recording, wait)) + ".";
}

std::string end_sentence(const Recording& recording) {
  switch (recording.end) {
    case End::finished: return recording.processes.size() > 1 ? "Tous les processus ont fini." : "Le programme a fini.";
    case End::wall_clock: return "Arrêté\u00a0: le programme durait trop longtemps." + waits_text(recording);
    case End::cpu: return "Arrêté\u00a0: trop de temps de calcul.";
    case End::output: return "Arrêté\u00a0: trop de texte affiché.";
    case End::memory: return "Arrêté\u00a0: trop de mémoire.";
    case End::processes: return "Arrêté\u00a0: trop de processus.";
    case End::moments: return "Arrêté\u00a0: trop de moments à enregistrer.";
    case End::cancelled: return "Arrêté à votre demande.";
    case End::deadlock: return "Arrêté\u00a0: interblocage, personne ne peut plus avancer." + waits_text(recording);
    case End::tampering: return "Arrêté\u00a0: le programme touchait à son propre code, et l'on n'y verrait plus rien.";
    case End::fault: return "L'observation a échoué, ce n'est pas la faute du programme\u00a0: " + recording.fault;
  }
  return "";
}

}  // namespace partage::phrases
