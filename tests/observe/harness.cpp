#include "observe/harness.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <sstream>

namespace partage::observe::testing {
namespace fs = std::filesystem;
namespace {

const fs::path kPrograms = fs::path(PARTAGE_SOURCE_DIR) / "tests/observe/programs";

fs::path folder() {
  const fs::path path = fs::path(std::getenv("HOME")) / "programs";
  fs::create_directories(path);
  fs::permissions(path, fs::perms::all);  // root's programs run as somebody else, and write there
  return path;
}

}  // namespace

std::string compiled(const std::string& names, const std::string& flags, const std::string& compiler) {
  static std::map<std::string, std::string> done;
  std::string& path = done[names + "|" + flags + "|" + compiler];
  if (!path.empty()) return path;
  std::istringstream words(names);
  std::string sources, name, first;
  while (words >> name) {
    if (first.empty()) first = name;
    sources += " '" + (kPrograms / (name + ".c")).string() + "'";
  }
  path = (folder() / (first + "-" + std::to_string(done.size()))).string();
  const std::string command = compiler + " " + flags + " -pthread -o '" + path + "'" + sources;
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  return path;
}

int line_of(const std::string& file, const std::string& mark) {
  std::ifstream source(kPrograms / file);
  std::string line;
  for (int number = 1; std::getline(source, line); ++number)
    if (line.find("/* LINE " + mark + " */") != std::string::npos) return number;
  ADD_FAILURE() << "no LINE " << mark << " in " << file;
  return 0;
}

Request request_for(const Place& place, const std::string& program, std::vector<std::string> arguments) {
  Request request;
  sandbox::Spec& spec = request.spec;
  spec.policy = place.policy;
  spec.tier = place.tier;
  const fs::path path(program);
  const bool ours = path.parent_path() == folder();
  if (place.policy == sandbox::Policy::submission) {
    spec.binds.push_back({folder(), "/travail", true});
    spec.argv = {ours ? "/travail/" + path.filename().string() : program};
  } else {
    spec.directory = folder();
    spec.argv = {program};
  }
  for (std::string& argument : arguments) spec.argv.push_back(std::move(argument));
  spec.environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
  spec.limits.wall = std::chrono::seconds(20);  // a safety net, not a part of the test
  return request;
}

std::vector<const record::Moment*> moments(const record::Recording& recording, record::MomentKind kind,
                                           std::string_view syscall) {
  std::vector<const record::Moment*> found;
  for (const record::Moment& moment : recording.moments) {
    if (moment.kind != kind) continue;
    if (!syscall.empty() && (!moment.syscall || moment.syscall->name != syscall)) continue;
    found.push_back(&moment);
  }
  return found;
}

std::size_t index_of(const record::Recording& recording, const record::Moment* moment) {
  return static_cast<std::size_t>(moment - recording.moments.data());
}

std::vector<int> children_of_this_process() {
  std::vector<int> found;
  for (const auto& task : fs::directory_iterator("/proc/self/task")) {
    std::ifstream children(task.path() / "children");
    int pid;
    while (children >> pid) found.push_back(pid);
  }
  return found;
}

void Everywhere::SetUp() {
  if (GetParam().tier == sandbox::Tier::namespaces && sandbox::capabilities().best != sandbox::Tier::namespaces)
    GTEST_SKIP() << "no user namespaces here: " << sandbox::capabilities().why_not_namespaces;
}

void Everywhere::TearDown() { EXPECT_THAT(children_of_this_process(), ::testing::IsEmpty()); }

record::Recording Everywhere::observe(const std::string& program, std::vector<std::string> arguments) {
  return run(request(program, std::move(arguments)));
}

}  // namespace partage::observe::testing

namespace partage::record {

void PrintTo(const Recording& recording, std::ostream* out) {
  *out << "end " << name(recording.end) << " " << recording.fault << "\n";
  for (const Moment& moment : recording.moments) {
    *out << "  " << moment.pid << " " << name(moment.kind) << " " << moment.source.file << ":" << moment.source.line;
    if (moment.syscall) *out << " " << moment.syscall->name << " " << moment.syscall->error;
    if (moment.exit) *out << " status " << moment.exit->status << " " << moment.exit->signal_name;
    *out << "\n";
  }
  *out << "output: " << recording.output << "\n";
}

}  // namespace partage::record
