// partage environnement: what this machine allows, what is missing, and how to get it.
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "check/check.hpp"
#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "sandbox/sandbox.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;
using sandbox::Capabilities;
using sandbox::Tier;

std::string first_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

std::string field(const std::string& name, const std::string& value) { return fmt::format("{:<13}: {}\n", name, value); }

std::string kernel() {
  utsname name{};
  uname(&name);
  return fmt::format("{} {} ({})", name.sysname, name.release, name.machine);
}

std::string isolation(const Capabilities& can) {
  switch (can.best) {
    case Tier::namespaces: return "forte\u00a0: espaces de noms, Landlock, seccomp";
    case Tier::lite: return "légère\u00a0: limites, Landlock, seccomp, et tout est suivi par ptrace";
    case Tier::none: break;
  }
  return "aucune\u00a0: le code d'un étudiant ne peut pas être exécuté ici";
}

std::string compiler() {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen("LC_ALL=C gcc --version 2>/dev/null", "r"), pclose);
  std::array<char, 256> line{};
  if (!pipe || std::fgets(line.data(), line.size(), pipe.get()) == nullptr) return "";
  std::string version = line.data();
  while (!version.empty() && version.back() == '\n') version.pop_back();
  return version;
}

// The nearest folder that exists: the others are made when they are needed.
std::string writable_state(const fs::path& path) {
  std::error_code error;
  fs::path existing = path;
  while (!existing.empty() && !fs::exists(existing, error) && existing != existing.root_path()) existing = existing.parent_path();
  return access(existing.c_str(), W_OK) == 0 ? "" : "  (lecture seule)";
}

std::string chosen_by(const content::Paths& paths) {
  switch (paths.work_from) {
    case content::WorkFrom::environment: return "  (PARTAGE_TRAVAIL)";
    case content::WorkFrom::marker: return "  (partage init)";
    case content::WorkFrom::kit: return "";
    case content::WorkFrom::user: return "  (par défaut\u202f; «\u00a0partage init DOSSIER\u00a0» en prépare un autre)";
  }
  return "";
}

std::string folders(const content::Paths& paths) {
  return field("Contenu", shown_path(paths.root.string())) + field("Programmes", shown_path(paths.programs.string())) +
         field("Travail", shown_path(paths.work.string()) + writable_state(paths.work) + chosen_by(paths)) +
         field("Progression", shown_path(paths.state.string()) + writable_state(paths.state)) +
         field("Exécutions", shown_path(paths.cache.string()) + writable_state(paths.cache));
}

std::string content_state(Context& context) {
  const content::Library& library = context.library();
  std::string text = fmt::format("{} leçons, {} exercices", library.lessons.size(), library.exercises.size());
  return text;
}

// How to get the strong tier, by the cause that can be seen from here.
std::string how_to_get_namespaces(const Capabilities& can) {
  std::string text = paragraph("Isolation forte\u00a0: il manque les espaces de noms utilisateur (" + can.why_not_namespaces + ").", 2);
  if (first_line("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1") {
    const std::string program = fs::read_symlink("/proc/self/exe").string();
    return text +
           paragraph("AppArmor les refuse aux programmes sans profil (Ubuntu 24.04). Donnez-en un au kit, en tant que root, dans "
                     "/etc/apparmor.d/partage\u00a0:", 2) +
           "    abi <abi/4.0>,\n    include <tunables/global>\n    profile partage " + program +
           " flags=(unconfined) {\n      userns,\n    }\n" + "  puis\u00a0: apparmor_parser -r /etc/apparmor.d/partage\n";
  }
  if (first_line("/proc/sys/kernel/unprivileged_userns_clone") == "0")
    return text + paragraph("En tant que root\u00a0: sysctl -w kernel.unprivileged_userns_clone=1", 2);
  if (first_line("/proc/sys/user/max_user_namespaces") == "0")
    return text + paragraph("En tant que root\u00a0: sysctl -w user.max_user_namespaces=1000", 2);
  if (fs::exists("/.dockerenv") || fs::exists("/run/.containerenv"))
    return text + paragraph("Vous êtes dans un conteneur\u00a0: relancez-le avec «\u00a0--security-opt seccomp=unconfined "
                            "--security-opt systempaths=unconfined\u00a0».", 2);
  return text;
}

std::string lite_differences() {
  return paragraph("En attendant, le code d'un étudiant s'exécute avec l'isolation légère\u00a0: il voit vos processus et votre réseau "
                   "local lui est fermé, mais il reste sous votre compte. Suffisant pour votre propre code, pas pour noter celui "
                   "des autres.", 2);
}

std::string missing(const Capabilities& can, const std::string& gcc) {
  std::string text;
  if (gcc.empty()) text += paragraph("Le compilateur gcc, pour les exercices. Debian, Ubuntu\u00a0:", 2) + "    apt-get install gcc libc6-dev\n";
  if (!can.ptrace) text += paragraph("ptrace\u00a0: sans lui, rien ne peut être observé (conteneur\u00a0: ajoutez --cap-add=SYS_PTRACE).", 2);
  if (!can.seccomp) text += paragraph("seccomp\u00a0: ce noyau ne le propose pas.", 2);
  if (can.landlock_abi == 0) text += paragraph("Landlock (Linux 5.13, activé au démarrage)\u00a0: une protection de plus pour les fichiers.", 2);
  if (can.best != Tier::namespaces) text += how_to_get_namespaces(can) + (can.best == Tier::lite ? lite_differences() : "");
  return text.empty() ? "Il ne manque rien.\n" : "Ce qui manque\u00a0:\n" + text;
}

void describe_environment(Context& context) {
  const Capabilities& can = sandbox::capabilities();
  const std::string gcc = compiler();
  print(field("Partage", PARTAGE_VERSION) + field("Noyau", kernel()) + field("Isolation", isolation(can)) +
        field("Landlock", can.landlock_abi > 0 ? fmt::format("version {}", can.landlock_abi) : "absent") +
        field("ptrace", can.ptrace ? "permis" : "refusé") +
        field("Compilateur", gcc.empty() ? "gcc est introuvable" : gcc) +
        field("Cœurs", std::to_string(std::max(1u, std::thread::hardware_concurrency()))) + folders(context.paths()));
  print(field("Leçons", content_state(context)) + "\n" + missing(can, gcc));
}

}  // namespace

void add_environment(CLI::App& app, Context& context) {
  CLI::App* command = app.add_subcommand("environnement", "Ce que cette machine permet, ce qui manque et comment l'obtenir.");
  command->callback([&context] { describe_environment(context); });
}

}  // namespace partage::cli
