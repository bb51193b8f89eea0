#include "content/markdown.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <functional>

#include "content/blocks.hpp"
#include "content/entities.hpp"
#include "content/text_file.hpp"

namespace partage::content {

ContentError::ContentError(const std::filesystem::path& where, int at_line, const std::string& why)
    : std::runtime_error(at_line > 0 ? fmt::format("{}:{} : {}", where.string(), at_line, why)
                                     : fmt::format("{} : {}", where.string(), why)),
      file(where),
      line(at_line),
      reason(why) {}

namespace {

std::string plain(const Text& text) {
  std::string joined;
  for (const Span& span : text) joined += span.text;
  return joined;
}

void append(Text& text, std::string_view piece, Style style) {
  if (piece.empty()) return;
  if (!text.empty() && text.back().style == style)
    text.back().text += piece;
  else
    text.push_back({std::string(piece), style});
}

// Receives md4c's events and builds pages. md4c is C: no exception may cross it, so every callback goes through
// guarded(), which keeps the exception and asks md4c to stop.
class Builder {
 public:
  Builder(std::string_view markdown, BlockContext context, int first_line)
      : markdown_(markdown), context_(std::move(context)), first_line_(first_line), line_(first_line) {}

  std::vector<Page> pages() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return guarded(self, [&](Builder& builder) { builder.enter_block(type, detail); });
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return guarded(self, [&](Builder& builder) { builder.leave_block(type, detail); });
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
      return guarded(self, [&](Builder& builder) { builder.enter_span(type); });
    };
    parser.leave_span = [](MD_SPANTYPE type, void* detail, void* self) {
      return guarded(self, [&](Builder& builder) { builder.leave_span(type, detail); });
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return guarded(self, [&](Builder& builder) { builder.text(type, {text, size}); });
    };
    const int status = md_parse(markdown_.data(), static_cast<MD_SIZE>(markdown_.size()), &parser, this);
    if (failure_) std::rethrow_exception(failure_);
    if (status != 0) refuse(first_line_, "ce Markdown n'a pas pu être lu");
    close_page();
    if (pages_.empty()) refuse(first_line_, "aucune page : il faut au moins un titre de niveau 2 (« ## … »)");
    return std::move(pages_);
  }

 private:
  static int guarded(void* self, const std::function<void(Builder&)>& action) {
    // md4c stops at once only for a negative value.
    constexpr int stop = -1;
    Builder& builder = *static_cast<Builder*>(self);
    try {
      action(builder);
      return 0;
    } catch (...) {
      builder.failure_ = std::current_exception();
      return stop;
    }
  }

  [[noreturn]] void refuse(int line, const std::string& reason) const {
    throw ContentError(context_.file, line, reason);
  }

  // md4c gives no line numbers, but what it gives mostly points into the source: that tells the line.
  void follow(const char* pointer) {
    if (!std::less_equal<>()(markdown_.data(), pointer) || !std::less<>()(pointer, markdown_.data() + markdown_.size()))
      return;
    // Texts come in order, mostly: count from the last one.
    if (std::less<>()(pointer, counted_)) {
      counted_ = markdown_.data();
      counted_lines_ = 0;
    }
    counted_lines_ += static_cast<int>(std::count(counted_, pointer, '\n'));
    counted_ = pointer;
    line_ = first_line_ + counted_lines_;
    if (!pending_.empty()) refuse(line_, pending_);
  }

  // Refused as soon as a text tells on which line we are.
  void refuse_here(std::string reason) {
    if (pending_.empty()) pending_ = std::move(reason);
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H: enter_heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level); break;
      case MD_BLOCK_P: enter_paragraph(); break;
      case MD_BLOCK_QUOTE:
        if (in_list_ || in_quote_) refuse_here("une citation ne peut être dans une liste ni dans une citation");
        in_quote_ = true;
        break;
      case MD_BLOCK_UL: enter_list(false); break;
      case MD_BLOCK_OL: enter_list(true); break;
      case MD_BLOCK_LI:
        list_.items.emplace_back();
        paragraphs_in_item_ = 0;
        break;
      case MD_BLOCK_CODE: enter_code(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail)); break;
      case MD_BLOCK_TABLE:
        if (in_list_ || in_quote_) refuse_here("un tableau ne peut être dans une liste ni dans une citation");
        table_ = {};
        break;
      case MD_BLOCK_TR: row_.clear(); break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: text_.clear(); break;
      case MD_BLOCK_HTML: refuse_here("le HTML n'est pas admis : écrivez du Markdown"); break;
      case MD_BLOCK_HR:
        refuse(rule_line(), "un filet (« --- ») n'est pas admis : un titre de niveau 2 ouvre une page");
        break;
      default: break;
    }
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    if (!pending_.empty() && type != MD_BLOCK_DOC) refuse(line_, pending_);
    switch (type) {
      case MD_BLOCK_H: leave_heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level); break;
      case MD_BLOCK_P: leave_paragraph(); break;
      case MD_BLOCK_QUOTE: in_quote_ = false; break;
      case MD_BLOCK_LI: leave_item(); break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        in_list_ = false;
        add(std::move(list_));
        break;
      case MD_BLOCK_CODE: leave_code(); break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: row_.push_back(std::move(text_)); break;
      case MD_BLOCK_TR:
        if (table_.head.empty())
          table_.head = std::move(row_);
        else
          table_.rows.push_back(std::move(row_));
        break;
      case MD_BLOCK_TABLE: add(std::move(table_)); break;
      default: break;
    }
  }

  void enter_heading(unsigned level) {
    if (level != 2 && level != 3)
      refuse_here(
          fmt::format("un titre de niveau {} n'est pas admis : « ## » ouvre une page, « ### » la divise", level));
    if (in_list_ || in_quote_) refuse_here("un titre ne peut être dans une liste ni dans une citation");
    text_.clear();
  }

  void leave_heading(unsigned level) {
    if (level == 3) {
      add(Heading{std::move(text_)});
      return;
    }
    close_page();
    const std::string title = plain(text_);
    if (title.empty()) refuse(empty_heading_line(), "cette page n'a pas de titre");
    pages_.push_back({title, {}});
    page_line_ = line_;
  }

  void close_page() const {
    if (!pages_.empty() && pages_.back().blocks.empty())
      refuse(page_line_, fmt::format("la page « {} » est vide", pages_.back().title));
  }

  void enter_paragraph() {
    text_.clear();
    if (in_list_ && ++paragraphs_in_item_ > 1) refuse_here("un élément de liste n'a qu'un paragraphe");
  }

  void leave_paragraph() {
    if (in_list_)
      list_.items.back() = std::move(text_);
    else if (in_quote_)
      add(Quote{std::move(text_)});
    else
      add(Paragraph{std::move(text_)});
    text_.clear();
  }

  void enter_list(bool ordered) {
    if (in_list_) refuse_here("une liste dans une liste n'est pas admise");
    if (in_quote_) refuse_here("une liste ne peut être dans une citation");
    in_list_ = true;
    list_ = {ordered, {}};
    text_.clear();
  }

  // A tight list has no paragraph: the text comes straight into the item.
  void leave_item() {
    if (list_.items.back().empty()) list_.items.back() = std::move(text_);
    if (list_.items.back().empty()) refuse(line_, "un élément de liste est vide");
    text_.clear();
  }

  void enter_code(const MD_BLOCK_CODE_DETAIL& detail) {
    if (in_list_ || in_quote_) refuse_here("un bloc de code ne peut être dans une liste ni dans une citation");
    in_code_ = true;
    code_.clear();
    language_.assign(detail.lang.text == nullptr ? "" : detail.lang.text, detail.lang.size);
    fenced_ = detail.fence_char != '\0';
    fence_line_ = 0;
    if (detail.info.text == nullptr) return;
    follow(detail.info.text);
    fence_line_ = line_;
  }

  void leave_code() {
    in_code_ = false;
    if (fenced_) require_closing_fence();
    const std::string code = std::move(code_);
    if (auto block = directive_block(language_, code, fence_line_ + 1, context_))
      add(*std::move(block));
    else
      add(Code{language_, lines_of(code)});
  }

  // CommonMark lets an unclosed fence swallow what follows, up to the end of the next block or of the file.
  void require_closing_fence() const {
    if (fence_line_ == 0) return;
    const auto body = static_cast<int>(std::count(code_.begin(), code_.end(), '\n'));
    const std::vector<std::string>& lines = source_lines();
    for (const std::string& line : lines_of(code_))
      if (line.starts_with("```"))
        refuse(fence_line_, "ce bloc n'est pas fermé (« ``` ») avant que le suivant ne s'ouvre");
    const auto closing = static_cast<std::size_t>(fence_line_ - first_line_ + body + 1);
    const std::string mark = closing < lines.size() ? one_line_of(lines[closing]) : "";
    if (!mark.starts_with("```") && !mark.starts_with("~~~")) refuse(fence_line_, "ce bloc n'est pas fermé (« ``` »)");
  }

  const std::vector<std::string>& source_lines() const {
    if (!source_lines_) source_lines_ = lines_of(markdown_);
    return *source_lines_;
  }

  static std::string one_line_of(const std::string& line) {
    const std::size_t start = line.find_first_not_of(' ');
    return start == std::string::npos ? "" : line.substr(start);
  }

  void enter_span(MD_SPANTYPE type) {
    switch (type) {
      case MD_SPAN_EM: styles_.push_back(Style::emphasis); break;
      case MD_SPAN_STRONG: styles_.push_back(Style::strong); break;
      case MD_SPAN_CODE: styles_.push_back(Style::code); break;
      case MD_SPAN_IMG: refuse_here("une image n'est pas admise dans un terminal : décrivez-la, ou dessinez-la"); break;
      case MD_SPAN_A: link_start_ = plain(text_).size(); break;
      default: break;
    }
  }

  void leave_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_EM || type == MD_SPAN_STRONG || type == MD_SPAN_CODE) styles_.pop_back();
    if (type != MD_SPAN_A) return;
    const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
    const std::string address(href.text == nullptr ? "" : href.text, href.size);
    if (plain(text_).substr(link_start_) != address) append(text_, " (" + address + ")", Style::plain);
  }

  void text(MD_TEXTTYPE type, std::string_view piece) {
    follow(piece.data());
    if (in_code_) {
      if (fence_line_ == 0 && fenced_ && code_.empty()) fence_line_ = line_ - 1;
      code_ += piece;
      return;
    }
    if (type == MD_TEXT_HTML) refuse(line_, "le HTML n'est pas admis : écrivez du Markdown");
    const Style style = styles_.empty() ? Style::plain : styles_.back();
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
      append(text_, " ", style);
    else if (type == MD_TEXT_ENTITY)
      append(text_, decoded_entity(piece), style);
    else
      append(text_, piece, style);
  }

  void add(Block block) {
    if (pages_.empty()) refuse(line_, "une page sans titre : un titre de niveau 2 (« ## … ») doit précéder ce texte");
    pages_.back().blocks.push_back(std::move(block));
  }

  // Rules and empty headings have no text whose place would tell the line: look for the next one in the source.
  int next_line_like(const std::function<bool(const std::string&)>& like) const {
    const std::vector<std::string>& lines = source_lines();
    for (auto i = static_cast<std::size_t>(line_ - first_line_); i < lines.size(); ++i)
      if (like(one_line_of(lines[i]))) return first_line_ + static_cast<int>(i);
    return line_;
  }

  int rule_line() const {
    return next_line_like([](const std::string& line) {
      return line.size() >= 3 && line.find_first_not_of("-*_ ") == std::string::npos;
    });
  }

  int empty_heading_line() const {
    return next_line_like([](const std::string& line) {
      return line.starts_with("##") && line.find_first_not_of("# ") == std::string::npos;
    });
  }

  std::string_view markdown_;
  BlockContext context_;
  int first_line_;
  int line_;  ///< of the last text seen
  const char* counted_ = markdown_.data();  ///< newlines before it are counted
  int counted_lines_ = 0;
  mutable std::optional<std::vector<std::string>> source_lines_;
  int page_line_ = 0;
  std::vector<Page> pages_;
  Text text_;
  std::vector<Style> styles_;
  std::size_t link_start_ = 0;
  bool in_list_ = false, in_quote_ = false, in_code_ = false, fenced_ = false;
  int paragraphs_in_item_ = 0;
  List list_;
  Table table_;
  std::vector<Text> row_;
  std::string language_, code_;
  int fence_line_ = 0;  ///< 0: not known
  std::string pending_;
  std::exception_ptr failure_;
};

}  // namespace

std::vector<Page> parse_pages(std::string_view markdown, const std::filesystem::path& file, int first_line) {
  if (const auto fault = text_fault(markdown))
    throw ContentError(file, first_line + fault->line - 1, "le texte contient " + fault->reason);
  return Builder(markdown, BlockContext{file, {}}, first_line).pages();
}

}  // namespace partage::content
