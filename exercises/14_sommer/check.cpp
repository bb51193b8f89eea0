// Facts of exercise 14, from the most fundamental to the finest: the file is opened and mapped, its bytes are added as
// they are, nothing is left; an empty file; a large one, which must not be copied; a missing one, a mapping refused.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "sommer";
constexpr int patience = 50;  ///< failures in a row after which a function insists
constexpr std::uint64_t mio = 1 << 20;
constexpr std::uint64_t data_limit = 16 * mio;   ///< private writable memory of the large run
constexpr std::uint64_t least_piece = 64 << 10;
constexpr std::uint64_t read_allowed = mio;      ///< of the large file
constexpr std::uint32_t prot_write = 2, map_type = 0xf, map_private = 2, map_anonymous = 0x20;

bool anonymous(const Seen& mapped) { return (bits(mapped, "flags") & map_anonymous) != 0; }

std::uint64_t sum_of(std::string_view bytes) {
  std::uint64_t sum = 0;
  for (const char byte : bytes) sum += static_cast<unsigned char>(byte);
  return sum;
}

/// One run of the scenario, and the student's call in it.
struct Case {
  Run run;
  Call call;
  std::vector<Seen> opens, maps;  ///< during the call; maps: those of files
  std::vector<Seen> anonymous_maps;  ///< of the student's own file

  explicit Case(const Run& the_run, int nth = 1)
      : run(the_run), call(nth == 1 ? run.call(function) : scenario_call(run, function, nth)) {
    for (const Seen& seen : run.syscalls_during(call)) {
      if (seen.call.name == "open" || seen.call.name == "openat") opens.push_back(seen);
      if (seen.call.name == "mmap" && !anonymous(seen)) maps.push_back(seen);
      if (seen.call.name == "mmap" && anonymous(seen) && seen.call.own) anonymous_maps.push_back(seen);
    }
  }

  int result() const { return static_cast<int>(static_cast<std::int32_t>(call.result.value_or(0))); }
  std::uint64_t sum() const {
    std::uint64_t found = 0;
    if (call.arguments.size() < 2) return found;
    const std::string bytes = run.bytes(call.pid, call.arguments[1], sizeof found, call.exit);
    std::memcpy(&found, bytes.data(), std::min(bytes.size(), sizeof found));
    return found;
  }
  SourceLine where() const { return !maps.empty() ? maps.back().source : !opens.empty() ? opens.back().source : call.source; }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (!opens.empty()) list.push_back(seen(run, opens.back()));
    if (!maps.empty()) list.push_back(seen(run, maps.back()));
    return list;
  }
};

RunPlan plan(const std::string& file, std::uint64_t start, std::vector<WorkFile> files) {
  RunPlan made;
  made.arguments = {file, std::to_string(start)};
  made.files = std::move(files);
  return made;
}

/// Random bytes, some zero, some above 127, none of both at the start nor at the end.
std::string random_bytes(Trial& trial, std::size_t count) {
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(trial.random(0, 255));
  bytes.front() = static_cast<char>(trial.random(1, 127));
  bytes[count / 3] = '\0';
  bytes[count / 2] = static_cast<char>(trial.random(200, 255));
  bytes.back() = static_cast<char>(trial.random(1, 127));
  return bytes;
}

/// The function failed where it must not: the most telling reason first.
void explain_failure(Trial& trial, const Case& one) {
  const auto refused = [&](const std::vector<Seen>& calls) { return !calls.empty() && !succeeded(calls.back()); };
  const auto require = [&](const std::vector<Seen>& calls, std::string_view code) {
    const Words words = {{"erreur", calls.back().call.error}, {"rendu", std::to_string(one.result())}};
    trial.require(false, code, one.evidence(), calls.back().source, words);
  };
  trial.require(!one.opens.empty(), "E14-rien", {}, one.call.source);
  if (refused(one.opens)) require(one.opens, one.opens.back().call.error == "EACCES" ? "E14-lecture-seule" : "E14-open-echoue");
  if (refused(one.maps)) require(one.maps, one.maps.back().call.error == "EACCES" ? "E14-droits" : "E14-mmap-echoue");
  trial.require(false, "E14-rendu", one.evidence(), one.where(), {{"rendu", std::to_string(one.result())}});
}

/// What the function found in a file whose bytes are known.
struct Trace {
  std::string content;
  std::uint64_t start, found;  ///< what *s held, and what it holds

  std::uint64_t expected() const { return sum_of(content); }
  std::uint64_t as_signed() const {
    std::uint64_t sum = 0;
    for (const char byte : content) sum += static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<signed char>(byte)));
    return sum;
  }
};

/// How many of the first bytes have the sum that was found, in every trace, if it is fewer than all.
std::optional<std::size_t> stopped_at(const std::vector<Trace>& traces) {
  std::vector<std::uint64_t> sums(traces.size());
  for (std::size_t count = 0; count < traces.front().content.size(); ++count) {
    bool all = true;
    for (std::size_t i = 0; i < traces.size(); ++i) {
      all = all && sums[i] == traces[i].found;
      sums[i] += static_cast<unsigned char>(traces[i].content[count]);
    }
    if (all) return count;
  }
  return {};
}

/// The sum is not the right one: which mistake gives it, for this file and for another one of the same size? One time in a
/// hundred, a wrong sum is that of some of the first bytes by chance.
void explain_sum(Trial& trial, const Case& one, const std::vector<Trace>& traces) {
  const Trace& first = traces.front();
  Words words = {{"attendue", std::to_string(first.expected())}, {"trouvee", std::to_string(first.found)}, {"depart", std::to_string(first.start)}};
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  const auto unless = [&](std::string_view code, bool (*explains)(const Trace&)) { require(!std::all_of(traces.begin(), traces.end(), explains), code); };
  if (one.maps.empty() && !one.anonymous_maps.empty() && one.run.bytes_read(one.call) == 0) {
    const Seen& made = one.anonymous_maps.back();
    trial.require(false, "E14-anonyme", {seen(one.run, made)}, made.source);
  }
  unless("E14-non-ecrite", [](const Trace& trace) { return trace.found == trace.start; });
  unless("E14-depart", [](const Trace& trace) { return trace.found == trace.expected() + trace.start; });
  unless("E14-signe", [](const Trace& trace) { return trace.found == trace.as_signed(); });
  unless("E14-zero", [](const Trace& trace) { return trace.found == sum_of(trace.content.substr(0, trace.content.find('\0'))); });
  unless("E14-etroite", [](const Trace& trace) { return trace.found == trace.expected() % (1u << 8); });
  unless("E14-etroite", [](const Trace& trace) { return trace.found == trace.expected() % (1u << 16); });
  const auto stopped = stopped_at(traces);
  words["lus"] = std::to_string(stopped.value_or(0));
  words["taille"] = std::to_string(first.content.size());
  require(!stopped, "E14-incomplete");
  require(false, "E14-somme");
}

void require_nothing_left(Trial& trial, const Case& one) {
  const auto open = one.run.left_open(one.call);
  if (!open.empty())
    trial.require(false, "E14-descripteur", {seen(one.run, open.back())}, open.back().source,
                  {{"fd", std::to_string(open.back().call.result.value_or(-1))}});
  const auto mapped = one.run.left_mapped(one.call);
  if (!mapped.empty())
    trial.require(false, "E14-projection", {maps_line(one.run, one.call.pid, mapped.front().start, one.call.exit)}, one.where(),
                  {{"taille", std::to_string(mapped.front().size())}});
}

/// The byte just after the mapping of the file is forbidden: whoever goes there dies of it.
Run run_within(Trial& trial, const RunPlan& plan) {
  const Case one(trial.run_raw(plan));
  const auto& exit = one.run.process(one.run.father()).exit;
  if (one.call.happened && !one.call.returned() && exit && exit->signal != 0 && exit->fault_address != 0) {
    const std::size_t death = one.run.last_moment(one.call.pid);
    const Mapping* last = one.run.mapping(one.call.pid, exit->fault_address - 1, death);
    const bool past = last != nullptr && last->path.ends_with("/" + plan.arguments.front()) && last->end == exit->fault_address;
    const SourceLine where = one.run.recording().moments[death].source;
    trial.require(!past || exit->signal_name != "SIGSEGV", "E14-deborde", one.evidence(), where.known() ? where : one.where());
  }
  return trial.run(plan);
}

RunPlan small_plan(const Trace& trace, const std::string& second) {
  RunPlan made = plan("petit", trace.start, {{.name = "petit", .content = trace.content, .mode = 0444}, {.name = "second", .content = second}});
  made.arguments.push_back("second");
  return made;
}

Trace draw(Trial& trial, std::size_t size) {
  return {random_bytes(trial, size), static_cast<std::uint64_t>(trial.random(1ll << 33, 1ll << 40)), 0};
}

/// The second call of the same program: nothing of the first one is in its sum.
void require_second_sum(Trial& trial, const Run& run, const Trace& first, const std::string& second) {
  const Case one(run, 2);
  trial.require(one.call.returned(), "E14-sans-retour");
  if (one.result() != 0) explain_failure(trial, one);
  const Words words = {{"attendue", std::to_string(sum_of(second))}, {"trouvee", std::to_string(one.sum())}};
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  require(one.sum() != first.expected() + sum_of(second), "E14-total-garde");
  require(one.sum() == sum_of(second), "E14-somme");
}

Run small_file(Trial& trial) {
  const auto size = static_cast<std::size_t>(2 * trial.random(2049, 6000) + 1);
  Trace trace = draw(trial, size);
  const std::string second = random_bytes(trial, 1001);
  const Run run = run_within(trial, small_plan(trace, second));
  const Case one(run);
  trial.require(one.call.returned(), "E14-sans-retour");
  if (one.result() != 0) explain_failure(trial, one);
  trace.found = one.sum();
  if (trace.found != trace.expected()) {
    Trace again = draw(trial, size);
    again.found = Case(trial.run_raw(small_plan(again, second))).sum();
    explain_sum(trial, one, {trace, again});
  }
  require_nothing_left(trial, one);
  require_second_sum(trial, run, trace, second);
  return run;
}

void empty_file(Trial& trial) {
  const Case one(trial.run(plan("vide", 7, {{.name = "vide"}})));
  const Words words = {{"rendu", std::to_string(one.result())}, {"trouvee", std::to_string(one.sum())}};
  trial.require(one.result() == 0, "E14-vide", one.evidence(), one.where(), words);
  trial.require(one.sum() == 0, "E14-vide-somme", one.evidence(), one.where(), words);
  const auto open = one.run.left_open(one.call);
  if (!open.empty())
    trial.require(false, "E14-descripteur-vide", {seen(one.run, open.back())}, open.back().source,
                  {{"fd", std::to_string(open.back().call.result.value_or(-1))}});
}

/// « rend 0 au lieu de -1 », « meurt de SIGSEGV au lieu de rendre -1 ».
std::string instead_of_failing(const Case& one) {
  if (one.call.returned()) return "rend " + std::to_string(one.result()) + " au lieu de -1";
  const auto& exit = one.run.process(one.call.pid).exit;
  return "meurt " + (exit && !exit->signal_name.empty() ? "de " + exit->signal_name : "d'un signal") + " au lieu de rendre -1";
}

void require_refusal(Trial& trial, RunPlan refused, std::string_view code) {
  refused.allow_crash = true;
  const Case one(trial.run(refused));
  // Less than the permitted MiB is left to mmap, and the file is larger: without a mapping it was copied.
  const bool copied = one.call.returned() && one.result() == 0 && one.maps.empty() && !one.opens.empty() && succeeded(one.opens.back());
  const std::uint64_t read = one.run.bytes_read(one.call);
  trial.require(!copied || read <= read_allowed, "E14-lecture", one.evidence(), one.where(), {{"lus", std::to_string(read)}});
  const auto forced = std::count_if(one.maps.begin(), one.maps.end(), [](const Seen& seen) { return seen.call.injected; });
  trial.require(forced < patience, "E14-echec-insiste", one.evidence(), one.where());
  trial.require(one.call.returned() && one.result() == -1, code, one.evidence(), one.where(), {{"fait", instead_of_failing(one)}});
  const auto open = one.run.left_open(one.call);
  if (!open.empty())
    trial.require(false, "E14-descripteur-echec", {seen(one.run, open.back())}, open.back().source,
                  {{"fd", std::to_string(open.back().call.result.value_or(-1))}});
}

void failures(Trial& trial) {
  require_refusal(trial, plan("absent", 7, {}), "E14-absent");
  RunPlan no_mapping = plan("moyen", 7, {{.name = "moyen", .content = random_bytes(trial, 5000), .size = 3 * mio}});
  for (int nth = 1; nth <= patience; ++nth) no_mapping.faults.push_back({"mmap", nth, ENOMEM, {}});
  require_refusal(trial, no_mapping, "E14-echec-ignore");
}

/// 20 MiB of large bytes in the middle of a hole: their sum needs more than 32 bits. The file fills its last page, but is
/// not made of whole pieces, of whatever size they are.
struct Large {
  WorkFile file{.name = "gros"};
  std::uint64_t sum = 0;

  explicit Large(Trial& trial) {
    std::string block(64 << 10, '\0');
    for (char& byte : block) byte = static_cast<char>(trial.random(220, 255));
    std::string middle;
    for (int i = 0; i < 320; ++i) middle += block;
    const std::string end = random_bytes(trial, 1001);
    file.size = 48 * mio - 3 * 4096;
    sum = 320 * sum_of(block) + sum_of(end);
    file.pieces = {{16 * mio + 5, std::move(middle)}, {file.size - end.size(), end}};
  }
};

/// Memory that the copy needed was refused, or given.
void require_no_copy(Trial& trial, const Case& one, const Large& large, bool right) {
  const std::string size = std::to_string(large.file.size);
  for (const Seen& mapped : one.run.syscalls_during(one.call)) {
    if (mapped.call.name != "mmap" || value(mapped, "length") < large.file.size / 2) continue;
    const bool refused = mapped.call.error == "ENOMEM" && !right;
    const bool own_copy = (bits(mapped, "flags") & map_type) == map_private && (bits(mapped, "prot") & prot_write) != 0;
    const auto require = [&](bool fact, std::string_view code) {
      trial.require(fact, code, {seen(one.run, mapped)}, mapped.source, {{"taille", size}});
    };
    require(!refused || !anonymous(mapped), "E14-malloc");
    require(!refused || !own_copy, "E14-prive-modifiable");
    require(!anonymous(mapped) || !succeeded(mapped), "E14-copie");
  }
}

/// Pieces of at least 64 KiB: more mappings than a whole file of them would take, and some to spare.
void require_large_pieces(Trial& trial, const Case& one, const Large& large) {
  const std::uint64_t most = large.file.size / least_piece + 64;
  const auto piece = std::find_if(one.maps.begin(), one.maps.end(), [](const Seen& mapped) { return value(mapped, "length") < least_piece; });
  if (one.maps.size() <= most || piece == one.maps.end()) return;
  const std::string length = std::to_string(value(*piece, "length"));
  trial.require(false, "E14-morceaux", {seen(one.run, *piece)}, piece->source,
                {{"morceau", length}, {"appels", std::to_string(one.maps.size())}});
}

void large_file(Trial& trial) {
  const Large large(trial);
  const std::uint64_t start = 7;
  RunPlan limited = plan("gros", start, {large.file});
  limited.data_limit = data_limit;
  const Case raw(trial.run_raw(limited));
  const bool right = raw.run.recording().end == End::finished && raw.call.returned() && raw.result() == 0 && raw.sum() == large.sum;
  require_no_copy(trial, raw, large, right);
  require_large_pieces(trial, raw, large);
  const Case one(run_within(trial, limited));
  const std::uint64_t read = one.run.bytes_read(one.call);
  Words words = {{"lus", std::to_string(read)},
                 {"taille", std::to_string(large.file.size)},
                 {"attendue", std::to_string(large.sum)},
                 {"trouvee", std::to_string(one.sum())}};
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, one.evidence(), one.where(), words); };
  require(read <= read_allowed, "E14-lecture");
  if (one.result() != 0) explain_failure(trial, one);
  const std::uint64_t found = one.sum();
  const bool narrow = found == static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int32_t>(large.sum))) ||
                      found == static_cast<std::uint32_t>(large.sum);
  require(!narrow, "E14-etroite");
  std::uint64_t linked = 0;
  for (const Seen& map : one.maps)
    if (succeeded(map)) linked = std::max(linked, value(map, "offset") + value(map, "length"));
  words["liee"] = std::to_string(linked);
  require(found == large.sum || linked == 0 || linked >= large.file.size, "E14-reste");
  require(found == large.sum, "E14-somme");
}

/// A size cut to 32 bits would map the first 5,000 bytes, and tell of success. The whole file does not fit in the address
/// space; who maps it by pieces gets the first one and is refused the others: adding 4 GiB would only take time.
void huge_file(Trial& trial) {
  constexpr std::uint64_t size = (1ull << 32) + 5000;
  const std::string start = random_bytes(trial, 4000), end = random_bytes(trial, 1001);
  RunPlan huge = plan("immense", 7, {{.name = "immense", .content = start, .size = size, .pieces = {{size - end.size(), end}}}});
  for (int nth = 2; nth <= patience; ++nth) huge.faults.push_back({"mmap", nth, ENOMEM, {}});
  const Case one(trial.run(huge));
  const bool refused = !one.maps.empty() && !succeeded(one.maps.back());
  trial.require(!refused || one.result() == -1, "E14-echec-ignore", one.evidence(), one.where(), {{"fait", instead_of_failing(one)}});
  const std::string mapped = one.maps.empty() ? "?" : std::to_string(value(one.maps.back(), "length"));
  const bool exact = one.result() == 0 && one.sum() == sum_of(start) + sum_of(end);  // who skips the holes needs little
  trial.require(one.result() == -1 || exact, "E14-taille", one.evidence(), one.where(),
                {{"rendu", std::to_string(one.result())}, {"taille", std::to_string(size)}, {"liee", mapped}});
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run run = small_file(trial);
  empty_file(trial);
  large_file(trial);
  failures(trial);
  huge_file(trial);
  trial.show(run);
}
