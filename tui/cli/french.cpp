#include "cli/french.hpp"

#include <fmt/format.h>

#include "cli/context.hpp"
#include "cli/print.hpp"
#include "grid/grid.hpp"

namespace partage::cli {
namespace {

constexpr int kLeft = 26;  // columns of names, before their descriptions

std::string entry(const std::string& name, const std::string& description) {
  std::string text = "  " + name;
  const int used = grid::width(text);
  text += used < kLeft ? std::string(static_cast<std::size_t>(kLeft - used), ' ') : "\n" + std::string(kLeft, ' ');
  bool first = true;
  for (const std::string& line : grid::wrap(description, 80 - kLeft)) {
    text += (first ? "" : std::string(kLeft, ' ')) + line + "\n";
    first = false;
  }
  return text;
}

bool is_help(const CLI::Option& option) { return option.check_name("--help"); }

std::string option_name(const CLI::Option& option) {
  const bool takes_value = option.get_expected_max() > 0 && !option.get_type_name().empty();
  std::string name = option.get_name(false, true);
  if (const std::size_t comma = name.find(','); comma != std::string::npos) name.insert(comma + 1, " ");
  return name + (takes_value ? " " + option.get_type_name() : "");
}

std::string usage(const CLI::App& app) {
  std::string text = app.get_display_name();
  for (const CLI::App* parent = app.get_parent(); parent != nullptr; parent = parent->get_parent())
    text = parent->get_display_name() + " " + text;
  const bool has_commands = !app.get_subcommands([](const CLI::App*) { return true; }).empty();
  if (has_commands) text += " [COMMANDE]";
  for (const CLI::Option* option : app.get_options())
    if (option->get_positional())
      text += option->get_required() ? " " + option->get_name(true) : " [" + option->get_name(true) + "…]";
  for (const CLI::Option* option : app.get_options())
    if (!option->get_positional() && !is_help(*option))
      text += option->get_required() ? " " + option_name(*option) : " [" + option_name(*option) + "]";
  return text + app.get_footer();
}

std::string options(const CLI::App& app, bool positional) {
  std::string text;
  for (const CLI::Option* option : app.get_options())
    if (option->get_positional() == positional)
      text += entry(positional ? option->get_name(true) : option_name(*option), option->get_description());
  return text;
}

std::string commands(const CLI::App& app) {
  std::string text;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); }))
    text += entry(command->get_name(), command->get_description());
  return text;
}

std::string section(const std::string& title, const std::string& body) {
  return body.empty() ? "" : "\n" + title + "\n" + body;
}

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const auto start = text.find(before);
  if (start == std::string::npos) return "";
  const auto from = start + before.size();
  return text.substr(from, after.empty() ? std::string::npos : text.find(after, from) - from);
}

const CLI::App& chosen(const CLI::App& app) {
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? app : *parsed.front();
}

std::string unexpected(const CLI::App& app) {
  const std::vector<std::string> rest = app.remaining(true);
  const std::string word = rest.empty() ? "" : rest.front();
  if (&chosen(app) != &app || word.starts_with("-")) return fmt::format("«\u00a0{}\u00a0» n'est pas attendu ici.", word);
  std::vector<std::string> names;
  for (const CLI::App* known : app.get_subcommands([](const CLI::App* one) { return !one->get_group().empty(); })) names.push_back(known->get_name());
  return fmt::format("«\u00a0{}\u00a0» n'est pas une commande.{}", word, did_you_mean(nearest(word, names)));
}

// The name of a positional as we declared it ("EX"), of an option with its dashes.
std::string sentence(const CLI::ParseError& error, const CLI::App& app) {
  const std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return unexpected(app);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
    return fmt::format("Il manque {}.", between(what, "", " is required"));
  if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr)
    return fmt::format("{} et {} ne vont pas ensemble.", between(what, "", " excludes"), between(what, "excludes ", ""));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    return fmt::format("{} demande une valeur.", between(what, "", ":"));
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr && what.starts_with("Could not convert: "))
    return fmt::format("{}\u00a0: «\u00a0{}\u00a0» n'est pas un nombre qui convient.", between(what, "convert: ", " = "), between(what, " = ", ""));
  return "Cette commande est mal formée.";
}

}  // namespace

std::string FrenchFormatter::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  return paragraph(app->get_description()) + "\nUtilisation\u00a0: " + usage(*app) + "\n" +
         section("Arguments\u00a0:", options(*app, true)) + section("Commandes\u00a0:", commands(*app)) +
         section("Options\u00a0:", options(*app, false)) +
         (app->get_parent() == nullptr ? "\n«\u00a0partage COMMANDE --help\u00a0» en dit plus sur une commande.\n" : "");
}

std::string parse_error(const CLI::ParseError& error, const CLI::App& app) {
  const CLI::App& command = chosen(app);
  const std::string name = &command == &app ? "partage" : "partage " + command.get_name();
  return sentence(error, app) + "\nUtilisation\u00a0: " + usage(command) + "\n«\u00a0" + name + " --help\u00a0» dit le reste.";
}

}  // namespace partage::cli
