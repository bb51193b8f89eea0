// The student's editor: $VISUAL, $EDITOR, or the first usual one that is installed. In a window of its own when it has one,
// beside the kit inside tmux or zellij, else in the kit's place. PARTAGE_EDITEUR=ici: always in its place.
#pragma once

#include <poll.h>
#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grid/grid.hpp"

namespace partage::cli {

class Editors {
 public:
  Editors() = default;
  ~Editors();  ///< those that are open stay open
  Editors(const Editors&) = delete;
  Editors& operator=(const Editors&) = delete;

  struct Opened {
    bool here = false;     ///< it needs the terminal: lend it, and call run_here()
    std::string said;      ///< French; where it was opened
    std::string error;     ///< French; it was not
  };
  /// `room`: of the terminal, to share with a pane. `line` 0: no particular line.
  Opened open(const std::filesystem::path& file, int line, grid::Size room);
  /// On the terminal; waits. Empty, or a French sentence.
  std::string run_here(const std::filesystem::path& file, int line);

  std::vector<pollfd> descriptors() const;
  /// French sentences for those that ended badly since the last call. Never blocks.
  std::vector<std::string> ended();

 private:
  /// Told of by a descriptor: the end of a process (pidfd), or a FIFO that the pane's shell holds open and writes its code in.
  struct Open {
    std::string command, file;
    pid_t process = 0;            ///< of a window; 0: a pane
    int fd = -1;
    int messages = -1;            ///< what a window's editor says on its error output
    std::filesystem::path folder; ///< of the FIFO
    std::string pane;             ///< as tmux names it
  };

  Opened open_window(const std::string& command, const std::filesystem::path& file, int line);
  std::optional<Opened> open_pane(const std::string& command, const std::filesystem::path& file, int line, grid::Size room);
  std::optional<std::string> end_of(Open& open);
  static void forget(Open& open);

  std::vector<Open> open_;
};

}  // namespace partage::cli
