// Who waits for what, when nothing moves any more.
#include <fmt/format.h>

#include "phrases/moments.hpp"
#include "phrases/printable.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::Recording;
using record::Wait;

std::string named(const Wait& wait) { return wait.object.empty() ? "" : " (" + printable(wait.object) + ")"; }

std::string awaited(const Wait& wait) {
  switch (wait.what) {
    case Wait::What::child: return "la fin d'un fils";
    case Wait::What::pipe_read: return "qu'on écrive dans un tube" + named(wait);
    case Wait::What::pipe_write: return "qu'on lise dans un tube" + named(wait);
    case Wait::What::lock: return "un verrou" + named(wait);
    case Wait::What::file_lock: return "le verrou d'un fichier" + named(wait);
    case Wait::What::semaphore: return "un sémaphore" + named(wait);
    case Wait::What::socket: return "un message" + named(wait);
    case Wait::What::terminal: return "qu'on tape au clavier";
    case Wait::What::time: return "que le temps passe";
    case Wait::What::signal: return "un signal";
    case Wait::What::other: return wait.call.empty() ? "quelque chose" : "le retour de " + printable(wait.call);
  }
  return "quelque chose";
}

}  // namespace

std::string wait_sentence(const Recording& recording, const Wait& wait) {
  std::string who;
  for (const record::Pid pid : wait.on)
    who += (who.empty() ? "" : &pid == &wait.on.back() ? " ou " : ", ") + with_article(role(recording, pid));
  return fmt::format("{} attend {}{}{}.", subject(recording, wait.pid), awaited(wait),
                     wait.source.known() ? fmt::format(", ligne {}", wait.source.line) : "",
                     who.empty() ? "" : ", que seul peut donner " + who);
}

}  // namespace partage::phrases
