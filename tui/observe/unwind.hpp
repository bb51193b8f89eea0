// Frames of a stopped thread, innermost first, by the call frame information of the files it runs through.
#pragma once

#include <optional>

#include "observe/image.hpp"
#include "observe/registers.hpp"

namespace partage::observe {

/// What the program counter of the innermost frame means.
enum class StopKind {
  syscall,      ///< just after a syscall instruction
  instruction,  ///< at an instruction that did not run (breakpoint, fault)
};

struct Frame {
  const Module* module;  ///< valid until the image is read again
  Address unwind_pc;     ///< in the file's addresses: where unwinding rules are looked up
  Address code;          ///< in the file's addresses: an address inside the instruction being executed
};

class Unwinder {
 public:
  Unwinder(pid_t pid, Image& image, const Registers& registers, StopKind kind);
  /// The current frame; nothing outside known files.
  std::optional<Frame> frame();
  /// Where the current frame begins (its canonical frame address): the same all along an activation of a function.
  std::optional<Address> frame_address();
  /// Goes to the caller. False at the end of what is known.
  bool up();

 private:
  const FrameRule* rule();
  std::optional<std::uint64_t> evaluate(const FrameRule::Expression& expression, std::optional<Address> cfa);
  std::optional<std::uint64_t> value_of(const FrameRule::Register& saved, Address cfa);
  std::optional<std::uint64_t> word(Address address);

  pid_t pid_;
  Image& image_;
  DwarfRegisters registers_;
  Address pc_;
  bool after_call_ = false;
  bool after_syscall_;
  // Frames are close together: one read serves several.
  Address stack_start_ = 0;
  std::vector<std::uint8_t> stack_;
};

}  // namespace partage::observe
