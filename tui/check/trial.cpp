#include "check/trial.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <optional>

#include "check/cannot_judge.hpp"
#include "check/common_diagnoses.hpp"
#include "check/compile_alone.hpp"
#include "check/request.hpp"
#include "check/run_state.hpp"
#include "check/wording.hpp"

namespace partage::check {

namespace {

// The terminal takes what it can hold; a check types a few lines.
void type(const observe::Supervised& run, std::string_view text) {
  while (!text.empty() && run.input() >= 0) {
    const ssize_t written = write(run.input(), text.data(), text.size());
    if (written > 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    pollfd ready{run.input(), POLLOUT, 0};
    if (errno != EAGAIN || poll(&ready, 1, 1000) <= 0) throw CannotJudge{"M-kit", "le terminal du programme ne reçoit pas ce qui y est tapé"};
  }
}

record::Recording observed(const observe::Request& request, std::string_view input) {
  observe::Supervised run(request);
  type(run, input);
  return run.wait();
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
