#include "app/random_recording.hpp"

#include "app/story.hpp"

namespace partage::test {
namespace {

using namespace record;

constexpr Pid kFirst = 4211;

class Author {
 public:
  explicit Author(std::mt19937& random) : random_(random) {}

  Recording recording() {
    Recording told;
    told.program = "/kit/programs/demo_meme_page";
    told.order = below(3) == 0 ? "" : "alterne";
    const int processes = 1 + below(5);
    for (Pid pid = kFirst; pid < kFirst + processes; ++pid) told.processes.push_back({pid, pid, pid == kFirst ? 0 : kFirst + below(pid - kFirst), std::nullopt, false});
    for (const char* name : {"un", "deux", "trois", "lettre"}) {
      const auto kind = static_cast<Variable::Kind>(below(6));
      told.variables.push_back({name, below(2) == 0 ? "" : "main", "", kind, kind == Variable::Kind::pointer ? 8U : 1U << below(4), 1 + below(16)});
    }
    for (int count = 2 + below(30); count > 0; --count) told.moments.push_back(moment(told));
    if (below(4) == 0) told.waits.push_back({pid(told), static_cast<Wait::What>(below(11)), "futex", "0x10", {pid(told)}, {}});
    if (!told.waits.empty()) told.end = End::deadlock;
    return told;
  }

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  bool often() { return below(3) > 0; }
  Pid pid(const Recording& told) { return told.processes[static_cast<std::size_t>(below(static_cast<int>(told.processes.size())))].pid; }

  Address place() {
    static constexpr Address kPlaces[] = {kData, kZone, kSecond, kFile, kFile + 0x1000};
    return kPlaces[below(5)];
  }

  std::string bytes() {
    std::string text;
    for (int count = below(40); count > 0; --count) text += static_cast<char>(below(4) == 0 ? below(256) : 0);
    return text;
  }

  std::vector<Mapping> mappings() {
    std::vector<Mapping> all;
    if (often()) all.push_back(data_mapping());
    if (often()) all.push_back(zone_mapping(kZone, 215, often() ? "rw-s" : "r--s"));
    if (often()) all.push_back(zone_mapping(kSecond, 216));
    if (often()) all.push_back(file_mapping(kFile, often() ? "rw-s" : "rw-p", static_cast<std::uint64_t>(1 + below(3))));
    return all;
  }

  MemoryChange change(const Recording& told) {
    MemoryChange change{pid(told), std::nullopt, {}, 0, {}};
    if (below(3) == 0) change.mappings = mappings();
    for (int count = below(3); count > 0; --count)
      change.pages.push_back({place(), {often(), false, often(), below(2) == 0, 0}, {{static_cast<std::uint32_t>(below(64)), bytes()}}});
    for (int count = below(3); count > 0; --count)
      change.variables.push_back({static_cast<std::uint32_t>(below(5)), often() ? place() + static_cast<Address>(below(64)) : 0, often() ? static_cast<std::uint64_t>(below(300)) : place()});
    return change;
  }

  FileChange file() {
    FileChange change{"08:01", 9001, "/tmp/notes.txt", static_cast<std::uint64_t>(below(9000)), {}};
    for (int count = below(3); count > 0; --count)
      change.pages.push_back({static_cast<std::uint64_t>(below(4)), often(), static_cast<FilePage::Dirty>(below(3)), {{0, bytes()}}});
    return change;
  }

  Moment moment(const Recording& told) {
    static constexpr MomentKind kKinds[] = {MomentKind::statement, MomentKind::statement, MomentKind::statement, MomentKind::syscall, MomentKind::fork,
                                            MomentKind::exec, MomentKind::exit, MomentKind::signal, MomentKind::instruction, MomentKind::start};
    Moment one;
    one.kind = kKinds[below(10)];
    one.pid = pid(told);
    if (often()) one.source = {often() ? "demo_meme_page.c" : "ailleurs.c", 1 + below(20), often() ? "main" : "fils"};
    if (one.kind == MomentKind::fork) one.fork = Fork{pid(told), below(4) == 0 ? "vfork" : "fork"};
    if (one.kind == MomentKind::syscall) one.syscall = Syscall{"write", {{"fd", 1, "1"}}, below(5) - 1, "", false, true};
    if (one.kind == MomentKind::exit || one.kind == MomentKind::signal) one.exit = Exit{below(3), below(2) * 11, 1, 0, "SIGSEGV", "SEGV_MAPERR"};
    if (one.kind == MomentKind::instruction) one.instruction = Instruction{4, "nop"};
    for (int count = below(3); count > 0; --count) one.memory.push_back(change(told));
    if (below(4) == 0) one.files.push_back(file());
    return one;
  }

  std::mt19937& random_;
};

}  // namespace

Recording random_recording(std::mt19937& random) { return Author(random).recording(); }

}  // namespace partage::test
