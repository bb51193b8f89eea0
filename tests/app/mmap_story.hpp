// A lesson whose program makes one call of mmap, and what the kernel answered to it.
#pragma once

#include "app/app.hpp"

namespace partage::test {

/// Adds that lesson to the library, and opens the table of its six parameters.
void open_mmap_table(app::Model& model);

record::Recording mmap_made();     ///< one shared anonymous page
record::Recording mmap_refused();  ///< EEXIST

}  // namespace partage::test
