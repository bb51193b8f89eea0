// Which of the two Windows Subsystems for Linux: from the kernel's name alone.
#include "sandbox/wsl.hpp"

#include <gtest/gtest.h>

namespace partage::sandbox {
namespace {

TEST(Wsl, TheFirstOneHasMicrosoftsOwnName) {
  EXPECT_TRUE(is_first_wsl("4.4.0-19041-Microsoft"));
  EXPECT_TRUE(is_first_wsl("4.4.0-17763-Microsoft"));
}

TEST(Wsl, TheSecondOneIsALinux) {
  EXPECT_FALSE(is_first_wsl("5.15.90.1-microsoft-standard-WSL2"));
  EXPECT_FALSE(is_first_wsl("4.19.104-microsoft-standard"));
  EXPECT_FALSE(is_first_wsl("6.6.0-WSL2-Microsoft"));
}

TEST(Wsl, EverythingElseIsNot) {
  EXPECT_FALSE(is_first_wsl("6.1.0-18-amd64"));
  EXPECT_FALSE(is_first_wsl("6.8.0-1014-azure"));
  EXPECT_FALSE(is_first_wsl(""));
}

}  // namespace
}  // namespace partage::sandbox
