#include "observe/own_frame.hpp"

namespace partage::observe {
namespace {

constexpr int kMostFrames = 64;

}  // namespace

OwnFrame own_frame(pid_t tid, Image& image, const Registers& registers, StopKind kind, const OwnFiles& own,
                   const std::vector<std::string_view>& wrappers) {
  OwnFrame result;
  if (!image.has_program()) return result;
  const bool lines = image.program().has_lines();
  Unwinder unwinder(tid, image, registers, kind);
  int outside = 0;  // frames of libraries below the first frame of the program
  std::shared_ptr<ElfFile> called;  // the outermost of them, the function that the program called
  Address called_at = 0;
  for (int depth = 0; depth < kMostFrames; ++depth) {
    const auto frame = unwinder.frame();
    if (!frame) {
      result.nowhere = depth == 0;
      break;
    }
    ElfFile& file = *frame->module->file;
    Place place;
    if (image.is_program(*frame->module) && lines) place = file.place(frame->code, own);
    // A static program holds libc as well: only what has line information is its own.
    const bool program = lines ? place.known : image.is_program(*frame->module);
    if (program && !result.in_program) {
      result.in_program = true;
      result.direct = outside <= 1 || called->has_name(called_at, wrappers);
      result.own = result.direct && place.own;
    }
    if (place.own) {
      result.source = place.source;
      break;
    }
    if (!program && !result.in_program) {
      ++outside;
      called = frame->module->file;
      called_at = frame->code;
    }
    if (!unwinder.up()) break;
  }
  return result;
}

}  // namespace partage::observe
