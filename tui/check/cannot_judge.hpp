// Ends a verification without a verdict: a fault of ours or of the machine. Private to check/.
#pragma once

#include <string>

namespace partage::check {

struct CannotJudge {
  std::string code;    ///< "M-machine", "M-kit", "M-isolement"
  std::string reason;  ///< French, fills {raison}
};

}  // namespace partage::check
