// Under the boxes: the source with the place of each process, and the journal.
#pragma once

#include "app/lines.hpp"
#include "app/model.hpp"

namespace partage::app {

/// The line of that process: the one about to run, line by line; else the last one that it is known to have been on.
record::SourceLine place_of(const MemoryScreen& screen, record::Pid pid);

/// Source and journal side by side; only the journal when the source is not known. At most `rows` lines.
Lines source_and_journal(const MemoryScreen& screen, int columns, int rows);

/// « père : ligne 7 de course.c, main », one for each living process: for the text view.
Lines places(const MemoryScreen& screen, int columns);

}  // namespace partage::app
