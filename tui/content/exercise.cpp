#include "content/exercise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "content/folder.hpp"
#include "content/text_file.hpp"
#include "content/toml_reader.hpp"

namespace partage::content {

namespace {

bool c_identifier(const std::string& name) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  return !name.empty() && letter(name[0]) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

std::string file_to_complete(const TomlReader& toml, const Exercise& exercise) {
  std::error_code error;
  const std::string name = exercise.id.substr(3);
  if (toml.has("fichier")) {
    const std::string file = toml.text("fichier");
    if (file.find('/') != std::string::npos || !std::filesystem::is_regular_file(exercise.folder / file, error))
      toml.refuse("fichier", fmt::format("nomme un fichier absent de ce dossier : {}", file));
    return file;
  }
  for (const char* extension : {".c", ".hpp", ".cpp"})
    if (std::filesystem::is_regular_file(exercise.folder / (name + extension), error)) return name + extension;
  toml.refuse("fichier", fmt::format("manque, et {}.c n'existe pas dans ce dossier", name));
}

std::vector<ProbedFunction> functions(const TomlReader& toml) {
  std::vector<ProbedFunction> functions;
  for (const TomlReader& entry : toml.tables("fonctions", "[[fonctions]]")) {
    entry.allow({"nom", "arguments", "argument_observe"});
    ProbedFunction function;
    function.name = entry.text("nom");
    if (!c_identifier(function.name)) entry.refuse("nom", "doit être un identificateur C");
    function.arguments = static_cast<int>(entry.integer_or("arguments", 0, 6, 0));
    if (entry.has("argument_observe") && function.arguments == 0)
      entry.refuse("argument_observe", "n'a pas de sens sans argument (« arguments = 0 »)");
    function.watched_argument =
        static_cast<int>(entry.integer_or("argument_observe", 0, std::max(function.arguments - 1, 0), -1));
    functions.push_back(std::move(function));
  }
  return functions;
}

ExerciseLimits limits(const TomlReader& toml) {
  ExerciseLimits limits;
  const auto table = toml.table("limites", "[limites]");
  if (!table) return limits;
  table->allow({"processus", "espace_adressage", "memoire", "fichier", "sortie", "cpu_ms", "mur_ms"});
  limits.processes = static_cast<int>(table->integer_or("processus", 1, 10'000, 0));
  limits.address_space = table->size_or_zero("espace_adressage");
  limits.memory = table->size_or_zero("memoire");
  limits.file_size = table->size_or_zero("fichier");
  limits.output = table->size_or_zero("sortie");
  limits.cpu = std::chrono::milliseconds(table->integer_or("cpu_ms", 1, 600'000, 0));
  limits.wall = std::chrono::milliseconds(table->integer_or("mur_ms", 1, 600'000, 0));
  return limits;
}

bool code_of(const std::string& code, const std::string& number) {
  const bool prefixed = code.starts_with("E" + number + "-") || code.starts_with("G-");
  const std::string rest = prefixed ? code.substr(code.find('-') + 1) : "";
  return !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::map<std::string, DiagnosisText> diagnoses(const TomlReader& toml, const std::string& number) {
  std::map<std::string, DiagnosisText> texts;
  const auto table = toml.table("diagnostics", "[diagnostics]");
  if (!table) toml.refuse("diagnostics", "manque : chaque erreur connue a son [diagnostics.E…]");
  for (const std::string& code : table->keys()) {
    if (!code_of(code, number))
      table->refuse(code, fmt::format("n'est pas un code : E{}- (ou G-), puis a-z, 0-9 et « - »", number));
    const auto entry = table->table(code, fmt::format("[diagnostics.{}]", code));
    entry->allow({"phrase", "pourquoi", "lecon", "non_teste"});
    DiagnosisText text;
    text.title = entry->text("phrase");
    text.why = entry->text("pourquoi");
    text.lesson = entry->text_or("lecon", "");
    text.untested = entry->text_or("non_teste", "");
    texts.emplace(code, std::move(text));
  }
  return texts;
}

std::vector<std::string> hints(const TomlReader& toml) {
  std::vector<std::string> hints = toml.texts("indices");
  if (hints.size() != 3)
    toml.refuse("indices", fmt::format("doit en donner exactement trois ; il y en a {}", hints.size()));
  return hints;
}

void read_description(const TomlReader& toml, Exercise& exercise) {
  toml.allow({"titre", "lecon", "fichier", "points", "difficulte", "indices", "options", "diagnostic_souche",
              "fonctions", "limites", "diagnostics"});
  exercise.title = toml.text("titre");
  exercise.lesson = toml.text("lecon");
  exercise.file = file_to_complete(toml, exercise);
  exercise.functions = functions(toml);
  exercise.points = static_cast<int>(toml.integer_or("points", 1, 1000, 1));
  exercise.difficulty = static_cast<int>(toml.integer_or("difficulte", 1, 5, 1));
  exercise.hints = hints(toml);
  exercise.compile_flags = {"-std=gnu17", "-g", "-O0", "-Wall", "-Wextra"};
  if (toml.has("options")) exercise.compile_flags = toml.raw_texts_or_none("options");
  exercise.limits = limits(toml);
  exercise.diagnoses = diagnoses(toml, exercise.number);
  exercise.stub_diagnosis = toml.text("diagnostic_souche");
  if (!exercise.diagnoses.contains(exercise.stub_diagnosis) && !exercise.stub_diagnosis.starts_with("G-"))
    toml.refuse("diagnostic_souche",
                fmt::format("nomme un code sans [diagnostics.{0}] : {0}", exercise.stub_diagnosis));
}

// An exercise has no demo program: CMake builds none in its folder.
void refuse_programs(const std::vector<Page>& pages, const std::filesystem::path& file) {
  for (const Page& page : pages)
    for (const Block& block : page.blocks)
      if (std::holds_alternative<Launch>(block) || std::holds_alternative<Prediction>(block))
        throw ContentError(file, 0,
                           fmt::format("page « {} » : un énoncé n'a ni « lancer » ni « prediction »", page.title));
}

}  // namespace

Exercise load_exercise(const std::filesystem::path& folder) {
  Exercise exercise;
  exercise.id = folder_id(folder);
  exercise.number = exercise.id.substr(0, 2);
  exercise.folder = folder;
  const std::filesystem::path description = folder / "exercise.toml";
  const toml::table table = parse_toml(read_text_file(description), description, 1);
  read_description(TomlReader(table, description, 1, 1, "description"), exercise);
  const std::filesystem::path statement = folder / "enonce.fr.md";
  exercise.statement = parse_pages(read_text_file(statement), statement);
  refuse_programs(exercise.statement, statement);
  return exercise;
}

}  // namespace partage::content
