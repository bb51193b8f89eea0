// Facts of exercise 15, from the most fundamental to the finest: a table comes back, it is the file, shared, whole; a
// second program, executed apart, joins it without erasing anything; a longer file stays as long, a shorter one grows; a
// failure is told.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "ouvrir";
constexpr int patience = 50;  ///< failures in a row after which a function insists
constexpr std::uint64_t box = sizeof(long), boxes = 1000, table_size = boxes * box;
constexpr std::uint64_t o_creat = 0100, o_excl = 0200, o_trunc = 01000;  // the same on both architectures

std::string octal(unsigned mode) {
  char text[16];
  std::snprintf(text, sizeof text, "%04o", mode);
  return text;
}

/// One call of the student's function, in one of the programs of a run.
struct Case {
  Run run;
  std::string name;  ///< of the file, as the caller gives it
  Call call;
  std::vector<Seen> opens, maps;  ///< during the call

  Case(const Run& the_run, const std::string& the_name, int nth = 1) : run(the_run), name(the_name), call(run.call(function, nth)) {
    for (const Seen& seen : run.syscalls_during(call)) {
      if (seen.call.name == "open" || seen.call.name == "openat" || seen.call.name == "creat") opens.push_back(seen);
      if (seen.call.name == "mmap" && seen.call.own) maps.push_back(seen);
    }
  }

  Address table() const { return call.result.value_or(0); }
  std::size_t last() const { return run.last_moment(call.pid); }
  const Mapping* mapping() const { return run.mapping(call.pid, table(), call.exit); }
  std::optional<std::int64_t> at(int index, std::size_t moment) const {
    std::int64_t found = 0;
    const std::string bytes = run.bytes(call.pid, table() + static_cast<Address>(index) * box, sizeof found, moment);
    if (bytes.size() != sizeof found) return {};
    std::memcpy(&found, bytes.data(), sizeof found);
    return found;
  }

  SourceLine where() const { return !maps.empty() ? maps.back().source : !opens.empty() ? opens.back().source : call.source; }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (!opens.empty()) list.push_back(seen(run, opens.back()));
    if (!maps.empty()) list.push_back(seen(run, maps.back()));
    if (table() != 0 && table() != map_failed) list.push_back(maps_line(run, call.pid, table(), call.exit));
    return list;
  }
  void require(Trial& trial, bool fact, std::string_view code, const Words& words = {}) const {
    trial.require(fact, code, evidence(), where(), words);
  }
};

/// A death in the scenario, because of what the function gave, has our diagnosis; what any exercise forbids, the common one.
Run run_calls(Trial& trial, const RunPlan& plan) {
  const Run raw = trial.run_raw(plan);
  bool returned = raw.call_count(function) > 0;
  for (int nth = 1; nth <= raw.call_count(function); ++nth) returned = returned && raw.call(function, nth).returned();
  if (raw.recording().end == End::finished && returned) return raw;
  const Run run = trial.run(plan);
  trial.require(run.call(function).returned(), "E15-sans-retour");
  return run;
}

const Seen* last_failure(const std::vector<Seen>& calls) { return calls.empty() || succeeded(calls.back()) ? nullptr : &calls.back(); }

constexpr std::string_view resizing[] = {"ftruncate", "truncate", "fallocate"};
constexpr std::uint64_t access_mode = 3, read_write = 2;

/// A change of size that the kernel refused, the last one.
std::optional<Seen> refused_growth(const Case& one) {
  std::optional<Seen> refused;
  for (const Seen& seen : one.run.syscalls_during(one.call))
    if (std::find(std::begin(resizing), std::end(resizing), seen.call.name) != std::end(resizing) && !succeeded(seen)) refused = seen;
  return refused;
}

/// NULL, or MAP_FAILED, came back where a table was wanted: the most telling reason first. `joining`: the file was there.
void explain_null(Trial& trial, const Case& one, bool joining) {
  trial.require(!one.opens.empty(), "E15-rien", {}, one.call.source);
  if (const Seen* refused = last_failure(one.opens)) {
    const Words words = {{"erreur", refused->call.error}};
    const bool exclusive = (value(*refused, "flags") & o_excl) != 0 && joining;
    const bool creates = (value(*refused, "flags") & o_creat) != 0;
    one.require(trial, !exclusive, "E15-exclusif", words);
    one.require(trial, creates || joining, "E15-sans-creation", words);
    one.require(trial, false, "E15-open-echoue", words);
  }
  if (const Seen* refused = last_failure(one.maps)) {
    const Words words = {{"erreur", refused->call.error}, {"appel", "mmap"}};
    one.require(trial, refused->call.error != "EACCES", "E15-acces", words);
    one.require(trial, false, "E15-mmap-echoue", words);
  }
  if (const auto refused = refused_growth(one)) {
    const Words words = {{"erreur", refused->call.error}, {"appel", refused->call.name}};
    const std::vector<Evidence> evidence = {seen(one.run, one.opens.back()), seen(one.run, *refused)};
    const bool both_ways = (value(one.opens.back(), "flags") & access_mode) == read_write;
    trial.require(both_ways, "E15-acces", evidence, refused->source, words);
    trial.require(false, "E15-agrandir-echoue", evidence, refused->source, words);
  }
  one.require(trial, false, "E15-renonce");
}

/// The zone is the file, from its first byte, shared, readable and writable, up to the last box.
void require_table(Trial& trial, const Case& one, bool joining) {
  if (one.table() == 0 || one.table() == map_failed) explain_null(trial, one, joining);
  const Mapping* line = one.mapping();
  one.require(trial, line != nullptr, "E15-demappee");
  const Words words = {{"droits", line->permissions}, {"nom", line->path.empty() ? "(sans nom)" : line->path}, {"fichier", one.name}};
  // Behind some file systems maps and stat do not agree on the inode: then the path tells.
  const bool the_file = line->inode == one.run.file(one.name).inode || line->path.ends_with("/" + one.name);
  const bool somewhere = line->inode != 0 && line->path.starts_with('/') && !line->path.starts_with("/dev/zero");
  one.require(trial, !somewhere || one.run.file(one.name).exists, "E15-autre-fichier", words);
  one.require(trial, line->inode != 0 && the_file, "E15-autre-memoire", words);
  one.require(trial, line->shared(), "E15-prive", words);
  one.require(trial, line->permissions[1] == 'w' && line->permissions[0] == 'r', "E15-droits", words);
  one.require(trial, line->offset + (one.table() - line->start) == 0, "E15-decalee", words);
  one.require(trial, line->end - one.table() >= table_size, "E15-longueur",
              {{"liee", std::to_string(line->end - one.table())}, {"taille", std::to_string(table_size)}});
}

constexpr std::string_view writing[] = {"write", "pwrite64", "writev", "pwritev"};

/// The last call of the function that gave the file its length or its bytes: what a wrong length or content comes from.
template <class Names>
std::optional<Seen> last_of(const Case& one, const Names& names) {
  std::optional<Seen> last;
  for (const Seen& seen : one.run.syscalls_during(one.call))
    if (std::find(std::begin(names), std::end(names), seen.call.name) != std::end(names) && seen.source.known() && succeeded(seen)) last = seen;
  return last;
}

void require_file(Trial& trial, const Case& one, bool fact, std::string_view code, const Words& words) {
  std::optional<Seen> cause = last_of(one, resizing);
  if (!cause || code == "E15-change")
    if (const auto written = last_of(one, writing)) cause = written;
  if (fact || !cause) return one.require(trial, fact, code, words);
  std::vector<Evidence> evidence = one.evidence();
  evidence.insert(evidence.begin() + (one.opens.empty() ? 0 : 1), seen(one.run, *cause));
  trial.require(false, code, evidence, cause->source, words);
}

/// The caller gives back what starts at the address that it got; the rest of that same mapping goes with the file.
void require_nothing_lost(Trial& trial, const Case& one) {
  const Mapping* table = one.mapping();
  for (const Mapping& left : one.run.left_mapped(one.call)) {
    const bool follows = left.inode == table->inode && left.start - table->start == left.offset - table->offset;
    trial.require(left.contains(one.table()) || follows, "E15-projection", {maps_line(one.run, one.call.pid, left.start, one.call.exit)},
                  one.where(), {{"taille", std::to_string(left.size())}});
  }
}

void require_long_enough(Trial& trial, const Case& one) {
  const FileState file = one.run.file(one.name);
  require_file(trial, one, file.size >= table_size, "E15-taille",
              {{"fichier", std::to_string(file.size)}, {"taille", std::to_string(table_size)}});
}

/// As the event shows it: the kernel keeps the last twelve bits.
std::string asked_mode(const Seen& opened) {
  const auto* mode = opened.call.argument("mode");
  return mode != nullptr && !mode->text.empty() ? mode->text : octal(static_cast<std::uint32_t>(value(opened, "mode")));
}

/// Rights given at creation: what lies beyond 0777 was never chosen, it is whatever the register held.
void require_mode(Trial& trial, const Case& one) {
  const FileState file = one.run.file(one.name);
  for (const Seen& opened : one.opens) {
    const auto asked = static_cast<std::uint32_t>(value(opened, "mode"));
    const bool creates = (value(opened, "flags") & o_creat) != 0 || opened.call.name == "creat";
    trial.require(!creates || asked <= 0777, "E15-mode-oublie", {seen(one.run, opened)}, opened.source, {{"mode", asked_mode(opened)}});
  }
  one.require(trial, (file.mode & 0600) == 0600, "E15-mode", {{"mode", octal(file.mode)}});
}

void require_closed(Trial& trial, const Case& one) {
  const auto open = one.run.left_open(one.call);
  if (open.empty()) return;
  trial.require(false, "E15-descripteur", {seen(one.run, open.back())}, open.back().source, {{"fd", text_of(open.back().call.result)}});
}

/// The second program emptied the file, even if it gave it back its length at once.
void require_not_emptied(Trial& trial, const Case& joining) {
  for (const Seen& seen : joining.run.syscalls_during(joining.call)) {
    const bool cut = (seen.call.name == "ftruncate" || seen.call.name == "truncate") && value(seen, "length") < table_size;
    const bool emptied = (seen.call.name == "openat" || seen.call.name == "open") && (value(seen, "flags") & o_trunc) != 0;
    const auto* path = seen.call.argument("pathname");
    const bool removed = seen.call.name.starts_with("unlink") && path != nullptr && path->text == "\"" + joining.name + "\"";
    const bool bad = succeeded(seen) && (cut || emptied || removed || seen.call.name == "creat");
    trial.require(!bad, "E15-vide-le-fichier", {partage::check::seen(joining.run, seen)}, seen.source);
  }
}

/// A name that nobody can have written in advance.
std::string some_name(Trial& trial) { return "commun-" + std::to_string(trial.random(100, 999)); }

RunPlan two_programs(const std::string& name, std::int64_t from_first, std::int64_t from_second) {
  RunPlan plan;
  plan.arguments = {"deux", name, std::to_string(from_first), std::to_string(from_second)};
  return plan;
}

void require_exchange(Trial& trial, const Case& first, const Case& second, std::int64_t from_first, std::int64_t from_second) {
  const auto kept = first.at(7, first.last()), kept_last = first.at(boxes - 1, first.last());
  const auto read = second.at(8, second.last()), read_last = second.at(9, second.last());
  const auto back = first.at(0, first.last());
  const Words words = {{"ecrit", std::to_string(from_first)},   {"garde", text_of(kept)},  {"lu", text_of(read)},
                       {"ecrit_second", std::to_string(from_second)}, {"relu", text_of(back)}};
  const auto require = [&](bool fact, std::string_view code) { second.require(trial, fact, code, words); };
  require(kept == from_first && kept_last == from_first, "E15-efface");
  require(read == from_first && read_last == from_first && back == from_second, "E15-pas-partage");
}

Run two(Trial& trial) {
  const auto from_first = trial.random(1ll << 33, 1ll << 50), from_second = trial.random(1ll << 33, 1ll << 50);
  const std::string name = some_name(trial);
  const RunPlan plan = two_programs(name, from_first, from_second);
  const Run run = run_calls(trial, plan);
  const Case first(run, name);
  require_table(trial, first, false);
  require_long_enough(trial, first);
  require_mode(trial, first);
  const Case second(run, name, 2);
  if (second.call.happened) require_not_emptied(trial, second);
  if (second.call.returned()) require_table(trial, second, true);
  trial.run(plan);  // what died in the scenario, if anything
  trial.require(second.call.returned(), "E15-scenario-interrompu", {}, first.call.source);
  require_exchange(trial, first, second, from_first, from_second);
  require_closed(trial, first);
  require_closed(trial, second);
  require_nothing_lost(trial, first);
  require_nothing_lost(trial, second);
  for (const Seen& synced : run.syscalls_during(first.call))
    trial.advise(synced.call.name != "msync", "E15-msync", {seen(run, synced)}, synced.source);
  return run;
}

std::string random_bytes(Trial& trial, std::size_t count) {
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(trial.random(1, 255));
  return bytes;
}

/// A file that is already there, of that length: kept, and never shorter.
void existing(Trial& trial, std::size_t length) {
  const std::string content = random_bytes(trial, length), name = some_name(trial);
  RunPlan plan;
  plan.arguments = {"un", name};
  plan.files = {{.name = name, .content = content}};
  const Run run = run_calls(trial, plan);
  const Case one(run, name);
  const FileState file = run.file(name);
  const Words words = {{"avant", std::to_string(length)}, {"apres", std::to_string(file.size)}, {"taille", std::to_string(table_size)}};
  require_not_emptied(trial, one);
  require_table(trial, one, true);
  const auto require = [&](bool fact, std::string_view code) { require_file(trial, one, fact, code, words); };
  require(file.size >= length, "E15-raccourci");
  require(length <= table_size || file.size == length, "E15-allonge");
  require(file.size >= table_size, "E15-trop-court");
  require(file.content.compare(0, length, content) == 0, "E15-change");
  trial.run(plan);
  require_closed(trial, one);
  require_nothing_lost(trial, one);
}

/// « rend une adresse au lieu de NULL », « meurt de SIGBUS au lieu de rendre NULL ».
std::string instead_of_null(const Case& one) {
  if (one.call.returned()) return std::string("rend ") + (one.table() == map_failed ? "MAP_FAILED" : "une adresse") + " au lieu de NULL";
  const auto& exit = one.run.process(one.call.pid).exit;
  return "meurt " + (exit && !exit->signal_name.empty() ? "de " + exit->signal_name : "d'un signal") + " au lieu de rendre NULL";
}

void require_refusal(Trial& trial, RunPlan plan, std::string_view code) {
  plan.allow_crash = true;
  const Case one(trial.run(plan), plan.arguments.back());
  one.require(trial, one.call.returned() && one.table() == 0, code, {{"fait", instead_of_null(one)}});
  const auto open = one.run.left_open(one.call);
  if (!open.empty())
    trial.require(false, "E15-descripteur-echec", {seen(one.run, open.back())}, open.back().source,
                  {{"fd", text_of(open.back().call.result)}});
}

void failures(Trial& trial) {
  RunPlan plan;
  plan.arguments = {"un", "absent/commun"};
  require_refusal(trial, plan, "E15-echec-open");
  plan.arguments = {"un", some_name(trial)};
  RunPlan no_mapping = plan;
  for (int nth = 1; nth <= patience; ++nth) no_mapping.faults.push_back({"mmap", nth, ENOMEM, {}});
  require_refusal(trial, no_mapping, "E15-echec-mmap");
  RunPlan no_growth = plan;
  no_growth.file_limit = 4096;
  require_refusal(trial, no_growth, "E15-echec-taille");
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run run = two(trial);
  // Odd: neither ends a page. The short one has more than a page, and more bytes than the table has boxes.
  existing(trial, static_cast<std::size_t>(2 * trial.random(10'000, 20'000) + 1));
  existing(trial, static_cast<std::size_t>(2 * trial.random(2100, 3900) + 1));
  failures(trial);
  trial.show(run);
}
