// The six parameters of mmap as rows; each change makes the real call and shows what the kernel answered.
//
// The program is the lesson's, started as any other: its run is model.run, so its output and its memory can be seen too.
#pragma once

#include "app/frame.hpp"
#include "app/keys.hpp"

namespace partage::app {

/// Shows the table of that launch, and makes its first call.
void open_mmap_table(Model& model, Effects& effects, const content::Launch& launch);

Body mmap_table_body(const Model& model);
Bindings mmap_table_bindings(const Model& model);
void settle_mmap_table(Model& model);

}  // namespace partage::app
