// What changed in a process's mappings and in the mapped files, one sentence for each fact. Private to phrases/.
#pragma once

#include <string>
#include <vector>

#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::phrases {

/// Mappings made by the program (and its heap) that appeared, vanished, grew, were cut or got other rights, and the pointers
/// that lead nowhere since.
std::vector<std::string> mapping_effects(const record::Recording& recording, const record::Moment& moment,
                                         const record::Snapshot& before, const record::Snapshot& after);

/// Sizes of the files that are followed, and the state of their pages in the cache. `flush` is the call that the line
/// made to write to the disk ("msync", "fsync"); empty: none.
std::vector<std::string> file_effects(const record::Moment& moment, const record::Snapshot& before,
                                      const record::Snapshot& after, const std::string& flush);

/// "4 Kio de mémoire anonyme partagée", "8 Kio du fichier foo.txt, en projection partagée", "le tas, 132 Kio".
std::string zone_text(const record::Mapping& mapping);

}  // namespace partage::phrases
