// Facts of exercise 13, from the most fundamental to the finest: the file grows to the exact size, through ftruncate and
// memory and not by write; what it held is intact, what was added is there; nothing is left. In four places (across
// pages, from an empty file, at the start of a page, inside a page), in a huge file, and where it cannot be done.
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <optional>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "ajouter";
constexpr int patience = 50;  ///< failures in a row after which a function insists

// <fcntl.h> and <sys/mman.h>, as the kernel knows them; both architectures agree on these.
constexpr std::uint64_t access_mode = 3, read_write = 2;
constexpr std::uint64_t map_shared = 1, map_private = 2, map_anonymous = 0x20, map_populate = 0x8000;

bool is_open(const Seen& seen) { return seen.call.name == "open" || seen.call.name == "openat"; }
bool grows(const Seen& seen) {
  return seen.call.name == "ftruncate" || seen.call.name == "truncate" || seen.call.name == "fallocate";
}

/// Without it, what changed the file was a syscall that we did not see (through another name of the file, say).
bool mapped_shared(const Run& run) {
  const auto maps = run.syscalls("mmap");
  return std::any_of(maps.begin(), maps.end(), [](const Seen& seen) {
    return succeeded(seen) && (value(seen, "flags") & map_shared) != 0 && (value(seen, "flags") & map_anonymous) == 0;
  });
}

std::string random_bytes(Trial& trial, std::int64_t count) {
  std::string bytes;
  for (std::int64_t i = 0; i < count; ++i) bytes += static_cast<char>(trial.random(1, 255));
  return bytes;
}

/// One run: the call, what was to be added, the file before and after.
struct Case {
  Run run;
  std::string name, added;
  Call call;
  FileState before, after;
  std::vector<Seen> calls;
  std::uint64_t page;

  Case(const Run& the_run, const std::string& the_name, const std::string& the_added)
      : run(the_run), name(the_name), added(the_added), call(run.call(function)), before(run.file_before(name)),
        after(run.file(name)), calls(run.syscalls_during(call)), page(run.recording().page_size) {}

  std::int32_t result() const { return static_cast<std::int32_t>(call.result.value_or(0)); }
  std::uint64_t wanted() const { return before.size + added.size(); }
  bool is_file(const Mapping* line) const { return line != nullptr && line->path.ends_with("/" + name); }

  template <typename Predicate>
  const Seen* last(Predicate predicate) const {
    const auto found = std::find_if(calls.rbegin(), calls.rend(), predicate);
    return found == calls.rend() ? nullptr : &*found;
  }
  const Seen* open() const { return last(is_open); }
  /// The first call that changed the size, or tried: a second one gives the file its size back.
  const Seen* first_grown() const {
    const auto found = std::find_if(calls.begin(), calls.end(), grows);
    return found == calls.end() ? nullptr : &*found;
  }
  const Seen* grown() const { return last(grows); }
  const Seen* map() const {
    return last([](const Seen& seen) { return seen.call.name == "mmap" && seen.call.own; });
  }
  SourceLine where() const {
    for (const Seen* seen : {map(), grown(), open()})
      if (seen != nullptr && seen->source.known()) return seen->source;
    return call.source;
  }
  SourceLine where_resized() const {
    const Seen* resized = grown() != nullptr ? grown() : open();
    return resized == nullptr ? SourceLine{} : resized->source;
  }
  SourceLine where_it_ended() const {
    const SourceLine& place = run.recording().moments[run.last_moment(call.pid)].source;
    return place.known() ? place : call.source;
  }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    for (const Seen* seen : {open(), grown(), map()})
      if (seen != nullptr) list.push_back(partage::check::seen(run, *seen));
    return list;
  }
  Words words() const {
    return {{"rendu", std::to_string(result())},        {"avant", std::to_string(before.size)},
            {"n", std::to_string(added.size())},        {"attendu", std::to_string(wanted())},
            {"apres", std::to_string(after.size)},      {"position", "?"}};
  }
};

RunPlan plan(const std::string& name, std::vector<WorkFile> files, const std::string& added) {
  RunPlan made;
  made.arguments = {name, "donnees"};
  made.files = std::move(files);
  made.files.push_back({.name = "donnees", .content = added});
  return made;
}

/// A call failed although everything was there, or none was made.
void explain_failure(Trial& trial, const Case& one) {
  Words words = one.words();
  const auto require = [&](bool fact, std::string_view code, const Seen* seen) {
    if (seen != nullptr) words["erreur"] = seen->call.error;
    trial.require(fact, code, one.evidence(), seen == nullptr ? one.call.source : seen->source, words);
  };
  const Seen *open = one.open(), *grown = one.grown(), *map = one.map();
  require(open != nullptr || grown != nullptr, "E13-rien", nullptr);
  require(open == nullptr || succeeded(*open), "E13-open-echoue", open);
  const bool both_ways = open == nullptr || (value(*open, "flags") & access_mode) == read_write;
  const bool refused = (grown != nullptr && !succeeded(*grown)) || (map != nullptr && map->call.error == "EACCES");
  require(both_ways || !refused, "E13-o-rdwr", open);
  require(grown == nullptr || succeeded(*grown), "E13-ftruncate-echoue", grown);
  require(map != nullptr, "E13-sans-mmap", grown != nullptr ? one.first_grown() : open);
  words["offset"] = std::to_string(value(*map, "offset"));
  require(succeeded(*map) || value(*map, "offset") % one.page == 0, "E13-offset", map);
  require(succeeded(*map), "E13-mmap-echoue", map);
}

/// Neither d nor the projection is on the stack: who reads there, up to its end, took the address of the pointer.
bool past_the_stack(const Case& one, Address place, std::size_t moment) {
  for (Address back = one.page; back <= one.added.size() + one.page && back < place; back += one.page) {
    const Mapping* line = one.run.mapping(one.call.pid, place - back, moment);
    if (line != nullptr) return line->path.starts_with("[stack") && one.run.mapping(one.call.pid, place, moment) == nullptr;
  }
  return false;
}

/// What was added begins with the very value of d.
bool begins_with_d(const Case& one, const std::string& tail) {
  if (one.call.arguments.size() < 2) return false;
  const Address d = one.call.arguments[1];
  return tail.starts_with(std::string(reinterpret_cast<const char*>(&d), sizeof d));
}

/// Deaths that a wrong length explains: of the file, of the mapping, of what is read in d.
void explain_death(Trial& trial, const Case& one) {
  const auto& exit = one.run.process(one.run.father()).exit;
  if (one.call.returned() || !exit || exit->signal == 0) return;
  const Address place = exit->fault_address;
  const std::size_t end = one.run.last_moment(one.call.pid);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where_it_ended(), one.words());
  };
  if (one.map() != nullptr && !succeeded(*one.map())) explain_failure(trial, one);
  // mmap refused by the library, which the kernel never saw, and MAP_FAILED taken for an address.
  const bool from_failed = place + 1 < one.added.size() + one.page || place > ~Address{0} - one.page;
  require(one.map() != nullptr || !from_failed, "E13-sans-mmap");
  require(exit->signal_name != "SIGBUS" || !one.is_file(one.run.mapping(one.call.pid, place, end)), "E13-sigbus");
  require(!past_the_stack(one, place, end), "E13-adresse-de-d");
  const Address data_end = one.call.arguments.size() > 1 ? one.call.arguments[1] + one.added.size() : 0;
  require(place < data_end || place - data_end >= one.page, "E13-lit-trop");
  const std::uint64_t far = std::min(place, 4 * one.page);
  bool past = false;
  for (std::uint64_t back = 1; back < far; back += one.page) past |= one.is_file(one.run.mapping(one.call.pid, place - back, end));
  require(!past || one.is_file(one.run.mapping(one.call.pid, place, end)), "E13-deborde");
}

void require_through_memory(Trial& trial, const Case& one) {
  const std::optional<Seen> written = file_write(one.run, one.name);
  if (written) trial.require(false, "E13-write", {seen(one.run, *written)}, written->source, one.words());
}

void require_size(Trial& trial, const Case& one) {
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where_resized(), one.words());
  };
  require(one.after.exists && one.after.inode == one.before.inode, "E13-autre-fichier");
  if (one.after.size == one.wanted()) return;
  if (one.after.size == one.before.size) explain_failure(trial, one);
  require(one.after.size != one.before.size, "E13-perdus");
  const bool cut = one.before.size > 0xffffffff && one.after.size < one.before.size;
  require(!cut, "E13-int");
  require(one.after.size < one.wanted() || one.after.size % one.page != 0, "E13-arrondi");
  require(one.after.size != one.added.size(), "E13-ecrase");
  require(false, "E13-taille");
}

void require_content(Trial& trial, const Case& one) {
  Words words = one.words();
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  const std::string head = one.before.content.substr(0, std::min<std::size_t>(one.before.size, 64 << 10));
  const std::string head_after = one.after.content.substr(0, head.size());
  const std::string tail = one.run.file_bytes(one.name, one.before.size, one.added.size());
  const auto position = [](const std::string& wanted, const std::string& found) {
    return std::to_string(std::mismatch(wanted.begin(), wanted.end(), found.begin(), found.end()).first - wanted.begin());
  };
  words["position"] = position(head, head_after);
  require(head == head_after, "E13-ancien");
  if (tail == one.added) return;
  const bool zeros = std::all_of(tail.begin(), tail.end(), [](char byte) { return byte == '\0'; });
  if (zeros) {
    if (one.result() != 0) explain_failure(trial, one);
    const Seen* map = one.map();
    require(map != nullptr, "E13-sans-mmap");
    require((value(*map, "flags") & map_anonymous) == 0, "E13-anonyme");
    require((value(*map, "flags") & map_private) == 0, "E13-prive");
    require(false, "E13-zeros");
  }
  require(!begins_with_d(one, tail), "E13-adresse-de-d");
  words["position"] = position(one.added, tail);
  require(false, "E13-nouveau");
}

void require_nothing_left(Trial& trial, const Case& one) {
  for (const Mapping& left : one.run.left_mapped(one.call)) {
    const Seen *map = one.map(), *undone = one.last([](const Seen& seen) { return seen.call.name == "munmap" && seen.call.own; });
    std::vector<Evidence> evidence;
    for (const Seen* seen : {map, undone})
      if (seen != nullptr) evidence.push_back(partage::check::seen(one.run, *seen));
    evidence.push_back(maps_line(one.run, one.call.pid, left.start, one.call.exit));
    const SourceLine where = undone == nullptr ? one.where() : undone->source;
    Words words;
    if (undone != nullptr) {
      words["longueur"] = std::to_string(value(*undone, "length"));
      words["erreur"] = undone->call.error;
      trial.require(succeeded(*undone), "E13-munmap-echoue", evidence, where, words);
      const bool at_start = map != nullptr && map->call.result && value(*undone, "addr") == static_cast<Address>(*map->call.result);
      words["projetee"] = map == nullptr ? "?" : std::to_string(value(*map, "length"));
      trial.require(!at_start || value(*undone, "length") >= value(*map, "length"), "E13-munmap-court", evidence, where, words);
    }
    trial.require(false, "E13-projection", evidence, where);
  }
  for (const Seen& left : one.run.left_open(one.call))
    trial.require(false, "E13-descripteur", {seen(one.run, left)}, left.source, {{"fd", std::to_string(left.call.result.value_or(-1))}});
}

Run added(Trial& trial, const WorkFile& file, std::int64_t count) {
  const std::string bytes = random_bytes(trial, count);
  RunPlan one = plan(file.name, {file}, bytes);
  if (file.size > 0) one.file_limit = 2 * file.size;
  explain_death(trial, Case(trial.run_raw(one), file.name, bytes));
  const Run run = trial.run(one);
  const Case done(run, file.name, bytes);
  trial.require(done.call.returned(), "E13-sans-retour");
  require_through_memory(trial, done);
  require_size(trial, done);
  require_content(trial, done);
  trial.require(mapped_shared(run), "E13-write", done.evidence(), done.where(), done.words());
  trial.require(done.result() == 0, "E13-code", done.evidence(), done.call.source, done.words());
  require_nothing_left(trial, done);
  return run;
}

/// Blocks or pages asked for over the whole file: right, if costly; a huge file would then take more than the machine
/// gives.
bool eager(const Run& run) {
  const auto maps = run.own_syscalls("mmap");
  return !run.syscalls("fallocate").empty() || !run.own_syscalls("madvise").empty() ||
         std::any_of(maps.begin(), maps.end(), [](const Seen& seen) { return (value(seen, "flags") & map_populate) != 0; });
}

/// Ends that the contract forbids when something cannot be done.
void require_came_back(Trial& trial, const Case& one, const std::string& what) {
  const auto& exit = one.run.process(one.run.father()).exit;
  const bool killed = exit && exit->signal != 0 && exit->signal_name != "SIGABRT";
  const Words words = {{"cas", what}, {"fin", !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status)}};
  const auto forced = std::count_if(one.calls.begin(), one.calls.end(), [](const Seen& seen) { return seen.call.injected; });
  const auto require = [&](bool fact, std::string_view code, const SourceLine& where) {
    trial.require(fact, code, one.evidence(), where, words);
  };
  require(forced < patience && one.run.recording().end == End::finished, "E13-echec-insiste", one.where());
  // posix_fallocate gives the number of the error: compared to -1, it always seems to succeed.
  const Seen* grown = one.grown();
  const bool unheard = grown != nullptr && grown->call.name == "fallocate" && !succeeded(*grown);
  require(one.call.returned() || !killed || !unheard, "E13-fallocate-non-teste", grown == nullptr ? SourceLine{} : grown->source);
  require(one.call.returned() || !killed, "E13-echec-tue", one.where_it_ended());
  require(one.call.returned(), "E13-echec-quitte", one.where_it_ended());
}

void require_refused(Trial& trial, const Case& one, const std::string& what) {
  require_came_back(trial, one, what);
  Words words = one.words();
  words["cas"] = what;
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  const bool made = !one.before.exists && one.after.exists;
  trial.require(!made, "E13-cree", one.evidence(), one.open() == nullptr ? one.where() : one.open()->source, words);
  require(one.result() == -1, "E13-echec-cache");
  require(one.before.size == one.after.size, "E13-echec-taille");
  require(one.before.content == one.after.content, "E13-echec-contenu");
  require_nothing_left(trial, one);
}

void failures(Trial& trial) {
  const std::string old = random_bytes(trial, trial.random(1000, 4000)), more = random_bytes(trial, 6000);
  const auto refused = [&](const std::string& name, const RunPlan& plan, const std::string& what) {
    require_refused(trial, Case(trial.run_raw(plan), name, more), what);
  };
  refused("absent", plan("absent", {}, more), "fichier absent");
  refused("protege", plan("protege", {{.name = "protege", .content = old, .mode = 0444}}, more), "fichier protégé");
  const WorkFile text = {.name = "texte", .content = old};
  RunPlan full = plan("texte", {text}, more);
  full.file_limit = 6000;
  refused("texte", full, "fichier qui ne peut pas grandir");
  RunPlan failing = plan("texte", {text}, more);
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"mmap", nth, ENOMEM, {}});
  refused("texte", failing, "mmap qui échoue");
}

void nothing_to_add(Trial& trial, const std::string& content) {
  const Case one(trial.run_raw(plan("texte", {{.name = "texte", .content = content}}, "")), "texte", "");
  require_came_back(trial, one, "n nul");
  trial.require(one.result() == 0, "E13-rien-a-ajouter", one.evidence(), one.where(), one.words());
  trial.require(one.after.content == one.before.content, "E13-taille", one.evidence(), one.where(), one.words());
  require_nothing_left(trial, one);
}

}  // namespace

PARTAGE_CHECK(trial) {
  // Odd both: neither they, nor their sum and one byte, end a page. The second, with its start in the page, takes one page
  // more than alone.
  const auto odd = [&](std::int64_t low, std::int64_t high) { return 2 * trial.random(low / 2, high / 2 - 1) + 1; };
  const Run run = added(trial, {.name = "texte-" + std::to_string(trial.random(100, 999)), .content = random_bytes(trial, odd(1500, 4000))},
                        odd(7200, 8192));
  added(trial, {.name = "court", .content = random_bytes(trial, trial.random(10, 2000))}, trial.random(1, 100));
  added(trial, {.name = "vide"}, trial.random(1, 100));
  added(trial, {.name = "pages", .content = random_bytes(trial, 4096 * trial.random(1, 3))}, trial.random(1, 5000));
  nothing_to_add(trial, "inchangé");
  nothing_to_add(trial, "");
  nothing_to_add(trial, random_bytes(trial, 4096));
  if (!eager(run)) added(trial, {.name = "immense", .content = "début", .size = (5ull << 30) + 12345}, trial.random(1000, 5000));
  failures(trial);
  trial.show(run);
}
