#include "observe/injection.hpp"

#include <algorithm>

#include "observe/syscalls.hpp"

namespace partage::observe {

Injections::Injections(const std::vector<Injection>& wanted) {
  for (const Injection& injection : wanted) all_.push_back({injection});
}

bool Injections::any(std::string_view kernel_name) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Counted& c) { return covers(c.wanted.syscall, kernel_name); });
}

int Injections::error_for(std::string_view kernel_name, const std::function<bool(const std::string&)>& is_inside) {
  int error = 0;
  for (Counted& counted : all_) {
    const Injection& wanted = counted.wanted;
    if (!covers(wanted.syscall, kernel_name)) continue;
    if (!wanted.inside.empty() && !is_inside(wanted.inside)) continue;
    ++counted.seen;
    if (wanted.nth == 0 || wanted.nth == counted.seen) error = wanted.error;
  }
  return error;
}

}  // namespace partage::observe
