// What a kernel word means, in a few French words. Private to phrases/.
#pragma once

#include <string>
#include <string_view>

#include "record/recording.hpp"

namespace partage::phrases {

/// "plus de mémoire" for "ENOMEM"; empty for an error that a beginner's program does not meet.
std::string error_meaning(std::string_view error);

/// « adresse non mappée (0x7f…) » for SIGSEGV with SEGV_MAPERR; empty when the signal's name says it all.
std::string signal_meaning(const record::Exit& exit);

/// What a syscall that succeeded did: « 4 Kio de mémoire anonyme partagée »; empty when its name says it.
std::string syscall_meaning(const record::Recording& recording, const record::Moment& moment);

}  // namespace partage::phrases
