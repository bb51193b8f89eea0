// The Trial that an exercise's check gets: real runs of the compiled program. Private to check/.
#pragma once

#include <random>

#include "check/facts.hpp"
#include "check/place.hpp"
#include "content/exercise.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::check {

/// Thrown by require() and by run(); goes through the check, to verify(), and nowhere else.
struct Failed {
  record::Diagnosis diagnosis;
};

class RealTrial final : public Trial {
 public:
  RealTrial(const content::Exercise& exercise, Place& place, sandbox::Tier tier, std::uint64_t seed);

  std::int64_t random(std::int64_t low, std::int64_t high) override;
  Run run(const RunPlan& plan) override;
  Run run_raw(const RunPlan& plan) override;
  CompileTry compile(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers) override;
  std::string preprocess(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers) override;
  std::string source() const override;
  void require(bool fact, std::string_view code, const std::vector<Evidence>& evidence, const SourceLine& where,
               const std::map<std::string, std::string>& words) override;
  void advise(bool fact, std::string_view code, const std::vector<Evidence>& evidence, const SourceLine& where,
              const std::map<std::string, std::string>& words) override;
  [[noreturn]] void cannot_judge(std::string_view reason) override;
  void show(const Run& run) override;

  const std::vector<record::Diagnosis>& advice() const { return advice_; }
  /// As in Verdict.
  const std::vector<std::string>& facts() const { return facts_; }
  /// The run that the verdict shows; null before the first.
  const Run* shown() const;

 private:
  [[noreturn]] void fail_at_limit(const std::string& reason);
  record::Diagnosis diagnosis(std::string_view code, const std::vector<Evidence>& evidence, const SourceLine& where,
                              const std::map<std::string, std::string>& words) const;

  const content::Exercise& exercise_;
  Place& place_;
  sandbox::Tier tier_;
  std::mt19937_64 generator_;
  std::optional<Run> last_, chosen_;
  std::optional<RunPlan> raw_plan_;  ///< of last_, when run_raw() made it and nobody took it again
  std::vector<record::Diagnosis> advice_;
  std::vector<std::string> facts_;
};

}  // namespace partage::check
