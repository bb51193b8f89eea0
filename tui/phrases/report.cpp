#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "phrases/line_effects.hpp"
#include "phrases/moments.hpp"
#include "phrases/printable.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::Recording;
using record::Snapshot;

std::string place(const record::SourceLine& source) {
  return source.known() ? fmt::format("{}, ligne {}", source.file, source.line) : "";
}

class Report {
 public:
  Report(const Recording& recording, const SourceText& code) : recording_(recording), code_(code), effects_(recording) {}

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
    if (recording_.by_lines()) line("Ligne à ligne, ordre\u00a0: " + recording_.order);
    if (recording_.optimised) line(optimised_sentence());
    line("");
  }

  void moments() {
    record::Player last(recording_), next(recording_);
    for (std::size_t i = 0; i < recording_.moments.size(); ++i) {
      const Snapshot& before = i == 0 ? last.now() : last.seek(i - 1);
      const Snapshot& after = next.seek(i);
      if (recording_.by_lines()) by_line(i, before, after);
      else by_call(i, before, after);
      if (!recording_.moments[i].memory.empty()) proofs(after);
    }
  }

  void by_call(std::size_t index, const Snapshot& before, const Snapshot& after) {
    const record::Moment& moment = recording_.moments[index];
    const std::string where = place(moment.source);
    line(sentence(recording_, index) + (where.empty() ? "" : " [" + where + "]"));
    why(explanation(recording_, index, before, after), moment.pid);
  }

  // What a moment tells of the past comes before what it announces.
  void by_line(std::size_t index, const Snapshot& before, const Snapshot& after) {
    const record::Moment& moment = recording_.moments[index];
    const bool announces = moment.kind == record::MomentKind::statement || moment.kind == record::MomentKind::instruction;
    const std::vector<std::string> facts = moment.kind == record::MomentKind::fork
                                               ? explanations(recording_, index, before, after)
                                               : effects_.at(index, before, after);
    if (!announces) line(sentence(recording_, index));
    for (const std::string& fact : facts) line("  " + fact);
    if (announces) line(sentence(recording_, index, code_ ? code_(moment.source) : ""));
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
  const SourceText& code_;
  LineEffects effects_;
  std::string text_;
  std::set<std::string> said_;
  std::map<record::Pid, std::string> last_why_;
};

}  // namespace

std::string text_report(const Recording& recording, const SourceText& code) {
  return Report(recording, code).text();
}

std::string optimised_sentence() {
  return "Ce programme est compilé avec optimisation\u00a0: le compilateur a déplacé ou fondu des lignes. Certaines n'apparaissent"
         " pas, ni les variables qu'il garde dans des registres. Avec -O0, chaque ligne apparaît.";
}

std::string measured_sentence() {
  return "Ce programme mesure\u00a0: il a été lancé sans observation, qui fausserait ses temps. De sa mémoire, rien n'est"
         " enregistré.";
}

std::string measured_report(const Recording& recording) {
  return Report(recording, {}).measured();
}

}  // namespace partage::phrases
