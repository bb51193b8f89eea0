// What a hostile file makes the program, the compiler or the assembler say never acts: not on the terminal, not on CTest, not
// on a portal that reads the log.
#include <gmock/gmock.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "cli/command.hpp"
#include "grid/utf8.hpp"

namespace partage::cli_tests {
namespace {

std::string hostile(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(source_dir() / "tests/hostile" / (name + ".c"), std::ios::binary).rdbuf();
  return text.str();
}

// Of ECMA-48's controls only the newline; nothing that reorders or hides.
bool is_text(char32_t code) {
  const bool control = (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0);
  const bool hides = (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) || code == 0xFEFF;
  return !control && !hides;
}

void expect_inert(const std::string& text) {
  for (std::string_view rest = text; !rest.empty();) {
    const grid::Decoded decoded = grid::decode(rest);
    EXPECT_TRUE(decoded.valid && is_text(decoded.code)) << std::hex << static_cast<unsigned>(decoded.code) << " dans\n" << text;
    rest.remove_prefix(decoded.bytes);
  }
  static const std::regex order("(^|\n)[ \t]*(::|##\\[)|<(CTest|Dart)|CTEST_FULL_OUTPUT");
  EXPECT_FALSE(std::regex_search(text, order)) << text;
}

class Inert : public testing::TestWithParam<const char*> {};

TEST_P(Inert, InAVerdict) {
  const auto file = write_file("create_shared_memory.c", hostile(GetParam()));
  const Result result = partage({"verifier", "08", "--source", file.string()});
  EXPECT_EQ(result.code, 1) << result.err;
  EXPECT_FALSE(result.out.empty());
  expect_inert(result.out);
  expect_inert(result.err);
}

INSTANTIATE_TEST_SUITE_P(Submission, Inert,
                         testing::Values("affiche_le_verdict", "assembleur_bavard", "echappements", "message_du_compilateur",
                                         "nom_d_objet_piege", "demon_bavard", "se_cache"),
                         [](const auto& tested) { return std::string(tested.param); });

}  // namespace
}  // namespace partage::cli_tests
