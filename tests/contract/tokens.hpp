// A C text as tokens that give it back when joined.
#pragma once

#include <string>
#include <vector>

namespace partage::contract {

struct Token {
  enum class Kind { blank, directive, literal, name, number, sign } kind = Kind::blank;
  std::string text;
};

/// Comments are blanks; a preprocessor line, with its continuations, is one directive; "->" and "..." are one sign, any
/// other sign is one character.
std::vector<Token> tokens_of(const std::string& source);

std::string joined(const std::vector<Token>& tokens);

}  // namespace partage::contract
