// Facts of exercise 10, from the most fundamental to the finest: an ordinary file is copied, its size told, a zero put
// after it, in a block that free takes, and nothing is left open; then every file that is not ordinary, what cannot be
// copied, what does not fit in memory, and a heap that refuses. What the caller got is written by the scenario, after the
// return, from the block itself into files of the work folder: the content is read there.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "charger";
constexpr std::string_view witness = "appelant_constate";  ///< of the scenario: (block, size, errno, blocks left, state of the block, requests)
constexpr std::uint64_t never_written = 987654321;         ///< what the scenario puts in *taille before the call
constexpr std::uint64_t little_memory = 12 << 20;
constexpr std::uint64_t four_gib = std::uint64_t{4} << 30;
constexpr int refusals = 6;  ///< of a round; the scenario's too
constexpr int freed = 1, not_of_this_call = 2;  ///< states of a block, the scenario's too
constexpr int many_calls = 60, warm_up = 12;
constexpr double enough_moments = 4000, enough_requests = 200'000;  ///< that repeated calls may take
constexpr std::uint64_t unsteadiness = 8192;  ///< bytes by which a heap that leaks nothing may still grow
constexpr std::size_t just_after = 8;  ///< bytes after a null one that may be right by chance
constexpr std::size_t one_by_one = 1000;  ///< reads of one byte: no file needs so many
constexpr std::ptrdiff_t again_and_again = 100;  ///< reads that fail alike: nobody needs so many

std::string errno_text(int error) {
  const char* name = error == 0 ? nullptr : strerrorname_np(error);
  return name != nullptr ? name : std::to_string(error);
}

bool is_open(const Seen& seen) { return seen.call.name == "open" || seen.call.name == "openat"; }
bool is_read(const Seen& seen) { return seen.call.name == "read" || seen.call.name == "pread64" || seen.call.name == "readv"; }

/// One call, and what the caller found after it.
struct Case {
  Run run;
  Call call, told;
  int number = 1;
  std::vector<Seen> calls, opens;

  Case(const Run& the_run, int nth) : run(the_run), call(scenario_call(run, function, nth)), number(nth) {
    if (!call.happened) return;
    calls = run.syscalls_during(call);
    std::copy_if(calls.begin(), calls.end(), std::back_inserter(opens), is_open);
    for (int any = 1; any <= run.call_count(witness) && call.returned(); ++any) {
      told = run.call(witness, any);
      if (told.pid == call.pid && told.entry > call.exit) break;  // one that the function made of itself does not count
      told = {};
    }
  }

  Address block() const { return call.result.value_or(0); }
  std::uint64_t size() const { return told.arguments.size() < 4 ? never_written : told.arguments[1]; }
  int error() const { return told.arguments.size() < 4 ? 0 : static_cast<int>(told.arguments[2]); }
  int state() const { return told.arguments.size() < 6 ? 0 : static_cast<int>(told.arguments[4] & 0xffffffff); }
  int requests() const { return told.arguments.size() < 6 ? 0 : static_cast<int>(told.arguments[5] & 0xffffffff); }
  std::int64_t left() const { return told.arguments.size() < 4 ? 0 : static_cast<std::int64_t>(told.arguments[3]); }
  std::string copy() const { return run.file("copie" + std::to_string(number)).content; }
  bool opened() const { return std::any_of(opens.begin(), opens.end(), succeeded); }

  /// The read that the kernel refused because the place given to it is not a writable one.
  const Seen* misplaced_read() const {
    const auto found = std::find_if(calls.begin(), calls.end(), [](const Seen& seen) { return is_read(seen) && seen.call.error == "EFAULT"; });
    return found == calls.end() ? nullptr : &*found;
  }
  /// errno may be that of any syscall of the call that failed, or `other`.
  bool tells_why(int other) const {
    const auto* name = strerrorname_np(error());
    return error() == other || std::any_of(calls.begin(), calls.end(), [&](const Seen& seen) { return name != nullptr && seen.call.error == name; });
  }

  /// The last syscall of these that the call made, as the place of a mistake.
  const Seen* last(bool (*wanted)(const Seen&)) const {
    const auto found = std::find_if(calls.rbegin(), calls.rend(), wanted);
    return found == calls.rend() ? nullptr : &*found;
  }
  SourceLine where() const {
    for (auto seen = calls.rbegin(); seen != calls.rend(); ++seen)
      if ((is_read(*seen) || is_open(*seen)) && seen->source.known()) return seen->source;
    return call.source;
  }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (!opens.empty()) list.push_back(seen(run, opens.back()));
    if (const Seen* read = last(is_read)) list.push_back(seen(run, *read));
    return list;
  }
  Words words(std::uint64_t true_size) const {
    const auto& exit = run.process(run.father()).exit;
    return {{"annonce", size() == never_written ? "?" : std::to_string(size())},
            {"vraie", std::to_string(true_size)},
            {"fin", !exit ? "?" : exit->signal != 0 ? exit->signal_name : "code " + std::to_string(exit->status)}};
  }
};

RunPlan plan(std::vector<std::string> arguments, std::vector<WorkFile> files) {
  RunPlan made;
  made.arguments = std::move(arguments);
  made.files = std::move(files);
  made.allow_crash = true;
  return made;
}

WorkFile file_of(const std::string& name, std::string content) { return {.name = name, .content = std::move(content)}; }

std::string random_bytes(Trial& trial, std::int64_t count, int low, int high) {
  std::string bytes(static_cast<std::size_t>(count), '\0');
  for (char& byte : bytes) byte = static_cast<char>(trial.random(low, high));
  return bytes;
}

/// Endless: told apart when the cause is known.
Run run_bounded(Trial& trial, const RunPlan& plan) {
  const Run raw = trial.run_raw(plan);
  if (raw.recording().end != End::finished) {
    auto reads = raw.syscalls("read");
    const auto failed = std::find_if(reads.rbegin(), reads.rend(), [](const Seen& seen) { return !succeeded(seen); });
    if (failed != reads.rend() && std::count_if(reads.begin(), reads.end(), [&](const Seen& seen) {
          return seen.call.error == failed->call.error && value(seen, "fd") == value(*failed, "fd");
        }) > again_and_again)
      trial.require(false, "E10-erreur-sans-fin", {seen(raw, *failed)}, failed->source, {{"erreur", failed->call.error}});
    std::erase_if(reads, [](const Seen& seen) { return seen.call.result != 1; });
    if (reads.size() > one_by_one)
      trial.require(false, "E10-octet-par-octet", {seen(raw, reads.back())}, reads.back().source, {{"nombre", std::to_string(reads.size())}});
  }
  return trial.run(plan);
}

/// Neither on the stack nor nowhere: what a function without return leaves in the register is often there.
void require_somewhere(Trial& trial, const Case& one) {
  const Mapping* line = one.run.mapping(one.call.pid, one.block(), one.call.exit);
  const bool nowhere = line == nullptr || line->path.starts_with("[stack");
  std::vector<Evidence> evidence;
  if (line != nullptr) evidence.push_back(maps_line(one.run, one.call.pid, one.block(), one.call.exit));
  trial.require(!nowhere, "E10-pas-malloc", evidence, one.call.source, one.words(0));
}

void require_not_freed(Trial& trial, const Case& one) {
  trial.require(one.state() != freed, "E10-bloc-rendu", {}, {}, one.words(0));
}

/// Blocks that stay besides the one given: after what, and how many.
void require_no_block_left(Trial& trial, const Case& one, const std::string& failure) {
  const std::int64_t left = one.left() - (one.block() != 0 ? 1 : 0);
  const std::string blocks = left == 1 ? "un bloc du tas n'a pas été rendu" : std::to_string(left) + " blocs du tas n'ont pas été rendus";
  trial.require(left <= 0, "E10-fuite", one.evidence(), one.where(), {{"echec", failure}, {"blocs", blocks}});
}

/// What the kernel gave, call after call: whoever loses a block at each one makes the program grow, whatever the scenario counts.
void require_no_growth(Trial& trial, const Run& run) {
  std::vector<std::uint64_t> sizes;
  const auto& moments = run.recording().moments;
  for (std::size_t i = 0; i < moments.size(); ++i)
    if (moments[i].kind == partage::record::MomentKind::call_return && moments[i].pid == run.father() && moments[i].call->function == function)
      sizes.push_back(run.private_memory(run.father(), i));
  if (sizes.size() < warm_up) return;
  // A heap in use settles; one that leaks goes on, at each third of the calls. Calls compared are of the same rank in a round.
  const std::size_t third = (sizes.size() - warm_up) / 3 / refusals * refusals;
  bool settled = third == 0;
  for (std::size_t i = 1; i <= 3; ++i) settled = settled || sizes[sizes.size() - 1 - (i - 1) * third] <= sizes[sizes.size() - 1 - i * third] + unsteadiness;
  if (settled) return;
  const std::uint64_t more = sizes.back() - sizes[sizes.size() - 1 - 3 * third];
  const Case last(run, static_cast<int>(sizes.size()));
  trial.require(false, "E10-fuite", last.evidence(), last.where(),
                {{"echec", "Après " + std::to_string(sizes.size()) + " appels semblables, la mémoire du programme n'a pas cessé de grandir"},
                 {"blocs", std::to_string(more / 1024) + " Kio n'ont pas été rendus"}});
}

/// What a refused request to the heap must become: ENOMEM in errno, and no NULL given to read.
void require_memory_told(Trial& trial, const Case& one) {
  const Seen* misplaced = one.misplaced_read();
  if (misplaced != nullptr)
    trial.require(false, "E10-malloc-efault", {seen(one.run, *misplaced)}, misplaced->source);
  trial.require(one.error() != 0, "E10-errno-nul", one.evidence(), one.where());
  const bool told = one.error() == ENOMEM || one.error() == EFBIG || one.error() == EOVERFLOW;
  trial.require(told, "E10-errno-memoire", one.evidence(), one.where(), {{"errno", errno_text(one.error())}});
}

/// free() of what malloc did not give kills in the scenario, after the return.
void require_from_malloc(Trial& trial, const Case& one) {
  const auto& exit = one.run.process(one.run.father()).exit;
  const bool went_on = scenario_call(one.run, function, one.number + 1).happened;
  const bool died_later = one.call.returned() && !went_on && exit && exit->signal != 0;
  const Mapping* line = one.run.mapping(one.call.pid, one.block(), one.call.exit);
  const bool owned = line != nullptr && line->own;
  std::vector<Evidence> evidence;
  if (line != nullptr) evidence.push_back(maps_line(one.run, one.call.pid, one.block(), one.call.exit));
  trial.require(!died_later && !owned, "E10-pas-malloc", evidence, one.call.source, one.words(0));
  trial.require(one.state() != not_of_this_call, "E10-hors-du-tas", evidence, one.call.source);
}

void require_nothing_left(Trial& trial, const Case& one, std::string_view code) {
  const std::vector<Seen> open = one.run.left_open(one.call);
  if (open.empty()) return;
  const Seen& left = open.back();
  trial.require(false, code, {seen(one.run, left)}, left.source, {{"fd", std::to_string(left.call.result.value_or(-1))}});
}

/// The size of `content` when `copy` begins with all of it.
std::size_t first_difference(const std::string& content, const std::string& copy) {
  return static_cast<std::size_t>(std::mismatch(content.begin(), content.end(), copy.begin(), copy.end()).first - content.begin());
}

/// Why a size is not the right one, for a file whose content is known.
void explain_size(Trial& trial, const Case& one, const std::string& content) {
  const Words words = one.words(content.size());
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), words);
  };
  const std::uint64_t size = one.size();
  require(size != never_written, "E10-taille-oubliee");
  require(size != content.size() + 1, "E10-zero-compte");
  require(size != 1 || content.size() < 2, "E10-un-element");
  require(size != 0 || one.run.bytes_read(one.call) < content.size(), "E10-rien-compte");
  require(size != content.find('\0'), "E10-chaine");
  require(size < content.size() || content.empty(), "E10-trop-long");
  // The copy goes on after a null byte, without it: the rest of a line, or of a buffer.
  const std::size_t differs = first_difference(content, one.copy());
  require(differs >= size || content[differs] != '\0', "E10-zeros-perdus");
  require(false, "E10-incomplet");
}

/// The caller has the whole content, its size, and the zero after it.
void require_content(Trial& trial, const Case& one, const std::string& content) {
  if (one.size() != content.size()) explain_size(trial, one, content);
  const std::string copy = one.copy();
  Words words = one.words(content.size());
  const std::size_t differs = first_difference(content, copy), null = content.find('\0');
  words["rang"] = std::to_string(differs);
  words["zero"] = std::to_string(null);
  const bool whole = differs == content.size();
  trial.require(whole || differs < null || differs > null + just_after, "E10-contenu-zero", one.evidence(), {}, words);
  trial.require(whole, "E10-contenu", one.evidence(), one.where(), words);
  const bool ended = copy.size() == content.size() + 1 && copy.back() == '\0';
  trial.require(ended, "E10-zero-final", one.evidence(), one.where(), words);
}

/// A regular file: never NULL.
void require_copy(Trial& trial, const Case& one, const std::string& content, std::string_view null_code) {
  trial.require(one.call.returned(), "E10-sans-retour", {}, one.call.source);
  trial.require(one.block() != 0, null_code, one.evidence(), one.where(), one.words(content.size()));
  require_somewhere(trial, one);
  require_not_freed(trial, one);
  require_content(trial, one, content);
  require_from_malloc(trial, one);
  require_nothing_left(trial, one, "E10-descripteur");
  require_no_block_left(trial, one, "Le fichier est chargé");
}

/// A death inside the function is told by the common diagnosis, unless the file explains it.
void require_alive(Trial& trial, const RunPlan& plan, const Case& one, std::string_view code) {
  const auto& exit = one.run.process(one.run.father()).exit;
  const bool died = one.call.happened && !one.call.returned() && exit && exit->signal != 0;
  std::vector<Evidence> evidence = one.evidence();
  trial.require(!died, code, evidence, one.where(), one.words(0));
  if (one.call.returned()) return;
  RunPlan strict = plan;
  strict.allow_crash = false;
  trial.run(strict);
}

/// A text without any zero: the first thing to get right. Its size leaves room in malloc's block for one byte too many,
/// which guarded_heap() tells better than a spoilt heap would. The first letter is not drawn: who stops at some letter
/// must not stop at once by chance, which would be told as a size counted in elements.
Run ordinary_file(Trial& trial) {
  const std::string content = 'A' + random_bytes(trial, 16 * trial.random(40, 180) - 1, 'a', 'z');
  RunPlan made = plan({"charger", "texte"}, {file_of("texte", content)});
  made.allow_crash = false;
  const Run raw = trial.run_raw(made);
  const bool returned = scenario_call(raw, function, 1).returned();
  const Run run = returned ? raw : run_bounded(trial, made);
  const Case one(run, 1);
  trial.require(one.block() != 0 || !one.opens.empty(), "E10-vide", {}, one.call.source);
  require_copy(trial, one, content, "E10-rend-null");
  return run;
}

/// Any bytes, but first letters, around a null byte and the end of a line: where a reading stops, and what a copy lacks,
/// then tell why, whatever is drawn next.
std::string binary(Trial& trial, std::int64_t count) {
  const auto letters = [&](std::int64_t many) { return random_bytes(trial, many, 'a', 'z'); };
  const std::string start = letters(20) + '\0' + letters(2 * just_after) + '\n' + letters(just_after);
  return start + random_bytes(trial, count - std::ssize(start), 0, 255);
}

/// Files of every size; none of them is a string.
Run other_files(Trial& trial) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"rien", ""},
      {"un_octet", random_bytes(trial, 1, 1, 255)},
      {"binaire", binary(trial, 16 * trial.random(20, 200))},
      {"page", binary(trial, 4096)},
      {"gros", binary(trial, trial.random(300'000, 900'000))}};
  RunPlan made = plan({"charger"}, {});
  for (const auto& [name, content] : files) {
    made.arguments.push_back(name);
    made.files.push_back(file_of(name, content));
  }
  const Run run = run_bounded(trial, made);
  int number = 0;
  for (const auto& [name, content] : files) {
    const Case one(run, ++number);
    require_alive(trial, made, one, content.empty() ? "E10-fichier-vide" : "E10-meurt");
    require_copy(trial, one, content, content.empty() ? "E10-fichier-vide" : "E10-rend-null");
  }
  return run;
}

bool in_forbidden_page(const Case& one) {
  const auto& exit = one.run.process(one.run.father()).exit;
  if (!exit || exit->signal == 0) return false;
  const Mapping* line = one.run.mapping(one.call.pid, exit->fault_address, one.run.last_moment(one.call.pid));
  return line != nullptr && line->permissions.starts_with("---");
}

/// The kernel refuses to write past the block: no death, but EFAULT.
void require_within(Trial& trial, const Case& one) {
  const Seen* misplaced = one.misplaced_read();
  if (misplaced == nullptr) return;
  trial.require(false, "E10-deborde", {seen(one.run, *misplaced)}, misplaced->source, {{"fin", "read : EFAULT"}});
}

/// A block of exactly the size of the file has no room for the zero: the next page is forbidden.
void guarded_heap(Trial& trial) {
  const std::string content = random_bytes(trial, 16 * trial.random(3, 12), 'a', 'z');
  const RunPlan made = plan({"garde", "texte"}, {file_of("texte", content)});
  const Run run = run_bounded(trial, made);
  const Case one(run, 1);
  require_alive(trial, made, one, "E10-deborde");
  require_within(trial, one);
  require_copy(trial, one, content, "E10-rend-null");
}

/// Neither exists nor can be read.
void refused_files(Trial& trial) {
  const RunPlan absent = plan({"charger", "absent"}, {});
  const Case none(run_bounded(trial, absent), 1);
  require_alive(trial, absent, none, "E10-absent-meurt");
  trial.require(none.block() == 0, "E10-absent", none.evidence(), none.where(), none.words(0));
  trial.require(none.error() == ENOENT, "E10-errno", none.evidence(), none.where(), {{"errno", errno_text(none.error())}});

  std::vector<std::string> many(many_calls, "dossier");
  many.insert(many.begin(), "charger");
  const RunPlan folder = plan(many, {{.name = "dossier", .mode = 0755, .kind = WorkFile::Kind::directory}});
  const Case one(run_bounded(trial, folder), 1);
  require_alive(trial, folder, one, "E10-dossier-meurt");
  trial.require(one.block() == 0, "E10-dossier", one.evidence(), one.where(), one.words(0));
  trial.require(one.error() != 0, "E10-errno-nul", one.evidence(), one.where());
  // C does not promise that fread sets errno: who only asks ferror may say EIO.
  const bool told = one.tells_why(EISDIR) || one.error() == EIO || one.error() == ENOMEM;
  trial.require(told, "E10-errno-faux", one.evidence(), one.where(),
                {{"errno", errno_text(one.error())}});
  require_nothing_left(trial, one, "E10-descripteur-en-echec");
  require_no_block_left(trial, one, "Un dossier ne se lit pas (EISDIR)");
  require_no_growth(trial, one.run);
}

void file_of_proc(Trial& trial) {
  const RunPlan made = plan({"charger", "/proc/meminfo"}, {});
  const Case one(run_bounded(trial, made), 1);
  require_alive(trial, made, one, "E10-proc");
  trial.require(one.block() != 0 && one.size() != 0, "E10-proc", one.evidence(), one.where(), one.words(0));
  const std::string copy = one.copy();
  const std::uint64_t size = one.size();
  const bool whole = copy.size() == size + 1 && copy.starts_with("MemTotal:") && copy.find("VmallocTotal:") != std::string::npos &&
                     copy[size - 1] == '\n' && copy.find('\0') == size;
  trial.require(whole, "E10-proc-incomplet", one.evidence(), one.where(), one.words(0));
  require_nothing_left(trial, one, "E10-descripteur");
}

/// The size was counted by a first reading, up to the end, and the pipe did not go back for a second one.
void require_read_once(Trial& trial, const Case& one, const std::string& content) {
  if (one.size() != content.size() || one.copy().starts_with(content)) return;
  const auto at_end = [](const Seen& seen) { return is_read(seen) && seen.call.result == 0; };
  const auto end = std::find_if(one.calls.begin(), one.calls.end(), at_end);
  if (end == one.calls.end()) return;
  const auto again = std::find_if(end + 1, one.calls.end(), [&](const Seen& seen) { return at_end(seen) && value(seen, "fd") == value(*end, "fd"); });
  if (again == one.calls.end()) return;
  trial.require(false, "E10-tube-relu", {seen(one.run, *end), seen(one.run, *again)}, again->source);
}

/// A named pipe where 700 bytes come at a time: every read gives less than what is asked for. No power of two is a
/// multiple of 700: a block filled by such reads is never just full. A forbidden page follows each block.
void named_pipe(Trial& trial) {
  const std::string content = binary(trial, trial.random(10'000, 20'000));
  const RunPlan made =
      plan({"tube", "tube", "source"}, {{.name = "tube", .kind = WorkFile::Kind::fifo}, file_of("source", content)});
  const Case first(trial.run_raw(made), 1);
  std::vector<Seen> again;
  for (const Seen& seen : first.opens)
    if (const auto* path = seen.call.argument("pathname"); path != nullptr && path->text == "\"tube\"") again.push_back(seen);
  if (again.size() > 1)
    trial.require(false, "E10-tube-rouvert", {seen(first.run, again[0]), seen(first.run, again[1])}, again[1].source);
  const Case one(run_bounded(trial, made), 1);
  require_alive(trial, made, one, in_forbidden_page(one) ? "E10-deborde" : "E10-tube");
  require_within(trial, one);
  trial.require(one.block() != 0 && one.size() != 0, "E10-tube", one.evidence(), one.where(), one.words(content.size()));
  trial.require(one.size() >= content.size(), "E10-tube-incomplet", one.evidence(), one.where(), one.words(content.size()));
  require_read_once(trial, one, content);
  require_copy(trial, one, content, "E10-tube");
}

/// 4 GiB and a little more, with 12 MiB of memory. What remains of the size in an int would fit.
void too_large(Trial& trial) {
  const std::uint64_t more = static_cast<std::uint64_t>(trial.random(1000, 60'000));
  RunPlan made = plan({"charger", "geant"}, {{.name = "geant", .content = "x", .size = four_gib + more}});
  made.data_limit = little_memory;
  const Case one(run_bounded(trial, made), 1);
  const Words words = one.words(four_gib + more);
  require_alive(trial, made, one, "E10-malloc-non-teste");
  trial.require(one.block() == 0 || one.size() != more, "E10-int", one.evidence(), one.where(), words);
  trial.require(one.block() == 0, "E10-geant", one.evidence(), one.where(), words);
  require_memory_told(trial, one);
  require_nothing_left(trial, one, "E10-descripteur-en-echec");
  require_no_block_left(trial, one, "La mémoire n'a pas suffi pour un fichier de 4 Gio");
}

/// How many times the six refusals can be gone through, from what the function asks of the kernel and of the heap for
/// its largest file.
int rounds(const Run& files, std::size_t size) {
  const Case large(files, 5);
  const double for_each_byte = static_cast<double>(large.calls.size()) / static_cast<double>(large.size() + 1);
  const double for_a_call = 12 + for_each_byte * static_cast<double>(size);
  const double requests = 1 + static_cast<double>(large.requests()) * static_cast<double>(size) / static_cast<double>(large.size() + 1);
  return static_cast<int>(std::clamp(std::min(enough_moments / for_a_call, enough_requests / requests) / refusals, 1.0, 20.0));
}

/// The heap refuses one of the function's requests, a later one at each call: the call either does without, or gives up cleanly.
void refused_memory(Trial& trial, const Run& files) {
  const std::string content = binary(trial, trial.random(20'000, 40'000));
  const RunPlan made = plan({"refus", "gros", std::to_string(rounds(files, content.size()))}, {file_of("gros", content)});
  const Run run = run_bounded(trial, made);
  for (int number = 1; number <= refusals; ++number) {
    const Case one(run, number);
    require_alive(trial, made, one, "E10-malloc-non-teste");
    if (one.block() != 0) {
      require_content(trial, one, content);
      trial.require(one.state() != not_of_this_call, "E10-hors-du-tas", one.evidence(), one.call.source);
      continue;
    }
    trial.require(one.requests() >= number, "E10-renonce-trop-tot", one.evidence(), one.where());
    require_memory_told(trial, one);
    require_nothing_left(trial, one, "E10-descripteur-en-echec");
    require_no_block_left(trial, one, "Votre demande au tas numéro " + std::to_string(number) + " a été refusée");
  }
  require_no_growth(trial, run);
}

}  // namespace

PARTAGE_CHECK(trial) {
  const Run run = ordinary_file(trial);
  guarded_heap(trial);
  const Run files = other_files(trial);
  refused_files(trial);
  file_of_proc(trial);
  named_pipe(trial);
  too_large(trial);
  refused_memory(trial, files);
  trial.show(run);
}
