#include "contract/chapter.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include "content/toml_reader.hpp"
#include "contract/exercise_files.hpp"
#include "phrases/evidence.hpp"
#include "record/snapshot.hpp"

namespace partage::contract {
namespace {

using content::TomlReader;
using record::Address;
using record::Mapping;
using record::Moment;
using record::ProcessView;
using record::Recording;
using record::Snapshot;

std::optional<std::int64_t> integer(const TomlReader& toml, std::string_view key) {
  constexpr std::int64_t farthest = std::int64_t{1} << 62;
  if (!toml.has(key)) return {};
  return toml.integer_or(key, -farthest, farthest, 0);
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "« " : ", « ") + part + " »";
  return text;
}

std::string told(const Fact& fact) {
  std::string text;
  const auto add = [&](const std::string& key, const std::string& value) {
    if (!value.empty()) text += (text.empty() ? "" : " ") + key + " " + value;
  };
  add("appel", fact.call);
  add("contient", joined(fact.contains));
  add("sans", joined(fact.without));
  add("erreur", fact.error);
  if (fact.result) add("rend", std::to_string(*fact.result));
  if (fact.times != 1) add("fois", std::to_string(fact.times));
  add("signal", fact.signal);
  add("code", fact.code);
  add("projection", joined(fact.mapping));
  add("page", fact.page);
  add("exec", fact.exec);
  if (fact.status) add("fin", std::to_string(*fact.status));
  return text;
}

Fact fact_of(const TomlReader& toml) {
  toml.allow({"appel", "contient", "sans", "erreur", "rend", "fois", "signal", "code", "projection", "page", "exec", "fin"});
  Fact fact;
  fact.call = toml.text_or("appel", "");
  fact.contains = toml.raw_texts_or_none("contient");
  fact.without = toml.raw_texts_or_none("sans");
  fact.error = toml.text_or("erreur", "");
  fact.result = integer(toml, "rend");
  fact.times = toml.integer_or("fois", 0, 1000, 1);
  fact.signal = toml.text_or("signal", "");
  fact.code = toml.text_or("code", "");
  fact.mapping = toml.raw_texts_or_none("projection");
  fact.page = toml.text_or("page", "");
  fact.exec = toml.text_or("exec", "");
  fact.status = integer(toml, "fin");
  fact.told = told(fact);
  if (fact.told.empty()) toml.refuse("appel", "manque : ce fait ne dit rien");
  if (!fact.page.empty() && fact.page != "copie" && fact.page != "commune") toml.refuse("page", "vaut « copie » ou « commune »");
  return fact;
}

Row row_of(const TomlReader& toml) {
  toml.allow({"id", "dit", "lecon", "page", "programme", "arguments", "nomme", "mots", "moments", "fait"});
  Row row;
  row.id = toml.text("id");
  row.says = toml.text("dit");
  row.lesson = toml.text("lecon");
  row.page = toml.text("page");
  row.program = toml.text("programme");
  row.arguments = toml.raw_texts_or_none("arguments");
  row.names = toml.texts_or_none("nomme");
  row.words = toml.texts_or_none("mots");
  row.moments = toml.integer_or("moments", 100, row.moments, row.moments);
  for (const TomlReader& fact : toml.tables("fait", "un fait")) row.facts.push_back(fact_of(fact));
  if (row.facts.empty()) toml.refuse("fait", "manque : une ligne sans fait ne prouve rien");
  return row;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool has_all(const std::string& text, const std::vector<std::string>& parts) {
  return std::all_of(parts.begin(), parts.end(), [&](const std::string& part) { return has(text, part); });
}

/// Architectures differ: aarch64 has only openat, unlinkat and pipe2.
bool is_named(const std::string& wanted, const std::string& kernel_name) {
  return kernel_name == wanted || kernel_name == wanted + "at" || kernel_name == wanted + "2";
}

bool is_that_call(const Fact& fact, const record::Syscall& call) {
  const std::string text = phrases::syscall_evidence(call);
  if (!is_named(fact.call, call.name) || !has_all(text, fact.contains)) return false;
  if (std::any_of(fact.without.begin(), fact.without.end(), [&](const std::string& part) { return has(text, part); })) return false;
  if (!fact.error.empty() && call.error != (fact.error == "aucune" ? "" : fact.error)) return false;
  return !fact.result || call.result == fact.result;
}

/// Calls of that name, for a test that fails: a few of them say enough.
std::string missing_call(const Fact& fact, const Recording& recording) {
  constexpr int shown = 12;
  std::string others;
  std::int64_t count = 0;
  int listed = 0;
  for (const Moment& moment : recording.moments) {
    if (!moment.syscall) continue;
    if (is_that_call(fact, *moment.syscall)) ++count;
    if (is_named(fact.call, moment.syscall->name) && listed++ < shown) others += "\n  " + phrases::syscall_evidence(*moment.syscall);
  }
  if (fact.times == 0 ? count == 0 : count >= fact.times) return {};
  return std::to_string(count) + " fois ; appels de " + fact.call + " :" + (others.empty() ? " aucun" : others);
}

/// Deadly or caught by the program.
std::string missing_signal(const Fact& fact, const Recording& recording) {
  std::string others;
  for (const Moment& moment : recording.moments) {
    if (!moment.exit || moment.exit->signal == 0) continue;
    const bool same = moment.exit->signal_name == fact.signal && (fact.code.empty() || moment.exit->code_name == fact.code);
    if (same) return {};
    others += " " + moment.exit->signal_name + " (" + moment.exit->code_name + ")";
  }
  return "signaux reçus :" + (others.empty() ? " aucun" : others);
}

std::string missing_status(const Fact& fact, const Recording& recording) {
  std::string others;
  for (const record::Process& process : recording.processes) {
    if (!process.exit || process.exit->signal != 0) continue;
    if (process.exit->status == fact.status) return {};
    others += " " + std::to_string(process.exit->status);
  }
  return "codes de fin :" + (others.empty() ? " aucun" : others);
}

std::string missing_exec(const Fact& fact, const Recording& recording) {
  std::string others;
  for (const Moment& moment : recording.moments) {
    if (moment.kind != record::MomentKind::exec) continue;
    if (std::filesystem::path(moment.program).filename() == fact.exec) return {};
    others += " " + moment.program;
  }
  return "programmes exécutés :" + (others.empty() ? " aucun" : others);
}

/// A snapshot after each moment, until one pleases.
template <class Predicate>
bool at_some_moment(const Recording& recording, const Predicate& pleases) {
  record::Player player(recording);
  for (std::size_t i = 0; i < recording.moments.size(); ++i)
    if (pleases(player.seek(i))) return true;
  return false;
}

std::string missing_mapping(const Fact& fact, const Recording& recording) {
  std::set<std::string> others;
  const bool found = at_some_moment(recording, [&](const Snapshot& snapshot) {
    for (const auto& [pid, process] : snapshot.processes) {
      for (const Mapping& mapping : process.mappings) {
        if (!mapping.own) continue;
        const std::string line = phrases::mapping_evidence(mapping);
        if (has_all(line, fact.mapping)) return true;
        others.insert(line);
      }
    }
    return false;
  });
  if (found) return {};
  std::string text = "lignes de maps :";
  for (const std::string& line : others) text += "\n  " + line;
  return text;
}

/// "commune": the page of one file of the kernel, present in two processes that map it shared. "copie": the same address,
/// a private page of its own in each of two processes, and different bytes.
bool same_page(const std::string& wanted, const ProcessView& one, const ProcessView& other) {
  for (const auto& [address, page] : one.pages) {
    const auto found = other.pages.find(address);
    const Mapping* here = one.mapping_at(address);
    const Mapping* there = other.mapping_at(address);
    if (found == other.pages.end() || here == nullptr || there == nullptr) continue;
    if (!page.flags.present || !found->second.flags.present) continue;
    const bool shared = here->shared() && there->shared() && here->inode != 0 && here->inode == there->inode;
    const bool apart = !here->shared() && !there->shared() && page.flags.exclusive && found->second.flags.exclusive &&
                       page.bytes != found->second.bytes;
    if (wanted == "commune" ? shared : apart) return true;
  }
  return false;
}

bool has_page(const std::string& wanted, const Snapshot& snapshot) {
  for (auto one = snapshot.processes.begin(); one != snapshot.processes.end(); ++one)
    for (auto other = std::next(one); other != snapshot.processes.end(); ++other)
      if (same_page(wanted, one->second, other->second)) return true;
  return false;
}

std::string missing_page(const Fact& fact, const Recording& recording) {
  const auto pleases = [&](const Snapshot& snapshot) { return has_page(fact.page, snapshot); };
  return at_some_moment(recording, pleases) ? "" : "aucun moment ne montre une telle page entre deux processus";
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.id << " : " << row.says; }

Table load_table(const std::filesystem::path& file) {
  const toml::table parsed = content::parse_toml(text_of(file), file, 1);
  const TomlReader toml(parsed, file, 1, 1, "la table du chapitre");
  toml.allow({"noms", "lecons", "ligne"});
  Table table;
  table.names = toml.texts("noms");
  table.lessons = toml.texts("lecons");
  for (const TomlReader& row : toml.tables("ligne", "une ligne")) table.rows.push_back(row_of(row));
  return table;
}

std::string missing(const Fact& fact, const Recording& recording) {
  std::string text;
  const auto add = [&](bool asked, std::string (*look)(const Fact&, const Recording&)) {
    if (asked && text.empty()) text = look(fact, recording);
  };
  add(!fact.call.empty(), missing_call);
  add(!fact.signal.empty(), missing_signal);
  add(!fact.mapping.empty(), missing_mapping);
  add(!fact.page.empty(), missing_page);
  add(!fact.exec.empty(), missing_exec);
  add(fact.status.has_value(), missing_status);
  return text;
}

}  // namespace partage::contract
