#include <sys/ptrace.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <map>
#include <mutex>
#include <string>

#include "sandbox/descriptor.hpp"
#include "sandbox/errors.hpp"
#include "sandbox/filter.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/sandbox.hpp"
#include "sandbox/wsl.hpp"

namespace partage::sandbox {
namespace {

constexpr const char* kWithoutNamespaces = "PARTAGE_SANS_ESPACES";

bool asked(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && std::strcmp(value, "1") == 0;
}

// Empty when the whole of a run could be done; else what was refused.
std::string attempt(Tier tier) {
  Spec spec;
  spec.argv = {"/bin/true"};
  spec.directory = "/";
  spec.tier = tier;
  spec.limits.wall = std::chrono::minutes(1);  // a busy machine is not a machine without namespaces
  const std::unique_ptr<Run> run = start(spec);
  const std::optional<int> status = run->wait();
  if (!run->failure().empty()) return run->failure();
  if (!run->limit().empty()) return "/bin/true dépasse une limite (" + run->limit() + ")";
  return status == 0 ? "" : "/bin/true ne s'exécute pas";
}

// In a child of its own: nothing of the attempt (subreaper, descriptors) stays in the caller.
std::string attempt_apart(Tier tier) {
  int ends[2];
  if (pipe(ends) != 0) return error_text(errno);
  const Descriptor output(ends[0]);
  Descriptor input(ends[1]);
  const pid_t child = fork();
  if (child == 0) {
    std::string refused;
    try {
      refused = attempt(tier);
    } catch (const std::exception& error) {
      refused = error.what();
    }
    refused += '\n';  // an empty answer is a child that died
    const ssize_t written = write(input.get(), refused.data(), refused.size());
    _exit(written > 0 ? 0 : 1);
  }
  input.reset();
  std::string answer;
  char buffer[512];
  for (ssize_t got; (got = read(output.get(), buffer, sizeof buffer)) > 0;)
    answer.append(buffer, static_cast<std::size_t>(got));
  while (child > 0 && waitpid(child, nullptr, 0) < 0 && errno == EINTR) continue;
  if (answer.empty()) return "l'essai d'isolation s'est arrêté";
  answer.pop_back();
  return answer;
}

// A child that stops itself, seized as a run's program would be.
bool ptrace_allowed() {
  const pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) {
    pause();
    _exit(0);
  }
  const bool allowed = ptrace(PTRACE_SEIZE, child, nullptr, nullptr) == 0;
  kill(child, SIGKILL);
  while (waitpid(child, nullptr, __WALL) < 0 && errno == EINTR) continue;
  return allowed;
}

}  // namespace

bool namespaces_unwanted() { return asked(kWithoutNamespaces); }

Capabilities probe_capabilities() {
  Capabilities found;
  utsname system{};
  if (uname(&system) == 0 && is_first_wsl(system.release)) {
    found.why_not_namespaces = "WSL 1 n'a ni espaces de noms, ni seccomp, ni ptrace complet\u202f; passez à WSL 2, sous Windows\u00a0: "
                               "wsl --set-version DISTRIBUTION 2";
    return found;
  }
  found.landlock_abi = landlock_abi();
  found.seccomp = seccomp_available();
  found.ptrace = ptrace_allowed();
  found.why_not_namespaces = namespaces_unwanted()          ? "désactivés par PARTAGE_SANS_ESPACES=1"
                             : found.seccomp               ? attempt_apart(Tier::namespaces)
                                                           : "filtre seccomp absent de ce noyau";
  if (found.why_not_namespaces.empty())
    found.best = Tier::namespaces;
  else if (found.seccomp && found.ptrace && attempt_apart(Tier::lite).empty())
    found.best = Tier::lite;
  return found;
}

const Capabilities& capabilities() {
  // One answer for each state of the variable: a test sets it in the middle of its process.
  static std::map<bool, Capabilities> known;
  static std::mutex lock;
  const std::lock_guard guard(lock);
  const auto [found, fresh] = known.try_emplace(namespaces_unwanted());
  if (fresh) found->second = probe_capabilities();
  return found->second;
}

}  // namespace partage::sandbox
