#include "grade/archive.hpp"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <map>
#include <system_error>

#include "content/file_descriptor.hpp"
#include "grade/text.hpp"
#include "sandbox/captured.hpp"

namespace partage::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kLongestHeader = 64, kLongestPath = 4096;

void copy_bytes(const Tree::Place& from, const fs::path& to) {
  const Descriptor output(open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!output) throw std::system_error(errno, std::generic_category(), to.string());
  for (std::uint64_t done = 0; done < from.size;) {
    const auto piece = read_bytes(from.file.get(), from.offset + done, std::min<std::size_t>(1u << 20, from.size - done));
    if (!piece) throw std::system_error(errno, std::generic_category(), "archive");
    if (piece->empty()) return;
    if (const int error = content::write_all(output.get(), *piece); error != 0)
      throw std::system_error(error, std::generic_category(), to.string());
    done += piece->size();
  }
}

// The library's own copy says of a full disk that it is an error of input or output.
void copy_program(const fs::path& from, const fs::path& to) {
  Opened opened = open_regular(AT_FDCWD, from.c_str(), false);
  if (opened.error != 0) throw std::system_error(opened.error, std::generic_category(), from.string());
  const auto size = static_cast<std::uint64_t>(opened.status.st_size);
  copy_bytes({std::move(opened.file), 0, size}, to);
}

sandbox::Spec spec_for(const fs::path& scratch, const Unpacking& how, const UnpackLimits& limits, std::uint64_t size) {
  sandbox::Spec spec;
  spec.argv = {"/programme/partage", "noter-deballer"};
  for (const std::string& word : words_of(limits)) spec.argv.push_back(word);
  spec.environment = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=/"};
  spec.tier = how.tier;
  spec.binds = {{scratch / "programme", "/programme", false}, {scratch / "travail", "/travail", true}};
  spec.limits.address_space = 0;
  spec.limits.memory = 600ull << 20;
  spec.limits.file_size = limits.kept + (64u << 20);
  spec.limits.disk = spec.limits.file_size + size + (1u << 20);
  spec.limits.cpu = std::chrono::seconds(limits.seconds);
  spec.limits.wall = std::chrono::seconds(limits.seconds * 3);
  return spec;
}

std::string limit_words(const std::string& limit) {
  if (limit == "memory") return "elle demande trop de mémoire";
  if (limit == "output") return "elle contient trop de données";
  return "elle est trop longue à ouvrir";
}

std::string trouble_words(const std::string& name) {
  static const std::map<std::string, std::string> words{
      {"abimee", "elle est abîmée, ou d'un format inconnu"},
      {"entrees", "elle contient trop de fichiers"},
      {"taille", "elle contient trop de données"},
      {"vide", "rien n'y a été trouvé"},
      {"chiffree", "elle est protégée par un mot de passe"}};
  const auto found = words.find(name);
  return found == words.end() ? "elle n'a pas pu être ouverte" : found->second;
}

class PackTree final : public Tree {
 public:
  PackTree(const Place& archive, const Unpacking& how, const UnpackLimits& limits) {
    try {
      if (archive.size > limits.archive) throw std::runtime_error(fmt::format("elle dépasse {} Mio", limits.archive >> 20));
      const sandbox::Scratch scratch;
      const std::string failure = run(archive, scratch.path(), how, limits);
      read_pack(limits.entries);
      if (!failure.empty()) cannot_open(failure);
    } catch (const std::system_error& error) {
      cannot_open(error_words(error.code().value()));
    } catch (const std::exception& error) {
      cannot_open(error.what());
    }
    finish();
  }

  Place locate(const Entry& entry) const override {
    const auto at = static_cast<std::size_t>(&entry - entries_.data());
    return {Descriptor(fcntl(pack_.get(), F_DUPFD_CLOEXEC, 3)), offsets_.at(order_.at(at)), entry.size};
  }

 private:
  // French, why it did not go to its end; empty when it did.
  std::string run(const Place& archive, const fs::path& scratch, const Unpacking& how, const UnpackLimits& limits) {
    for (const char* folder : {"programme", "travail"}) fs::create_directory(scratch / folder);
    copy_program(how.program, scratch / "programme" / "partage");
    fs::permissions(scratch / "programme", fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    fs::permissions(scratch / "programme/partage", fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    copy_bytes(archive, scratch / "travail/archive");
    const sandbox::Captured done = sandbox::run_captured(spec_for(scratch, how, limits, archive.size));
    Opened opened = open_regular(AT_FDCWD, (scratch / "travail/sortie").c_str(), true);
    pack_ = std::move(opened.file);
    size_ = opened.error == 0 ? static_cast<std::uint64_t>(opened.status.st_size) : 0;
    if (!done.failure.empty()) return done.failure;
    if (!done.limit.empty()) return limit_words(done.limit);
    const bool well = opened.error == 0 && done.status && WIFEXITED(*done.status) && WEXITSTATUS(*done.status) == 0;
    return well ? "" : "elle n'a pas pu être ouverte";
  }

  // Written where hostile bytes were handled: every length is doubted.
  void read_pack(std::uint64_t most) {
    std::uint64_t at = 0;
    while (at < size_ && entries_.size() < most) {
      const auto header = read_bytes(pack_.get(), at, kLongestHeader);
      char kind = 0;
      std::size_t path_length = 0, length = 0;
      int used = 0;
      if (!header || std::sscanf(header->c_str(), "%c %zu %zu%n", &kind, &path_length, &length, &used) != 3) return;
      at += static_cast<std::uint64_t>(used) + 1;
      if (path_length > kLongestPath || path_length > size_ - at || length > size_ - at - path_length) return;
      const auto path = read_bytes(pack_.get(), at, path_length);
      if (!path || path->size() != path_length) return;
      at += path_length;
      take(kind, *path, at, length);
      at += length;
    }
  }

  void take(char kind, const std::string& path, std::uint64_t offset, std::uint64_t length) {
    if (kind == '!') return cannot_open(trouble_words(path));
    if (std::string_view("flhpdo").find(kind) == std::string_view::npos && kind != kNotRead) return;
    // Such a name would go elsewhere, were it written anywhere; it is only a word here, but no honest archive has it.
    if (path.starts_with('/') || ("/" + path + "/").find("/../") != std::string::npos) {
      if (kind != kNotRead && outside_++ == 0)
        problems_.push_back("L'archive contient des chemins qui sortent d'elle, et sont ignorés\u00a0: «\u00a0" + short_name(path) + "\u00a0»…");
      return;
    }
    if (kind == kNotRead) return others_.push_back(path);
    entries_.push_back({path, static_cast<Kind>(kind), length});
    offsets_.push_back(offset);
  }

  void cannot_open(std::string reason) {
    if (!unseen_.empty()) return;
    while (reason.ends_with('.')) reason.pop_back();
    problems_.push_back("L'archive n'a pas pu être lue en entier\u00a0: " + reason + ".");
    unseen_ = "l'archive n'a pas pu être lue en entier (" + reason + ")";
  }

  // Shallow entries first; the folders of the top.
  void finish() {
    std::vector<Entry> all = std::move(entries_);
    order_.resize(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) order_[i] = i;
    const auto depth = [&](std::size_t i) { return std::count(all[i].path.begin(), all[i].path.end(), '/'); };
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return depth(a) < depth(b); });
    entries_.clear();
    for (const std::size_t i : order_) {
      if (const std::size_t slash = all[i].path.find('/'); slash != std::string::npos) folders_.push_back(all[i].path.substr(0, slash));
      entries_.push_back(std::move(all[i]));
    }
    std::sort(folders_.begin(), folders_.end());
    folders_.erase(std::unique(folders_.begin(), folders_.end()), folders_.end());
  }

  Descriptor pack_;
  std::uint64_t size_ = 0;
  std::vector<std::uint64_t> offsets_;  ///< as written
  std::vector<std::size_t> order_;      ///< of entries_, in offsets_
  int outside_ = 0;
};

}  // namespace

std::unique_ptr<Tree> archive_tree(const Tree::Place& archive, const Unpacking& how, const UnpackLimits& limits) {
  return std::make_unique<PackTree>(archive, how, limits);
}

}  // namespace partage::grade
