#include "phrases/zones.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "phrases/changes.hpp"
#include "phrases/evidence.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::phrases {

namespace {

using record::FilePage;
using record::FilePageView;
using record::FileView;
using record::Mapping;
using record::ProcessView;
using record::Snapshot;
using Dirty = record::FilePage::Dirty;

std::string base_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

bool is_heap(const Mapping& mapping) {
  return mapping.path == "[heap]";
}

bool matters(const Mapping& mapping) {
  return mapping.own || is_heap(mapping);
}

bool overlap(const Mapping& one, const Mapping& other) {
  return one.start < other.end && other.start < one.end;
}

bool same_zone(const Mapping& one, const Mapping& other) {
  return overlap(one, other) && one.inode == other.inode && one.device == other.device && one.shared() == other.shared();
}

std::vector<Mapping> parts_of(const Mapping& zone, const std::vector<Mapping>& mappings) {
  std::vector<Mapping> parts;
  std::copy_if(mappings.begin(), mappings.end(), std::back_inserter(parts),
               [&](const Mapping& one) { return same_zone(zone, one); });
  return parts;
}

std::uint64_t total(const std::vector<Mapping>& mappings) {
  std::uint64_t bytes = 0;
  for (const Mapping& mapping : mappings) bytes += mapping.size();
  return bytes;
}

class Zones {
 public:
  Zones(const record::Recording& recording, const record::Moment& moment, const ProcessView& before,
        const ProcessView& after)
      : recording_(recording), pid_(moment.pid), before_(before), after_(after) {}

  std::vector<std::string> take() {
    for (const Mapping& zone : before_.mappings)
      if (matters(zone)) former(zone);
    for (const Mapping& zone : after_.mappings)
      if (matters(zone) && parts_of(zone, before_.mappings).empty())
        say(fmt::format("Une zone apparaît chez {}, en {}\u00a0: {}{}.", who(), short_address(zone.start), zone_text(zone),
                        zone.own && untouched(zone) ? "\u202f; aucune de ses pages n'est encore en mémoire" : ""));
    lost_pointers();
    return std::move(said_);
  }

 private:
  void say(std::string sentence) { said_.push_back(std::move(sentence)); }
  std::string who() const { return with_article(role(recording_, pid_)); }

  bool untouched(const Mapping& zone) const {
    return std::none_of(after_.pages.begin(), after_.pages.end(), [&](const auto& page) {
      return zone.contains(page.first) && page.second.flags.present;
    });
  }

  void former(const Mapping& zone) {
    const std::vector<Mapping> left = parts_of(zone, after_.mappings);
    const std::string name = fmt::format("La zone {} {}", short_address(zone.start), of(recording_, pid_));
    if (left.empty()) return say(fmt::format("{} a disparu\u00a0: {}.", name, zone_text(zone)));
    if (left.size() > 1) cut(name, left);
    else if (total(left) != zone.size())
      say(fmt::format("{} passe de {} à {}{}.", name, size_text(zone.size()), size_text(total(left)),
                      left.front().start == zone.start ? "" : ", et commence en " + short_address(left.front().start)));
    for (const Mapping& part : left)
      if (part.permissions != zone.permissions)
        say(fmt::format("Les droits de {} passent de {} à {}.", short_address(part.start), zone.permissions, part.permissions));
  }

  // A hole, or other rights in the middle: /proc/PID/maps has several lines where it had one.
  void cut(const std::string& name, const std::vector<Mapping>& left) {
    std::string list;
    for (const Mapping& part : left)
      list += fmt::format("{}{} en {}", list.empty() ? "" : ", ", size_text(part.size()), short_address(part.start));
    say(fmt::format("{} est coupée en {}\u00a0: {}.", name, left.size(), list));
  }

  void lost_pointers() {
    for (const auto& [index, view] : after_.variables) {
      if (index >= recording_.variables.size() || view.value == 0) continue;
      const record::Variable& variable = recording_.variables[index];
      const auto former = before_.variables.find(index);
      if (variable.kind != record::Variable::Kind::pointer || former == before_.variables.end()) continue;
      if (former->second.value != view.value || before_.mapping_at(view.value) == nullptr) continue;
      if (after_.mapping_at(view.value) == nullptr)
        say(fmt::format("{} garde son adresse, mais ne mène plus nulle part\u00a0: y toucher serait une erreur (SIGSEGV).",
                        variable.name));
    }
  }

  const record::Recording& recording_;
  record::Pid pid_;
  const ProcessView& before_;
  const ProcessView& after_;
  std::vector<std::string> said_;
};

// Memory that only looks like a file: no disk is behind it.
bool has_disk(std::string_view path) {
  for (const char* start : {"/dev/zero", "/dev/shm/", "/memfd:", "/SYSV"})
    if (path.starts_with(start)) return false;
  return true;
}

class File {
 public:
  File(const FileView* before, const FileView& after, const std::string& flush)
      : before_(before), name_(base_name(after.path)), disk_(has_disk(after.path)), flush_(flush) {
    if (before != nullptr && before->size != after.size)
      say(fmt::format("Le fichier {} passe de {} à {}.", name_, size_text(before->size), size_text(after.size)));
  }

  void page(std::uint64_t index, const FilePageView& after) {
    if (!disk_) return;
    const FilePageView* before = nullptr;
    if (before_ != nullptr)
      if (const auto found = before_->pages.find(index); found != before_->pages.end()) before = &found->second;
    const std::string name = fmt::format("a page {} de {}", index + 1, name_);  // as the screen numbers them
    cache(name, before, after);
    dirt(name, before == nullptr ? Dirty::no : before->dirty, after.dirty);
  }

  std::vector<std::string> take() { return std::move(said_); }

 private:
  void say(std::string sentence) { said_.push_back(std::move(sentence)); }

  void cache(const std::string& name, const FilePageView* before, const FilePageView& after) {
    if (before == nullptr || before->cached == after.cached) return;
    say(fmt::format("L{} {}.", name, after.cached ? "entre dans le cache du noyau" : "sort du cache du noyau"));
  }

  void dirt(const std::string& name, Dirty before, Dirty after) {
    if (after == Dirty::yes && before != Dirty::yes)
      say(fmt::format("L{} est modifiée dans le cache, pas encore sur le disque.", name));
    if (after != Dirty::no || before != Dirty::yes) return;
    say(flush_.empty() ? fmt::format("Le noyau a écrit l{} sur le disque, de lui-même.", name)
                       : fmt::format("{} a écrit l{} sur le disque.", flush_, name));
  }

  const FileView* before_;
  std::string name_;
  bool disk_;
  const std::string& flush_;
  std::vector<std::string> said_;
};

}  // namespace

std::string zone_text(const Mapping& mapping) {
  const std::string size = size_text(mapping.size());
  if (is_heap(mapping)) return "le tas, " + size;
  const bool anonymous = mapping.path.empty() || mapping.path.starts_with("/dev/zero (deleted)");
  const char* const sharing = mapping.shared() ? "partagée" : "privée";
  if (anonymous) return fmt::format("{} de mémoire anonyme {} ({})", size, sharing, mapping.permissions);
  return fmt::format("{} du fichier {}, en projection {} ({})", size, base_name(mapping.path), sharing, mapping.permissions);
}

std::vector<std::string> mapping_effects(const record::Recording& recording, const record::Moment& moment,
                                         const Snapshot& before, const Snapshot& after) {
  const ProcessView* was = process_in(before, moment.pid);
  const ProcessView* is = process_in(after, moment.pid);
  if (was == nullptr || is == nullptr || was->mappings == is->mappings) return {};
  return Zones(recording, moment, *was, *is).take();
}

std::vector<std::string> file_effects(const record::Moment& moment, const Snapshot& before, const Snapshot& after,
                                      const std::string& flush) {
  std::vector<std::string> said;
  for (const record::FileChange& change : moment.files) {
    const record::FileKey key{change.device, change.inode};
    const auto was = before.files.find(key);
    const auto is = after.files.find(key);
    if (is == after.files.end()) continue;
    File file(was == before.files.end() ? nullptr : &was->second, is->second, flush);
    for (const FilePage& page : change.pages)
      if (const auto found = is->second.pages.find(page.index); found != is->second.pages.end())
        file.page(page.index, found->second);
    const std::vector<std::string> facts = file.take();
    said.insert(said.end(), facts.begin(), facts.end());
  }
  return said;
}

}  // namespace partage::phrases
