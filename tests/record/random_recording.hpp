// Random recordings for property tests: every member takes every kind of value, and a history that replays.
#pragma once

#include <cstdint>
#include <random>

#include "record/recording.hpp"
#include "record/verdict.hpp"

namespace partage::record::testing {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t bound) { return std::uniform_int_distribution<std::uint64_t>(0, bound - 1)(engine_); }
  bool chance(unsigned percent) { return below(100) < percent; }
  std::uint64_t any() { return chance(20) ? ~std::uint64_t{0} : engine_() >> below(64); }
  std::string bytes(std::size_t most);
  std::string text();

 private:
  std::mt19937_64 engine_;
};

/// A recording whose members are arbitrary: for what must survive a round trip.
Recording arbitrary_recording(Random& random);
Verdict arbitrary_verdict(Random& random);

/// A recording that holds together (births, deaths, mappings, pages): for what replays it.
Recording plausible_history(Random& random, std::size_t moments);

}  // namespace partage::record::testing
