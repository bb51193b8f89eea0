// partage noter --annotation: one line for a school's portal.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "cli/noter.hpp"
#include "cli/print.hpp"
#include "content/system_error.hpp"
#include "grade/portal.hpp"

namespace partage::cli {

PassingFolder::PassingFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "partage-notes-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw Refusal(kCannot, std::filesystem::temp_directory_path().string() + "\u00a0: " + content::system_error(errno) + ".");
  path_ = name;
}

PassingFolder::~PassingFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

int annotate(const grade::Results& results) {
  // Written and flushed first: the two outputs often end in the same log.
  std::fputs(grade::portal_log(results).c_str(), stderr);
  std::fflush(stderr);
  if (const auto line = grade::portal_line(results)) {
    print(*line + "\n");
    return 0;
  }
  print_error("la note n'est pas établie\u00a0: aucune ligne n'est écrite pour le portail.");
  return 1;
}

}  // namespace partage::cli
