// Compiles the programs of tests/observe/programs and runs them under observation, in each kind of isolation.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "observe/observe.hpp"
#include "record/recording.hpp"
#include "record/snapshot.hpp"

namespace partage::observe::testing {

struct Place {
  const char* name;
  sandbox::Policy policy;
  sandbox::Tier tier;
};
inline const Place kLesson{"lesson", sandbox::Policy::lesson, sandbox::Tier::none};
inline const Place kNamespaces{"namespaces", sandbox::Policy::submission, sandbox::Tier::namespaces};
inline const Place kLite{"lite", sandbox::Policy::submission, sandbox::Tier::lite};

/// Compiles programs/<name>.c (several, separated by spaces) once per set of flags. The path of the executable.
std::string compiled(const std::string& names, const std::string& flags = "-g -O0", const std::string& compiler = "gcc");
/// Number of the line of programs/<file> that carries the comment LINE <mark>.
int line_of(const std::string& file, const std::string& mark);

Request request_for(const Place& place, const std::string& program, std::vector<std::string> arguments = {});

/// Moments of a kind, in order; of kind syscall and fork, those of that syscall when it is given.
std::vector<const record::Moment*> moments(const record::Recording& recording, record::MomentKind kind,
                                           std::string_view syscall = {});
std::size_t index_of(const record::Recording& recording, const record::Moment* moment);
/// Processes that are in the run's process group or below this test program, init processes excepted.
std::vector<int> children_of_this_process();

/// One run in each place that this machine allows.
class Everywhere : public ::testing::TestWithParam<Place> {
 protected:
  void SetUp() override;
  void TearDown() override;
  record::Recording observe(const std::string& program, std::vector<std::string> arguments = {});
  Request request(const std::string& program, std::vector<std::string> arguments = {}) {
    return request_for(GetParam(), program, std::move(arguments));
  }
};

}  // namespace partage::observe::testing

namespace partage::record {
// For failure messages.
void PrintTo(const Recording& recording, std::ostream* out);
}  // namespace partage::record
