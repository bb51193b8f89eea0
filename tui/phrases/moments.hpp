// The French sentences that say what happened at a moment, and what it did to memory. Only facts of the recording.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

/// One sentence for what moments[index] is: « Le père appelle mmap(NULL, 4096, …), qui rend 0x7f…: 4 Kio de mémoire
/// anonyme partagée. », « Le fils est tué par SIGSEGV : adresse non mappée (0x7f…). ». Empty past the end.
/// A statement is what comes next: « Le fils va exécuter la ligne 19 : g = 2; »; `code` is the text of that line, where it
/// is at hand.
std::string sentence(const record::Recording& recording, std::size_t index, std::string_view code = {});

/// The same, short, for a list: « père  mmap(NULL, 4096, …) = …94000 ». Two blanks after the role.
std::string journal_line(const record::Recording& recording, std::size_t index);

/// What the moment did to the pages that are watched: one sentence, or line by line one for each fact of what the lines
/// before it did (line_effects.hpp), with a blank between two. Empty when there is nothing to say. `before` and
/// `after` are the states around the moment (record::Player); the second form computes them.
///
/// A copy-on-write is told when a process's private page, present and not exclusive, became exclusive while another
/// living process still shared it, and its content changed or the step was that process's own. The other side's flip reads
/// « redevient seul propriétaire ». Who wrote in a page that two living processes share is told only line by line.
std::string explanation(const record::Recording& recording, std::size_t index, const record::Snapshot& before,
                        const record::Snapshot& after);
std::string explanation(const record::Recording& recording, std::size_t index);
/// The same, sentence by sentence.
std::vector<std::string> explanations(const record::Recording& recording, std::size_t index,
                                      const record::Snapshot& before, const record::Snapshot& after);

/// What proves that living processes share (or do not) the page of that address: « même inode 215 des deux côtés ». Empty
/// when fewer than two living processes have it in their mappings.
std::string sharing_proof(const record::Snapshot& snapshot, record::Address address, std::uint64_t page_size);
std::string sharing_proof(const record::Recording& recording, std::size_t index, record::Address address);
/// The same in the fewest words, and what it proves first: « UNE page : même inode 215 des deux côtés ».
std::string brief_sharing(const record::Snapshot& snapshot, record::Address address, std::uint64_t page_size);

/// « Le père attend la fin du fils (waitpid, ligne 31). », « Le fils attend qu'on lise dans le tube plein (write, ligne
/// 24). »: what a process was waiting for when the run was stopped.
std::string wait_sentence(const record::Recording& recording, const record::Wait& wait);

/// « Tous les processus ont fini. », « Arrêté : trop de processus. »: why the run ended; with what each was waiting for,
/// when that is why: « Arrêté : interblocage, personne ne peut plus avancer. Le père attend la fin du fils (waitpid, ligne
/// 31) ; le fils attend qu'on lise dans le tube plein (write, ligne 24). »
std::string end_sentence(const record::Recording& recording);

/// The text of a source line, without the blanks around it; empty when it is not at hand.
using SourceText = std::function<std::string(const record::SourceLine&)>;

/// The whole recording as text, one fact a line; control characters and bytes that are not UTF-8 are replaced.
std::string text_report(const record::Recording& recording, const SourceText& code = {});

/// The same for a run without observation (observe::Request::observed): that it was measured, its end, its output.
std::string measured_report(const record::Recording& recording);

/// What optimisation does to a program followed line by line, and how to have every line.
std::string optimised_sentence();

/// Why a run without observation has nothing to show of its memory.
std::string measured_sentence();

/// "…94000": the last five hexadecimal digits, enough to tell two addresses apart on one screen; "NULL" for 0.
std::string short_address(record::Address address);

}  // namespace partage::phrases
