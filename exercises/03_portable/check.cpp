// Facts of exercise 03: the file compiles as strict C99 without a message, by itself (no pragma, no name of the
// implementation, no header out of C99 and POSIX); the zone is what the chapter says; and every constant that the kernel
// saw comes from <sys/mman.h> by its name, whatever its value there. The only check that reads the student's text.
#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "check/facts.hpp"

using namespace partage::check;
using partage::record::CompilerMessage;
using partage::record::Mapping;

namespace {

using Words = std::map<std::string, std::string>;

constexpr std::string_view function = "create_shared_memory";
const std::vector<std::string> strict = {"-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror"};

// Constants that the kernel sees as bits: what it calls them, which argument of mmap, its value here.
struct Constant {
  const char* name;
  const char* other_name;  ///< the same constant; null: none
  const char* argument;
  std::uint32_t value, mask;  ///< bits of the argument under the mask that are that constant
  const char* elsewhere;      ///< a value that shares no bit with those here
};
constexpr Constant constants[] = {{"MAP_ANONYMOUS", "MAP_ANON", "flags", 0x20, 0x20, "0x1000"},
                                  {"MAP_SHARED", nullptr, "flags", 0x01, 0x0f, "0x100000"},
                                  {"PROT_READ", nullptr, "prot", 0x1, 0x1, "0x10000"},
                                  {"PROT_WRITE", nullptr, "prot", 0x2, 0x2, "0x20000"}};

// Headers of ISO C99 (7.1.2) and of POSIX.1-2008.
const std::set<std::string>& standard_headers() {
  static const std::set<std::string> all = [] {
    std::istringstream names(
        "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdarg stdbool stddef stdint "
        "stdio stdlib string tgmath time wchar wctype aio arpa/inet cpio dirent dlfcn fcntl fmtmsg fnmatch ftw glob grp iconv "
        "langinfo libgen monetary mqueue ndbm net/if netdb netinet/in netinet/tcp nl_types poll pthread pwd regex sched search "
        "semaphore spawn strings stropts sys/ipc sys/mman sys/msg sys/resource sys/select sys/sem sys/shm sys/socket sys/stat "
        "sys/statvfs sys/time sys/times sys/types sys/uio sys/un sys/utsname sys/wait syslog tar termios trace ulimit unistd "
        "utime utmpx wordexp");
    std::set<std::string> headers = {"portable.h"};
    for (std::string name; names >> name;) headers.insert(name + ".h");
    return headers;
  }();
  return all;
}

/// One directive of the student's file, in order; "#define _GNU_SOURCE 1" gives define, _GNU_SOURCE.
struct Directive {
  int line = 0;
  std::string name, word;
};

/// Copies a string or a character constant that starts at `at`; gives where it ends.
std::size_t copy_literal(const std::string& text, std::size_t at, std::string& kept) {
  const char quote = text[at];
  kept += text[at++];
  while (at < text.size() && text[at] != '\n') {
    if (text[at] == '\\' && at + 1 < text.size()) kept += text[at++];
    kept += text[at];
    if (text[at++] == quote) break;
  }
  return at;
}

/// A text without its comments and its line splices, of as many lines.
std::string without_comments(const std::string& text) {
  std::string kept;
  std::size_t late = 0;  // line ends left out, given back at the next one
  for (std::size_t at = 0; at < text.size();) {
    if (text.compare(at, 2, "\\\n") == 0) {
      ++late;
      at += 2;
    } else if (text.compare(at, 2, "//") == 0 || text.compare(at, 2, "/*") == 0) {
      const bool block = text[at + 1] == '*';
      const std::size_t found = text.find(block ? "*/" : "\n", at + 2);
      const std::size_t end = found == std::string::npos ? text.size() : found + (block ? 2 : 0);
      late += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      kept += ' ';
      at = end;
    } else if (text[at] == '"' || text[at] == '\'') {
      at = copy_literal(text, at, kept);
    } else {
      if (text[at] == '\n') kept.append(std::exchange(late, 0), '\n');
      kept += text[at++];
    }
  }
  return kept;
}

/// First line whose code holds that word; 0: none.
int line_with(const std::string& source, std::string_view word) {
  const std::string code = without_comments(source);
  const std::size_t found = code.find(word);
  if (found == std::string::npos) return 0;
  return 1 + static_cast<int>(std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(found), '\n'));
}

/// Reads one line from left to right.
struct Reader {
  std::string_view left;
  void blanks() { left.remove_prefix(std::min(left.find_first_not_of(" \t\f\v\r"), left.size())); }
  bool sign(std::string_view wanted) {
    if (!left.starts_with(wanted)) return false;
    left.remove_prefix(wanted.size());
    return true;
  }
  std::string until(std::string_view ends) {
    const std::string found(left.substr(0, left.find_first_of(ends)));
    left.remove_prefix(found.size());
    return found;
  }
};

std::vector<Directive> directives(const std::string& source) {
  std::istringstream lines(without_comments(source));
  std::vector<Directive> all;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    Reader reader{line};
    reader.blanks();
    if (!reader.sign("#") && !reader.sign("%:")) continue;
    reader.blanks();
    const std::string name = reader.until(" \t\f\v\r<\"");
    reader.blanks();
    const bool header = reader.sign("<") || reader.sign("\"");
    all.push_back({number, name, reader.until(header ? ">\"" : " \t\f\v\r(")});
  }
  return all;
}

SourceLine at(int line) { return {"portable.c", line, ""}; }

std::vector<Evidence> said(const std::vector<CompilerMessage>& messages) {
  std::vector<Evidence> evidence;
  for (const CompilerMessage& message : messages) {
    if (message.severity == "note" || evidence.size() == 3) continue;
    evidence.push_back({"gcc", message.text, message.file == "portable.c" ? at(message.line) : SourceLine{}});
  }
  return evidence;
}

bool defines_any(const Directive& directive, std::initializer_list<std::string_view> names) {
  return directive.name == "define" && std::find(names.begin(), names.end(), directive.word) != names.end();
}

bool defines_reserved(const Directive& directive) {
  return (directive.name == "define" || directive.name == "undef") && directive.word.starts_with("__");
}

/// MAP_ANONYMOUS is hidden: what was asked for, and where?
void explain_hidden(Trial& trial, const std::vector<Directive>& all, const std::vector<Evidence>& evidence, int line) {
  for (const Directive& one : all)
    trial.require(!defines_reserved(one), "E03-nom-reserve", evidence, at(one.line), {{"nom", one.word}});
  const auto include = std::find_if(all.begin(), all.end(), [](const Directive& one) { return one.name == "include"; });
  const auto strong = std::find_if(all.begin(), all.end(), [](const Directive& one) {
    return defines_any(one, {"_DEFAULT_SOURCE", "_GNU_SOURCE", "_BSD_SOURCE", "_SVID_SOURCE"});
  });
  const auto weak = std::find_if(all.begin(), all.end(), [](const Directive& one) {
    return defines_any(one, {"_POSIX_C_SOURCE", "_POSIX_SOURCE", "_XOPEN_SOURCE", "_ISOC99_SOURCE", "_ISOC11_SOURCE"});
  });
  if (strong != all.end() && include != all.end() && include < strong) {
    trial.require(false, "E03-trop-tard", evidence, at(strong->line),
                  {{"macro", strong->word}, {"ligne", std::to_string(include->line)}, {"en_tete", include->word}});
  }
  if (weak != all.end()) trial.require(false, "E03-posix-seul", evidence, at(weak->line), {{"macro", weak->word}});
  trial.require(false, "E03-non-declaree", evidence, at(line));
}

void require_strict(Trial& trial, const std::vector<Directive>& all) {
  const CompileTry tried = trial.compile(strict);
  if (tried.ok) return;
  const std::vector<Evidence> evidence = said(tried.messages);
  for (const CompilerMessage& message : tried.messages) {
    const bool hidden = message.text.find("MAP_ANON") != std::string::npos && message.text.find("undeclared") != std::string::npos;
    if (hidden) explain_hidden(trial, all, evidence, message.line);
  }
  const CompilerMessage first = tried.messages.empty() ? CompilerMessage{} : tried.messages.front();
  trial.require(false, "E03-refuse", evidence, first.file == "portable.c" ? at(first.line) : SourceLine{}, {{"message", first.text}});
}

void require_no_trick(Trial& trial, const std::vector<Directive>& all, const std::string& source) {
  for (const Directive& one : all) {
    const Words words = {{"nom", one.word}};
    trial.require(one.name != "pragma", "E03-pragma", {}, at(one.line));
    trial.require(!defines_reserved(one), "E03-nom-reserve", {}, at(one.line), words);
    const bool included = one.name == "include" || one.name == "include_next" || one.name == "import";
    const bool standard = one.name == "include" && standard_headers().count(one.word) != 0;
    trial.require(!included || standard, "E03-en-tete", {}, at(one.line), words);
  }
  const int pragma = line_with(source, "_Pragma");
  trial.require(pragma == 0, "E03-pragma", {}, at(pragma));
}

/// One run of the scenario: the zone, and who made it.
struct Case {
  Run run;
  Call call;
  std::vector<Seen> maps;  ///< the student's own mmap calls
  std::int64_t written;

  Case(const Run& the_run, std::int64_t the_written) : run(the_run), call(run.call(function)), written(the_written) {
    for (const Seen& seen : run.syscalls_during(call))
      if (seen.call.name == "mmap" && seen.call.own) maps.push_back(seen);
  }
  Address zone() const { return call.result.value_or(0); }
  const Seen* maker() const {
    for (const Seen& seen : maps)
      if (seen.call.result && seen.call.error.empty() && static_cast<Address>(*seen.call.result) <= zone() &&
          zone() < static_cast<Address>(*seen.call.result) + std::max<std::uint64_t>(value(seen, "length"), 1))
        return &seen;
    return nullptr;
  }
  static std::uint64_t value(const Seen& seen, std::string_view name) {
    const auto* argument = seen.call.argument(name);
    return argument == nullptr ? 0 : argument->value;
  }
};

/// The sandbox refuses memfd_create, which the system would not, and before anyone can see the call: when no mmap
/// succeeds, the text that names it tells why.
void require_no_memfd(Trial& trial, const Case& one, const std::string& source) {
  if (std::any_of(one.maps.begin(), one.maps.end(), succeeded)) return;
  const int line = line_with(source, "memfd_create");
  trial.require(line == 0, "E03-memfd", {}, at(line));
}

/// The zone is still the chapter's.
void require_zone(Trial& trial, const Case& one, std::int64_t size) {
  const Seen* last = one.maps.empty() ? nullptr : &one.maps.back();
  const Mapping* line = one.run.mapping(one.call.pid, one.zone(), one.call.exit);
  std::vector<Evidence> evidence;
  if (last != nullptr) evidence.push_back(seen(one.run, *last));
  if (line != nullptr) evidence.push_back(maps_line(one.run, one.call.pid, one.zone(), one.call.exit));
  const Words words = {{"erreur", last == nullptr ? "?" : last->call.error},
                       {"droits", line == nullptr ? "?" : line->permissions},
                       {"taille", std::to_string(size)}};
  const auto require = [&](bool fact, std::string_view code) {
    trial.require(fact, code, evidence, last == nullptr ? one.call.source : last->source, words);
  };
  require(last != nullptr, "E03-sans-mmap");
  require(last->call.error != "EBADF", "E03-drapeau-retire");
  require(last->call.error.empty(), "E03-mmap-echoue");
  require(one.maker() != nullptr && line != nullptr, "E03-adresse-perdue");
  require(line->shared(), "E03-prive");
  require(line->permissions.starts_with("rw-"), "E03-droits");
  require(line->end - one.zone() >= static_cast<std::uint64_t>(size), "E03-taille");
  const auto read = one.run.integer(one.call.pid, one.zone(), one.run.last_moment(one.call.pid));
  require(read == one.written, "E03-pas-lu");
}

/// What <sys/mman.h> gives is replaced, and only that: a name that the file defines itself stays as it is.
std::string other_header(const std::function<std::string(const std::string&)>& value) {
  std::string text = "#ifndef PARTAGE_AUTRE_SYSTEME\n#define PARTAGE_AUTRE_SYSTEME\n";
  const auto each = [](const auto& act) {
    for (const Constant& constant : constants)
      for (const char* name : {constant.name, constant.other_name})
        if (name != nullptr) act(std::string(name), std::string(constant.name));
  };
  each([&](const std::string& name, const std::string&) { text += "#ifdef " + name + "\n#define PARTAGE_DEJA_" + name + "\n#endif\n"; });
  text += "#include_next <sys/mman.h>\n";
  each([&](const std::string& name, const std::string& constant) {
    const std::string given = value(constant);
    if (given.empty()) return;
    text += "#if defined " + name + " && !defined PARTAGE_DEJA_" + name + "\n#undef " + name + "\n#define " + name + " " + given + "\n#endif\n";
  });
  return text + "#endif\n";
}

/// A mmap that the optimizer must see receive a value of here does not compile: what it makes of a text that hides where
/// a number comes from (an enum, an if), the preprocessor cannot tell.
std::string trapped_header(const std::function<std::string(const std::string&)>& value) {
  std::string traps, tests;
  for (const Constant& constant : constants) {
    const std::string name = std::string("partage_figee_") + constant.name, argument = std::string("partage_") + constant.argument;
    traps += "extern void " + name + "(void) __attribute__((error(\"" + constant.name + "\")));\n";
    tests += "  if (__builtin_constant_p(" + argument + ") && (" + argument + " & " + std::to_string(constant.mask) +
             ") == " + std::to_string(constant.value) + ") " + name + "();\n";
  }
  return other_header(value) + "#ifndef PARTAGE_PIEGE\n#define PARTAGE_PIEGE\n" + traps +
         "static inline __attribute__((always_inline)) void* partage_mmap(void* partage_addr, __SIZE_TYPE__ partage_length,\n"
         "    int partage_prot, int partage_flags, int partage_fd, off_t partage_offset) {\n" + tests +
         "  return mmap(partage_addr, partage_length, partage_prot, partage_flags, partage_fd, partage_offset);\n}\n"
         "#define mmap partage_mmap\n#endif\n";
}

/// Names that stand in the text, unused: the value that mmap gets is still of here.
void require_values_from_names(Trial& trial, const Case& one) {
  const auto elsewhere = [](const std::string& name) {
    for (const Constant& constant : constants)
      if (name == constant.name) return std::string(constant.elsewhere);
    return std::string();
  };
  const CompileTry trapped = trial.compile({"-std=c99", "-O2", "-w"}, {{"sys/mman.h", trapped_header(elsewhere)}});
  const Seen& maker = *one.maker();
  for (const Constant& constant : constants)
    for (const CompilerMessage& message : trapped.messages)
      trial.require(message.text.find(std::string("partage_figee_") + constant.name) == std::string::npos, "E03-valeur-figee",
                    {seen(one.run, maker)}, maker.source, {{"nom", constant.name}});
}

/// It compiles where MAP_ANONYMOUS has another value, and asks for that one.
void require_names(Trial& trial, const Case& one) {
  const auto elsewhere = [](const std::string& name) { return name == "MAP_ANONYMOUS" ? std::string("0x1000") : std::string(); };
  const auto opaque = [](const std::string& name) { return "partage_" + name; };
  const CompileTry there = trial.compile(strict, {{"sys/mman.h", other_header(elsewhere)}});
  const CompilerMessage first = there.messages.empty() ? CompilerMessage{} : there.messages.front();
  trial.require(there.ok, "E03-ici-seulement", said(there.messages), first.file == "portable.c" ? at(first.line) : SourceLine{},
                {{"message", first.text}});
  const std::string text = trial.preprocess({"-std=c99"}, {{"sys/mman.h", other_header(opaque)}});
  const Seen& maker = *one.maker();
  for (const Constant& constant : constants) {
    const auto bits = static_cast<std::uint32_t>(Case::value(maker, constant.argument));
    if ((bits & constant.mask) != constant.value) continue;
    trial.require(text.find(opaque(constant.name)) != std::string::npos, "E03-valeur-figee", {seen(one.run, maker)}, maker.source,
                  {{"nom", constant.name}});
  }
  require_values_from_names(trial, one);
}

}  // namespace

PARTAGE_CHECK(trial) {
  const std::string source = trial.source();
  const std::vector<Directive> all = directives(source);
  require_strict(trial, all);
  require_no_trick(trial, all, source);
  // More than any length that one writes by hand.
  const auto size = (8 << 20) + 4096 * trial.random(2, 20) + trial.random(5, 2000), written = trial.random(1000, 1 << 30);
  RunPlan plan;
  plan.arguments = {std::to_string(size), std::to_string(written)};
  const Run run = trial.run_raw(plan);
  const Case one(run, written);
  if (!one.call.returned()) trial.run(plan);
  trial.require(one.call.returned(), "E03-sans-mmap", {}, one.call.source);
  require_no_memfd(trial, one, source);
  require_zone(trial, one, size);
  trial.run(plan);
  require_names(trial, one);
  trial.show(run);
}
