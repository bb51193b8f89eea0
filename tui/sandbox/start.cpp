#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "sandbox/errors.hpp"
#include "sandbox/mounts.hpp"
#include "sandbox/run.hpp"
#include "sandbox/scratch_folder.hpp"

namespace partage::sandbox {
namespace fs = std::filesystem;
namespace {

bool is_below(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

// The lite tier has no mounts: a path "as seen inside" is translated to where the bind comes from.
fs::path outside_of(const Spec& spec, const fs::path& inside) {
  for (const Bind& bind : spec.binds)
    if (inside == bind.inside)
      return bind.outside;
    else if (is_below(inside, bind.inside))
      return bind.outside / inside.lexically_relative(bind.inside);
  return inside;
}

void translate_paths(Plan& plan) {
  const fs::path directory = outside_of(plan.spec, plan.directory);
  const fs::path executable = outside_of(plan.spec, plan.executable);
  plan.directory = directory.string();
  // Relative: after the change of identity, root's scratch folder can no longer be reached by its name. The folders of
  // one Scratch, side by side, belong to 65534.
  const bool beside = is_below(executable, directory.parent_path()) && is_below(directory.parent_path(), scratch_base());
  plan.executable = beside || is_below(executable, directory) ? "./" + executable.lexically_relative(directory).string()
                                                              : executable.string();
  std::erase_if(plan.spec.environment, [](const std::string& variable) { return variable.starts_with("TMPDIR="); });
  plan.spec.environment.push_back("TMPDIR=.");
}

void refuse_bad(const Spec& spec) {
  if (spec.argv.empty() || spec.argv[0].empty()) throw SetupError{"aucun programme à exécuter", 0};
  for (const Bind& bind : spec.binds)
    if (!bind.inside.is_absolute() || !bind.outside.is_absolute())
      throw SetupError{"une liaison n'est pas un chemin absolu\u00a0: " + bind.outside.string(), 0};
}

Plan plan_of(const Spec& spec) {
  refuse_bad(spec);
  Plan plan;
  plan.spec = spec;
  const bool submission = spec.policy == Policy::submission;
  if (!submission) plan.spec.tier = Tier::none;
  if (submission && spec.tier == Tier::none) throw SetupError{"un programme d'étudiant ne s'exécute pas sans isolation", 0};
  plan.executable = spec.argv[0];
  plan.directory = spec.directory.string();
  plan.in_namespaces = plan.spec.tier == Tier::namespaces;
  plan.filters = &filters(plan.spec);
  plan.drop_identity = submission && geteuid() == 0;
  if (spec.compiler) {
    const Limits least = compiler_limits();
    plan.spec.limits.processes = std::max(spec.limits.processes, least.processes);
    if (spec.limits.address_space != 0)
      plan.spec.limits.address_space = std::max(spec.limits.address_space, least.address_space);
  }
  if (!submission) return plan;
  plan.landlock = landlock_abi();
  plan.allowed = allowed_paths(layout_of(plan.spec), !plan.in_namespaces, spec.compiler);
  if (!plan.in_namespaces) translate_paths(plan);
  if (plan.drop_identity)
    for (const Bind& bind : spec.binds)
      if (bind.writable) give_to_nobody(bind.outside);
  return plan;
}

}  // namespace

Limits compiler_limits() {
  Limits limits;
  limits.processes = 64;
  limits.address_space = 2ull << 30;
  limits.memory = 1ull << 30;
  limits.file_size = 64ull << 20;
  limits.disk = 256ull << 20;
  limits.output = 256ull << 10;
  limits.open_files = 256;
  limits.cpu = std::chrono::seconds(20);
  limits.wall = std::chrono::seconds(30);
  return limits;
}

std::unique_ptr<Run> start(const Spec& spec) {
  try {
    Plan plan = plan_of(spec);
    return plan.in_namespaces ? start_in_namespaces(std::move(plan)) : start_locally(std::move(plan));
  } catch (const SetupError& error) {
    throw std::runtime_error(error.sentence());
  }
}

}  // namespace partage::sandbox
