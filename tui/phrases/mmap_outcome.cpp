#include "phrases/mmap_outcome.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "phrases/evidence.hpp"
#include "phrases/meanings.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

namespace {

using record::Recording;
using record::Syscall;

constexpr std::uint64_t enormous = std::uint64_t{1} << 36;  ///< 64 Gio: more than what a kernel promises lightly
constexpr std::uint64_t forbidden = 64 << 10;               ///< vm.mmap_min_addr, as usually set

std::uint64_t value(const Syscall& call, std::string_view name) {
  const record::Argument* found = call.argument(name);
  return found == nullptr ? 0 : found->value;
}

/// A whole flag: MAP_FIXED is not in MAP_FIXED_NOREPLACE.
bool has(const Syscall& call, std::string_view name, std::string_view word) {
  const record::Argument* found = call.argument(name);
  std::string_view words = found == nullptr ? std::string_view() : found->text;
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    if (words.substr(0, bar) == word) return true;
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
  return false;
}

bool visible(const Syscall& call) { return has(call, "flags", "MAP_SHARED") || has(call, "flags", "MAP_PRIVATE"); }

std::uint64_t page_of(const Recording& recording) { return std::max<std::uint64_t>(recording.page_size, 1); }

std::int64_t as_signed(std::uint64_t number) { return static_cast<std::int64_t>(number); }

std::string invalid(const Syscall& call, std::uint64_t page) {
  if (value(call, "length") == 0) return "La longueur est nulle\u00a0: il n'y a aucune page à projeter.";
  if (value(call, "offset") % page != 0)
    return fmt::format("La position {} n'est pas un multiple de la taille d'une page, {} octets.", as_signed(value(call, "offset")), page);
  if (!visible(call)) return "Les drapeaux ne choisissent pas\u00a0: il faut MAP_SHARED ou MAP_PRIVATE, exactement un des deux.";
  if (value(call, "addr") % page != 0) return "Une adresse imposée doit être le début d'une page.";
  return "Un des arguments ne veut rien dire pour cet appel.";
}

std::string denied(const MmapOutcome& outcome) {
  if (outcome.opened.find("O_WRONLY") != std::string::npos)
    return "Le fichier n'est ouvert qu'en écriture\u00a0: le noyau doit pouvoir lire ce qu'il projette.";
  return "Le fichier n'est ouvert qu'en lecture\u00a0: écrire dans une projection partagée, ce serait écrire dans le fichier.";
}

std::string refusal(const MmapOutcome& outcome, std::uint64_t page) {
  const Syscall& call = *outcome.call;
  const std::string& error = call.error;
  if (error == "EINVAL") return invalid(call, page);
  if (error == "EBADF")
    return fmt::format("Sans MAP_ANONYMOUS, il faut un fichier ouvert\u00a0: le descripteur {} n'en désigne aucun.", static_cast<std::int32_t>(value(call, "fd")));
  if (error == "EACCES") return denied(outcome);
  if (error == "EOVERFLOW")
    return fmt::format("La position {} n'est celle d'aucun octet\u00a0: le noyau la lit sans signe, au-delà de tout fichier.", as_signed(value(call, "offset")));
  if (error == "ENOMEM")
    return fmt::format("{} de mémoire modifiable, c'est plus que le noyau n'accepte de promettre\u202f; MAP_NORESERVE lève cette réserve.", size_text(value(call, "length")));
  if (error == "EEXIST") return "Cette adresse sert déjà, et MAP_FIXED_NOREPLACE refuse d'écraser.";
  if (error == "EPERM" && value(call, "addr") < forbidden)
    return "Les premières pages de la mémoire sont interdites\u00a0: c'est grâce à cela qu'un pointeur NULL fait mourir.";
  if (error == "EPERM") return "Le système de fichiers de ce fichier interdit d'exécuter.";
  const std::string meaning = error_meaning(error);
  return meaning.empty() ? error + "." : error + "\u00a0: " + meaning + ".";
}

/// What the address asked for became; empty when the kernel chose.
std::string about_address(const MmapOutcome& outcome) {
  const Syscall& call = *outcome.call;
  const bool kept = static_cast<std::uint64_t>(*call.result) == value(call, "addr");
  const bool imposed = has(call, "flags", "MAP_FIXED") || has(call, "flags", "MAP_FIXED_NOREPLACE");
  if (!imposed && value(call, "addr") == 0) return {};
  if (*call.result == 0) return "La page de l'adresse 0, permise à root seul\u00a0: un pointeur NULL n'y ferait plus mourir.";
  if (!kept) return "L'adresse proposée sert déjà\u00a0: le noyau en a choisi une autre, sans le dire.";
  if (!imposed) return "L'adresse proposée était libre\u00a0: le noyau l'a suivie.";
  if (outcome.before) return "MAP_FIXED a pris exactement cette adresse\u00a0: ce qui s'y trouvait a disparu, sans avertissement.";
  return "L'adresse imposée était libre\u00a0: rien n'a été écrasé.";
}

std::string about_file(const MmapOutcome& outcome) {
  const Syscall& call = *outcome.call;
  const bool anonymous = has(call, "flags", "MAP_ANONYMOUS"), shared = has(call, "flags", "MAP_SHARED");
  const bool writable = has(call, "prot", "PROT_WRITE");
  if (anonymous && (static_cast<std::int32_t>(value(call, "fd")) != -1 || value(call, "offset") != 0))
    return "Sans fichier, Linux ignore le descripteur et la position\u202f; d'autres systèmes exigent -1 et 0.";
  if (!anonymous && !shared && writable && outcome.opened.find("O_RDONLY") != std::string::npos)
    return "En privé, on n'écrit que dans sa copie\u00a0: un fichier ouvert en lecture suffit.";
  return {};
}

std::string about_length(const MmapOutcome& outcome, std::uint64_t page) {
  const std::uint64_t length = value(*outcome.call, "length");
  if (length >= enormous) return fmt::format("{}, et pas une page n'est encore prise\u00a0: mmap promet, le premier accès paiera.", size_text(length));
  const std::uint64_t pages = (length + page - 1) / page;
  if (length % page != 0)
    return fmt::format("{} demandé{}, {} page{} donnée{}\u00a0: le noyau ne compte qu'en pages.", size_text(length), length > 1 ? "s" : "", pages,
                       pages > 1 ? "s" : "", pages > 1 ? "s" : "");
  return {};
}

std::string about_rights(const Syscall& call) {
  const bool readable = has(call, "prot", "PROT_READ"), writable = has(call, "prot", "PROT_WRITE"), executable = has(call, "prot", "PROT_EXEC");
  if (writable && executable) return "À la fois modifiable et exécutable\u00a0: permis ici, refusé par des systèmes plus prudents.";
  if (!readable && !writable && !executable) return "L'adresse est prise, mais y lire ou y écrire tuerait\u00a0: SIGSEGV, SEGV_ACCERR.";
  if (writable && !readable) return "PROT_WRITE seul\u00a0: certains processeurs laissent lire quand même, d'autres non.";
  return {};
}

std::string about_sharing(const MmapOutcome& outcome, std::uint64_t page) {
  const Syscall& call = *outcome.call;
  const bool anonymous = has(call, "flags", "MAP_ANONYMOUS"), shared = has(call, "flags", "MAP_SHARED");
  if (outcome.made && outcome.made->size() > (value(call, "length") + page - 1) / page * page)
    return "Privée et anonyme\u202f; maps la réunit en une seule ligne avec une voisine de mêmes droits.";
  if (anonymous && shared) return "Partagée et anonyme\u00a0: un fils né ensuite verra la même page.";
  if (anonymous) return "Privée et anonyme\u00a0: à ce processus seul\u202f; un fils en aurait une copie.";
  if (!shared) return "Privée\u00a0: elle montre le fichier, mais ce que l'on y écrirait resterait dans une copie.";
  if (has(call, "prot", "PROT_WRITE")) return "Partagée\u00a0: ce que l'on écrira là ira dans le fichier.";
  return "Partagée\u00a0: elle montrera ce que d'autres écrivent dans le fichier.";
}

std::string success(const MmapOutcome& outcome, std::uint64_t page) {
  for (const std::string& said : {about_address(outcome), about_length(outcome, page), about_file(outcome), about_rights(*outcome.call)})
    if (!said.empty()) return said;
  return about_sharing(outcome, page);
}

/// The position that the program was given, when the library refuses it before the kernel sees anything.
std::optional<std::int64_t> refused_position(const Recording& recording) {
  if (recording.end != record::End::finished || recording.arguments.size() != 6) return {};
  const std::string& word = recording.arguments[5];
  std::int64_t position = 0;
  const auto [rest, error] = std::from_chars(word.data(), word.data() + word.size(), position);
  if (error != std::errc{} || rest != word.data() + word.size()) return {};
  if (position % as_signed(page_of(recording)) == 0) return {};
  return position;
}

}  // namespace

MmapOutcome mmap_outcome(const Recording& recording) {
  MmapOutcome outcome;
  std::size_t at = recording.moments.size();
  while (at-- > 0) {
    const auto& call = recording.moments[at].syscall;
    if (call && call->name == "mmap" && call->own && call->result) break;
  }
  if (at >= recording.moments.size()) return outcome;
  const record::Moment& moment = recording.moments[at];
  outcome.call = &*moment.syscall;
  const auto line = [&](std::size_t index, record::Address address) -> std::optional<record::Mapping> {
    const record::Snapshot snapshot = record::snapshot_at(recording, index);
    const auto process = snapshot.processes.find(moment.pid);
    const record::Mapping* found = process == snapshot.processes.end() ? nullptr : process->second.mapping_at(address);
    return found == nullptr ? std::nullopt : std::optional(*found);
  };
  if (outcome.call->error.empty()) outcome.made = line(at, static_cast<record::Address>(*outcome.call->result));
  if (at > 0) outcome.before = line(at - 1, value(*outcome.call, "addr"));
  for (std::size_t i = 0; i < at; ++i) {
    const auto& call = recording.moments[i].syscall;
    const bool opens = call && (call->name == "open" || call->name == "openat") && call->result && call->error.empty();
    if (!opens || *call->result != static_cast<std::int32_t>(value(*outcome.call, "fd"))) continue;
    if (const record::Argument* flags = call->argument("flags")) outcome.opened = flags->text;
  }
  return outcome;
}

std::string mmap_result(const Recording& recording, const MmapOutcome& outcome) {
  if (outcome.call == nullptr) return refused_position(recording) ? "mmap rend MAP_FAILED, errno = EINVAL (argument refusé)" : "aucun appel de mmap n'a été vu";
  if (outcome.call->error.empty()) return "mmap rend " + address_text(static_cast<record::Address>(*outcome.call->result));
  const std::string meaning = error_meaning(outcome.call->error);
  return "mmap rend MAP_FAILED, errno = " + outcome.call->error + (meaning.empty() ? "" : " (" + meaning + ")");
}

std::string mmap_reason(const Recording& recording, const MmapOutcome& outcome) {
  const std::uint64_t page = page_of(recording);
  if (outcome.call != nullptr) return outcome.call->error.empty() ? success(outcome, page) : refusal(outcome, page);
  if (const auto position = refused_position(recording))
    return fmt::format("La position {} n'est pas un multiple de la taille d'une page, {} octets\u00a0: la bibliothèque refuse d'elle-même, le noyau n'a rien vu.",
                       *position, page);
  return "Le programme s'est arrêté avant d'appeler mmap.";
}

std::string maps_text(const record::Mapping& line) {
  return fmt::format("{:x}-{:x} {} {:08x} {} {}{}{}", line.start, line.end, line.permissions, line.offset, line.device, line.inode,
                     line.path.empty() ? "" : " ", line.path);
}

}  // namespace partage::phrases
