// What a check decided, and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/recording.hpp"

namespace partage::record {

/// One thing seen that proves a diagnosis: a syscall, a page, a line of maps, said in French.
struct Evidence {
  std::string who;   ///< "père", "fils", "petit-fils", "" when nobody in particular
  std::string text;  ///< "mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f…"
  SourceLine source;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Diagnosis {
  std::string code;     ///< stable: "E08-prive" (one exercise), "G-boucle" (any exercise)
  std::string title;    ///< one sentence that names the mistake
  std::string why;      ///< one to three sentences
  SourceLine source;    ///< in the student's file, when known
  std::vector<Evidence> evidence;
  std::string lesson;   ///< folder of the lesson to read again, may be empty
  friend bool operator==(const Diagnosis&, const Diagnosis&) = default;
};

/// A message of the compiler about the student's file.
struct CompilerMessage {
  std::string file;
  int line = 0;
  int column = 0;
  std::string severity;  ///< "erreur", "avertissement"
  std::string text;      ///< the compiler's words
  std::string excerpt;   ///< the source line and its caret line, separated by '\n'
  std::string hint;      ///< our better sentence, when we have one
  friend bool operator==(const CompilerMessage&, const CompilerMessage&) = default;
};

enum class Outcome { passed, failed, could_not_judge };

struct Verdict {
  static constexpr int schema_version = 3;
  std::string exercise;  ///< folder name
  Outcome outcome = Outcome::could_not_judge;
  std::optional<Diagnosis> diagnosis;         ///< set when failed; when could_not_judge it says whose fault it is not
  std::vector<Diagnosis> advice;              ///< passed, but could be better
  /// Codes of what the check required, in order: all held but the last one of a failed verdict. "G" stands for the common
  /// requirements of a run. Empty: the check never began (it did not compile).
  std::vector<std::string> facts;
  std::vector<CompilerMessage> compiler;      ///< errors, or warnings
  std::string output;                         ///< what the failing run (or the last one) printed, raw
  std::string isolation;                      ///< as in Recording
  std::int64_t elapsed_ns = 0;
  std::optional<Recording> recording;         ///< of the run that decided
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

std::string_view name(Outcome outcome);

}  // namespace partage::record
