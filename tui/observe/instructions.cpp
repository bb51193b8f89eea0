#include "observe/instructions.hpp"

#include <capstone/capstone.h>

namespace partage::observe {
namespace {

#if defined(__x86_64__)
constexpr cs_arch kArchitecture = CS_ARCH_X86;
constexpr cs_mode kMode = CS_MODE_64;
#else
constexpr cs_arch kArchitecture = CS_ARCH_ARM64;
constexpr cs_mode kMode = CS_MODE_ARM;
#endif

class Disassembler {
 public:
  Disassembler() : open_(cs_open(kArchitecture, kMode, &handle_) == CS_ERR_OK) {}
  ~Disassembler() {
    if (open_) cs_close(&handle_);
  }
  Disassembler(const Disassembler&) = delete;
  Disassembler& operator=(const Disassembler&) = delete;

  std::string text(std::span<const std::uint8_t> bytes, record::Address address) const {
    cs_insn* found = nullptr;
    if (!open_ || cs_disasm(handle_, bytes.data(), bytes.size(), address, 1, &found) != 1) return "";
    std::string text = found->mnemonic;
    if (found->op_str[0] != '\0') text += std::string(" ") + found->op_str;
    cs_free(found, 1);
    return text;
  }

 private:
  csh handle_ = 0;
  bool open_;
};

}  // namespace

std::string instruction_text(std::span<const std::uint8_t> bytes, record::Address address) {
  static const Disassembler disassembler;
  return disassembler.text(bytes, address);
}

}  // namespace partage::observe
