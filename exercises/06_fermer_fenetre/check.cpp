// Facts of exercise 06, from the most fundamental to the finest: munmap was asked, the kernel accepted, every page of the
// window is gone, every neighbour is as it was; pages may be of another size; and -1 tells a failure.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "fermer_fenetre";
constexpr int patience = 50;  ///< failures in a row after which a function insists
constexpr int neighbours = 8;  ///< pages that the scenario keeps on each side

/// One run of the scenario: the window, and the student's own munmap calls.
struct Case {
  Run run;
  Call call;
  std::vector<Seen> undone;
  std::uint64_t page;  ///< as the student's program is told

  Case(const Run& the_run, std::int64_t the_page) : run(the_run), call(run.call(function)), page(static_cast<std::uint64_t>(the_page)) {
    for (const Seen& seen : run.syscalls_during(call))
      if (seen.call.name == "munmap" && seen.call.own) undone.push_back(seen);
  }

  Address first() const { return call.arguments.empty() ? 0 : call.arguments[0]; }
  std::uint64_t count() const { return call.arguments.size() < 2 ? 0 : call.arguments[1]; }
  std::uint64_t gap() const { return first() % page; }
  Address start() const { return first() - gap(); }
  Address end() const { return (first() + count() + page - 1) / page * page; }
  bool mapped(Address address) const { return run.mapping(call.pid, address, call.exit) != nullptr; }
  /// The same page of the same file as before the call, with the same rights.
  bool intact(Address address) const {
    const auto *before = run.mapping(call.pid, address, call.entry), *after = run.mapping(call.pid, address, call.exit);
    return before != nullptr && after != nullptr && before->inode == after->inode && before->permissions == after->permissions &&
           before->offset + (address - before->start) == after->offset + (address - after->start);
  }
  /// The start of the page, cut to 32 bits on the way.
  bool cut(const Seen& seen) const {
    const Address given = value(seen, "addr");
    const auto apart = static_cast<std::int64_t>(static_cast<std::uint32_t>(given)) - static_cast<std::uint32_t>(first());
    return given >> 32 != first() >> 32 && static_cast<std::uint64_t>(std::abs(apart)) <= page;
  }
  SourceLine where() const { return undone.empty() ? call.source : undone.back().source; }

  Words words(Address about = 0) const {
    Words all = {{"p", hex(first())},
                 {"n", std::to_string(count())},
                 {"ecart", octets(gap())},
                 {"juste", octets(gap() + count())},
                 {"page", std::to_string(page)},
                 {"adresse", hex(about)},
                 {"rendu", std::to_string(static_cast<std::int32_t>(call.result.value_or(0)))}};
    if (!undone.empty()) {
      all["longueur"] = std::to_string(value(undone.back(), "length"));
      all["erreur"] = undone.back().call.error;
    }
    return all;
  }
  std::vector<Evidence> evidence(Address about) const {
    std::vector<Evidence> list;
    if (!undone.empty()) list.push_back(seen(run, undone.back()));
    list.push_back(maps_line(run, call.pid, about, call.exit));
    return list;
  }
};

RunPlan plan(std::int64_t page, std::int64_t gap, std::int64_t count) {
  RunPlan made;
  made.arguments = {"creux", std::to_string(page), std::to_string(gap), std::to_string(count)};
  WorkFile file;
  file.name = "creux";
  file.size = static_cast<std::uint64_t>((2 * neighbours + 4) * page + gap + count);
  made.files = {file};
  return made;
}

/// Before the deaths: with such an address, a munmap may also take the program itself away.
void require_whole_address(Trial& trial, const Case& one) {
  for (const Seen& seen : one.undone) {
    Words words = one.words(value(seen, "addr"));
    words["debut"] = hex(one.start());
    trial.require(!one.cut(seen), "E06-coupee", {partage::check::seen(one.run, seen)}, seen.source, words);
  }
}

/// A death in the function, before any munmap of its own; one at an address of the window has the common diagnosis.
void explain_death(Trial& trial, const Run& run, std::int64_t page) {
  const Case one(run, page);
  const auto& exit = run.process(run.father()).exit;
  const bool dead = exit && (exit->signal_name == "SIGSEGV" || exit->signal_name == "SIGABRT" || exit->signal_name == "SIGBUS");
  if (!one.call.happened || one.call.returned() || !dead || !one.undone.empty()) return;
  const bool touched = exit->signal_name == "SIGSEGV" && one.start() <= exit->fault_address && exit->fault_address < one.end();
  if (touched) return;
  const SourceLine place = run.recording().moments[run.last_moment(run.father())].source;
  const SourceLine where = place.known() ? place : one.call.source;
  trial.require(false, "E06-mort", {{run.role(one.call.pid), exit->signal_name, place}}, where, {{"signal", exit->signal_name}});
}

void explain_nothing_done(Trial& trial, const Case& one) {
  if (!one.undone.empty()) return;
  bool closed = false, changed = false;
  std::vector<Evidence> evidence = {maps_line(one.run, one.call.pid, one.first(), one.call.exit)};
  for (const Seen& seen : one.run.syscalls_during(one.call)) {
    const bool close = seen.call.name == "close", other = seen.call.name == "mprotect" || seen.call.name == "mmap";
    if (!seen.call.own || !(close || other)) continue;
    closed |= close;
    changed |= other;
    evidence.insert(evidence.begin(), partage::check::seen(one.run, seen));
  }
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, evidence, one.where(), one.words()); };
  require(!changed, "E06-droits");
  require(!closed, "E06-close");
  require(false, "E06-rien");
}

/// The kernel refused, and pages are left: why.
void explain_refusal(Trial& trial, const Case& one) {
  for (const Seen& refused : one.undone) {
    if (succeeded(refused)) continue;
    Words words = one.words(value(refused, "addr"));
    words["longueur"] = std::to_string(value(refused, "length"));
    words["erreur"] = refused.call.error;
    const auto require = [&](bool fact, std::string_view code) {
      trial.require(fact, code, {seen(one.run, refused), maps_line(one.run, one.call.pid, one.first(), one.call.exit)}, refused.source, words);
    };
    require(value(refused, "addr") % one.run.recording().page_size == 0, "E06-adresse");
    require(value(refused, "addr") % one.page == 0, "E06-page-en-dur");
    require(false, "E06-longueur");
  }
}

void require_window_gone(Trial& trial, const Case& one) {
  const std::uint64_t real_page = one.run.recording().page_size;
  std::vector<Address> left;
  for (Address at = one.start(); at < one.first() + one.count(); at += real_page)
    if (one.mapped(at)) left.push_back(at);
  if (left.empty()) return;
  explain_nothing_done(trial, one);
  explain_refusal(trial, one);
  const Address about = left.front();
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(about), one.where(), one.words(about));
  };
  const bool gone_before = about != one.start(), gone_after = !one.mapped(one.first() + one.count() - 1);
  require(gone_before || !gone_after, "E06-debut-reste");
  require(!gone_before || gone_after, "E06-fin-reste");
  require(false, "E06-reste");
}

void require_neighbours_kept(Trial& trial, const Case& one) {
  for (std::uint64_t i = 1; i <= neighbours; ++i) {
    const Address before = one.start() - i * one.page, after = one.end() + (i - 1) * one.page;
    trial.require(one.mapped(before), "E06-voisine-avant", one.evidence(before), one.where(), one.words(before));
    trial.require(one.mapped(after), "E06-voisine-apres", one.evidence(after), one.where(), one.words(after));
    for (const Address neighbour : {before, after})
      trial.require(one.intact(neighbour), "E06-voisine-changee", one.evidence(neighbour), one.where(), one.words(neighbour));
  }
}

Run require_closed(Trial& trial, const RunPlan& plan, std::int64_t page) {
  const Run raw = trial.run_raw(plan);
  require_whole_address(trial, Case(raw, page));
  explain_death(trial, raw, page);
  const bool whole = raw.recording().end == End::finished && raw.call(function).returned();
  const Run run = whole ? raw : trial.run(plan);
  const Case one(run, page);
  require_window_gone(trial, one);
  require_neighbours_kept(trial, one);
  trial.require(static_cast<std::int32_t>(one.call.result.value_or(0)) == 0, "E06-retour", one.evidence(one.first()), one.where(), one.words());
  return trial.run(plan);  // what else may have stopped the scenario
}

void require_failure_told(Trial& trial, RunPlan failing, std::int64_t page) {
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"munmap", nth, ENOMEM, {}});
  const Run run = trial.run_raw(failing);
  const Case one(run, page);
  const auto& exit = run.process(run.father()).exit;
  Words words = one.words();
  words["fin"] = !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status);
  const std::vector<Evidence> evidence = one.undone.empty() ? std::vector<Evidence>{} : std::vector{seen(run, one.undone.front())};
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, evidence, one.where(), words); };
  const auto forced = std::count_if(one.undone.begin(), one.undone.end(), [](const Seen& seen) { return seen.call.injected; });
  require(forced < patience && run.recording().end == End::finished, "E06-echec-insiste");
  require(one.call.returned(), "E06-echec-quitte");
  const auto told = static_cast<std::int32_t>(*one.call.result);
  require(told != 0, "E06-echec-tu");
  require(told == -1, "E06-echec-valeur");
}

}  // namespace

PARTAGE_CHECK(trial) {
  const auto any = [&](std::int64_t low, std::int64_t high) { return trial.random(low, high); };
  const std::int64_t page = sysconf(_SC_PAGESIZE), bigger_page = 4 * page;

  // One byte in the last page, there only because of the gap.
  // More pages than the powers of two that one writes by hand, 1, 2 or 4, and less than the others.
  const std::int64_t gap = any(2, page - 2), pages = any(4, 6);
  const RunPlan first = plan(page, gap, pages * page - gap + 1);
  const Run shown = require_closed(trial, first, page);
  require_closed(trial, plan(page, 0, any(1, 3) * page + any(0, page - 1)), page);
  require_closed(trial, plan(page, gap, pages * page - gap), page);
  require_closed(trial, plan(page, page - 1, 2), page);
  require_closed(trial, plan(page, page - 1, 1), page);

  // A gap between the starts of the two sizes of page.
  RunPlan bigger = plan(bigger_page, any(1, 3) * page + any(0, page - 1), any(1, 3) * bigger_page);
  bigger.page_size = static_cast<std::uint64_t>(bigger_page);
  require_closed(trial, bigger, bigger_page);

  require_failure_told(trial, first, page);
  trial.show(shown);
}
