// Facts of exercise 16, from the most fundamental to the finest: the zone is still mapped as it was, its pages are gone,
// success is told, every byte comes back, what lies beside is untouched, a refusal is told.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "rendre";
constexpr int patience = 50;  ///< failures in a row after which a function insists
constexpr std::uint32_t madv_dontneed = 4, madv_dontneed_locked = 24, madv_free = 8, madv_remove = 9, madv_cold = 20, madv_pageout = 21;

std::uint32_t advice_of(const Seen& seen) { return static_cast<std::uint32_t>(value(seen, "advice")); }

/// One run of the scenario, the student's call in it, and what the file holds once the scenario has written in it.
struct Case {
  Run run;
  Call call;
  std::string content;
  std::vector<Seen> advices, syncs;
  std::uint64_t page = 4096;

  Case(const Run& the_run, std::string the_content) : run(the_run), call(run.call(function)), content(std::move(the_content)) {
    page = run.recording().page_size;
    for (const Seen& seen : run.syscalls_during(call)) {
      if (seen.call.name == "madvise") advices.push_back(seen);
      if (seen.call.name == "msync") syncs.push_back(seen);
    }
  }

  Address zone() const { return call.arguments.empty() ? 0 : call.arguments[0]; }
  Address end() const { return zone() + (content.size() + page - 1) / page * page; }
  int result() const { return static_cast<int>(static_cast<std::int32_t>(call.result.value_or(0))); }
  std::size_t pages() const { return static_cast<std::size_t>((end() - zone()) / page); }

  std::size_t present(std::size_t moment) const {
    std::size_t count = 0;
    for (Address address = zone(); address < end(); address += page) {
      const auto flags = run.page(call.pid, address, moment);
      if (flags && flags->present) ++count;
    }
    return count;
  }

  /// Every page of the zone was in a MADV_PAGEOUT that the kernel accepted.
  bool paged_out() const {
    for (Address address = zone(); address < end(); address += page) {
      const bool covered = std::any_of(advices.begin(), advices.end(), [&](const Seen& seen) {
        const Address start = value(seen, "addr");
        return succeeded(seen) && advice_of(seen) == madv_pageout && start <= address && address < start + value(seen, "length");
      });
      if (!covered) return false;
    }
    return true;
  }
  bool gone() const { return present(call.exit) == 0 || paged_out(); }

  SourceLine where() const { return !advices.empty() ? advices.back().source : call.source; }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (!advices.empty()) list.push_back(seen(run, advices.back()));
    list.push_back(maps_line(run, call.pid, zone(), call.exit));
    return list;
  }
  Words words() const {
    return {{"restent", std::to_string(present(call.exit))},
            {"pages", std::to_string(pages())},
            {"rendu", std::to_string(result())},
            {"erreur", advices.empty() ? "?" : advices.back().call.error},
            {"conseil", advices.empty() || advices.back().call.argument("advice") == nullptr ? "?" : advices.back().call.argument("advice")->text}};
  }
};

/// The scenario and the file that it maps: random bytes, then `mark` at the start of each page.
struct Drawn {
  RunPlan plan;
  std::string content;
  std::int32_t mark;

  explicit Drawn(Trial& trial) : content(static_cast<std::size_t>(trial.random(20'000, 59'000)), '\0') {
    if (content.size() % 4096 == 0) content.pop_back();
    for (char& byte : content) byte = static_cast<char>(trial.random(1, 255));
    mark = static_cast<std::int32_t>(trial.random(1 << 20, 1 << 30));
    plan.arguments = {"donnees", std::to_string(content.size()), std::to_string(mark)};
    plan.files = {{.name = "donnees", .content = content}};
  }
  /// As the scenario leaves it.
  std::string marked(std::uint64_t page) const {
    std::string bytes = content;
    for (std::size_t at = 0; at + sizeof mark <= bytes.size(); at += page) std::memcpy(bytes.data() + at, &mark, sizeof mark);
    return bytes;
  }
};

Case whole_run(Trial& trial, const Drawn& drawn) {
  const Run raw = trial.run_raw(drawn.plan);
  const bool judged = raw.recording().end == End::finished && raw.call(function).returned();
  const Run run = judged ? raw : trial.run(drawn.plan);
  trial.require(run.call(function).returned(), "E16-sans-retour");
  return {run, drawn.marked(run.recording().page_size)};
}

void require_still_mapped(Trial& trial, const Case& one) {
  const Mapping* before = one.run.mapping(one.call.pid, one.zone(), one.call.entry);
  for (Address address = one.zone(); address < one.end(); address += one.page) {
    const Mapping* after = one.run.mapping(one.call.pid, address, one.call.exit);
    SourceLine where = one.where();
    std::vector<Evidence> evidence;
    for (const Seen& seen : one.run.syscalls_during(one.call)) {
      if (seen.call.name != "munmap" && seen.call.name != "mmap" && seen.call.name != "mprotect" && seen.call.name != "mremap") continue;
      where = seen.source;
      evidence = {partage::check::seen(one.run, seen)};
    }
    evidence.push_back(maps_line(one.run, one.call.pid, address, one.call.exit));
    trial.require(after != nullptr, "E16-demappee", evidence, where);
    trial.require(after->inode == before->inode && after->offset + (address - after->start) == address - one.zone(),
                  "E16-remplacee", evidence, where);
    trial.require(after->permissions == before->permissions, "E16-droits", evidence, where,
                  {{"avant", before->permissions}, {"apres", after->permissions}});
  }
}

/// Some pages are still there: why?
void explain_presence(Trial& trial, const Case& one) {
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), one.words()); };
  if (one.advices.empty()) {
    if (!one.syncs.empty())
      trial.require(false, "E16-msync", {seen(one.run, one.syncs.back())}, one.syncs.back().source, one.words());
    require(false, "E16-rien");
  }
  const Seen& last = one.advices.back();
  if (!succeeded(last)) {
    require(value(last, "addr") % one.page == 0, "E16-alignement");
    require(advice_of(last) != madv_free, "E16-free");
    require(false, "E16-refus");
  }
  require(advice_of(last) != madv_cold, "E16-cold");
  const std::uint32_t given = advice_of(last);
  require(given != madv_dontneed && given != madv_pageout && given != madv_dontneed_locked, "E16-longueur");
  require(false, "E16-conseil");
}

std::string bytes_at_end(const Case& one, Address address, std::size_t count) {
  return one.run.bytes(one.call.pid, address, count, one.run.last_moment(one.call.pid));
}

void require_content(Trial& trial, const Case& one) {
  const std::string back = bytes_at_end(one, one.zone(), one.content.size());
  const auto differ = std::mismatch(one.content.begin(), one.content.end(), back.begin(), back.end()).first - one.content.begin();
  const bool in_file = one.run.file("donnees").content == one.content;
  Words words = one.words();
  words["octet"] = std::to_string(differ);
  std::vector<Evidence> evidence = one.evidence();
  evidence.push_back(memory_value(one.run, one.call.pid, one.zone() + static_cast<Address>(differ), one.run.last_moment(one.call.pid)));
  trial.require(back == one.content && in_file, "E16-perdu", evidence, one.where(), words);
}

void require_neighbour(Trial& trial, const Case& one, std::int32_t mark) {
  const auto kept = one.run.integer(one.call.pid, one.end(), one.run.last_moment(one.call.pid));
  Words words = one.words();
  words["valeur"] = std::to_string(mark);
  words["lu"] = kept ? std::to_string(*kept) : "?";
  trial.require(kept == mark, "E16-voisine", one.evidence(), one.where(), words);
}

Run given_back(Trial& trial) {
  const Drawn drawn(trial);
  const Case one = whole_run(trial, drawn);
  require_still_mapped(trial, one);
  const bool removed = std::any_of(one.advices.begin(), one.advices.end(),
                                   [](const Seen& seen) { return succeeded(seen) && advice_of(seen) == madv_remove; });
  if (removed) require_content(trial, one);
  if (!one.gone()) explain_presence(trial, one);
  trial.require(one.result() == 0, "E16-rendu", one.evidence(), one.where(), one.words());
  trial.run({drawn.plan});  // what died in the scenario, if anything
  require_content(trial, one);
  require_neighbour(trial, one, drawn.mark);
  return one.run;
}

void refused(Trial& trial) {
  Drawn drawn(trial);
  for (int nth = 1; nth <= patience; ++nth) drawn.plan.faults.push_back({"madvise", nth, EAGAIN, {}});
  const Case one(trial.run(drawn.plan), drawn.content);
  const auto forced = std::count_if(one.advices.begin(), one.advices.end(), [](const Seen& seen) { return seen.call.injected; });
  trial.require(forced < patience, "E16-insiste", one.evidence(), one.where());
  trial.require(one.result() == -1 || one.present(one.call.exit) == 0, "E16-echec-ignore", one.evidence(), one.where(), one.words());
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run run = given_back(trial);
  refused(trial);
  trial.show(run);
}
