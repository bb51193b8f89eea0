// The French sentences that say what happened at a moment, and what it did to memory. Only facts of the recording.
#pragma once

#include <string>

#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

/// One sentence for what moments[index] is: « Le père appelle mmap(NULL, 4096, …), qui rend 0x7f…: 4 Kio de mémoire
/// anonyme partagée. », « Le fils est tué par SIGSEGV : adresse non mappée (0x7f…). ». Empty past the end.
std::string sentence(const record::Recording& recording, std::size_t index);

/// The same, short, for a list: « père  mmap(NULL, 4096, …) = …94000 ». Two blanks after the role.
std::string journal_line(const record::Recording& recording, std::size_t index);

/// One sentence for what the moment did to the pages that are watched; empty when there is nothing to say. `before` and
/// `after` are the states around the moment (record::Player); the second form computes them.
///
/// A copy-on-write is told when a process's private page, present and not exclusive, became exclusive while another
/// living process still shared it, and its content changed or the step was that process's own. The other side's flip reads
/// « redevient seul propriétaire ». Who wrote in a page that two living processes share is told only line by line.
std::string explanation(const record::Recording& recording, std::size_t index, const record::Snapshot& before,
                        const record::Snapshot& after);
std::string explanation(const record::Recording& recording, std::size_t index);

/// What proves that living processes share (or do not) the page of that address: « même inode 215 des deux côtés ». Empty
/// when fewer than two living processes have it in their mappings.
std::string sharing_proof(const record::Snapshot& snapshot, record::Address address, std::uint64_t page_size);
std::string sharing_proof(const record::Recording& recording, std::size_t index, record::Address address);

/// « Le programme s'est terminé. », « Arrêté : trop de processus. »: why the run ended.
std::string end_sentence(const record::Recording& recording);

/// « Le père attend un verrou, ligne 14, que seul peut donner le fils. »: one of Recording::waits.
std::string wait_sentence(const record::Recording& recording, const record::Wait& wait);

/// The whole recording as text, one fact a line; control characters and bytes that are not UTF-8 are replaced.
std::string text_report(const record::Recording& recording);

/// The same for a run without observation (observe::Request::observed): that it was measured, its end, its output.
std::string measured_report(const record::Recording& recording);

/// Why a run without observation has nothing to show of its memory.
std::string measured_sentence();

/// "…94000": the last five hexadecimal digits, enough to tell two addresses apart on one screen; "NULL" for 0.
std::string short_address(record::Address address);

}  // namespace partage::phrases
