#include "check/trial.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <optional>

#include "check/cannot_judge.hpp"
#include "check/common_diagnoses.hpp"
#include "check/compile_alone.hpp"
#include "check/request.hpp"
#include "check/run_state.hpp"
#include "check/wording.hpp"

namespace partage::check {

namespace {

constexpr unsigned kPatience = 10;  ///< seconds

// The engine holds the wall clock itself. Were it ever stuck, this process ends, and all that it started with it: no mark is
// better than a grading that never ends.
class LastResort {
 public:
  explicit LastResort(std::chrono::milliseconds wall) {
    alarm(static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(wall).count()) + kPatience);
  }
  ~LastResort() { alarm(0); }
  LastResort(const LastResort&) = delete;
  LastResort& operator=(const LastResort&) = delete;
};

// In this process: a verification has no screen to serve meanwhile, and one more process for each run would cost as much as
// the observation does.
record::Recording observed(const observe::Request& request, std::string_view typed) {
  const LastResort guard(request.spec.limits.wall);
  return observe::run(request, {}, {}, typed);
}

}  // namespace

RealTrial::RealTrial(const content::Exercise& exercise, Place& place, sandbox::Tier tier, std::uint64_t seed)
    : exercise_(exercise), place_(place), tier_(tier), generator_(seed) {}

std::int64_t RealTrial::random(std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>(low, high)(generator_);
}

Run RealTrial::run_raw(const RunPlan& plan) {
  std::optional<sandbox::LiteTurn> turn;
  if (tier_ == sandbox::Tier::lite) turn.emplace();
  WorkFolder work(place_.new_run(), plan.files);
  record::Recording recording = observed(request_for(exercise_, plan, tier_, place_.program(), work.path()), plan.input);
  if (recording.end == record::End::fault) throw CannotJudge{"M-machine", recording.fault};
  if (recording.end == record::End::cancelled) throw CannotJudge{"M-machine", "la vérification a été interrompue"};
  last_.emplace(Run(std::make_shared<const Run::State>(std::move(recording), std::move(work))));
  raw_plan_ = plan;
  if (last_->recording().end == record::End::tampering) return run(plan);  // nothing that it shows is to be judged
  return *last_;
}

Run RealTrial::run(const RunPlan& plan) {
  Run finished = raw_plan_ == plan ? *last_ : run_raw(plan);
  raw_plan_.reset();
  facts_.emplace_back("G");
  if (auto fault = common_fault(exercise_, finished, limits_of(exercise_, plan), !plan.allow_crash)) {
    show(finished);
    throw Failed{std::move(*fault)};
  }
  return finished;
}

void RealTrial::fail_at_limit(const std::string& reason) {
  throw Failed{common(exercise_, "G-compile-limite", {{"raison", reason}})};
}

CompileTry RealTrial::compile(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers) {
  Alone alone = compile_alone(exercise_, place_, tier_, flags, headers);
  if (!alone.limit.empty()) fail_at_limit(alone.limit);
  return {alone.ok && alone.messages.empty(), std::move(alone.messages)};
}

std::string RealTrial::preprocess(const std::vector<std::string>& flags, const std::map<std::string, std::string>& headers) {
  Alone alone = preprocess_alone(exercise_, place_, tier_, flags, headers);
  if (!alone.limit.empty()) fail_at_limit(alone.limit);
  return std::move(alone.text);
}

std::string RealTrial::source() const { return place_.read(exercise_.file); }

record::Diagnosis RealTrial::diagnosis(std::string_view code, const std::vector<Evidence>& evidence, const SourceLine& where,
                                       const std::map<std::string, std::string>& words) const {
  std::optional<record::Diagnosis> made = worded(exercise_, code, words, where);
  if (!made) throw CannotJudge{"M-kit", fmt::format("le diagnostic «\u00a0{}\u00a0» n'a pas de texte dans exercises/{}/exercise.toml", code, exercise_.id)};
  made->evidence = evidence;
  return std::move(*made);
}

void RealTrial::require(bool fact, std::string_view code, const std::vector<Evidence>& evidence, const SourceLine& where,
                        const std::map<std::string, std::string>& words) {
  facts_.emplace_back(code);
  if (!fact) throw Failed{diagnosis(code, evidence, where, words)};
}

void RealTrial::advise(bool fact, std::string_view code, const std::vector<Evidence>& evidence, const SourceLine& where,
                       const std::map<std::string, std::string>& words) {
  if (!fact) advice_.push_back(diagnosis(code, evidence, where, words));
}

void RealTrial::cannot_judge(std::string_view reason) { throw CannotJudge{"M-kit", std::string(reason)}; }

void RealTrial::show(const Run& run) { chosen_ = run; }

const Run* RealTrial::shown() const {
  if (chosen_) return &*chosen_;
  return last_ ? &*last_ : nullptr;
}

}  // namespace partage::check
