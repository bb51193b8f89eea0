// A pane beside the kit, in the terminal multiplexer that it runs in.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grid/grid.hpp"

namespace partage::cli {

enum class Multiplexer { tmux, zellij };

/// $TMUX or $ZELLIJ, and its program in PATH. The inner one, when one runs inside the other, cannot be told: tmux.
std::optional<Multiplexer> multiplexer_around();

struct PaneSize {
  bool right = false;  ///< to the right of the kit, else below it
  int cells = 0;       ///< columns or rows of the new pane
};

/// How to share the room: the kit keeps at least 60x16. Nothing when there is not enough for two.
std::optional<PaneSize> pane_beside(grid::Size room);

/// What the pane runs: the editor, then its exit code written in the FIFO `end`, which stays open as long as the pane lives.
std::vector<std::string> pane_words(const std::string& command, const std::vector<std::string>& arguments, const std::filesystem::path& end);

/// False when the multiplexer refused. `pane` is its name, for show_pane(); empty when it gives none.
bool split(Multiplexer multiplexer, const PaneSize& size, const std::vector<std::string>& words, const std::filesystem::path& folder, std::string& pane);
void show_pane(Multiplexer multiplexer, const std::string& pane);

/// A new folder of our own among temporary ones; empty when it cannot be made.
std::filesystem::path make_private_folder();

}  // namespace partage::cli
