// Facts of exercise 11, from the most fundamental to the finest: the address is that of the file itself, mapped for
// reading only, its size is the file's, nothing else is left; delier undoes exactly that; an empty file, an absent one,
// a folder and a failing mmap are told as the contract says.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "lier";
constexpr std::uint64_t not_written = 123456789123456789;  ///< what the scenario puts in *taille before the call
constexpr int patience = 50;  ///< failures in a row after which a function insists

// <fcntl.h> and <sys/mman.h>, as the kernel knows them; both architectures agree on these.
constexpr std::uint64_t access_mode = 3, read_only = 0, map_populate = 0x8000;

std::string errno_text(std::uint64_t error) {
  const char* name = error == 0 ? nullptr : strerrorname_np(static_cast<int>(error));
  return name != nullptr ? name : std::to_string(error);
}

bool is_open(const Seen& seen) { return seen.call.name == "open" || seen.call.name == "openat"; }

/// What the scenario knew once a call had returned: its own function `constater` says it.
Call told_after(const Run& run, const Call& call) {
  for (int any = 1; call.returned() && any <= run.call_count("constater"); ++any) {
    const Call told = run.call("constater", any);
    if (told.pid == call.pid && told.entry > call.exit) return told;
  }
  return {};
}

/// One call of lier, and the file that it was given.
struct Case {
  Run run;
  std::string name;
  Call call, told;
  FileState file;
  std::vector<Seen> calls;  ///< made during the call
  std::uint64_t page = 4096;

  Case(const Run& the_run, int nth, const std::string& the_name)
      : run(the_run), name(the_name), call(scenario_call(run, function, nth)), told(told_after(run, call)),
        file(run.file_before(name)), calls(run.syscalls_during(call)), page(run.recording().page_size) {}

  Address address() const { return call.result.value_or(0); }
  std::uint64_t announced() const { return told.arguments.size() > 1 ? told.arguments[1] : 0; }
  std::uint64_t error() const { return told.arguments.size() > 2 ? told.arguments[2] & 0xffffffff : 0; }
  const Mapping* mapping() const { return run.mapping(call.pid, address(), call.exit); }

  bool is_file(const Mapping* line) const {
    return line != nullptr && (line->inode == file.inode || line->path.ends_with("/" + name)) && line->inode != 0;
  }
  const Seen* last(std::string_view syscall) const {
    const auto found = std::find_if(calls.rbegin(), calls.rend(), [&](const Seen& seen) {
      return syscall == "open" ? is_open(seen) : seen.call.own && seen.call.name == syscall;
    });
    return found == calls.rend() ? nullptr : &*found;
  }
  SourceLine where() const {
    const Seen* map = last("mmap");
    const Seen* open = last("open");
    return map != nullptr ? map->source : open != nullptr ? open->source : call.source;
  }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    for (const char* syscall : {"open", "mmap"})
      if (const Seen* found = last(syscall)) list.push_back(seen(run, *found));
    if (mapping() != nullptr) list.push_back(maps_line(run, call.pid, address(), call.exit));
    return list;
  }
  Words words() const {
    const Mapping* line = mapping();
    return {{"rendu", returned_text(address())},      {"taille", std::to_string(file.size)},
            {"annonce", std::to_string(announced())}, {"droits", line == nullptr ? "?" : line->permissions},
            {"errno", errno_text(error())}};
  }
};

RunPlan plan(std::vector<std::string> arguments, std::vector<WorkFile> files) {
  RunPlan made;
  made.arguments = std::move(arguments);
  made.files = std::move(files);
  return made;
}

/// Bytes of any value, and some of them null.
std::string random_bytes(Trial& trial, std::int64_t count) {
  std::string bytes;
  for (std::int64_t i = 0; i < count; ++i) bytes += static_cast<char>(trial.random(0, 4) == 0 ? 0 : trial.random(1, 255));
  return bytes;
}

/// An endless loop, a crash or an exit inside the function has the common diagnosis; what happens later, in the
/// scenario, because of what the function gave, has ours.
Run run_calls(Trial& trial, const RunPlan& plan) {
  const Run raw = trial.run_raw(plan);
  const Call last = scenario_call(raw, function, std::max(1, raw.call_count(function)));
  if (raw.recording().end == End::finished && last.returned()) return raw;
  const Run run = trial.run(plan);
  trial.require(scenario_call(run, function, 1).returned(), "E11-sans-retour");
  return run;
}

/// The address is NULL or MAP_FAILED although the file is there and may be read.
void explain_failure(Trial& trial, const Case& one) {
  Words words = one.words();
  const auto require = [&](bool fact, std::string_view code, const Seen* seen) {
    if (seen != nullptr) words["erreur"] = seen->call.error;
    trial.require(fact, code, one.evidence(), seen == nullptr ? one.call.source : seen->source, words);
  };
  const Seen* open = one.last("open");
  const Seen* map = one.last("mmap");
  if (open != nullptr && !succeeded(*open)) {
    require((value(*open, "flags") & access_mode) == read_only, "E11-ouvre-pour-ecrire", open);
    require(false, "E11-open-echoue", open);
  }
  if (map != nullptr && !succeeded(*map)) {
    require(map->call.error != "EBADF", "E11-ferme-trop-tot", map);
    require(map->call.error != "EACCES", "E11-droits", map);
    require(value(*map, "length") != 0, "E11-longueur-nulle", map);
    require(false, "E11-mmap-echoue", map);
  }
  require(map == nullptr, "E11-adresse-perdue", map);
  const bool opened = std::any_of(one.calls.begin(), one.calls.end(), is_open);
  require(opened, "E11-rien", nullptr);
  require(false, "E11-sans-mmap", open);
}

void require_the_file_itself(Trial& trial, const Case& one) {
  if (one.address() == 0 || one.address() == map_failed) explain_failure(trial, one);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), one.words());
  };
  const Mapping* line = one.mapping();
  if (line == nullptr) {
    const Seen* undone = one.last("munmap");
    const bool gone = undone != nullptr && one.address() >= value(*undone, "addr") &&
                      one.address() - value(*undone, "addr") < value(*undone, "length") + one.page;
    require(!gone, "E11-demappee");
    require(false, "E11-adresse-perdue");
  }
  require(one.is_file(line), "E11-copie");
  require(line->permissions[1] != 'w', "E11-modifiable");
  require(line->permissions[0] == 'r', "E11-illisible");
  require(line->permissions[2] != 'x', "E11-executable");
  require(one.address() - line->start + line->offset == 0, "E11-debut");
}

void require_size(Trial& trial, const Case& one) {
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), one.words());
  };
  require(one.announced() != not_written, "E11-taille-oubliee");
  const bool cut = one.file.size > 0xffffffff && one.announced() != one.file.size &&
                   static_cast<std::uint32_t>(one.announced()) == static_cast<std::uint32_t>(one.file.size);
  require(!cut, "E11-taille-int");
  require(one.announced() == one.file.size, "E11-taille");
  require(one.mapping()->end - one.address() >= one.file.size, "E11-trop-court");
}

/// The file was there to be mapped; reading it whole besides, to count its bytes, is the copy that mmap spares.
void require_not_read(Trial& trial, const Case& one) {
  const std::uint64_t bytes = one.run.bytes_read(one.call);
  if (bytes < one.file.size) return;
  const Seen* read = one.last("read");
  const std::vector<Evidence> evidence = read == nullptr ? std::vector<Evidence>{} : std::vector{seen(one.run, *read)};
  Words words = one.words();
  words["lus"] = std::to_string(bytes);
  trial.require(false, "E11-lu", evidence, read == nullptr ? one.call.source : read->source, words);
}

void require_closed(Trial& trial, const Case& one) {
  const std::vector<Seen> open = one.run.left_open(one.call);
  if (open.empty()) return;
  const Seen& left = open.back();
  trial.require(false, "E11-descripteur", {seen(one.run, left)}, left.source, {{"fd", std::to_string(left.call.result.value_or(-1))}});
}

void require_one_mapping(Trial& trial, const Case& one) {
  for (const Mapping& left : one.run.left_mapped(one.call)) {
    const std::vector<Evidence> evidence = {maps_line(one.run, one.call.pid, left.start, one.call.exit)};
    const Mapping* line = one.run.mapping(one.call.pid, left.start, one.call.exit);
    trial.require(line != nullptr && line->contains(one.address()), "E11-projection-de-trop", evidence, one.where(), one.words());
  }
}

void require_linked(Trial& trial, const Case& one) {
  require_the_file_itself(trial, one);
  require_size(trial, one);
  if (one.file.size > 2 * one.page) require_not_read(trial, one);
  require_closed(trial, one);
  require_one_mapping(trial, one);
}

/// What lier mapped of the file beyond its last page, and delier left: a page too many in mmap's length.
void require_no_page_left(Trial& trial, const Case& one, const Call& undo) {
  for (const Mapping& made : one.run.left_mapped(one.call)) {
    Words words = one.words();
    words["longueur"] = std::to_string(one.last("mmap") == nullptr ? made.size() : value(*one.last("mmap"), "length"));
    const Address rounded = (one.file.size + one.page - 1) / one.page * one.page;
    for (const Address place : {made.start, made.start + rounded, made.end - one.page}) {
      const bool inside = place >= made.start && place < made.end;
      if (!inside || !one.is_file(one.run.mapping(undo.pid, place, undo.exit))) continue;
      std::vector<Evidence> evidence;
      if (const Seen* map = one.last("mmap")) evidence.push_back(seen(one.run, *map));
      for (const Seen& undone : one.run.syscalls_during(undo))
        if (undone.call.name == "munmap") evidence.push_back(seen(one.run, undone));
      evidence.push_back(maps_line(one.run, undo.pid, place, undo.exit));
      trial.require(one.file.size == 0, "E11-page-de-trop", evidence, one.where(), words);
      trial.require(false, "E11-vide-reste", evidence, one.where(), words);
    }
  }
}

/// The call of delier that undoes this one, after the scenario's `before` calls of it.
void require_unlinked(Trial& trial, const Case& one, int nth) {
  const Call undo = scenario_call(one.run, "delier", nth);
  std::vector<Evidence> evidence;
  SourceLine where = undo.source;
  const Address end = one.address() + (one.file.size + one.page - 1) / one.page * one.page;
  bool too_far = false;  // whether the kernel accepts depends on what lies there
  for (const Seen& seen : one.run.syscalls_during(undo)) {
    if (seen.call.name != "munmap") continue;
    too_far |= value(seen, "addr") == one.address() && value(seen, "length") > end - one.address();
    evidence.push_back(partage::check::seen(one.run, seen));
    if (seen.source.known()) where = seen.source;
  }
  Words words = one.words();
  words["code"] = undo.returned() ? std::to_string(static_cast<std::int32_t>(*undo.result)) : "?";
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, evidence, where, words); };
  const Mapping* neighbour = one.run.mapping(undo.pid, end, undo.entry);
  const bool still = neighbour == nullptr || one.is_file(neighbour) || one.run.mapping(undo.pid, end, undo.exit) != nullptr;
  for (Address place = one.address(); place < end; place += one.page) {
    const bool left = one.is_file(one.run.mapping(undo.pid, place, undo.exit));
    if (!left) continue;
    evidence.push_back(maps_line(one.run, undo.pid, place, undo.exit));
    require(!too_far, "E11-delier-voisine");
    require(place != one.address(), "E11-delier-rien");
    require(false, "E11-delier-reste");
  }
  require_no_page_left(trial, one, undo);
  require(still, "E11-delier-voisine");
  require(undo.returned() && static_cast<std::int32_t>(*undo.result) == 0, "E11-delier-code");
}

/// free(p) dies in one way or another, as the bytes before p have it.
void require_delier_returns(Trial& trial, const Run& run, const RunPlan& plan, int nth) {
  const Call undo = scenario_call(run, "delier", nth);
  if (undo.returned()) return;
  const auto& exit = run.process(run.father()).exit;
  const bool killed = exit && exit->signal != 0;
  const SourceLine where = killed ? run.recording().moments[run.last_moment(undo.pid)].source : undo.source;
  trial.require(!killed, "E11-delier-tue", {}, where.known() ? where : undo.source, {{"fin", exit ? exit->signal_name : "?"}});
  trial.run(plan);  // the common diagnosis says why it did not come back
  trial.require(false, "E11-sans-retour");
}

Run two_files(Trial& trial) {
  const std::string first = "petit-" + std::to_string(trial.random(100, 999)), second = "gros-" + std::to_string(trial.random(100, 999));
  const auto small = trial.random(5, 90), large = 4096 * trial.random(5, 9) + trial.random(0, 1) * trial.random(1, 4095);
  const RunPlan both = plan({"deux", first, second}, {{.name = first, .content = random_bytes(trial, small), .mode = 0444},
                                                     {.name = second, .content = random_bytes(trial, large), .mode = 0444}});
  const Run run = run_calls(trial, both);
  const Case one(run, 1, first), other(run, 2, second);
  require_linked(trial, one);
  trial.require(other.call.returned(), "E11-sans-retour");
  const bool given_again = other.address() == one.address() && one.is_file(other.mapping());
  trial.require(!given_again, "E11-adresse-gardee", other.evidence(), other.where(), other.words());
  require_linked(trial, other);
  const Mapping* still = run.mapping(one.call.pid, one.address(), other.call.exit);
  trial.require(one.is_file(still), "E11-un-seul", other.evidence(), other.where(), one.words());

  require_delier_returns(trial, run, both, 1);
  require_unlinked(trial, one, 1);
  const Mapping* kept = run.mapping(other.call.pid, other.address(), scenario_call(run, "delier", 1).exit);
  trial.require(other.is_file(kept), "E11-delier-voisine", other.evidence(), scenario_call(run, "delier", 1).source, other.words());
  require_delier_returns(trial, run, both, 2);
  require_unlinked(trial, other, 2);
  return run;
}

/// A file that fills its last page: one byte more in the length is a whole page more.
void whole_pages(Trial& trial) {
  const RunPlan both = plan({"deux", "une_page", "pages"}, {{.name = "une_page", .content = random_bytes(trial, 4096)},
                                                           {.name = "pages", .content = random_bytes(trial, 4096 * trial.random(2, 4))}});
  const Run run = run_calls(trial, both);
  const Case one(run, 1, "une_page"), other(run, 2, "pages");
  require_linked(trial, one);
  trial.require(other.call.returned(), "E11-sans-retour");
  require_linked(trial, other);
  require_delier_returns(trial, run, both, 1);
  require_unlinked(trial, one, 1);
  require_delier_returns(trial, run, both, 2);
  require_unlinked(trial, other, 2);
}

/// Pages asked for in advance: right, if costly; a huge file would then take more than the machine gives.
bool eager(const Run& run) {
  const auto maps = run.own_syscalls("mmap");
  return !run.own_syscalls("madvise").empty() || std::any_of(maps.begin(), maps.end(), [](const Seen& seen) {
    return (value(seen, "flags") & map_populate) != 0;
  });
}

void huge_file(Trial& trial) {
  const std::uint64_t size = (5ull << 30) + static_cast<std::uint64_t>(trial.random(1, 1 << 20));
  const Run run = run_calls(trial, plan({"un", "immense"}, {{.name = "immense", .content = "début", .size = size}}));
  const Case one(run, 1, "immense");
  require_linked(trial, one);
}

void empty_file(Trial& trial) {
  const RunPlan alone = plan({"un", "vide"}, {{.name = "vide"}});
  const Run run = run_calls(trial, alone);
  const Case one(run, 1, "vide");
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), one.words());
  };
  require(one.address() != map_failed, "E11-vide");
  require(one.announced() != not_written, "E11-vide-taille");
  require(one.announced() == 0, "E11-taille");
  require(one.address() != 0 || one.error() == 0, "E11-vide");
  require_closed(trial, one);
  require_delier_returns(trial, run, alone, 1);
  const Call undo = scenario_call(run, "delier", 1);
  std::vector<Evidence> evidence;
  for (const Seen& seen : run.syscalls_during(undo))
    if (seen.call.name == "munmap") evidence.push_back(partage::check::seen(run, seen));
  trial.require(undo.returned() && static_cast<std::int32_t>(*undo.result) == 0, "E11-delier-vide", evidence, undo.source,
                {{"rendu", returned_text(one.address())}});
  require_no_page_left(trial, one, undo);
}

/// Ends that the contract forbids when lier fails.
void require_came_back(Trial& trial, const Case& one, const std::string& what) {
  const auto& exit = one.run.process(one.run.father()).exit;
  const bool killed = exit && exit->signal != 0 && exit->signal_name != "SIGABRT";
  const Words words = {{"cas", what}, {"fin", !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status)}};
  const auto forced = std::count_if(one.calls.begin(), one.calls.end(), [](const Seen& seen) { return seen.call.injected; });
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  require(forced < patience && one.run.recording().end == End::finished, "E11-echec-insiste");
  require(one.call.returned() || !killed, "E11-echec-tue");
  require(one.call.returned(), "E11-echec-quitte");
}

void require_told(Trial& trial, const Case& one, const std::string& what, std::uint64_t error) {
  require_came_back(trial, one, what);
  Words words = one.words();
  words["cas"] = what;
  words["attendu"] = error == 0 ? "un code non nul" : errno_text(error);
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  require(one.address() != map_failed, "E11-map-failed");
  require(one.address() == 0, "E11-echec-cache");
  require(error == 0 ? one.error() != 0 : one.error() == error, "E11-errno");
  require_closed(trial, one);
}

void failures(Trial& trial) {
  const std::string absent = "absent-" + std::to_string(trial.random(100, 999));
  require_told(trial, Case(trial.run_raw(plan({"un", absent}, {})), 1, absent), "fichier absent", ENOENT);
  const std::vector<WorkFile> folder = {{.name = "dossier", .mode = 0755, .kind = WorkFile::Kind::directory}};
  require_told(trial, Case(trial.run_raw(plan({"un", "dossier"}, folder)), 1, "dossier"), "dossier", 0);
  RunPlan failing = plan({"un", "texte"}, {{.name = "texte", .content = random_bytes(trial, 5000)}});
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"mmap", nth, ENOMEM, {}});
  require_told(trial, Case(trial.run_raw(failing), 1, "texte"), "mmap qui échoue", ENOMEM);
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run run = two_files(trial);
  whole_pages(trial);
  if (!eager(run)) huge_file(trial);
  empty_file(trial);
  failures(trial);
  trial.show(run);
}
