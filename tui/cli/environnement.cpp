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

// Ubuntu, since 23.10. Whoever built the kit has the profile beside it; the package has installed its own.
std::string how_to_get_a_profile() {
  const fs::path program = fs::read_symlink("/proc/self/exe");
  const fs::path built = program.parent_path().parent_path() / "apparmor/partage-construction";
  std::string text = paragraph("AppArmor les refuse aux programmes sans profil (Ubuntu 23.10 et suivants).", 2);
  std::error_code ignored;
  if (fs::exists(built, ignored))
    return text + paragraph("«\u00a0./partage --oui\u00a0» installe celui du kit\u202f; ou, en tant que root\u00a0:", 2) +
           "    install -m 644 " + built.string() + " /etc/apparmor.d/\n    apparmor_parser -r /etc/apparmor.d/partage-construction\n";
  return text + paragraph("Donnez-en un au kit, en tant que root, dans /etc/apparmor.d/partage\u00a0:", 2) +
         "    abi <abi/4.0>,\n    include <tunables/global>\n    profile partage " + program.string() +
         " flags=(unconfined) {\n      userns,\n    }\n" + "  puis\u00a0: apparmor_parser -r /etc/apparmor.d/partage\n";
}

// How to get the strong tier, by the cause that can be seen from here: a profile for our program before any setting of the
// whole machine.
std::string how_to_get_namespaces(const Capabilities& can) {
  std::string text = paragraph("Isolation forte\u00a0: il manque les espaces de noms utilisateur (" + can.why_not_namespaces + ").", 2);
  if (first_line("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1") return text + how_to_get_a_profile();
  if (first_line("/proc/sys/kernel/unprivileged_userns_clone") == "0")
    return text + paragraph("En tant que root\u00a0: sysctl -w kernel.unprivileged_userns_clone=1", 2);
  if (first_line("/proc/sys/user/max_user_namespaces") == "0")
    return text + paragraph("En tant que root\u00a0: sysctl -w user.max_user_namespaces=1000", 2);
  if (fs::exists("/.dockerenv") || fs::exists("/run/.containerenv"))
    return text + paragraph("Vous êtes dans un conteneur\u00a0: relancez-le avec «\u00a0--security-opt seccomp=unconfined "
                            "--security-opt systempaths=unconfined\u00a0».", 2);
  return text;
}

// What the weaker tier does otherwise: one line for each thing that someone may meet.
std::string lite_differences(const Capabilities& can) {
  std::string text = paragraph("En attendant, le code d'un étudiant s'exécute avec l'isolation légère. Ce qui change\u00a0:", 2);
  const auto item = [&](std::string_view said) {
    std::string lines = paragraph(said, 4);
    if (lines.size() > 2) lines[2] = '-';
    text += lines;
  };
  item(can.landlock_abi > 0
           ? "il tourne sous votre compte\u202f; seul Landlock le tient à l'écart de vos fichiers"
           : "il tourne sous votre compte, et sans Landlock rien ne le tient à l'écart de vos fichiers\u00a0: n'exécutez que votre code");
  item("il ne peut rien faire à vos autres processus, mais il partage leur table\u00a0: leurs numéros se devinent");
  item("le réseau lui est fermé tout entier, même entre ses propres processus (socket est refusé)");
  item("/dev/shm et les clés System V sont ceux de la machine\u00a0: le kit efface ce qu'il y laisse, et ne juge qu'un essai à la fois");
  item(can.landlock_abi > 0
           ? "dans /proc, il ne lit que ce qui décrit sa propre mémoire (maps, smaps, pagemap…), et ses fils rien"
           : "dans /proc, il lit tout ce que vous pourriez y lire, et y voit qu'il est observé\u00a0: il n'y gagne rien, "
             "puisque le verdict porte sur ce qu'il fait alors");
  item("/tmp, les droits et les dates des fichiers, inotify et les files de messages lui sont refusés");
  return text + paragraph("C'est suffisant pour votre propre code, pas pour noter celui des autres\u00a0: la notation d'une classe le "
                          "refuse, sauf si vous l'acceptez expressément.", 2);
}

std::string missing(const Capabilities& can, const std::string& gcc) {
  std::string text;
  if (gcc.empty()) text += paragraph("Le compilateur gcc, pour les exercices. Debian, Ubuntu\u00a0:", 2) + "    apt-get install gcc libc6-dev\n";
  if (can.best == Tier::none && !can.seccomp && !can.ptrace && can.why_not_namespaces.starts_with("WSL 1"))
    return "Ce qui manque\u00a0:\n" + text + paragraph(can.why_not_namespaces + ".", 2);
  if (!can.ptrace) text += paragraph("ptrace\u00a0: sans lui, rien ne peut être observé (conteneur\u00a0: ajoutez --cap-add=SYS_PTRACE).", 2);
  if (!can.seccomp) text += paragraph("seccomp\u00a0: ce noyau ne le propose pas.", 2);
  if (can.landlock_abi == 0) text += paragraph("Landlock (Linux 5.13, activé au démarrage)\u00a0: une protection de plus pour les fichiers.", 2);
  if (can.best != Tier::namespaces) text += how_to_get_namespaces(can) + (can.best == Tier::lite ? lite_differences(can) : "");
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
