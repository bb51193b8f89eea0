// Facts of exercise 12, from the most fundamental to the finest: the file itself changed, through memory and not by
// write; it is the same file, of the same size; its letters changed and nothing else did; the count is right; nothing is
// left. Then a file that fills its pages between two forbidden zones, an empty one, and what cannot be done.
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

constexpr std::string_view function = "majuscules";
constexpr int patience = 50;  ///< failures in a row after which a function insists

// <fcntl.h> and <sys/mman.h>, as the kernel knows them; both architectures agree on these.
constexpr std::uint64_t access_mode = 3, read_only = 0, write_only = 1;
constexpr std::uint64_t truncating = 01000;
constexpr std::uint64_t prot_read = 1, prot_write = 2, map_shared = 1, map_private = 2, map_anonymous = 0x20;

bool is_open(const Seen& seen) { return seen.call.name == "open" || seen.call.name == "openat"; }
bool is_letter(char byte) { return byte >= 'a' && byte <= 'z'; }

/// Without it, what changed the file was a syscall that we did not see (through another name of the file, say).
bool mapped_shared(const Run& run) {
  const auto maps = run.syscalls("mmap");
  return std::any_of(maps.begin(), maps.end(), [](const Seen& seen) {
    return succeeded(seen) && (value(seen, "flags") & map_shared) != 0 && (value(seen, "flags") & map_anonymous) == 0;
  });
}

std::string raised(std::string bytes) {
  for (char& byte : bytes)
    if (is_letter(byte)) byte = static_cast<char>(byte - 'a' + 'A');
  return bytes;
}

/// One run: the call, the file before and after.
struct Case {
  Run run;
  std::string name;
  Call call;
  FileState before, after;
  std::vector<Seen> calls;

  Case(const Run& the_run, const std::string& the_name, int nth = 1)
      : run(the_run), name(the_name), call(nth == 1 ? run.call(function) : scenario_call(run, function, nth)), before(run.file_before(name)), after(run.file(name)),
        calls(run.syscalls_during(call)) {}

  std::int64_t result() const { return static_cast<std::int64_t>(call.result.value_or(0)); }
  std::int64_t letters() const { return std::count_if(before.content.begin(), before.content.end(), is_letter); }
  const Seen* last(std::string_view syscall) const {
    const auto found = std::find_if(calls.rbegin(), calls.rend(), [&](const Seen& seen) {
      return syscall == "open" ? is_open(seen) : seen.call.own && seen.call.name == syscall;
    });
    return found == calls.rend() ? nullptr : &*found;
  }
  /// The last mmap of a file.
  const Seen* map() const {
    const auto found = std::find_if(calls.rbegin(), calls.rend(), [](const Seen& seen) {
      return seen.call.name == "mmap" && seen.call.own && (value(seen, "flags") & map_anonymous) == 0;
    });
    return found == calls.rend() ? nullptr : &*found;
  }
  SourceLine where() const {
    const Seen* open = last("open");
    return map() != nullptr ? map()->source : open != nullptr ? open->source : call.source;
  }
  /// The last open that empties, or change of size.
  SourceLine where_resized() const {
    const auto found = std::find_if(calls.rbegin(), calls.rend(), [](const Seen& seen) {
      return seen.call.name == "ftruncate" || seen.call.name == "truncate" || seen.call.name == "fallocate" ||
             seen.call.name == "creat" || (is_open(seen) && (value(seen, "flags") & truncating) != 0);
    });
    return found == calls.rend() ? SourceLine{} : found->source;
  }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (const Seen* open = last("open")) list.push_back(seen(run, *open));
    if (map() != nullptr) list.push_back(seen(run, *map()));
    return list;
  }
  Words words() const {
    return {{"rendu", std::to_string(result())}, {"lettres", std::to_string(letters())}, {"taille", std::to_string(before.size)},
            {"taille_apres", std::to_string(after.size)}};
  }
};

RunPlan plan(const std::string& name, std::vector<WorkFile> files) {
  RunPlan made;
  made.arguments = {name};
  made.files = std::move(files);
  return made;
}

/// Letters, digits, signs and accents; null bytes where told, each with a letter on both sides: who stops at another byte
/// is not taken for one who stops at a null.
std::string random_text(Trial& trial, std::int64_t size, bool with_nulls) {
  constexpr std::string_view pieces[] = {"é", "à", "ç", "É", "ÿ", "{", "`", "@", "[", " ", "0", "\n"};
  std::string text;
  while (static_cast<std::int64_t>(text.size()) < size) {
    const auto drawn = trial.random(0, 99);
    if (drawn < 60) text += static_cast<char>(trial.random('a', 'z'));
    else if (drawn < 70) text += static_cast<char>(trial.random('A', 'Z'));
    else if (drawn < 90) text += pieces[trial.random(0, std::ssize(pieces) - 1)];
    else if (drawn < 96) text += static_cast<char>(trial.random(0x80, 0xff));
    else if (!with_nulls) text += '.';
    else text += {static_cast<char>(trial.random('a', 'z')), '\0', static_cast<char>(trial.random('a', 'z'))};
  }
  text.resize(static_cast<std::size_t>(size));
  text.front() = static_cast<char>(trial.random('a', 'z'));
  text.back() = 'z';
  return text;
}

/// mmap or open failed although everything was there, or neither was called.
void explain_nothing(Trial& trial, const Case& one) {
  Words words = one.words();
  const auto require = [&](bool fact, std::string_view code, const Seen* seen) {
    if (seen != nullptr) words["erreur"] = seen->call.error;
    trial.require(fact, code, one.evidence(), seen == nullptr ? one.call.source : seen->source, words);
  };
  const Seen* open = one.last("open");
  require(open != nullptr, "E12-rien", nullptr);
  if (!succeeded(*open)) require(false, "E12-open-echoue", open);
  const Seen* map = one.map();
  require(map != nullptr || one.last("mmap") == nullptr, "E12-anonyme", one.last("mmap"));
  require(map != nullptr, "E12-sans-mmap", open);
  if (!succeeded(*map)) {
    require(map->call.error != "EBADF", "E12-ferme-trop-tot", map);
    const auto mode = value(*open, "flags") & access_mode;
    require(map->call.error != "EACCES" || mode != read_only, "E12-o-rdonly", map);
    require(map->call.error != "EACCES" || mode != write_only, "E12-o-wronly", map);
    require(false, "E12-mmap-echoue", map);
  }
  require((value(*map, "flags") & map_private) == 0, "E12-prive", map);
  require(false, "E12-inchange", map);
}

void require_through_memory(Trial& trial, const Case& one) {
  const std::optional<Seen> written = file_write(one.run, one.name);
  if (written) trial.require(false, "E12-write", {seen(one.run, *written)}, written->source, one.words());
}

void require_the_same_file(Trial& trial, const Case& one) {
  trial.require(one.after.exists && one.after.inode == one.before.inode, "E12-autre-fichier", one.evidence(), {}, one.words());
  trial.require(one.after.size == one.before.size, "E12-taille", one.evidence(), one.where_resized(), one.words());
}

void require_letters(Trial& trial, const Case& one) {
  const std::string &before = one.before.content, &after = one.after.content, wanted = raised(before);
  Words words = one.words();
  // The mistake is in the loop, of which no syscall tells the line.
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), {}, words); };
  // Accents first, wherever they stand: what is drawn around them must not change the word.
  for (const bool of_accents : {true, false}) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (is_letter(before[i]) || after[i] == before[i] || (static_cast<unsigned char>(before[i]) >= 0x80) != of_accents) continue;
      words["position"] = std::to_string(i);
      require(false, of_accents ? "E12-accents" : "E12-autres-octets");
    }
  }
  const auto wrong = std::mismatch(wanted.begin(), wanted.end(), after.begin()).first;
  if (wrong == wanted.end()) return;
  const auto first = static_cast<std::size_t>(wrong - wanted.begin());
  const std::size_t null = before.find('\0');
  words["position"] = std::to_string(first);
  const bool rest_unchanged = after.compare(first, std::string::npos, before, first) == 0;
  const bool stopped_at_null = rest_unchanged && null < first &&
                               std::none_of(before.begin() + static_cast<std::ptrdiff_t>(null),
                                            before.begin() + static_cast<std::ptrdiff_t>(first), is_letter);
  require(!stopped_at_null, "E12-zero");
  require(!rest_unchanged || first + 1 == wanted.size(), "E12-tronque");
  require(false, "E12-oublies");
}

void require_nothing_left(Trial& trial, const Case& one) {
  for (const Seen& map : one.calls) {
    const bool write_alone = map.call.name == "mmap" && map.call.own && (value(map, "prot") & (prot_read | prot_write)) == prot_write;
    trial.require(!write_alone, "E12-ecriture-seule", {seen(one.run, map)}, map.source);
  }
  for (const Mapping& left : one.run.left_mapped(one.call)) {
    const Seen* undone = one.last("munmap");
    std::vector<Evidence> evidence;
    if (undone != nullptr) evidence.push_back(seen(one.run, *undone));
    evidence.push_back(maps_line(one.run, one.call.pid, left.start, one.call.exit));
    const bool refused = undone != nullptr && !succeeded(*undone);
    const Words words = {{"erreur", refused ? undone->call.error : "?"}};
    trial.require(!refused, "E12-munmap-echoue", evidence, refused ? undone->source : SourceLine{}, words);
    trial.require(false, "E12-projection", evidence, undone == nullptr ? one.where() : undone->source);
  }
  for (const Seen& left : one.run.left_open(one.call))
    trial.require(false, "E12-descripteur", {seen(one.run, left)}, left.source, {{"fd", std::to_string(left.call.result.value_or(-1))}});
}

void require_changed(Trial& trial, const Case& one) {
  require_through_memory(trial, one);
  if (one.after.exists && one.after.inode == one.before.inode && one.after.content == one.before.content)
    explain_nothing(trial, one);
  require_the_same_file(trial, one);
  require_letters(trial, one);
  trial.require(mapped_shared(one.run), "E12-write", one.evidence(), one.where(), one.words());
  trial.require(one.result() == one.letters(), "E12-compte", one.evidence(), {}, one.words());
  require_nothing_left(trial, one);
}

/// The byte just after the file's last page is forbidden: whoever goes there dies of it.
void require_within(Trial& trial, const Case& one) {
  const auto& exit = one.run.process(one.run.father()).exit;
  if (one.call.returned() || !exit || exit->signal == 0 || exit->fault_address == 0) return;
  const Mapping* last = one.run.mapping(one.call.pid, exit->fault_address - 1, one.run.last_moment(one.call.pid));
  const bool past = last != nullptr && last->path.ends_with("/" + one.name) && last->end == exit->fault_address;
  const SourceLine where = one.run.recording().moments[one.run.last_moment(one.call.pid)].source;
  trial.require(!past, "E12-deborde", one.evidence(), where.known() ? where : one.call.source, one.words());
}

Run changed(Trial& trial, std::int64_t size, bool with_nulls) {
  const std::string name = "texte-" + std::to_string(trial.random(100, 999));
  const RunPlan one = plan(name, {{.name = name, .content = random_text(trial, size, with_nulls), .mode = 0640}});
  const Run raw = trial.run_raw(one);
  const Case first(raw, name);
  require_within(trial, first);
  if (!first.call.returned() && first.map() != nullptr && !succeeded(*first.map())) explain_nothing(trial, first);
  const Run run = trial.run(one);
  trial.require(run.call(function).returned(), "E12-sans-retour");
  require_changed(trial, Case(run, name));
  return run;
}

/// The count of the second call is its own: what the first one counted is not in it.
void changed_twice(Trial& trial) {
  const std::vector<std::string> names = {"premier", "second"};
  RunPlan both;
  both.arguments = names;
  for (const std::string& name : names)
    both.files.push_back({.name = name, .content = random_text(trial, trial.random(200, 2000), false)});
  const Run run = trial.run(both);
  for (int nth : {1, 2}) {
    const Case one(run, names[static_cast<std::size_t>(nth) - 1], nth);
    trial.require(one.call.returned(), "E12-sans-retour");
    if (nth == 2 && one.result() != one.letters() && one.result() == one.letters() + Case(run, names[0]).letters())
      trial.require(false, "E12-compte-garde", one.evidence(), {}, one.words());
    require_changed(trial, one);
  }
}

/// Ends that the contract forbids when something cannot be done.
void require_came_back(Trial& trial, const Case& one, const std::string& what) {
  const auto& exit = one.run.process(one.run.father()).exit;
  const bool killed = exit && exit->signal != 0 && exit->signal_name != "SIGABRT";
  const Words words = {{"cas", what}, {"fin", !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status)}};
  const auto forced = std::count_if(one.calls.begin(), one.calls.end(), [](const Seen& seen) { return seen.call.injected; });
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  require(forced < patience && one.run.recording().end == End::finished, "E12-echec-insiste");
  require(one.call.returned() || !killed, "E12-echec-tue");
  require(one.call.returned(), "E12-echec-quitte");
}

void require_refused(Trial& trial, const Case& one, const std::string& what) {
  require_came_back(trial, one, what);
  Words words = one.words();
  words["cas"] = what;
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  require(one.before.exists || !one.after.exists, "E12-cree");
  require(one.result() == -1, "E12-echec-cache");
  require(one.before.content == one.after.content, "E12-echec-change");
  require_nothing_left(trial, one);
}

void failures(Trial& trial) {
  const Run empty = trial.run_raw(plan("vide", {{.name = "vide"}}));
  const Case one(empty, "vide");
  require_came_back(trial, one, "fichier vide");
  trial.require(one.result() == 0, "E12-vide", one.evidence(), one.where(), one.words());
  trial.require(one.after.size == 0, "E12-taille", one.evidence(), one.where(), one.words());
  require_nothing_left(trial, one);

  require_refused(trial, Case(trial.run_raw(plan("absent", {})), "absent"), "fichier absent");
  const std::string text = random_text(trial, 300, false);
  require_refused(trial, Case(trial.run_raw(plan("protege", {{.name = "protege", .content = text, .mode = 0444}})), "protege"),
                  "fichier protégé");
  RunPlan failing = plan("texte", {{.name = "texte", .content = text}});
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"mmap", nth, ENOMEM, {}});
  require_refused(trial, Case(trial.run_raw(failing), "texte"), "mmap qui échoue");
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run run = changed(trial, 4096 + trial.random(100, 3000), true);
  changed(trial, 4096 * trial.random(1, 2), false);
  changed_twice(trial);
  failures(trial);
  trial.show(run);
}
