#include "content/markdown.hpp"

#include <gmock/gmock.h>

#include "content/scratch.hpp"

namespace partage::content {
namespace {

using ::testing::ElementsAre;

std::vector<Block> blocks(const std::string& markdown) {
  return parse_pages("## Page\n\n" + markdown, "texte.md").at(0).blocks;
}

Text text(const std::string& markdown) {
  return std::get<Paragraph>(blocks(markdown).at(0)).text;
}

TEST(Markdown, SpansKeepTheirStyle) {
  EXPECT_THAT(text("Un *mot*, **fort**, `code`."),
              ElementsAre(Span{"Un "}, Span{"mot", Style::emphasis}, Span{", "}, Span{"fort", Style::strong},
                          Span{", "}, Span{"code", Style::code}, Span{"."}));
}

TEST(Markdown, LinesOfAParagraphAreJoined) {
  EXPECT_THAT(text("un\ndeux  \ntrois"), ElementsAre(Span{"un deux trois"}));
}

TEST(Markdown, ALinkSaysItsAddress) {
  EXPECT_THAT(text("[ici](https://a.b)"), ElementsAre(Span{"ici (https://a.b)"}));
  EXPECT_THAT(text("<https://a.b>"), ElementsAre(Span{"https://a.b"}));
}

TEST(Markdown, EntitiesAreDecoded) {
  EXPECT_THAT(text("a&nbsp;b &lt;c&gt; &#xE9; &inconnue;"), ElementsAre(Span{"a\u00a0b <c> é &inconnue;"}));
  EXPECT_THAT(text("&#27; &#x1b;"), ElementsAre(Span{"&#27; &#x1b;"})) << "no control character by the back door";
}

TEST(Markdown, ListsQuotesAndHeadings) {
  const std::vector<Block> found = blocks("### Titre\n\n- un\n- `deux`\n\n1. a\n\n2. b\n\n> dit\n");
  ASSERT_EQ(found.size(), 4u);
  EXPECT_THAT(std::get<Heading>(found[0]).text, ElementsAre(Span{"Titre"}));
  EXPECT_FALSE(std::get<List>(found[1]).ordered);
  EXPECT_THAT(std::get<List>(found[1]).items, ElementsAre(Text{{"un"}}, Text{{"deux", Style::code}}));
  EXPECT_TRUE(std::get<List>(found[2]).ordered);
  EXPECT_THAT(std::get<List>(found[2]).items, ElementsAre(Text{{"a"}}, Text{{"b"}}));
  EXPECT_THAT(std::get<Quote>(found[3]).text, ElementsAre(Span{"dit"}));
}

TEST(Markdown, TablesHaveAHeadAndRows) {
  const auto table = std::get<Table>(blocks("| a | b |\n|---|:-:|\n| 1 | `2` |\n| 3 | 4 |\n").at(0));
  EXPECT_THAT(table.head, ElementsAre(Text{{"a"}}, Text{{"b"}}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(table.rows[0], ElementsAre(Text{{"1"}}, Text{{"2", Style::code}}));
}

TEST(Markdown, CodeKeepsItsLines) {
  const auto code = std::get<Code>(blocks("```c\nint x;\n\n\treturn;\n```\n").at(0));
  EXPECT_EQ(code.language, "c");
  EXPECT_THAT(code.lines, ElementsAre("int x;", "", "    return;"));
}

TEST(Markdown, FirstLineShiftsMessages) {
  EXPECT_EQ(testing::refusal([] { parse_pages("texte", "f.md", 40); }).substr(0, 8), "f.md:40 ");
}

class FunctionListing : public ::testing::Test {
 protected:
  std::string listed(const std::string& source, const std::string& function) {
    scratch_.write("01_a/x.c", source);
    const auto found = parse_pages("## P\n```listing\nfichier = \"x.c\"\nfonction = \"" + function + "\"\n```\n",
                                   scratch_.path() / "01_a/lesson.fr.md");
    const auto& listing = std::get<Listing>(found[0].blocks[0]);
    std::string text = std::to_string(listing.first_line) + "\n";
    for (const std::string& line : listing.lines) text += line + "\n";
    return text;
  }
  testing::Scratch scratch_;
};

TEST_F(FunctionListing, TakesTheCommentAboveAndTheWholeBody) {
  EXPECT_EQ(
      listed("int g;\n\n/* Deux\n * lignes. */\nstatic int f(int a) {\n  if (a) {\n  }\n}\nint h(void) {}\n", "f"),
      "3\n/* Deux\n * lignes. */\nstatic int f(int a) {\n  if (a) {\n  }\n}\n");
}

TEST_F(FunctionListing, IsNotFooledByDeclarationsCallsStringsOrComments) {
  EXPECT_EQ(
      listed("int f(void);\n/* f() { */\nint g(void) {\n  return f();\n}\nint f(void) {\n  char* s = \"}\\\"}\"; // }\n"
             "  char c = '}'; /* } */\n}\n",
             "f"),
      "6\nint f(void) {\n  char* s = \"}\\\"}\"; // }\n  char c = '}'; /* } */\n}\n");
}

TEST_F(FunctionListing, TakesAReturnTypeOnItsOwnLine) {
  EXPECT_EQ(listed("#include <a.h>\n// dit\nstatic void*\nlong_nom(int a,\n         int b)\n{\n}\n", "long_nom"),
            "2\n// dit\nstatic void*\nlong_nom(int a,\n         int b)\n{\n}\n");
}

TEST_F(FunctionListing, StopsAtABlankLineAboveTheFunction) {
  EXPECT_EQ(listed("/* du fichier */\n\nint f(void) { return 0; }\n", "f"), "3\nint f(void) { return 0; }\n");
}

}  // namespace
}  // namespace partage::content
