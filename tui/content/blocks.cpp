#include "content/blocks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <regex>

#include "content/listing.hpp"
#include "content/order.hpp"
#include "content/text_file.hpp"
#include "content/toml_reader.hpp"

namespace partage::content {

namespace {

// Sources sit beside the text or in a neighbour folder ("../common/outils.h"): never elsewhere on the machine.
std::filesystem::path source_path(const TomlReader& toml, const BlockContext& context) {
  const std::filesystem::path written = toml.text("fichier");
  const std::filesystem::path folder = context.file.parent_path();
  const std::filesystem::path path = (folder / written).lexically_normal();
  const std::string inside = path.lexically_relative((folder / "..").lexically_normal()).generic_string();
  if (written.is_absolute() || inside.empty() || inside.starts_with(".."))
    toml.refuse("fichier", "doit être dans ce dossier ou dans un dossier voisin");
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    toml.refuse("fichier", fmt::format("nomme un fichier qui n'existe pas : {}", written.string()));
  return path;
}

// "12-20" or "12".
LineRange written_range(const TomlReader& toml) {
  const std::string text = toml.text("lignes");
  LineRange range;
  const char* const end = text.data() + text.size();
  auto [rest, error] = std::from_chars(text.data(), end, range.first);
  range.last = range.first;
  if (error == std::errc{} && rest != end && *rest == '-') {
    const auto second = std::from_chars(rest + 1, end, range.last);
    rest = second.ptr;
    error = second.ec;
  }
  if (error != std::errc{} || rest != end) toml.refuse("lignes", "doit être de la forme \"12-20\" ou \"12\"");
  return range;
}

LineRange chosen_lines(const TomlReader& toml, const std::vector<std::string>& lines) {
  const auto count = static_cast<int>(lines.size());
  if (toml.has("lignes") && toml.has("fonction")) toml.refuse("fonction", "et « lignes » s'excluent");
  if (toml.has("lignes")) {
    const LineRange range = written_range(toml);
    if (range.first < 1 || range.last < range.first || range.last > count)
      toml.refuse("lignes", fmt::format("sort du fichier : {} a {} lignes", toml.text("fichier"), count));
    return range;
  }
  if (!toml.has("fonction")) return {1, count};
  const LineRange range = function_lines(lines, toml.text("fonction"));
  if (range.last == 0)
    toml.refuse("fonction",
                fmt::format("nomme une fonction absente de {} : {}", toml.text("fichier"), toml.text("fonction")));
  return range;
}

Block listing(const TomlReader& toml, const BlockContext& context) {
  toml.allow({"fichier", "lignes", "fonction"});
  const std::filesystem::path path = source_path(toml, context);
  const std::vector<std::string> lines = lines_of(read_text_file(path));
  if (lines.empty()) toml.refuse("fichier", "nomme un fichier vide");
  const LineRange range = chosen_lines(toml, lines);
  Listing listing;
  listing.file = path.filename().string();
  listing.first_line = range.first;
  listing.lines.assign(lines.begin() + range.first - 1, lines.begin() + range.last);
  return listing;
}

// The program's own source, where it is known to be.
std::filesystem::path program_source(const std::string& name, const BlockContext& context) {
  const std::filesystem::path folder = context.file.parent_path();
  std::error_code error;
  const bool c = std::filesystem::is_regular_file(folder / (name + ".c"), error);
  return folder / (name + (c ? ".c" : ".cpp"));
}

std::string program(const TomlReader& toml, const BlockContext& context) {
  const std::string name = toml.text("programme");
  std::error_code error;
  const bool known = name.find('/') == std::string::npos &&
                     std::filesystem::is_regular_file(program_source(name, context), error);
  if (!known)
    toml.refuse("programme", fmt::format("nomme un programme inconnu : ni {0}.c ni {0}.cpp dans ce dossier", name));
  return name;
}

void check_capture(const TomlReader& toml, const std::string& capture) {
  try {
    const std::regex regex(capture, std::regex::ECMAScript);
    if (regex.mark_count() < 1) toml.refuse("capture", "n'a pas de groupe : la réponse est ce que capture ( … )");
  } catch (const std::regex_error&) {
    toml.refuse("capture", fmt::format("n'est pas une expression régulière ECMAScript valable : {}", capture));
  }
}

void check_choices(const TomlReader& toml, const std::vector<std::string>& choices) {
  if (choices.size() < 2) toml.refuse("choix", "doit proposer au moins deux réponses");
  std::set<std::string> seen;
  for (const std::string& choice : choices)
    if (!seen.insert(choice).second) toml.refuse("choix", fmt::format("propose deux fois « {} »", choice));
}

std::string order(const TomlReader& toml) {
  if (!toml.has("ordre")) return "";
  std::string text = toml.raw_text("ordre");
  if (!is_order(text))
    toml.refuse("ordre",
                fmt::format("doit être pere, fils, alterne, ou une liste de lettres comme PFFP ou P3F* ; lu : {}", text));
  return text;
}

std::string region(const TomlReader& toml, const std::string& program, const BlockContext& context) {
  if (!toml.has("instructions")) return "";
  std::string name = toml.raw_text("instructions");
  const std::filesystem::path source = program_source(program, context);
  if (function_lines(lines_of(read_text_file(source)), name).last == 0)
    toml.refuse("instructions",
                fmt::format("nomme une fonction absente de {} : {}", source.filename().string(), name));
  return name;
}

// The lines that are that text or, when none is, those that hold it.
std::vector<int> lines_like(const std::vector<std::string>& lines, const std::string& text) {
  std::vector<int> equal, holding;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string line = one_line(lines[i]);
    if (line == text) equal.push_back(static_cast<int>(i) + 1);
    if (line.find(text) != std::string::npos) holding.push_back(static_cast<int>(i) + 1);
  }
  return equal.empty() ? holding : equal;
}

int line_before_which(const TomlReader& toml, const std::filesystem::path& source) {
  const std::string name = source.filename().string(), text = toml.text("avant");
  const std::vector<int> found = lines_like(lines_of(read_text_file(source)), text);
  if (found.empty()) toml.refuse("avant", fmt::format("ne se lit sur aucune ligne de {} : {}", name, text));
  if (found.size() > 1)
    toml.refuse("avant", fmt::format("se lit sur plusieurs lignes de {} : {}", name, fmt::join(found, ", ")));
  return found.front();
}

bool observed(const TomlReader& toml, const std::string& order, const std::string& region) {
  const bool wanted = toml.boolean_or("observation", true);
  if (!wanted && (!order.empty() || !region.empty())) toml.refuse("observation", "est nécessaire pour suivre les lignes");
  return wanted;
}

std::string process_named(const TomlReader& toml) {
  static const std::regex roles("programme|père|(fils|petit-fils|arrière-petit-fils)( ([2-9]|[1-9][0-9]))?");
  std::string name = toml.text("processus");
  if (!std::regex_match(name, roles))
    toml.refuse("processus", fmt::format("doit être père, fils, fils 2, petit-fils… ; lu : {}", name));
  return name;
}

std::string expression(const TomlReader& toml) {
  static const std::regex simple(R"(\*?[A-Za-z_]\w*(\.[A-Za-z_]\w*)?|[A-Za-z_]\w*\[\d{1,5}\])");
  std::string text = toml.text("variable");
  if (text.size() > 100 || !std::regex_match(text, simple))
    toml.refuse("variable", fmt::format("doit être un nom de variable, s.membre, *nom ou nom[3] ; lu : {}", text));
  return text;
}

std::optional<Place> place(const TomlReader& toml, const std::string& program, const BlockContext& context) {
  if (!toml.has("avant")) {
    for (const char* key : {"processus", "variable"})
      if (toml.has(key)) toml.refuse(key, "ne va qu'avec « avant »");
    return std::nullopt;
  }
  if (toml.has("capture")) toml.refuse("capture", "et « avant » s'excluent");
  const std::filesystem::path source = program_source(program, context);
  return Place{source.filename().string(), line_before_which(toml, source), process_named(toml), expression(toml)};
}

Block prediction(const TomlReader& toml, BlockContext& context) {
  toml.allow({"id", "question", "choix", "programme", "arguments", "capture", "explication", "avant", "processus",
              "variable", "ordre", "instructions", "observation"});
  Prediction prediction;
  prediction.id = toml.text("id");
  if (!context.prediction_ids.insert(prediction.id).second)
    toml.refuse("id", fmt::format("est déjà pris par une autre prédiction : {}", prediction.id));
  prediction.question = toml.text("question");
  prediction.choices = toml.texts("choix");
  check_choices(toml, prediction.choices);
  prediction.program = program(toml, context);
  prediction.arguments = toml.raw_texts_or_none("arguments");
  prediction.place = place(toml, prediction.program, context);
  prediction.order = order(toml);
  prediction.region = region(toml, prediction.program, context);
  if (prediction.place) {
    if (prediction.order.empty()) prediction.order = "pere";
  } else {
    prediction.capture = toml.raw_text("capture");
    check_capture(toml, prediction.capture);
  }
  prediction.explanation = toml.text("explication");
  prediction.observed = observed(toml, prediction.order, prediction.region);
  return prediction;
}

Block launch(const TomlReader& toml, const BlockContext& context) {
  toml.allow({"programme", "arguments", "titre", "observer", "essayer", "ordre", "instructions",
              "observation", "table"});
  Launch launch;
  launch.program = program(toml, context);
  launch.arguments = toml.raw_texts_or_none("arguments");
  launch.title = toml.text_or("titre", launch.program);
  launch.observe = toml.texts_or_none("observer");
  launch.attempt = toml.texts_or_none("essayer");
  launch.order = order(toml);
  launch.region = region(toml, launch.program, context);
  launch.observed = observed(toml, launch.order, launch.region);
  launch.table = toml.text_or("table", "");
  if (!launch.table.empty() && launch.table != "mmap") toml.refuse("table", "ne peut être que \"mmap\"");
  if (!launch.table.empty() && launch.arguments.size() != 6) toml.refuse("table", "veut les six arguments de mmap");
  return launch;
}

}  // namespace

std::optional<Block> directive_block(std::string_view language, std::string_view body, int first_line,
                                     BlockContext& context) {
  if (language != "listing" && language != "prediction" && language != "lancer") return std::nullopt;
  const toml::table table = parse_toml(body, context.file, first_line);
  const TomlReader toml(table, context.file, first_line, first_line - 1, fmt::format("bloc « {} »", language));
  if (language == "listing") return listing(toml, context);
  if (language == "prediction") return prediction(toml, context);
  return launch(toml, context);
}

}  // namespace partage::content
