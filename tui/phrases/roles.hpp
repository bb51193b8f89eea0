// How the processes of a recording are called in French.
#pragma once

#include <string>
#include <string_view>

#include "record/recording.hpp"

namespace partage::phrases {

/// "père" for the first process, "fils" for its first child, "fils 2" for the next, "petit-fils", "arrière-petit-fils";
/// further down "descendant". Numbers follow the order of birth among all of that generation. "programme" when the
/// recording has only one process; "processus 4211" for a pid that it does not know.
std::string role(const record::Recording& recording, record::Pid pid);

/// "le père", "l'arrière-petit-fils".
std::string with_article(std::string_view role);
/// "Le père": the start of a sentence.
std::string subject(const record::Recording& recording, record::Pid pid);
/// "du père", "de l'arrière-petit-fils".
std::string of(const record::Recording& recording, record::Pid pid);

/// "ligne 19"; "ligne 16 de outils.h" when that is not the file where the program's main is.
std::string line_name(const record::Recording& recording, const record::SourceLine& source);

/// What `other` is to `pid`: "père", "fils", "frère", "petit-fils", "grand-père", "oncle", "neveu"; "" when they are the
/// same, when one is unknown, or when no word of these says it.
std::string relation(const record::Recording& recording, record::Pid pid, record::Pid other);

}  // namespace partage::phrases
