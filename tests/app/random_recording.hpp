// Recordings that nobody thought of: consistent in form, of any content.
#pragma once

#include <random>

#include "record/recording.hpp"

namespace partage::test {

record::Recording random_recording(std::mt19937& random);

}  // namespace partage::test
