// Facts of exercise 05, from the most fundamental to the finest: a window comes from mmap, it shows the file, at the very
// byte that was asked, to the last one, and no page more; the caller's munmap undoes all of it and nothing else. First
// where a page starts, then elsewhere, then beyond what an int can say, then with pages of another size, then to the very
// end of a page; and NULL tells every failure.
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::End;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "fenetre";
constexpr int patience = 50;  ///< failures in a row after which a function insists
constexpr std::int64_t gio = std::int64_t{1} << 30;

bool has(const Seen& seen, std::string_view name, std::string_view word) {
  const auto* argument = seen.call.argument(name);
  return argument != nullptr && argument->text.find(word) != std::string::npos;
}

Address start_of(const Seen& made) { return static_cast<Address>(made.call.result.value_or(0)); }

struct Place {
  std::int64_t start, count;
};

/// One call of the student's function, and what the caller did with it.
struct Window {
  Run run;
  Call call;
  std::vector<Seen> maps;     ///< the student's own mmap, during the call
  std::optional<Seen> undone;  ///< the caller's munmap
  std::uint64_t page;         ///< as the student's program is told

  Window(const Run& the_run, int nth, std::uint64_t the_page) : run(the_run), call(run.call(function, nth)), page(the_page) {
    for (const Seen& seen : run.syscalls_during(call))
      if (seen.call.name == "mmap" && seen.call.own) maps.push_back(seen);
    for (const Seen& seen : run.syscalls("munmap"))
      if (call.returned() && !undone && seen.moment > call.exit) undone = seen;
  }

  std::uint64_t argument(std::size_t index) const { return index < call.arguments.size() ? call.arguments[index] : 0; }
  std::int64_t start() const { return static_cast<std::int64_t>(argument(1)); }
  std::uint64_t count() const { return argument(2); }
  std::int64_t gap() const { return start() % static_cast<std::int64_t>(page); }
  Address zone() const { return call.result.value_or(0); }
  const Mapping* line(Address address) const { return run.mapping(call.pid, address, call.exit); }

  /// The mmap that the diagnosis shows: the one that holds the address returned, or the last.
  const Seen* maker() const {
    const auto made = std::find_if(maps.rbegin(), maps.rend(), [&](const Seen& seen) {
      return succeeded(seen) && start_of(seen) <= zone() && zone() - start_of(seen) < value(seen, "length") + page;
    });
    return made != maps.rend() ? &*made : maps.empty() ? nullptr : &maps.back();
  }
  SourceLine where() const { return maker() == nullptr ? call.source : maker()->source; }

  bool of_file(const Mapping* line) const { return line != nullptr && line->inode == run.file_before("creux").inode; }
  /// Place in the file of what is at that address.
  static std::int64_t octet(const Mapping& line, Address address) {
    return static_cast<std::int64_t>(line.offset + (address - line.start));
  }
  /// How many bytes of the file follow each other in memory from the address returned; no more than asked.
  std::uint64_t usable() const {
    std::uint64_t found = 0;
    while (found < count()) {
      const Mapping* next = line(zone() + found);
      if (!of_file(next) || octet(*next, zone() + found) != start() + static_cast<std::int64_t>(found)) break;
      found = next->end - zone();
    }
    return std::min(found, count());
  }

  bool fresh(Address address) const {
    return line(address) != nullptr && run.mapping(call.pid, address, call.entry) == nullptr;
  }
  /// The page that holds `apart` bytes before or after the first one asked, shown where this window shows it.
  bool shows(std::int64_t apart) const {
    const Address address = zone() + static_cast<Address>(apart);
    return fresh(address) && of_file(line(address)) && octet(*line(address), address) == start() + apart;
  }
  std::int64_t real_page() const { return static_cast<std::int64_t>(run.recording().page_size); }
  /// Bytes from the start of the useful pages, a negative number when the window starts earlier, to its end.
  std::int64_t first_shown() const {
    std::int64_t first = -gap();
    while (shows(first - real_page())) first -= real_page();
    return first;
  }
  std::int64_t end_needed() const {
    const auto told = static_cast<std::int64_t>(page);
    return (gap() + static_cast<std::int64_t>(count()) + told - 1) / told * told - gap();
  }
  std::int64_t end_shown() const {
    std::int64_t end = end_needed();
    while (shows(end)) end += real_page();
    return end;
  }

  Words words() const {
    const std::uint64_t whole = static_cast<std::uint64_t>(gap()) + count();
    Words all = {{"debut", std::to_string(start())},    {"n", std::to_string(count())},
                 {"ecart", octets(static_cast<std::uint64_t>(gap()))},
                 {"page", std::to_string(page)},        {"juste", std::to_string(whole)},
                 {"suffisent", std::to_string(gap() + end_needed())}, {"projetes", "?"},
                 {"rendu", returned_text(zone())},      {"offset", "?"},
                 {"longueur", "?"},                     {"erreur", "?"}};
    if (const Seen* seen = maker()) {
      all["offset"] = std::to_string(static_cast<std::int64_t>(value(*seen, "offset")));
      all["longueur"] = all["projetes"] = std::to_string(value(*seen, "length"));
      all["erreur"] = seen->call.error;
    }
    return all;
  }
  std::vector<Evidence> evidence() const {
    std::vector<Evidence> list;
    if (maker() != nullptr) list.push_back(seen(run, *maker()));
    if (call.returned() && zone() != 0 && zone() != map_failed) list.push_back(maps_line(run, call.pid, zone(), call.exit));
    return list;
  }
};

/// The position that reached the kernel is the right one, cut to 32 bits on the way.
bool cut(const Window& one, const Seen& made) {
  const auto offset = static_cast<std::int64_t>(value(made, "offset"));
  const std::int64_t wanted = one.start() - one.gap();
  return offset != wanted && (offset < 0 || static_cast<std::uint32_t>(offset) == static_cast<std::uint32_t>(wanted));
}

/// The number of the page that was asked, where a position was wanted.
bool is_page_number(const Window& one, std::int64_t offset) {
  return offset != 0 && offset == one.start() / static_cast<std::int64_t>(one.page);
}

/// mmap was tried and never succeeded: the most telling reason first.
void explain_failure(Trial& trial, const Window& one) {
  const Seen& last = one.maps.back();
  Words words = one.words();
  words["utiles"] = "0";
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, {seen(one.run, last)}, last.source, words);
  };
  const std::string& error = last.call.error;
  const bool typed = has(last, "flags", "MAP_SHARED") != has(last, "flags", "MAP_PRIVATE") && value(last, "prot") < 8;
  require(!cut(one, last), "E05-int");
  require(typed && error != "EBADF", "E05-arguments");
  require(error != "EACCES", "E05-droits");
  require(!is_page_number(one, static_cast<std::int64_t>(value(last, "offset"))), "E05-en-pages");
  require(value(last, "length") <= one.count() + 2 * one.page, "E05-trop");
  require(value(last, "length") != 0, "E05-longueur");
  require(value(last, "offset") % one.run.recording().page_size == 0, "E05-position-brute");
  require(value(last, "offset") % one.page == 0, "E05-page-en-dur");
  require(false, "E05-mmap-echoue");
}

void require_made(Trial& trial, const Window& one) {
  const bool some = std::any_of(one.maps.begin(), one.maps.end(), succeeded);
  if (!one.maps.empty() && !some) explain_failure(trial, one);
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), one.words());
  };
  // glibc refuses of itself a position that starts no page: the kernel sees nothing.
  const bool given = one.zone() != 0 && one.zone() < map_failed - one.page;
  require(some || given || one.gap() == 0, "E05-position-brute");
  require(some || given, "E05-vide");
  require(some || one.line(one.zone()) != nullptr, "E05-deja-fermee");
  require(some, "E05-copie");
  require(one.zone() != 0, "E05-succes-perdu");
  for (const Seen& made : one.maps) require(!succeeded(made) || !cut(one, made), "E05-int");
}

/// What the function returns, it unmapped itself.
bool undone_inside(const Window& one) {
  for (const Seen& seen : one.run.syscalls_during(one.call)) {
    const Address start = value(seen, "addr");
    const bool holds = start <= one.zone() && one.zone() - start < value(seen, "length");
    if (seen.call.name == "munmap" && succeeded(seen) && holds) return true;
  }
  return false;
}

/// The gap was taken from a position cut to 32 bits: negative, it goes back instead of forward.
bool gap_cut(const Window& one, const Seen& made) {
  const auto low = static_cast<std::int32_t>(static_cast<std::uint32_t>(one.start()));
  const std::int64_t gap = low % static_cast<std::int64_t>(one.page);
  return succeeded(made) && low != one.start() && gap != one.gap() && one.zone() == start_of(made) + static_cast<Address>(gap);
}

/// What the program has of its own to copy bytes into: the heap, the stack, its variables, more memory from malloc.
bool holds_a_copy(const Window& one, const Mapping& line) {
  const bool new_memory = line.path.empty() && one.fresh(one.zone());
  return new_memory || line.path == "[heap]" || line.path == "[stack]" || (line.path == "/programme" && line.permissions[1] == 'w');
}

/// The address returned shows the file, at the byte that was asked.
void require_right_byte(Trial& trial, const Window& one) {
  const Mapping* line = one.line(one.zone());
  Words words = one.words();
  if (line != nullptr) words["droits"] = line->permissions;
  if (line != nullptr) words["octet"] = std::to_string(Window::octet(*line, one.zone()));
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), words);
  };
  const Seen& maker = *one.maker();
  const auto given = static_cast<std::int64_t>(value(maker, "offset"));
  require(line != nullptr || !undone_inside(one), "E05-demappee");
  require(!succeeded(maker) || start_of(maker) <= one.zone() || given <= one.start(), "E05-arrondi-haut");
  words["coupee"] = std::to_string(static_cast<std::int32_t>(static_cast<std::uint32_t>(one.start())));
  words["ici"] = line == nullptr ? "où rien n'est projeté" : "où se trouve autre chose que le fichier";
  require(!gap_cut(one, maker), "E05-ecart-coupe");
  require(line != nullptr, "E05-adresse");
  const bool nameless = !one.of_file(line) && has(maker, "flags", "MAP_ANON");
  require(!nameless || one.run.bytes_read(one.call) == 0, "E05-copie-anonyme");
  require(!nameless, "E05-anonyme");
  require(one.of_file(line), holds_a_copy(one, *line) ? "E05-copie" : "E05-adresse");
  const std::int64_t octet = Window::octet(*line, one.zone());
  require(octet == one.start() || !is_page_number(one, given), "E05-en-pages");
  require(octet == one.start() || octet != one.start() - one.gap(), "E05-debut-de-page");
  require(octet == one.start(), "E05-mauvais-octet");
}

/// `spare`: surplus pages at the end that are not told yet, because a worse fault may come to light elsewhere.
void require_all_bytes(Trial& trial, const Window& one, std::int64_t spare) {
  Words words = one.words();
  words["utiles"] = std::to_string(one.usable());
  words["droits"] = one.line(one.zone())->permissions;
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, one.evidence(), one.where(), words);
  };
  require(one.usable() == one.count(), "E05-longueur");
  require(words["droits"][0] == 'r', "E05-illisible");
  const std::int64_t before = -one.gap() - one.first_shown(), after = one.end_shown() - one.end_needed();
  words["projetes"] = std::to_string(one.end_shown() - one.first_shown());
  words["avance"] = std::to_string(before);
  words["position"] = std::to_string(one.start() - one.gap());
  const auto told = static_cast<std::int64_t>(one.page);
  const bool from_the_start = one.start() + one.first_shown() == 0 && before > 16 * told;
  require(before == 0 || !is_page_number(one, static_cast<std::int64_t>(value(*one.maker(), "offset"))), "E05-en-pages");
  require(before == 0 || from_the_start, "E05-trop-tot");
  require(before == 0 && after <= spare * told, "E05-trop");
}

/// The descriptor is lent; none is left.
void require_descriptor_kept(Trial& trial, const Window& one) {
  const std::uint64_t fd = one.argument(0);
  for (const Seen& seen : one.run.syscalls_during(one.call)) {
    const bool closed = seen.call.name == "close" && value(seen, "fd") == fd;
    const bool replaced = (seen.call.name == "dup2" || seen.call.name == "dup3") && value(seen, "newfd") == fd;
    trial.require(!(closed || replaced) || !succeeded(seen), "E05-fd-ferme", {partage::check::seen(one.run, seen)}, seen.source);
  }
  for (const Seen& left : one.run.left_open(one.call))
    trial.require(false, "E05-fuite", {seen(one.run, left)}, left.source, {{"fd", std::to_string(left.call.result.value_or(-1))}});
}

/// Another mmap of the same call is still there when the caller has undone the window.
void require_no_other_window(Trial& trial, const Window& one) {
  const Seen& maker = *one.maker();
  const Address end = start_of(maker) + value(maker, "length");
  for (const Seen& made : one.maps) {
    const Address start = start_of(made);
    const bool elsewhere = succeeded(made) && (start < start_of(maker) || start >= end);
    const bool left = elsewhere && one.fresh(start) && one.run.mapping(one.call.pid, start, one.undone->moment) != nullptr;
    trial.require(!left, "E05-zone-perdue", {seen(one.run, made), maps_line(one.run, one.call.pid, start, one.call.exit)}, made.source);
  }
}

/// The caller's munmap(*base, *len) takes the whole window away, and nothing else.
void require_undone(Trial& trial, const Window& one) {
  if (!one.undone) return;
  const Seen& undone = *one.undone;
  const Address base = value(undone, "addr");
  const std::uint64_t length = value(undone, "length"), page = one.run.recording().page_size;
  std::vector<Evidence> evidence = one.evidence();
  evidence.push_back(seen(one.run, undone));
  const Words words = {{"erreur", undone.call.error}, {"base", base == 0 ? "NULL" : hex(base)}, {"len", std::to_string(length)}, {"etendue", octets(length)}};
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, evidence, one.where(), words); };
  const bool right_base = base == one.zone() - static_cast<Address>(one.gap());
  require(succeeded(undone) || right_base, "E05-base");
  Address end_of_window = base;
  while (one.fresh(end_of_window)) end_of_window += page;
  const std::uint64_t whole = (end_of_window - base + one.page - 1) / one.page * one.page;
  require(!right_base || length <= whole, "E05-pris");
  require(succeeded(undone), "E05-len");
  require_no_other_window(trial, one);
  for (const Mapping& left : one.run.left_mapped(one.call))
    for (Address at = left.start; at < left.end; at += page)
      require(one.run.mapping(one.call.pid, at, undone.moment) == nullptr, "E05-reste");
  const Address end = base + std::min<std::uint64_t>(length, 64 << 20);
  for (Address at = base; at < end; at += page)
    require(one.run.mapping(one.call.pid, at, one.call.entry) == nullptr, "E05-pris");
}

RunPlan plan(const std::vector<Place>& places) {
  RunPlan made;
  made.arguments = {"creux"};
  for (const Place& place : places) {
    made.arguments.push_back(std::to_string(place.start));
    made.arguments.push_back(std::to_string(place.count));
  }
  WorkFile file;
  file.name = "creux";
  file.size = static_cast<std::uint64_t>(6 * gio);
  made.files = {file};
  return made;
}

/// What the function itself does badly has the common diagnosis, but for what the scenario does with what it gave.
bool all_returned(const Run& run) {
  for (int nth = 1; nth <= run.call_count(function); ++nth)
    if (!run.call(function, nth).returned()) return false;
  return run.call_count(function) > 0;
}

Run require_windows(Trial& trial, const RunPlan& plan, std::int64_t told_page, std::int64_t spare = 1) {
  const auto page = static_cast<std::uint64_t>(told_page);
  const Run raw = trial.run_raw(plan);
  const Run run = raw.recording().end == End::finished && all_returned(raw) ? raw : trial.run(plan);
  for (int nth = 1; nth <= run.call_count(function); ++nth) {
    const Window one(run, nth, page);
    require_made(trial, one);
    require_right_byte(trial, one);
    require_all_bytes(trial, one, spare);
    require_descriptor_kept(trial, one);
    require_undone(trial, one);
  }
  return trial.run(plan);  // what else may have stopped the scenario
}

void require_failure_told(Trial& trial, const Place& place) {
  RunPlan failing = plan({place});
  for (int nth = 1; nth <= patience; ++nth) failing.faults.push_back({"mmap", nth, ENOMEM, {}});
  const Run run = trial.run_raw(failing);
  const Window one(run, 1, run.recording().page_size);
  const auto& exit = run.process(run.father()).exit;
  const bool dead = exit && exit->signal != 0;
  Words words = one.words();
  words["quoi"] = one.zone() == map_failed ? "MAP_FAILED" : "MAP_FAILED plus l'écart (" + returned_text(one.zone()) + ")";
  words["acces"] = exit ? hex(exit->fault_address) : "?";
  words["fin"] = !exit ? "?" : dead ? exit->signal_name : "code " + std::to_string(exit->status);
  std::vector<Evidence> evidence;
  if (!one.maps.empty()) evidence.push_back(seen(run, one.maps.front()));
  if (dead) evidence.push_back({run.role(one.call.pid), exit->signal_name + " (" + exit->code_name + ") en " + words["acces"], {}});
  const auto require = [&](bool fact, std::string_view code) { trial.require(fact, code, evidence, one.where(), words); };
  const auto forced = std::count_if(one.maps.begin(), one.maps.end(), [](const Seen& seen) { return seen.call.injected; });
  require(forced < patience && run.recording().end == End::finished, "E05-echec-insiste");
  require(one.call.returned() || !dead || exit->signal_name == "SIGABRT", "E05-echec-utilise");
  require(one.call.returned(), "E05-echec-quitte");
  require(one.zone() != map_failed && one.zone() + 1 != static_cast<Address>(one.gap()), "E05-map-failed");
  require(one.zone() == 0, "E05-echec-cache");
}

}  // namespace

PARTAGE_CHECK(trial) {
  const auto any = [&](std::int64_t low, std::int64_t high) { return trial.random(low, high); };
  const std::int64_t page = sysconf(_SC_PAGESIZE), bigger_page = 4 * page;
  // Two pages each, the second begun: a page is too little, and so are whole pages only.
  const auto two_pages = [&] { return page + any(1, page - 1); };
  require_windows(trial, plan({{0, two_pages()}, {any(1, 60) * page * page, two_pages()}, {page, two_pages()}}), page);

  // Lengths that fill whole pages, so that the gap alone asks for one more.
  const std::int64_t gap = any(3, 4000);
  const Place elsewhere = {any(1, 200'000) * page + gap, any(1, 9) * page - any(0, gap - 1)};
  const Run shown = require_windows(trial, plan({{1, any(2, 9) * page}, {page - 1, 2}, elsewhere}), page);

  // In the midst of pages, longer than any gap: one that a cut position makes negative leaves a length to map.
  const auto far = [&](std::int64_t gios) { return gios * gio + any(1, 24) * page + any(100, page - 100); };
  require_windows(trial, plan({{far(3), two_pages()}, {far(5), two_pages()}}), page);

  // A gap between the starts of the two sizes of page.
  const std::int64_t inside = any(1, 3) * page + any(0, page - 1);
  RunPlan bigger = plan({{any(1, 9000) * bigger_page + inside, any(1, 90'000)}, {bigger_page - 1, 2}});
  bigger.page_size = static_cast<std::uint64_t>(bigger_page);
  require_windows(trial, bigger, bigger_page);

  // The last byte of the window ends its page: not one more.
  const Place whole_pages = {any(1, 9) * page, any(1, 9) * page}, to_the_end = {any(1, 9) * page + gap, any(1, 9) * page - gap};
  require_windows(trial, plan({whole_pages, to_the_end, {page - 1, 1}}), page, 0);

  require_failure_told(trial, elsewhere);
  trial.show(shown);
}
