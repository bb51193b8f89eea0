#include "content/plain_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "content/library.hpp"
#include "content/wrap.hpp"

namespace partage::content {

namespace {

constexpr std::size_t measure = 76;

// Code keeps its backquotes: in a line of prose nothing else would tell it from the words around it.
std::string plain(const Text& text) {
  std::string joined;
  for (const Span& span : text) joined += span.style == Style::code ? "`" + span.text + "`" : span.text;
  return joined;
}

// As a shell reads it back.
std::string shell_word(const std::string& word) {
  const bool bare = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c >= 0x80 || std::string_view("_-+=./,:@%").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (bare) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

// One paragraph after another, with one blank line between two blocks.
class Writer {
 public:
  explicit Writer(std::string lesson) : lesson_(std::move(lesson)) {}

  void prose(std::string_view text, std::string_view first = "", std::string_view next = "") {
    for (const std::string& line : wrapped(text, measure, first, next)) verbatim(line);
  }
  void verbatim(std::string_view line) { (text_ += line) += '\n'; }
  void gap() {
    if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
  }
  void items(const std::vector<std::string>& texts) {
    for (const std::string& item : texts) prose(item, "  - ", "    ");
  }
  void section(std::string_view title, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    prose(title);
    items(texts);
  }

  void pages(const std::vector<Page>& pages) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      gap();
      prose(fmt::format("Page {} sur {}. {}", i + 1, pages.size(), pages[i].title));
      for (const Block& block : pages[i].blocks) {
        gap();
        std::visit([this](const auto& content) { write(content); }, block);
      }
    }
  }

  std::string text() { return std::move(text_); }

 private:
  void write(const Paragraph& paragraph) { prose(plain(paragraph.text)); }
  void write(const Heading& heading) { prose(plain(heading.text)); }
  void write(const Quote& quote) { prose(plain(quote.text), "  > ", "  > "); }
  void write(const List& list) {
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const std::string mark = list.ordered ? fmt::format("  {}. ", i + 1) : "  - ";
      prose(plain(list.items[i]), mark, std::string(mark.size(), ' '));
    }
  }
  void write(const Code& code) {
    for (const std::string& line : code.lines) verbatim(line.empty() ? "" : "    " + line);
  }
  // A row read alone must still say which column each cell is in.
  void write(const Table& table) {
    for (const auto& row : table.rows) {
      std::vector<std::string> cells;
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string head = i < table.head.size() ? plain(table.head[i]) : "";
        cells.push_back(head.empty() ? plain(row[i]) : head + "\u00a0: " + plain(row[i]));
      }
      prose(fmt::format("{}", fmt::join(cells, "\u202f; ")), "  - ", "    ");
    }
  }
  void write(const Listing& listing) {
    const auto last = listing.first_line + static_cast<int>(listing.lines.size()) - 1;
    prose(fmt::format("{}, lignes {} à {}\u00a0:", listing.file, listing.first_line, last));
    const std::size_t digits = std::to_string(last).size();
    for (std::size_t i = 0; i < listing.lines.size(); ++i) {
      const std::string number = std::to_string(static_cast<std::size_t>(listing.first_line) + i);
      const std::string& line = listing.lines[i];
      verbatim(fmt::format("  {:>{}}{}{}", number, digits, line.empty() ? "" : "  ", line));
    }
  }
  void write(const Prediction& prediction) {
    prose("Prédiction. " + prediction.question);
    for (std::size_t i = 0; i < prediction.choices.size(); ++i)
      prose(prediction.choices[i], fmt::format("  {}. ", i + 1), "     ");
    verbatim("Engagez-vous, puis lancez le programme\u00a0:");
    verbatim("  " + command(prediction.program, prediction.arguments, prediction.order, prediction.region));
    if (prediction.place) prose(place(*prediction.place));
    prose("Explication. " + prediction.explanation);
  }
  void write(const Launch& launch) {
    prose("Programme. " + launch.title);
    verbatim("  " + command(launch.program, launch.arguments, launch.order, launch.region));
    if (!launch.table.empty())
      prose("À l'écran, un tableau change ces arguments un par un\u202f; ici, changez vous-même ceux qui suivent les deux tirets.");
    section("À observer\u00a0:", launch.observe);
    section("À essayer\u00a0:", launch.attempt);
  }

  static std::string place(const Place& place) {
    return fmt::format("La réponse\u00a0: la valeur de {} ({}), juste avant la ligne {} de {}.", place.expression,
                       place.process, place.line, place.file);
  }

  // Exactly what can be typed: after two dashes, every word is the program's.
  std::string command(const std::string& program, const std::vector<std::string>& arguments, const std::string& order,
                      const std::string& region) const {
    std::string line = fmt::format("{} lancer {}/{}", typed_name(), lesson_, program);
    if (!order.empty()) line += " --lignes --ordre " + shell_word(order);
    if (!region.empty()) line += " --instructions " + region;
    if (!arguments.empty()) line += " --";
    for (const std::string& argument : arguments) line += " " + shell_word(argument);
    return line;
  }

  std::string lesson_;
  std::string text_;
};

std::string difficulty(int stars) {
  return fmt::format("Difficulté\u00a0: {} sur 5", stars);
}

}  // namespace

std::string plain_text(const Lesson& lesson) {
  Writer writer(lesson.number);
  writer.prose(fmt::format("Leçon {}. {}", lesson.number, lesson.title));
  const std::string minutes = lesson.minutes > 0 ? fmt::format(", environ {} minutes", lesson.minutes) : "";
  writer.prose(difficulty(lesson.difficulty) + minutes + ".");
  writer.gap();
  writer.section("Buts\u00a0:", lesson.goals);
  writer.gap();
  writer.section("Exercices\u00a0:", lesson.exercises);
  writer.pages(lesson.pages);
  return writer.text();
}

std::string plain_text(const Exercise& exercise) {
  Writer writer(exercise.number);
  writer.prose(fmt::format("Exercice {}. {}", exercise.number, exercise.title));
  writer.prose(difficulty(exercise.difficulty) + ".");
  writer.prose(fmt::format("Fichier à compléter\u00a0: {}", exercise.file));
  writer.prose(fmt::format("Leçon\u00a0: {}", exercise.lesson));
  writer.pages(exercise.statement);
  writer.gap();
  writer.verbatim(fmt::format("Vérifier\u00a0: {} verifier {}", typed_name(), exercise.number));
  writer.verbatim(fmt::format("Un indice\u00a0: {} indice {}", typed_name(), exercise.number));
  return writer.text();
}

}  // namespace partage::content
