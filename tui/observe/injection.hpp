// Which calls must fail, counted over the whole run.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "observe/observe.hpp"

namespace partage::observe {

class Injections {
 public:
  explicit Injections(const std::vector<Injection>& wanted);
  bool any(std::string_view kernel_name) const;
  /// A call by an own frame is about to be performed: the errno that it must get, 0 when it is left alone. Counts it.
  int error_for(std::string_view kernel_name, const std::function<bool(const std::string&)>& is_inside);

 private:
  struct Counted {
    Injection wanted;
    int seen = 0;
  };
  std::vector<Counted> all_;
};

}  // namespace partage::observe
