#include "app/edit_script.hpp"

#include <algorithm>

namespace partage::app {
namespace {

constexpr long kMostEdits = 1'000;

using Texts = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// The middle, where both texts start and end differently.
class Script {
 public:
  Script(const Texts& left, const Texts& right, std::size_t start, std::size_t left_end, std::size_t right_end)
      : left_(left), right_(right), start_(start), width_(static_cast<long>(left_end - start)), height_(static_cast<long>(right_end - start)) {}

  Pairs pairs() {
    const long most = std::min(width_ + height_, kMostEdits);
    std::vector<long> furthest(static_cast<std::size_t>(2 * most + 3), 0);  // by diagonal, from -most - 1
    const auto at = [&](long diagonal) -> long& { return furthest[static_cast<std::size_t>(diagonal + most + 1)]; };
    for (long edits = 0; edits <= most; ++edits) {
      traces_.emplace_back();
      for (long k = -edits; k <= edits; k += 2) {
        const bool down = k == -edits || (k != edits && at(k - 1) < at(k + 1));
        long x = down ? at(k + 1) : at(k - 1) + 1;
        while (x < width_ && x - k < height_ && same(x, x - k)) ++x;
        at(k) = x;
        traces_.back().push_back(x);
        if (x >= width_ && x - k >= height_) return walk_back(edits, k);
      }
    }
    return {};
  }

 private:
  bool same(long x, long y) const {
    return left_[start_ + static_cast<std::size_t>(x)] == right_[start_ + static_cast<std::size_t>(y)];
  }

  // How far `edits` edits went on diagonal k; nothing was there: -1.
  long reached(long edits, long k) const {
    if (edits < 0 || k < -edits || k > edits) return -1;
    return traces_[static_cast<std::size_t>(edits)][static_cast<std::size_t>((k + edits) / 2)];
  }

  Pairs walk_back(long edits, long k) const {
    Pairs found;
    long x = width_;
    for (; edits >= 0; --edits) {
      const bool down = k == -edits || (k != edits && reached(edits - 1, k - 1) < reached(edits - 1, k + 1));
      const long before = edits == 0 ? 0 : down ? reached(edits - 1, k + 1) : reached(edits - 1, k - 1) + 1;
      for (; x > before; --x)
        found.emplace_back(start_ + static_cast<std::size_t>(x - 1), start_ + static_cast<std::size_t>(x - 1 - k));
      x = down ? before : before - 1;
      k += down ? 1 : -1;
    }
    std::reverse(found.begin(), found.end());
    return found;
  }

  const Texts& left_;
  const Texts& right_;
  std::size_t start_;
  long width_, height_;
  std::vector<std::vector<long>> traces_;
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> common_lines(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  std::size_t start = 0, left_end = left.size(), right_end = right.size();
  while (start < left_end && start < right_end && left[start] == right[start]) ++start;
  while (left_end > start && right_end > start && left[left_end - 1] == right[right_end - 1]) {
    --left_end;
    --right_end;
  }
  Pairs pairs;
  for (std::size_t index = 0; index < start; ++index) pairs.emplace_back(index, index);
  const Pairs middle = Script(left, right, start, left_end, right_end).pairs();
  pairs.insert(pairs.end(), middle.begin(), middle.end());
  for (; left_end < left.size(); ++left_end, ++right_end) pairs.emplace_back(left_end, right_end);
  return pairs;
}

}  // namespace partage::app
