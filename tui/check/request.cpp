#include "check/request.hpp"

#include "content/library.hpp"

namespace partage::check {

namespace {

template <class T>
void override_with(T& limit, const T& wanted) {
  if (wanted != T{}) limit = wanted;
}

std::vector<observe::Injection> injections_of(const content::Exercise& exercise, const RunPlan& plan) {
  std::vector<observe::Injection> injections;
  for (const RunPlan::Fault& fault : plan.faults) {
    std::string inside = fault.function;
    if (inside.empty() && !exercise.functions.empty()) inside = exercise.functions.front().name;
    injections.push_back({fault.syscall, fault.nth, fault.error, std::move(inside)});
  }
  return injections;
}

}  // namespace

sandbox::Limits limits_of(const content::Exercise& exercise, const RunPlan& plan) {
  sandbox::Limits limits;
  override_with(limits.processes, exercise.limits.processes);
  override_with(limits.address_space, exercise.limits.address_space);
  override_with(limits.memory, exercise.limits.memory);
  override_with(limits.file_size, exercise.limits.file_size);
  override_with(limits.output, exercise.limits.output);
  override_with(limits.cpu, exercise.limits.cpu);
  override_with(limits.wall, exercise.limits.wall);
  override_with(limits.address_space, plan.address_limit);
  override_with(limits.file_size, plan.file_limit);
  limits.data = plan.data_limit;
  return limits;
}

observe::Request request_for(const content::Exercise& exercise, const RunPlan& plan, sandbox::Tier tier,
                             const std::filesystem::path& program, const std::filesystem::path& work) {
  observe::Request request;
  request.spec.argv = {"/programme"};
  request.spec.argv.insert(request.spec.argv.end(), plan.arguments.begin(), plan.arguments.end());
  request.spec.environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/travail"};
  request.spec.policy = sandbox::Policy::submission;
  request.spec.tier = tier;
  request.spec.limits = limits_of(exercise, plan);
  request.spec.binds = {{program, "/programme", false}, {work, "/travail", true}};
  request.spec.hidden = {content::find_paths().root};
  request.terminal = plan.pipe_output ? observe::Terminal::pipe : observe::Terminal::pty;
  request.own_files = {exercise.file};
  for (const content::ProbedFunction& function : exercise.functions)
    request.probes.push_back({function.name, function.arguments, function.watched_argument});
  request.injections = injections_of(exercise, plan);
  request.page_size = plan.page_size;
  return request;
}

}  // namespace partage::check
