#include "record/verdict.hpp"

namespace partage::record {

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed: return "passed";
    case Outcome::failed: return "failed";
    case Outcome::could_not_judge: return "could_not_judge";
  }
  return "";
}

}  // namespace partage::record
