#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "phrases/moments.hpp"
#include "phrases/printable.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::End;
using record::Recording;
using record::Snapshot;

std::string place(const record::SourceLine& source) {
  return source.known() ? fmt::format("{}, ligne {}", source.file, source.line) : "";
}

class Report {
 public:
  explicit Report(const Recording& recording) : recording_(recording) {}

  std::string text() {
    heading();
    moments();
    ending();
    return std::move(text_);
  }
  std::string measured() {
    heading();
    line(measured_sentence());
    ending();
    return std::move(text_);
  }

 private:
  void line(std::string_view content) { (text_ += printable(content)) += '\n'; }

  void heading() {
    std::string program = recording_.program;
    if (!recording_.arguments.empty()) program += fmt::format(" {}", fmt::join(recording_.arguments, " "));
    line("Programme\u00a0: " + program);
    if (!recording_.isolation.empty()) line("Isolation\u00a0: " + recording_.isolation);
    for (const record::Process& process : recording_.processes)
      line(fmt::format("Processus {}\u00a0: {}", process.pid, role(recording_, process.pid)));
    line("");
  }

  void moments() {
    record::Player last(recording_), next(recording_);
    for (std::size_t i = 0; i < recording_.moments.size(); ++i) {
      const Snapshot& before = i == 0 ? last.now() : last.seek(i - 1);
      const Snapshot& after = next.seek(i);
      const record::Moment& moment = recording_.moments[i];
      const std::string where = place(moment.source);
      line(sentence(recording_, i) + (where.empty() ? "" : " [" + where + "]"));
      why(explanation(recording_, i, before, after), moment.pid);
      if (!moment.memory.empty()) proofs(after);
    }
  }

  // A program that goes on writing in the same page would repeat the same line at every call.
  void why(const std::string& text, record::Pid pid) {
    if (!text.empty() && last_why_[pid] != text) line("  " + text);
    if (!text.empty()) last_why_[pid] = text;
  }

  // Each proof once: it holds until the mappings change.
  void proofs(const Snapshot& snapshot) {
    std::set<record::Address> addresses;
    for (const auto& [pid, process] : snapshot.processes)
      for (const record::Mapping& mapping : process.mappings)
        if (mapping.own && mapping.shared()) addresses.insert(mapping.start);
    for (const record::Address address : addresses) {
      const std::string proof = sharing_proof(snapshot, address, recording_.page_size);
      if (proof.empty() || !said_.insert(fmt::format("{} {}", address, proof)).second) continue;
      line(fmt::format("  Zone partagée 0x{:x}\u00a0: {}.", address, proof));
    }
  }

  void ending() {
    line("");
    line(end_sentence(recording_));
    for (const record::Process& process : recording_.processes)
      if (process.parent != 0 && process.exit && !process.reaped)
        line(fmt::format("{} n'a pas été attendu par son père.", subject(recording_, process.pid)));
    if (recording_.output.empty()) return;
    line("");
    line("Ce que le programme a affiché\u00a0:");
    for (std::string_view rest = recording_.output; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view shown = rest.substr(0, end);
      while (shown.ends_with('\r')) shown.remove_suffix(1);
      line("  " + std::string(shown));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  const Recording& recording_;
  std::string text_;
  std::set<std::string> said_;
  std::map<record::Pid, std::string> last_why_;
};

}  // namespace

std::string end_sentence(const Recording& recording) {
  switch (recording.end) {
    case End::finished: return recording.processes.size() > 1 ? "Tous les processus ont fini." : "Le programme a fini.";
    case End::wall_clock: return "Arrêté\u00a0: le programme durait trop longtemps.";
    case End::cpu: return "Arrêté\u00a0: trop de temps de calcul.";
    case End::output: return "Arrêté\u00a0: trop de texte affiché.";
    case End::memory: return "Arrêté\u00a0: trop de mémoire.";
    case End::processes: return "Arrêté\u00a0: trop de processus.";
    case End::moments: return "Arrêté\u00a0: trop de moments à enregistrer.";
    case End::cancelled: return "Arrêté à votre demande.";
    case End::deadlock: return "Arrêté\u00a0: interblocage, chacun attendait l'autre.";
    case End::fault: return "L'observation a échoué, ce n'est pas la faute du programme\u00a0: " + recording.fault;
  }
  return "";
}

std::string text_report(const Recording& recording) {
  return Report(recording).text();
}

std::string measured_sentence() {
  return "Ce programme mesure\u00a0: il a été lancé sans observation, qui fausserait ses temps. De sa mémoire, rien n'est"
         " enregistré.";
}

std::string measured_report(const Recording& recording) {
  return Report(recording).measured();
}

}  // namespace partage::phrases
