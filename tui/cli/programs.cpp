#include "cli/programs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <variant>

#include "cli/print.hpp"
#include "content/system_error.hpp"

namespace partage::cli {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::minutes;

// Repetitions of what is slow on a slow machine.
constexpr auto kLongMeasure = minutes(10);

std::vector<std::string> own_environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  return variables;
}

// Our screen shows lines, not a cursor that moves: programs are told so.
std::vector<std::string> plain_environment() {
  std::vector<std::string> variables = own_environment();
  std::erase_if(variables, [](const std::string& variable) { return variable.starts_with("TERM="); });
  variables.emplace_back("TERM=dumb");
  return variables;
}

// Somebody may be reading, or typing: the bounds only stop what would never stop.
sandbox::Limits patient_limits() {
  sandbox::Limits limits;
  limits.processes = 256;
  limits.address_space = 0;
  limits.memory = 2ull << 30;
  limits.file_size = 1ull << 50;  // sparse files are larger than any disk
  limits.output = 1ull << 20;
  limits.open_files = 1024;
  limits.cpu = minutes(1);
  limits.wall = hours(1);
  return limits;
}

bool runnable(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0;
}

std::string why_not_runnable(const fs::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return content::system_error(errno);
  if (S_ISDIR(status.st_mode)) return "c'est un dossier";
  return "ce n'est pas un programme que vous pouvez exécuter";
}

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (runnable(name)) return fs::absolute(name);
    throw Refusal(kUsage, fmt::format("{}\u00a0: {}.", name, why_not_runnable(name)));
  }
  const char* path = std::getenv("PATH");
  std::string folders = path == nullptr ? "/usr/bin:/bin" : path;
  for (std::size_t start = 0; start <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', start), folders.size());
    const fs::path folder = end == start ? fs::path(".") : fs::path(folders.substr(start, end - start));
    if (runnable(folder / name)) return fs::absolute(folder / name);
    start = end + 1;
  }
  throw Refusal(kUsage, fmt::format("{}\u00a0: aucun programme de ce nom dans PATH.{}", name,
                                    runnable(name) ? " Pour celui de ce dossier\u00a0: ./" + name : ""));
}

}  // namespace

observe::Request lesson_request(const content::Paths& paths, const content::Lesson& lesson, const std::string& program,
                                const std::vector<std::string>& arguments, bool observed) {
  if (std::find(lesson.programs.begin(), lesson.programs.end(), program) == lesson.programs.end())
    throw Refusal(kUsage, fmt::format("La leçon {} n'a pas de programme «\u00a0{}\u00a0».{}\nSes programmes\u00a0: {}.", lesson.number, program,
                                      did_you_mean(nearest(program, lesson.programs)), fmt::join(lesson.programs, ", ")));
  const fs::path file = paths.programs / "lessons" / lesson.id / program;
  if (!runnable(file))
    throw Refusal(kCannot, fmt::format("Le programme {} n'est pas construit ({}). Reconstruisez le kit\u00a0: ./partage", program,
                                       shown_path(file.string())));
  observe::Request request;
  request.spec.argv = {file.string()};
  request.spec.argv.insert(request.spec.argv.end(), arguments.begin(), arguments.end());
  request.spec.environment = plain_environment();
  request.spec.directory = lesson.folder;
  request.spec.policy = sandbox::Policy::lesson;
  request.spec.tier = sandbox::Tier::none;
  request.spec.limits = patient_limits();
  request.observed = observed;
  if (!observed) request.spec.limits.cpu = kLongMeasure;
  return request;
}

observe::Request own_request(const std::vector<std::string>& command) {
  observe::Request request;
  request.spec.argv = command;
  request.spec.argv.front() = find_program(command.front());
  request.spec.environment = own_environment();
  request.spec.directory = fs::current_path();
  request.spec.policy = sandbox::Policy::lesson;
  request.spec.tier = sandbox::Tier::none;
  request.spec.limits = patient_limits();
  request.spec.limits.cpu = hours(1);
  request.loader_syscalls = true;
  return request;
}

void follow_lines(observe::Request& request, const std::string& order, const std::string& region) {
  if (order.empty() && region.empty()) return;
  request.lines = observe::parse_order(order.empty() ? "pere" : order);
  if (!request.lines)
    throw Refusal(kUsage, fmt::format("L'ordre «\u00a0{}\u00a0» n'en est pas un. On attend pere, fils, alterne, ou une liste"
                                      " de lettres\u00a0: P pour le père, F pour le fils, G pour le suivant (PFFP, P3F*).",
                                      order));
  request.lines->region = region;
  // Functions of libraries found at their first call would be written then into the program's own data, and a page copied.
  request.spec.environment.emplace_back("LD_BIND_NOW=1");
}

void follow_lesson_lines(observe::Request& request, const content::Lesson& lesson, const std::string& program,
                         const std::string& order, const std::string& region) {
  follow_lines(request, order, region);
  if (!request.lines) return;
  std::set<std::string> files{program + ".c", program + ".cpp"};
  for (const content::Page& page : lesson.pages)
    for (const content::Block& block : page.blocks)
      if (const auto* listing = std::get_if<content::Listing>(&block)) files.insert(listing->file);
  request.own_files.assign(files.begin(), files.end());
}

void show_on_pane(observe::Request& request, int columns, int rows) {
  request.columns = std::max(columns, 1);
  request.rows = std::max(rows, 1);
  request.returns = true;
  std::erase_if(request.spec.environment, [](const std::string& variable) { return variable.starts_with("TERM="); });
  request.spec.environment.emplace_back("TERM=xterm-256color");
}

void take_terminal_size(observe::Request& request) {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return;
  request.columns = size.ws_col;
  request.rows = size.ws_row;
}

}  // namespace partage::cli
