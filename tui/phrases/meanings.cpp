#include "phrases/meanings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "phrases/evidence.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::Recording;
using record::Syscall;

using Words = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
std::string word_for(const std::array<Words, N>& words, std::string_view key) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Words& pair) { return pair.first == key; });
  return found == words.end() ? "" : std::string(found->second);
}

constexpr std::array<Words, 25> errors{{{"EACCES", "droits insuffisants"},
                                        {"EAGAIN", "pas de ressource disponible pour l'instant"},
                                        {"EBADF", "descripteur invalide"},
                                        {"ECHILD", "aucun fils à attendre"},
                                        {"EEXIST", "ce nom, ou cette zone, est déjà pris"},
                                        {"EFAULT", "adresse hors de la mémoire du processus"},
                                        {"EFBIG", "fichier trop grand"},
                                        {"EINTR", "interrompu par un signal"},
                                        {"EINVAL", "argument refusé"},
                                        {"EISDIR", "c'est un dossier"},
                                        {"EMFILE", "trop de fichiers ouverts"},
                                        {"ENFILE", "trop de fichiers ouverts dans le système"},
                                        {"ENODEV", "ce périphérique ne se projette pas en mémoire"},
                                        {"ENOENT", "ce nom n'existe pas"},
                                        {"ENOMEM", "plus de mémoire"},
                                        {"ENOSPC", "disque plein"},
                                        {"ENOSYS", "appel absent de ce noyau"},
                                        {"ENOTDIR", "ce n'est pas un dossier"},
                                        {"EOVERFLOW", "nombre trop grand"},
                                        {"EPERM", "opération non permise"},
                                        {"EPIPE", "plus personne ne lit"},
                                        {"EROFS", "système de fichiers en lecture seule"},
                                        {"ESPIPE", "on ne se déplace pas dans un tube"},
                                        {"ESRCH", "ce processus n'existe pas"},
                                        {"ETXTBSY", "ce fichier est en cours d'exécution"}}};

// sigaction(2), "si_code".
constexpr std::array<Words, 5> codes{{{"SEGV_MAPERR", "adresse non mappée"},
                                      {"SEGV_ACCERR", "droits insuffisants"},
                                      {"SEGV_PKUERR", "droits insuffisants"},
                                      {"BUS_ADRERR", "page mappée, mais au-delà de la fin du fichier"},
                                      {"BUS_ADRALN", "adresse mal alignée"}}};

constexpr std::array<Words, 6> signals{{{"SIGABRT", "le programme a demandé sa propre fin (abort)"},
                                        {"SIGFPE", "division entière impossible"},
                                        {"SIGILL", "instruction inconnue"},
                                        {"SIGPIPE", "plus personne ne lit le tube"},
                                        {"SIGSYS", "appel système interdit ici"},
                                        {"SIGXCPU", "trop de temps de calcul"}}};

bool has(const Syscall& call, std::string_view argument, std::string_view word) {
  const record::Argument* found = call.argument(argument);
  return found != nullptr && found->text.find(word) != std::string::npos;
}

std::uint64_t number(const Syscall& call, std::string_view argument) {
  const record::Argument* found = call.argument(argument);
  return found == nullptr ? 0 : found->value;
}

std::uint64_t length(const Syscall& call) {
  return std::max({number(call, "length"), number(call, "len"), number(call, "size")});
}

// The kernel maps whole pages, whatever was asked.
std::string mapped_size(std::uint64_t bytes, std::uint64_t page_size) {
  if (bytes % page_size == 0) return size_text(bytes);
  const std::uint64_t pages = bytes / page_size + 1;
  return fmt::format("{}, arrondis à {} page{},", size_text(bytes), pages, pages > 1 ? "s" : "");
}

std::string mapped(const Syscall& call, std::uint64_t page_size) {
  const bool shared = has(call, "flags", "MAP_SHARED");
  const bool anonymous = has(call, "flags", "MAP_ANON");
  const std::string size = mapped_size(length(call), page_size);
  if (anonymous) return fmt::format("{} de mémoire anonyme {}", size, shared ? "partagée" : "privée");
  return fmt::format("{} d'un fichier, en projection {}", size, shared ? "partagée" : "privée");
}

// wait4 gives the pid that the program itself sees.
std::string waited(const Recording& recording, std::int64_t result) {
  if (result <= 0) return "";
  for (const record::Process& process : recording.processes)
    if (process.inner_pid == result || (process.inner_pid == 0 && process.pid == result))
      return fmt::format("{} est fini, son père en a reçu la nouvelle", with_article(role(recording, process.pid)));
  return "";
}

std::string bytes_moved(std::int64_t count, std::string_view verb) {
  return count == 1 ? fmt::format("1 octet {}", verb) : fmt::format("{} octets {}s", count, verb);
}

}  // namespace

std::string error_meaning(std::string_view error) {
  return word_for(errors, error);
}

std::string signal_meaning(const record::Exit& exit) {
  const std::string code = word_for(codes, exit.code_name);
  return code.empty() ? word_for(signals, exit.signal_name)
                      : fmt::format("{} ({})", code, address_text(exit.fault_address));
}

std::string syscall_meaning(const Recording& recording, const record::Moment& moment) {
  const Syscall& call = *moment.syscall;
  const std::int64_t result = call.result.value_or(0);
  const std::string_view name = call.name;
  if (name == "mmap") return mapped(call, std::max<std::uint64_t>(recording.page_size, 1));
  if (name == "munmap") return "ces pages ne sont plus dans sa mémoire";
  if (name == "mprotect") return "les droits de ces pages changent";
  if (name == "ftruncate") return fmt::format("le fichier fait maintenant {}", size_text(length(call)));
  if (name == "wait4" || name == "waitpid") return waited(recording, result);
  if (name == "pipe" || name == "pipe2") return "un tube, deux descripteurs";
  if (name == "open" || name == "openat") return "un descripteur";
  if (name == "read" && result == 0) return "fin des données";
  if (name == "read") return bytes_moved(result, "lu");
  if (name == "write") return bytes_moved(result, "écrit");
  return "";
}

}  // namespace partage::phrases
