#include "cli/clock.hpp"

#include <ctime>

#include "content/dates.hpp"

namespace partage::cli {

app::Clock clock_now() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return {now, 0};
  return {now, local.tm_gmtoff};
}

int today() {
  const app::Clock now = clock_now();
  return content::day_of(now.seconds, now.offset);
}

}  // namespace partage::cli
