// Lesson and exercise text: CommonMark (md4c, with GFM tables) cut into pages of blocks.
//
// Format, for authors:
//   - UTF-8. Each level 2 heading (##) starts a page and is its title; nothing comes before the first one. Level 3
//     headings (###) divide a page. Levels 1 and 4 to 6, images, raw HTML, rules (---), nested lists and blocks inside a
//     list item other than text are refused. Two paragraphs of one quotation become two Quote blocks.
//   - A link becomes its text followed by its address in parentheses.
//   - A fenced block whose language is `listing`, `prediction` or `lancer` holds TOML; any other is code to read. Texts may
//     run over several lines (""" … """): line ends count as spaces. An unknown key is refused.
//
//       ```listing
//       fichier = "demo_famille.c"     # beside the text, or "../common/outils.h"
//       lignes = "12-20"               # or "12"; or fonction = "main": that C function and the comment just above it;
//       ```                            # neither: the whole file
//
//       ```prediction
//       id = "p1"                      # unique in the lesson
//       question = "Après wait(), que lit le père ?"
//       choix = ["42", "7"]            # two or more
//       programme = "demo_isole"       # demo_isole.c or .cpp is in the folder
//       arguments = []                 # optional
//       capture = 'le père lit (\d+)'  # ECMAScript regex with a group; group 1, searched in the output, is the answer.
//       explication = "…"              # Write it between single quotes: no escapes there.
//       ordre = "pere"                 # optional, and
//       instructions = "incrementer"   # optional: as in `lancer`, below
//       observation = true             # optional, as below
//       ```
//
//     A prediction may also ask what something is worth at a moment: then, instead of `capture`,
//
//       avant = 'temoin.x = 7;'        # just before this line first runs: its text, or a part that no other line has, in
//                                      # the source of `programme` (runs of blanks count as one)
//       processus = "fils"             # in that process: père, fils, fils 2, petit-fils… or programme
//       variable = "x"                 # x, s.x, *x or x[3]: a global, or a local of main
//
//     The program is recorded line by line, in the order `ordre` ("pere" if not said), and the recording answers.
//
//       ```lancer
//       programme = "demo_isole"
//       arguments = []                 # optional
//       titre = "Deux mémoires"        # optional: the program's name
//       observer = ["…", "…"]          # optional
//       essayer = ["…"]                # optional
//       ordre = "pere"                 # optional: line by line, in this order: pere, fils, alterne, or a list ("PFFP")
//       instructions = "incrementer"   # optional: that C function of the program, instruction by instruction
//       observation = true             # optional; false for a program that measures times: it runs within the same limits and
//                                      # on the same terminal, but untraced, and nothing is recorded but its output and end
//       table = "mmap"                 # optional: the screen lets the six arguments be changed one by one (mmap's)
//       ```
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace partage::content {

/// A file that we refuse: message is "fichier:ligne : raison".
struct ContentError : std::runtime_error {
  ContentError(const std::filesystem::path& file, int line, const std::string& reason);
  std::filesystem::path file;
  int line;  ///< 1-based; 0: the file as a whole
  std::string reason;
};

enum class Style { plain, emphasis, strong, code };
struct Span {
  std::string text;  ///< UTF-8, no newline
  Style style = Style::plain;
  friend bool operator==(const Span&, const Span&) = default;
};
using Text = std::vector<Span>;

struct Paragraph { Text text; };
struct Heading { Text text; };  ///< level 3; level 2 starts a page
struct List { bool ordered = false; std::vector<Text> items; };
struct Quote { Text text; };
struct Code { std::string language; std::vector<std::string> lines; };
struct Table { std::vector<Text> head; std::vector<std::vector<Text>> rows; };

/// ```listing : fichier = "demo.c", lignes = "12-20" (optional). The lines are read from the real file.
struct Listing {
  std::string file;
  int first_line = 1;
  std::vector<std::string> lines;
};

/// What a prediction asks at a moment: the worth of an expression in one process, just before a line first runs there.
struct Place {
  std::string file;        ///< "demo_isole.c"
  int line = 0;            ///< found from its text
  std::string process;     ///< as phrases::role() says it: "père", "fils 2"
  std::string expression;  ///< "x", "s.x", "*x", "x[3]"
  friend bool operator==(const Place&, const Place&) = default;
};

/// ```prediction : asks, then the program runs and answers.
struct Prediction {
  std::string id;                    ///< unique in the lesson: "p1"
  std::string question;
  std::vector<std::string> choices;  ///< two or more
  std::string program;               ///< demo that answers
  std::vector<std::string> arguments;
  std::string capture;               ///< ECMAScript regex over the program's output; group 1 is the answer
  std::string explanation;           ///< shown after the answer
  bool observed = true;              ///< false: runs untraced, so that what it measures is true
  std::optional<Place> place = {};   ///< the question is about a moment: no capture then, and an order
  std::string order = {};            ///< line by line in this order (observe::parse_order); empty: system calls only
  std::string region = {};           ///< function followed instruction by instruction; empty: none
};

/// ```lancer : a program to start, with what to look at.
struct Launch {
  std::string program;
  std::vector<std::string> arguments;
  std::string title;
  std::vector<std::string> observe;  ///< « À observer »
  std::vector<std::string> attempt;  ///< « À essayer »
  bool observed = true;              ///< idem
  std::string table = {};            ///< "mmap": the arguments are chosen in a table; empty: none
  std::string order = {}, region = {};  ///< as in Prediction
};

using Block = std::variant<Paragraph, Heading, List, Quote, Code, Table, Listing, Prediction, Launch>;

struct Page {
  std::string title;  ///< level 2 heading
  std::vector<Block> blocks;
};

/// `file` is for messages and for finding listings (beside it). `first_line` of the text in that file.
std::vector<Page> parse_pages(std::string_view markdown, const std::filesystem::path& file, int first_line = 1);

}  // namespace partage::content
