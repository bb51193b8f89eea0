#include "cli/print.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/output.hpp"
#include "cli/context.hpp"
#include "content/system_error.hpp"
#include "grid/grid.hpp"

namespace partage::cli {

namespace {
int write_error = 0;  // of the first write that failed: at the end of the program, errno no longer says
constexpr int kLongestLine = 500;  // columns
}  // namespace

void print(std::string_view text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() && write_error == 0) write_error = errno;
}

void print_error(std::string_view text) {
  std::fflush(stdout);
  fmt::print(stderr, "partage\u00a0: {}\n", text);
}

std::string paragraph(std::string_view text, int indent) {
  std::string result;
  for (const std::string& line : grid::wrap(text, 76 - indent))
    result += std::string(static_cast<std::size_t>(indent), ' ') + line + "\n";
  return result;
}

std::string quoted_output(std::string_view bytes, std::size_t most) {
  app::Output output;
  output.feed(bytes);
  const std::size_t count = output.line_count(), first = count > most ? count - most : 0;
  std::string result;
  if (first + output.forgotten() > 0) result = fmt::format("  ({} lignes plus haut)\n", first + output.forgotten());
  for (std::size_t i = first; i < count; ++i) result += "  | " + grid::fit(output.line(i), kLongestLine) + "\n";
  return result;
}

std::string shown_path(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const std::string here = fs::current_path(error).string() + "/";
  if (!error && path.starts_with(here)) return path.substr(here.size());
  const char* home = std::getenv("HOME");
  const std::string prefix = home == nullptr || *home == '\0' ? "" : std::string(home) + "/";
  if (prefix.size() > 1 && path.starts_with(prefix)) return "~/" + path.substr(prefix.size());
  return path;
}

void flush_output() {
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
  const int error = write_error != 0 ? write_error : errno;
  throw Refusal(kCannot, "La sortie n'a pas pu être écrite\u00a0: " + content::system_error(error) + ".");
}

}  // namespace partage::cli
