// Faults of French typography in the texts that students read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace partage::phrases {

struct TypographyFault {
  int line = 0;         ///< 1-based
  std::string reason;   ///< French: « il manque une espace insécable avant « ; » »
  std::string excerpt;  ///< the words around it
  friend bool operator==(const TypographyFault&, const TypographyFault&) = default;
};

enum class TextKind {
  prose,     ///< nothing but prose; `code` between backquotes is left alone
  markdown,  ///< lesson.fr.md, enonce.fr.md: front matter and our fenced blocks are TOML, other fenced blocks are code
  toml,      ///< exercise.toml: only the strings of keys that hold prose
};

/// Wanted: U+202F before ; ! ? and U+00A0 before : (one for the other is accepted), one of them after « and before »;
/// no straight double quotes, no three dots, no two blanks. What looks like code outside backquotes (a word that holds
/// one of ( ) = _ / [ ] { } < > & *) is left alone where it would be a matter of taste.
std::vector<TypographyFault> typography_faults(std::string_view text, TextKind kind = TextKind::markdown);

}  // namespace partage::phrases
