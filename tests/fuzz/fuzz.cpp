// fuzz_core EVENTS [SEED]: that many random events on the core, which is compiled here with AddressSanitizer and UBSan.
// The seed comes from the command line, else from PARTAGE_GRAINE, else is always the same; a failure is played again with it.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/monkey.hpp"
#include "app/sample.hpp"
#include "app/valid.hpp"

namespace {

using namespace partage;

constexpr long kEventsOfOneModel = 20'000;  // then a fresh one: what is far from the start is not all there is
constexpr long kEventsOfOneView = 16;       // drawing costs much more than an event

unsigned seed_of(int argc, char** argv) {
  const char* given = argc > 2 ? argv[2] : std::getenv("PARTAGE_GRAINE");
  return given == nullptr ? 20'241u : static_cast<unsigned>(std::strtoul(given, nullptr, 10));
}

bool report(const std::string& fault, unsigned seed, long event) {
  if (fault.empty()) return true;
  std::printf("seed %u, event %ld: %s\n", seed, event, fault.c_str());
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  const long events = argc > 1 ? std::atol(argv[1]) : 1'000'000;
  const unsigned seed = seed_of(argc, argv);
  std::printf("%ld events, seed %u\n", events, seed);
  std::fflush(stdout);
  test::Monkey monkey(seed);
  for (long event = 0; event < events;) {
    app::Model model = test::sample_model();
    for (long end = std::min(events, event + kEventsOfOneModel); event < end; ++event) {
      app::update(model, monkey.event(model));
      model.quitting = false;
      if (!report(test::invalid(model), seed, event)) return 1;
      if (event % kEventsOfOneView == 0 && !report(test::invalid(model, app::view(model)), seed, event)) return 1;
    }
  }
  return 0;
}
