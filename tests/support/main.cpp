// Entry of every test program: a private home, and, when asked, the whole program again as `nobody`.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

// execve through setpriv rather than setuid here: a process that only changes uid becomes undumpable, and could then
// neither write its uid_map nor read its own /proc.
void become_nobody(char** argv) {
  unsetenv("PARTAGE_TEST_AS_NOBODY");
  std::vector<char*> command;
  for (const char* word : {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"})
    command.push_back(const_cast<char*>(word));
  for (char** word = argv; *word != nullptr; ++word) command.push_back(*word);
  command.push_back(nullptr);
  execvp("setpriv", command.data());
  std::perror("setpriv");
  std::exit(1);
}

// Tests never touch the real home. The folder is on the disk of /var/tmp: /tmp may be a tmpfs, where mapped files differ.
class PrivateHome {
 public:
  PrivateHome() {
    char pattern[] = "/var/tmp/partage-test-XXXXXX";
    if (mkdtemp(pattern) == nullptr) {
      std::perror("mkdtemp");
      std::exit(1);
    }
    path_ = pattern;
    setenv("HOME", path_.c_str(), 1);
    for (const char* name : {"XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}) unsetenv(name);
  }
  ~PrivateHome() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

 private:
  std::string path_;
};

}  // namespace

int main(int argc, char** argv) {
  if (std::getenv("PARTAGE_TEST_AS_NOBODY") != nullptr && geteuid() == 0) become_nobody(argv);
  PrivateHome home;
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
