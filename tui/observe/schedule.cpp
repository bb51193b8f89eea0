#include "observe/schedule.hpp"

#include <algorithm>
#include <cstdlib>

namespace partage::observe {
namespace {

// P is the first process; F, G, H… O, Q… Z are those born after it, in order.
int number_of(char letter) { return letter == 'P' ? 0 : letter < 'P' ? letter - 'F' + 1 : letter - 'F'; }

}  // namespace

Schedule::Schedule(const Lines& lines) : order_(lines.order), region_(!lines.region.empty()) {
  for (std::size_t i = 0; i < lines.list.size();) {
    Word word{number_of(lines.list[i++]), 1};
    if (i < lines.list.size() && lines.list[i] == '*') {
      word.times = kUntilItLeaves;
      ++i;
    } else if (i < lines.list.size() && lines.list[i] >= '0' && lines.list[i] <= '9') {
      char* end = nullptr;
      word.times = static_cast<int>(std::strtol(lines.list.c_str() + i, &end, 10));
      i = static_cast<std::size_t>(end - lines.list.c_str());
    }
    words_.push_back(word);
  }
}

void Schedule::left(int number) {
  if (next_ < words_.size() && words_[next_].number == number && words_[next_].times == kUntilItLeaves) ++next_;
}

std::size_t Schedule::listed(const std::vector<Ready>& ready) {
  while (next_ < words_.size()) {
    Word& word = words_[next_];
    const auto named = std::find_if(ready.begin(), ready.end(), [&](const Ready& one) { return one.number == word.number; });
    if (named == ready.end() || word.times == 0) {
      ++next_;
      continue;
    }
    if (word.times != kUntilItLeaves && --word.times == 0) ++next_;
    return static_cast<std::size_t>(named - ready.begin());
  }
  return 0;
}

std::size_t Schedule::alternate(const std::vector<Ready>& ready) const {
  const auto after = std::find_if(ready.begin(), ready.end(), [&](const Ready& one) { return one.number > last_; });
  return after == ready.end() ? 0 : static_cast<std::size_t>(after - ready.begin());
}

std::size_t Schedule::chosen(const std::vector<Ready>& ready) const {
  if (order_ == Lines::Order::child_first) return ready.size() - 1;
  return order_ == Lines::Order::alternate ? alternate(ready) : 0;
}

std::size_t Schedule::choose(const std::vector<Ready>& ready) {
  std::size_t index = 0;
  if (ready.size() > 1) {
    const auto outside = std::find_if(ready.begin(), ready.end(), [](const Ready& one) { return !one.in_region; });
    const bool all_there = outside == ready.end();
    if (region_ && !all_there) index = static_cast<std::size_t>(outside - ready.begin());
    else if (order_ == Lines::Order::listed) index = listed(ready);
    else index = chosen(ready);
    // One that turns round in vain would keep the others from ever changing what it waits for.
    if (ready[index].spinning) {
      const auto other = std::find_if(ready.begin(), ready.end(), [&](const Ready& one) { return !one.spinning; });
      if (other != ready.end()) index = static_cast<std::size_t>(other - ready.begin());
    }
  }
  last_ = ready[index].number;
  return index;
}

}  // namespace partage::observe
