#include "phrases/compiler.hpp"

#include <fmt/format.h>

#include <map>
#include <regex>
#include <vector>

namespace partage::phrases {

namespace {

struct Header {
  std::string_view header;
  std::string_view names;  ///< separated by spaces; "O_*" stands for every name that starts so
};

constexpr Header headers[] = {
    {"<sys/mman.h>", "mmap munmap mprotect msync madvise mremap mlock mincore shm_open shm_unlink MAP_* PROT_* MS_* MADV_*"},
    {"<fcntl.h>", "open openat creat posix_fallocate posix_fadvise fcntl O_* F_*"},
    {"<unistd.h>",
     "fork read write close pipe ftruncate truncate sysconf getpagesize _exit lseek unlink dup dup2 getpid getppid usleep "
     "sleep pread pwrite fsync access execve execl execvp ssize_t _SC_*"},
    {"<sys/wait.h>", "wait waitpid waitid WIFEXITED WEXITSTATUS WIFSIGNALED WTERMSIG WNOHANG WUNTRACED"},
    {"<sys/stat.h>", "fstat stat lstat mkdir mkfifo S_*"},
    {"<sys/socket.h>", "socketpair socket bind listen accept connect AF_* SOCK_*"},
    {"<semaphore.h>", "sem_init sem_wait sem_post sem_open sem_close sem_unlink sem_destroy sem_t"},
    {"<signal.h>", "kill sigaction signal raise SIG*"},
    {"<stdlib.h>", "malloc calloc realloc free exit abort atoi strtol EXIT_SUCCESS EXIT_FAILURE"},
    {"<stdio.h>", "printf fprintf puts putchar snprintf fopen fclose fread fwrite fflush perror stdout stderr stdin FILE SEEK_*"},
    {"<string.h>", "memset memcpy memmove memcmp strlen strcpy strncpy strcmp strerror"},
    {"<stdint.h>", "uint8_t uint16_t uint32_t uint64_t int8_t int16_t int32_t int64_t uintptr_t intptr_t SIZE_MAX"},
    {"<stdbool.h>", "bool true false"},
    {"<stddef.h>", "NULL size_t ptrdiff_t offsetof"},
    {"<sys/types.h>", "pid_t off_t mode_t"},
    {"<errno.h>", "errno ENOMEM EINVAL EAGAIN EINTR EACCES ENOENT EEXIST EBADF"},
    {"<assert.h>", "assert"},
    {"<stdatomic.h>", "atomic_int atomic_fetch_add atomic_load atomic_store"},
};

std::map<std::string, std::string_view, std::less<>> exact_names() {
  std::map<std::string, std::string_view, std::less<>> all;
  for (const Header& header : headers) {
    std::string_view rest = header.names;
    while (!rest.empty()) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      all.emplace(rest.substr(0, space), header.header);
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
  }
  return all;
}

std::string undeclared(const std::string& name) {
  const std::string_view header = header_of(name);
  if (name == "MAP_ANONYMOUS" || name == "MAP_ANON")
    return fmt::format("{} vient de <sys/mman.h>, mais n'est ni du C ni du POSIX.1-2008\u00a0: incluez l'en-tête et, sous "
                       "-std=c99 ou -std=c11, définissez _DEFAULT_SOURCE avant le premier #include.", name);
  if (header.empty())
    return fmt::format("«\u00a0{}\u00a0» n'a pas été déclaré avant cette ligne\u00a0: faute de frappe, ou déclaration oubliée\u202f?", name);
  return fmt::format("«\u00a0{}\u00a0» vient de {}\u00a0: ajoutez #include {} en tête du fichier.", name, header, header);
}

std::string implicit(const std::string& name) {
  const std::string_view header = header_of(name);
  if (header.empty())
    return fmt::format("Aucune déclaration de «\u00a0{}\u00a0» avant cet appel\u00a0: vérifiez son nom, ou déclarez-la plus haut.", name);
  return fmt::format("«\u00a0{}\u00a0» est déclarée dans {}\u00a0: ajoutez #include {} en tête du fichier. Sans déclaration, le "
                     "compilateur suppose qu'elle rend un int, et une adresse y perd la moitié de ses bits.", name, header, header);
}

std::string missing_header(const std::string& name) {
  return fmt::format("L'en-tête «\u00a0{}\u00a0» n'existe pas ici\u00a0: vérifiez son nom. Seuls les en-têtes du système et celui de "
                     "l'exercice se voient à la compilation.", name);
}

std::string plain(std::string_view text, const std::string& name) {
  return fmt::format(fmt::runtime(text), name);
}

struct Rule {
  std::regex pattern;
  std::string (*named)(const std::string&);  ///< when the sentence depends on the name; null: `text`
  std::string_view text;                     ///< {} is the name
};

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = [] {
    std::vector<Rule> made;
    const auto add = [&](const char* pattern, std::string (*named)(const std::string&), std::string_view text = {}) {
      made.push_back({std::regex(pattern), named, text});
    };
    add("^'([^']+)' undeclared", undeclared);
    add("^implicit declaration of function '([^']+)'", implicit);
    add("^unknown type name '([^']+)'", undeclared);
    add("^([^ ]+): No such file or directory", missing_header);
    add("^expected '(;)'|^expected .*'(;)'", nullptr,
        "Il manque un point-virgule à la fin de l'instruction qui précède, souvent sur la ligne d'avant.");
    add("^expected declaration or statement at end of input", nullptr,
        "Le fichier finit au milieu d'un bloc\u00a0: il manque une accolade fermante «\u00a0}}\u00a0».");
    add("^expected '(\\))'", nullptr, "Une parenthèse ouverte n'est pas refermée.");
    add("^expected identifier or '\\('", nullptr,
        "Cette ligne est hors de toute fonction\u00a0: une accolade fermée trop tôt, ou un point-virgule après l'en-tête de la fonction\u202f?");
    add("^expected expression before", nullptr, "Il manque une valeur ou un opérande juste avant cet endroit.");
    add("^conflicting types for '([^']+)'", nullptr,
        "«\u00a0{}\u00a0» est déjà déclarée avec un autre prototype\u00a0: reprenez exactement celui de l'énoncé (types et nombre des paramètres).");
    add("^redefinition of '([^']+)'", nullptr, "«\u00a0{}\u00a0» est définie deux fois dans ce fichier\u00a0: gardez une seule définition.");
    add("^too few arguments to function '([^']+)'", nullptr, "Il manque des arguments à «\u00a0{}\u00a0»\u00a0: comptez-les dans sa page de manuel.");
    add("^too many arguments to function '([^']+)'", nullptr, "«\u00a0{}\u00a0» reçoit trop d'arguments\u00a0: comptez-les dans sa page de manuel.");
    add("^stray '(\\\\[0-9]+)' in program|^stray '([^']+)' in program", nullptr,
        "Un caractère étranger au C se trouve ici, souvent un guillemet ou une espace collés depuis un document.");
    add("^missing terminating", nullptr, "Un guillemet ou une apostrophe n'est pas refermé sur cette ligne.");
    add("^control reaches end of non-void function|^no return statement in function", nullptr,
        "Cette fonction doit rendre une valeur\u00a0: il manque un return sur l'un de ses chemins.");
    add("^'?return'? with no value|^return-statement with no value", nullptr,
        "Cette fonction doit rendre une valeur\u00a0: return en demande une ici.");
    add("discards '([^']+)' qualifier", nullptr,
        "Ce pointeur mène à ce qui est déclaré {0}\u00a0: gardez le mot {0} dans le type qui le reçoit.");
    add("'([^']+)' used after 'free'|'([^']+)' used after '(?:realloc|munmap)'", nullptr,
        "La zone de «\u00a0{}\u00a0» a déjà été rendue par free\u00a0: n'y accédez plus.");
    add("^suggest parentheses around assignment used as truth value", nullptr,
        "Un seul signe = affecte tout ce qui le suit\u00a0: pour comparer, écrivez ==\u202f; pour affecter puis comparer, "
        "(x = f()) == -1.");
    add("^suggest parentheses around (?:comparison|arithmetic|'[^']+')", nullptr,
        "L'ordre de ces opérations n'est pas celui qu'on croit\u00a0: ajoutez des parenthèses autour de celle qui se fait d'abord.");
    add("^comparisons? like '?[^ ]*'? do(?:es)? not have (?:its|their) mathematical meaning", nullptr,
        "Une double comparaison ne se lit pas comme en mathématiques\u00a0: écrivez-en deux, réunies par &&.");
    add("makes integer from pointer without a cast", nullptr, "Une adresse est mise dans un entier\u00a0: le type de la variable n'est pas le bon.");
    add("makes pointer from integer without a cast", nullptr,
        "Un entier est mis dans un pointeur\u00a0: la fonction appelée est-elle bien déclarée (#include)\u202f?");
    add("^dereferencing 'void \\*' pointer|^void value not ignored|^invalid use of void expression", nullptr,
        "Un «\u00a0void *\u00a0» n'a pas de contenu typé\u00a0: convertissez-le d'abord, par exemple en «\u00a0int *\u00a0».");
    add("^lvalue required", nullptr, "À gauche du signe =, il faut une variable ou une case mémoire.");
    add("^unused (?:variable|parameter) '([^']+)'", nullptr, "«\u00a0{}\u00a0» ne sert à rien\u00a0: est-ce un oubli\u202f?");
    add("'([^']+)' is used uninitialized|'([^']+)' may be used uninitialized", nullptr, "«\u00a0{}\u00a0» est lue avant d'avoir reçu une valeur.");
    return made;
  }();
  return all;
}

std::string first_group(const std::smatch& match) {
  for (std::size_t i = 1; i < match.size(); ++i)
    if (match[i].matched) return match[i].str();
  return {};
}

}  // namespace

std::string_view header_of(std::string_view name) {
  static const auto exact = exact_names();
  if (const auto found = exact.find(name); found != exact.end()) return found->second;
  for (const auto& [pattern, header] : exact)
    if (pattern.ends_with('*') && name.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1))) return header;
  return {};
}

std::string compiler_hint(std::string_view message) {
  const std::string text(message.substr(0, 500));
  for (const Rule& rule : rules()) {
    std::smatch match;
    if (!std::regex_search(text, match, rule.pattern)) continue;
    const std::string name = first_group(match);
    return rule.named != nullptr ? rule.named(name) : plain(rule.text, name);
  }
  return {};
}

std::string linker_hint(std::string_view message, std::string_view function) {
  static const std::regex undefined("undefined reference to `([^']+)'");
  static const std::regex multiple("multiple definition of `([^']+)'");
  const std::string text(message.substr(0, 1000));
  std::smatch match;
  if (std::regex_search(text, match, multiple)) {
    const std::string name = match[1].str();
    if (name == "main")
      return "Votre fichier définit main, mais le scénario a déjà le sien\u00a0: n'écrivez que la fonction demandée.";
    return fmt::format("Le scénario définit déjà «\u00a0{}\u00a0»\u00a0: donnez un autre nom à votre fonction ou à votre variable, ou rendez-la static.", name);
  }
  if (std::regex_search(text, match, undefined)) {
    const std::string name = match[1].str();
    if (name == function)
      return fmt::format("Le scénario appelle «\u00a0{}\u00a0», que votre fichier ne définit pas\u00a0: vérifiez le nom, et que la "
                         "fonction n'est pas static.", name);
    const std::string_view header = header_of(name);
    if (header.empty())
      return fmt::format("Aucune fonction «\u00a0{}\u00a0» n'existe\u00a0: vérifiez son nom, ou écrivez-la dans ce fichier.", name);
    return fmt::format("«\u00a0{}\u00a0» n'a pas été trouvée à l'édition de liens\u00a0: ajoutez #include {}.", name, header);
  }
  return {};
}

}  // namespace partage::phrases
