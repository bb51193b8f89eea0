// The student's file compiled or preprocessed alone, under a check's own flags and headers (exercise 03: is it portable?).
// Private to check/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "check/place.hpp"
#include "content/exercise.hpp"
#include "record/verdict.hpp"

namespace partage::check {

struct Alone {
  bool ok = false;    ///< gcc succeeded, perhaps with warnings
  std::string limit;  ///< French: the limit that the compiler met; empty: none
  std::vector<record::CompilerMessage> messages;
  std::string text;   ///< what the preprocessor wrote
};

/// The file is the one that compile() has put into place.build(). `headers`: name as included -> text.
Alone compile_alone(const content::Exercise& exercise, const Place& place, sandbox::Tier tier,
                    const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers);
Alone preprocess_alone(const content::Exercise& exercise, const Place& place, sandbox::Tier tier,
                       const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers);

}  // namespace partage::check
