// What a program writes on its terminal, reduced to what a pane may be told: text, the usual control characters, and the
// escape sequences that move, erase, colour or switch screens, always whole and within bounds.
//
// Titles, clipboard, device strings (OSC, DCS, APC, PM, SOS), bells, window operations and whatever is unknown are
// dropped. libvterm then never sees a cut sequence, nor one with more or larger parameters than it has room for.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace partage::app {

class HarmlessStream {
 public:
  /// Cut anywhere, even inside a character; what is not finished is kept for the next call.
  std::string take(std::string_view bytes);
  /// Private modes (DECSET) that were set or reset, by number, as of the last sequence.
  const std::map<int, bool>& modes() const { return modes_; }

 private:
  enum class State { text, escape, intermediate, csi, string, string_escape };

  void take(char32_t code, std::string_view bytes, std::string& out);
  void control(char32_t code, std::string& out);
  void write(char32_t code, std::string_view bytes, std::string& out);
  void escape(char32_t code, std::string& out);
  void designate(char32_t code, std::string& out);
  void csi(char32_t code, std::string& out);
  void end_csi(char final, std::string& out);
  void private_modes(char final, std::string& out);
  void end_string(char32_t code, std::string& out);

  State state_ = State::text;
  std::string cut_;         ///< first bytes of a character whose end has not come
  std::string parameters_;  ///< of the sequence under way
  std::size_t swallowed_ = 0;
  int marks_ = 0;           ///< combining marks on the last character
  std::map<int, bool> modes_;
};

}  // namespace partage::app
