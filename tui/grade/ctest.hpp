// CTest at work: it starts the tests, several at once, and we read where it is.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace partage::grade {

struct CTestRun {
  std::filesystem::path folder;    ///< that holds CTestTestfile.cmake
  std::vector<std::size_t> tests;  ///< numbers of CTest, from 1; not empty
  int jobs = 1;
  std::function<void(std::size_t done)> progress;  ///< a test has ended
  std::function<void()> idle;                      ///< at least once a second
  std::function<bool()> stop;                      ///< asked often: true ends all, cleanly
};

struct CTestEnd {
  bool started = true;  ///< false: there is no ctest
  bool stopped = false; ///< by stop()
  std::string trouble;  ///< its own last words when it ended otherwise than by "all tests ran"
};

/// Dies with us: neither ctest nor its tests outlive this process.
CTestEnd run_ctest(const CTestRun& run);

}  // namespace partage::grade
