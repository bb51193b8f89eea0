#include "cli/command.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace partage::cli_tests {
namespace {

[[noreturn]] void become_partage(const std::vector<std::string>& arguments, const Options& options) {
  setenv("PARTAGE_TRAVAIL", (home() / "travail").c_str(), 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
  if (!options.directory.empty() && chdir(options.directory.c_str()) != 0) _exit(125);
  const std::string program = std::string(PARTAGE_BINARY_DIR) + "/bin/partage";
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const std::string& word : arguments) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  execv(argv[0], argv.data());
  _exit(126);
}

// stdin is a file: nothing to feed while the outputs are read.
int input_file(const std::string& text) {
  const auto path = write_file("entree", text);
  return open(path.c_str(), O_RDONLY | O_CLOEXEC);
}

void read_both(int out, int err, Result& result) {
  std::array<pollfd, 2> watched{{{out, POLLIN, 0}, {err, POLLIN, 0}}};
  std::array<char, 65536> bytes;
  while (watched[0].fd >= 0 || watched[1].fd >= 0) {
    poll(watched.data(), watched.size(), -1);
    for (std::size_t i = 0; i < 2; ++i) {
      if (watched[i].fd < 0 || watched[i].revents == 0) continue;
      const ssize_t count = read(watched[i].fd, bytes.data(), bytes.size());
      if (count > 0) (i == 0 ? result.out : result.err).append(bytes.data(), static_cast<std::size_t>(count));
      else watched[i].fd = -1;
    }
  }
}

}  // namespace

Result partage(const std::vector<std::string>& arguments, const Options& options) {
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
  const int input = input_file(options.input);
  const int file = options.output_file.empty() ? -1 : open(options.output_file.c_str(), O_WRONLY | O_CLOEXEC);
  const pid_t child = fork();
  if (child == 0) {
    dup2(input, 0);
    dup2(file >= 0 ? file : out[1], 1);
    dup2(err[1], 2);
    become_partage(arguments, options);
  }
  for (const int fd : {out[1], err[1], input}) close(fd);
  if (file >= 0) close(file);
  Result result;
  read_both(out[0], err[0], result);
  close(out[0]);
  close(err[0]);
  int status = 0;
  waitpid(child, &status, 0);
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

std::filesystem::path home() { return std::getenv("HOME"); }

std::filesystem::path write_file(const std::string& name, const std::string& text) {
  const auto path = home() / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
  return path;
}

std::filesystem::path source_dir() { return PARTAGE_SOURCE_DIR; }

}  // namespace partage::cli_tests
