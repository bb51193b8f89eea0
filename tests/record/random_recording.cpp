#include "record/random_recording.hpp"

#include <algorithm>

namespace partage::record::testing {

namespace {

SourceLine source(Random& random) {
  return {random.text(), static_cast<int>(random.below(100)), random.text()};
}

Mapping mapping(Random& random) {
  const Address start = random.any();
  return {start,         random.any(), random.text(), random.any(),
          random.text(), random.any(), random.text(), random.chance(50)};
}

PageFlags flags(Random& random) {
  return {random.chance(50), random.chance(50), random.chance(50), random.chance(50), random.any()};
}

MemoryChange memory_change(Random& random) {
  MemoryChange change;
  change.pid = static_cast<Pid>(random.below(1000));
  if (random.chance(50)) change.mappings.emplace();
  for (std::uint64_t i = random.below(3); change.mappings && i > 0; --i) change.mappings->push_back(mapping(random));
  for (std::uint64_t i = random.below(3); i > 0; --i) {
    PageChange page{random.any(), flags(random), {}};
    for (std::uint64_t j = random.below(3); j > 0; --j)
      page.runs.push_back({static_cast<std::uint32_t>(random.any()), random.bytes(8)});
    change.pages.push_back(std::move(page));
  }
  change.minor_faults = random.any();
  for (std::uint64_t i = random.below(3); i > 0; --i)
    change.variables.push_back({static_cast<std::uint32_t>(random.below(9)), random.any(), random.any()});
  return change;
}

FileChange file_change(Random& random) {
  FileChange change{random.text(), random.any(), random.text(), random.any(), {}};
  for (std::uint64_t i = random.below(3); i > 0; --i)
    change.pages.push_back({random.any(), random.chance(50), static_cast<FilePage::Dirty>(random.below(3)), {{1, random.bytes(4)}}});
  return change;
}

Variable variable(Random& random) {
  return {random.text(), random.text(), random.text(), static_cast<Variable::Kind>(random.below(6)),
          static_cast<std::uint32_t>(random.below(9)), static_cast<int>(random.below(99))};
}

Wait wait(Random& random) {
  return {static_cast<Pid>(random.below(999)), static_cast<Wait::What>(random.below(11)), random.text(), random.text(),
          {static_cast<Pid>(random.below(999))}, source(random)};
}

Exit exit_of(Random& random) {
  return {static_cast<int>(random.below(256)),
          static_cast<int>(random.below(64)),
          -static_cast<int>(random.below(10)),
          random.any(),
          random.text(),
          random.text()};
}

Syscall syscall(Random& random) {
  Syscall call;
  call.name = random.text();
  for (std::uint64_t i = random.below(4); i > 0; --i)
    call.arguments.push_back({random.text(), random.any(), random.text()});
  if (random.chance(70)) call.result = static_cast<std::int64_t>(random.any());
  call.error = random.text();
  call.injected = random.chance(50);
  call.own = random.chance(50);
  return call;
}

FunctionCall function_call(Random& random) {
  FunctionCall call;
  call.function = random.text();
  call.number = static_cast<int>(random.below(9));
  for (std::uint64_t i = random.below(4); i > 0; --i) call.arguments.push_back(random.any());
  if (random.chance(50)) call.result = random.any();
  return call;
}

Moment moment(Random& random) {
  Moment moment;
  moment.kind = static_cast<MomentKind>(random.below(10));
  moment.pid = static_cast<Pid>(random.below(1000));
  moment.time_ns = static_cast<std::int64_t>(random.any());
  moment.source = source(random);
  if (random.chance(30)) moment.syscall = syscall(random);
  if (random.chance(30)) moment.fork = Fork{static_cast<Pid>(random.below(1000)), random.text()};
  if (random.chance(30)) moment.call = function_call(random);
  if (random.chance(30)) moment.exit = exit_of(random);
  if (random.chance(30)) moment.instruction = Instruction{random.any(), random.text()};
  moment.program = random.text();
  for (std::uint64_t i = random.below(3); i > 0; --i) moment.files.push_back(file_change(random));
  for (std::uint64_t i = random.below(3); i > 0; --i) moment.memory.push_back(memory_change(random));
  return moment;
}

Diagnosis diagnosis(Random& random) {
  Diagnosis diagnosis{random.text(), random.text(), random.text(), source(random), {}, random.text()};
  for (std::uint64_t i = random.below(3); i > 0; --i)
    diagnosis.evidence.push_back({random.text(), random.text(), source(random)});
  return diagnosis;
}

constexpr Address base = 0x7f0000000000;
constexpr std::uint64_t page_size = 64;  // small pages: more of them in less time
constexpr std::uint64_t slots = 12;

/// Grows a history moment by moment.
class History {
 public:
  explicit History(Random& random) : random_(random) {
    recording_.page_size = page_size;
    recording_.processes.push_back({1, 1, 0, std::nullopt, false});
    alive_.push_back(1);
    recording_.moments.push_back(changed({}, 1));
  }

  Recording grow(std::size_t moments) {
    while (recording_.moments.size() < moments && !alive_.empty()) step();
    return recording_;
  }

 private:
  void step() {
    Moment moment;
    moment.pid = alive_[random_.below(alive_.size())];
    moment.kind = MomentKind::syscall;
    if (random_.chance(5)) {
      fork(moment);
    } else if (random_.chance(3)) {
      moment.kind = MomentKind::exec;
    } else if (random_.chance(3) && alive_.size() > 1) {
      moment.kind = MomentKind::exit;
      std::erase(alive_, moment.pid);
    }
    recording_.moments.push_back(changed(moment, moment.pid));
  }

  void fork(Moment& moment) {
    const Pid child = static_cast<Pid>(recording_.processes.size()) + 1;
    moment.kind = MomentKind::fork;
    moment.fork = Fork{child, "fork"};
    recording_.processes.push_back({child, child, moment.pid, std::nullopt, false});
    alive_.push_back(child);
    if (random_.chance(70)) moment.memory.push_back(change(child));
  }

  Moment changed(Moment moment, Pid pid) {
    moment.pid = pid;
    if (random_.chance(80)) moment.memory.push_back(change(pid));
    if (random_.chance(20))
      moment.memory.push_back(change(recording_.processes[random_.below(recording_.processes.size())].pid));
    for (std::uint64_t i = random_.chance(30) ? random_.below(3) : 0; i > 0; --i) moment.files.push_back(file());
    return moment;
  }

  FileChange file() {
    FileChange change{"08:01", random_.below(3) + 1, "/f", random_.below(5 * page_size), {}};
    for (std::uint64_t i = random_.below(3); i > 0; --i)
      change.pages.push_back({random_.below(5), random_.chance(70), static_cast<FilePage::Dirty>(random_.below(3)),
                              {{static_cast<std::uint32_t>(random_.below(page_size)), random_.bytes(10)}}});
    return change;
  }

  MemoryChange change(Pid pid) {
    MemoryChange change;
    change.pid = pid;
    change.minor_faults = random_.below(1000);
    if (random_.chance(40)) {
      change.mappings.emplace();
      for (std::uint64_t slot = 0; slot < slots; slot += 3)
        if (random_.chance(60))
          change.mappings->push_back(
              {base + slot * page_size, base + (slot + 3) * page_size, "rw-p", 0, "00:00", 0, "", true});
    }
    for (std::uint64_t i = random_.below(4); i > 0; --i) {
      PageChange page;
      page.address = base + random_.below(slots) * page_size;
      page.flags = flags(random_);
      page.runs.push_back({static_cast<std::uint32_t>(random_.below(page_size + 4)), random_.bytes(10)});
      change.pages.push_back(std::move(page));
    }
    for (std::uint64_t i = random_.below(3); i > 0; --i)
      change.variables.push_back({static_cast<std::uint32_t>(random_.below(4)), random_.below(3), random_.any()});
    return change;
  }

  Random& random_;
  Recording recording_;
  std::vector<Pid> alive_;
};

}  // namespace

std::string Random::bytes(std::size_t most) {
  std::string bytes(below(most + 1), '\0');
  for (char& c : bytes) c = static_cast<char>(below(256));
  return bytes;
}

std::string Random::text() {
  if (chance(20)) return "";
  if (chance(20)) return bytes(6);  // mostly not UTF-8
  if (chance(10)) return std::string("a\0b", 3);
  constexpr const char* words[] = {"mmap", "été « ici »", "MAP_SHARED|MAP_ANONYMOUS", "\"\\\n\t\x1b[0m",
                                   "日本", "𝔘",           "{\"hex\": \"00\"}"};
  return words[below(std::size(words))];
}

Recording arbitrary_recording(Random& random) {
  Recording recording;
  recording.program = random.text();
  for (std::uint64_t i = random.below(3); i > 0; --i) recording.arguments.push_back(random.text());
  recording.page_size = random.any();
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    Process process{
        static_cast<Pid>(random.below(99999)), static_cast<Pid>(random.below(99)), 0, {}, random.chance(50)};
    if (random.chance(50)) process.exit = exit_of(random);
    recording.processes.push_back(std::move(process));
  }
  for (std::uint64_t i = random.below(8); i > 0; --i) recording.moments.push_back(moment(random));
  for (std::uint64_t i = random.below(3); i > 0; --i) recording.variables.push_back(variable(random));
  for (std::uint64_t i = random.below(3); i > 0; --i) recording.waits.push_back(wait(random));
  recording.order = random.text();
  recording.optimised = random.chance(50);
  recording.output = random.bytes(40);
  recording.end = static_cast<End>(random.below(10));
  recording.fault = random.text();
  recording.isolation = random.text();
  recording.frames_visible = random.chance(50);
  return recording;
}

Verdict arbitrary_verdict(Random& random) {
  Verdict verdict;
  verdict.exercise = random.text();
  verdict.outcome = static_cast<Outcome>(random.below(3));
  if (random.chance(50)) verdict.diagnosis = diagnosis(random);
  for (std::uint64_t i = random.below(3); i > 0; --i) verdict.advice.push_back(diagnosis(random));
  for (std::uint64_t i = random.below(3); i > 0; --i)
    verdict.compiler.push_back({random.text(), static_cast<int>(random.below(99)), static_cast<int>(random.below(99)),
                                random.text(), random.text(), random.text(), random.text()});
  verdict.output = random.bytes(40);
  verdict.isolation = random.text();
  verdict.elapsed_ns = static_cast<std::int64_t>(random.any());
  if (random.chance(50)) verdict.recording = arbitrary_recording(random);
  return verdict;
}

Recording plausible_history(Random& random, std::size_t moments) {
  return History(random).grow(moments);
}

}  // namespace partage::record::testing
