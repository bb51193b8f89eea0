// The wording of evidence: one fact of a recording as one short French line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "record/recording.hpp"

namespace partage::phrases {

/// « mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 3, 0) = 0x7f1c2a000000 », « … = -1 ENOMEM (échec provoqué) ».
std::string syscall_evidence(const record::Syscall& call);

/// A line of /proc/PID/maps, as there, with its size.
std::string mapping_evidence(const record::Mapping& mapping);

/// « aucune ligne de /proc/PID/maps ne contient 0x… ».
std::string no_mapping_evidence(record::Address address);

/// « l'entier en 0x… vaut 42 »; without a value: « … n'a pas pu être lu ».
std::string integer_evidence(record::Address address, std::optional<std::int64_t> value);

/// « SIGSEGV (SEGV_MAPERR) à l'adresse 0x… ».
std::string signal_evidence(const record::Exit& exit);

/// « a fini avec le code 3 ».
std::string exit_evidence(const record::Exit& exit);

/// « create_shared_memory(4096) = 0x7f… », or « … n'est jamais revenu ».
std::string call_evidence(const record::FunctionCall& entry, std::optional<std::uint64_t> result);

/// « 0x7f1c2a000000 ».
std::string address_text(record::Address address);

/// « 64 Kio », « 400 Mio », « 12 octets », with a space that does not break.
std::string size_text(std::uint64_t bytes);

/// « 65 537 »: thousands apart, from five digits on. A text that is not a whole number, or that starts with 0, stays as it is.
std::string grouped(std::string_view number);
std::string grouped(std::uint64_t number);

}  // namespace partage::phrases
