// Facts of exercise 16, from the most fundamental to the finest: the zone is still mapped as it was, its pages are gone,
// success is told, every byte comes back, what lies on both sides is untouched, nothing else stays, a refusal is told.
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
  /// While one thread is looked at, another runs: a page that it gives back just then comes again by our look, not by its hand.
  bool in_threads() const {
    const auto all = run.syscalls_during(call);
    return std::any_of(all.begin(), all.end(), [](const Seen& seen) {
      const auto* flags = seen.call.name == "clone" ? seen.call.argument("flags") : nullptr;
      return flags != nullptr && flags->text.find("CLONE_THREAD") != std::string::npos;
    });
  }
  bool gone() const { return present(call.exit) == 0 || paged_out() || (in_threads() && touched_again()); }

  /// Given back by an advice, and there again.
  bool advised(Address address) const {
    return std::any_of(advices.begin(), advices.end(), [&](const Seen& seen) {
      const std::uint32_t given = advice_of(seen);
      const bool frees = given == madv_dontneed || given == madv_dontneed_locked;
      const Address start = value(seen, "addr");
      return frees && succeeded(seen) && start <= address && address < start + value(seen, "length");
    });
  }
  bool touched_again() const {
    for (Address address = zone(); address < end(); address += page) {
      const auto flags = run.page(call.pid, address, call.exit);
      if (flags && flags->present && !advised(address)) return false;
    }
    return true;
  }

  /// The advice that a diagnosis shows: the last that we made fail, or the last.
  const Seen* shown() const {
    const auto forced = std::find_if(advices.rbegin(), advices.rend(), [](const Seen& seen) { return seen.call.injected; });
    return forced != advices.rend() ? &*forced : advices.empty() ? nullptr : &advices.back();
  }
  SourceLine where() const { return shown() != nullptr ? shown()->source : call.source; }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (shown() != nullptr) list.push_back(seen(run, *shown()));
    list.push_back(maps_line(run, call.pid, zone(), call.exit));
    return list;
  }
  Words words() const {
    return {{"restent", std::to_string(present(call.exit))},
            {"pages", std::to_string(pages())},
            {"rendu", std::to_string(result())},
            {"erreur", shown() == nullptr ? "?" : shown()->call.error},
            {"conseil", shown() == nullptr || shown()->call.argument("advice") == nullptr ? "?" : shown()->call.argument("advice")->text}};
  }
};

/// The scenario and the file that it maps: random bytes, then `mark` at the start of each page.
struct Drawn {
  RunPlan plan;
  std::string content;
  std::int32_t mark;

  Drawn(Trial& trial, std::int64_t size) : content(static_cast<std::size_t>(size), '\0') {
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

/// free or realloc, given what malloc never gave, kills the program; without any advice before.
void explain_death(Trial& trial, const Run& run) {
  const Call call = run.call(function);
  const auto& exit = run.process(run.father()).exit;
  if (!call.happened || call.returned() || !exit || exit->signal_name != "SIGABRT") return;
  for (const Seen& seen : run.syscalls_during(call))
    if (seen.call.name == "madvise") return;
  trial.require(false, "E16-mort", {{run.role(call.pid), exit->signal_name, {}}}, call.source, {{"signal", exit->signal_name}});
}

Case whole_run(Trial& trial, const Drawn& drawn) {
  const Run raw = trial.run_raw(drawn.plan);
  explain_death(trial, raw);
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
  require(!one.touched_again(), "E16-retouchee");
  const std::uint32_t given = advice_of(last);
  require(given != madv_dontneed && given != madv_pageout && given != madv_dontneed_locked, "E16-longueur");
  require(false, "E16-conseil");
}

std::string bytes_at_end(const Case& one, Address address, std::size_t count) {
  return one.run.bytes(one.call.pid, address, count, one.run.last_moment(one.call.pid));
}

/// What the zone holds at the end: a page that the system has taken back meanwhile holds what the file holds.
std::string zone_at_end(const Case& one, const std::string& file) {
  std::string bytes = file;
  for (std::size_t at = 0; at < bytes.size(); at += one.page) {
    const auto flags = one.run.page(one.call.pid, one.zone() + at, one.run.last_moment(one.call.pid));
    if (!flags || !flags->present) continue;
    const std::string held = bytes_at_end(one, one.zone() + at, std::min<std::size_t>(one.page, bytes.size() - at));
    bytes.replace(at, held.size(), held);
  }
  return bytes;
}

/// The call by which the file itself was asked to lose bytes.
std::optional<Seen> erased(const Case& one) {
  for (const Seen& seen : one.run.syscalls_during(one.call)) {
    const bool removed = seen.call.name == "madvise" && advice_of(seen) == madv_remove;
    const bool cut = seen.call.name == "truncate" || seen.call.name == "ftruncate" || seen.call.name == "fallocate";
    if ((removed || cut) && succeeded(seen)) return seen;
  }
  return {};
}

std::size_t first_difference(const std::string& wanted, const std::string& found) {
  return static_cast<std::size_t>(std::mismatch(wanted.begin(), wanted.end(), found.begin(), found.end()).first - wanted.begin());
}

void require_content(Trial& trial, const Case& one) {
  const std::string file = one.run.file("donnees").content;
  const std::string back = zone_at_end(one, file);
  const std::size_t differ = std::min(first_difference(one.content, back), first_difference(one.content, file));
  Words words = one.words();
  words["octet"] = std::to_string(differ);
  std::vector<Evidence> evidence = one.evidence();
  evidence.push_back(memory_value(one.run, one.call.pid, one.zone() + differ, one.run.last_moment(one.call.pid)));
  const bool kept = back == one.content && file == one.content;
  if (const auto cause = erased(one)) {
    std::vector<Evidence> proofs = {seen(one.run, *cause)};
    for (const Evidence& proof : evidence)
      if (proof != proofs.front()) proofs.push_back(proof);
    trial.require(kept, "E16-perdu", proofs, cause->source, words);
  }
  trial.require(kept, "E16-modifiee", evidence, one.where(), words);
}

/// On each side of the zone, a private page that starts with `mark`.
void require_neighbours(Trial& trial, const Case& one, std::int32_t mark) {
  for (const Address neighbour : {one.zone() - one.page, one.end()}) {
    const auto kept = one.run.integer(one.call.pid, neighbour, one.run.last_moment(one.call.pid));
    Words words = one.words();
    words["valeur"] = std::to_string(mark);
    words["lu"] = kept ? std::to_string(*kept) : "?";
    trial.require(kept == mark, neighbour == one.end() ? "E16-voisine" : "E16-voisine-avant", one.evidence(), one.where(), words);
  }
}

void require_nothing_left(Trial& trial, const Case& one) {
  for (const Mapping& left : one.run.left_mapped(one.call)) {
    std::vector<Evidence> evidence;
    SourceLine where = one.call.source;
    for (const Seen& made : one.run.syscalls_during(one.call)) {
      if (made.call.name != "mmap" || !succeeded(made) || !left.contains(static_cast<Address>(*made.call.result))) continue;
      evidence = {seen(one.run, made)};
      where = made.source;
    }
    evidence.push_back(maps_line(one.run, one.call.pid, left.start, one.call.exit));
    trial.require(false, "E16-zone-perdue", evidence, where, {{"adresse", hex(left.start)}});
  }
  for (const Seen& left : one.run.left_open(one.call))
    trial.require(false, "E16-descripteur", {seen(one.run, left)}, left.source, {{"fd", std::to_string(left.call.result.value_or(-1))}});
}

Run given_back(Trial& trial, const Drawn& drawn) {
  const Case one = whole_run(trial, drawn);
  require_still_mapped(trial, one);
  if (erased(one)) require_content(trial, one);  // whoever reads again may die of it
  if (!one.gone()) explain_presence(trial, one);
  trial.require(one.result() == 0, "E16-rendu", one.evidence(), one.where(), one.words());
  trial.run({drawn.plan});  // what died in the scenario, if anything
  require_content(trial, one);
  require_neighbours(trial, one, drawn.mark);
  require_nothing_left(trial, one);
  return one.run;
}

void refused(Trial& trial, Drawn drawn) {
  for (int nth = 1; nth <= patience; ++nth) drawn.plan.faults.push_back({"madvise", nth, EAGAIN, {}});
  const Run raw = trial.run_raw(drawn.plan);
  const Case one(raw, drawn.content);
  const auto& exit = raw.process(raw.father()).exit;
  Words words = one.words();
  words["fin"] = !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status);
  const auto forced = std::count_if(one.advices.begin(), one.advices.end(), [](const Seen& seen) { return seen.call.injected; });
  const std::vector<Evidence> failed = forced == 0 ? std::vector<Evidence>{} : std::vector{seen(raw, *one.shown())};
  trial.require(forced < patience, "E16-insiste", failed, one.where(), words);
  const bool left = raw.recording().end == End::finished && forced > 0 && exit && (exit->signal == 0 || exit->signal_name == "SIGABRT");
  trial.require(one.call.returned() || !left, "E16-echec-quitte", failed, one.where(), words);
  trial.run(drawn.plan);
  trial.require(one.result() == -1 || one.present(one.call.exit) == 0, "E16-echec-ignore", one.evidence(), one.where(), words);
}

}  // namespace

PARTAGE_CHECK(trial) {
  const auto pages = [&] { return 4096 * trial.random(5, 14); };
  // Room for a whole mark in the last page: what the scenario writes past the end of the file is lost.
  const Drawn drawn(trial, pages() + trial.random(sizeof(std::int32_t), 1700));
  const Run run = given_back(trial, drawn);
  given_back(trial, Drawn(trial, pages()));  // up to the very byte before the neighbour
  refused(trial, drawn);
  trial.show(run);
}
