#include "app/memory.hpp"

#include <algorithm>

#include "app/highlight.hpp"
#include "app/memory_draw.hpp"
#include "app/navigation.hpp"
#include "app/words.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

constexpr int kMargin = 1;
constexpr int kRoomy = 18;       // body rows from which nothing needs to be brief

using record::Recording;

const record::Moment& moment_of(const MemoryScreen& screen) { return screen.recording->moments[screen.moment]; }

int width_of(const Model& model) { return columns(model) - 2 * kMargin; }

// Rows for what is said of the moment, in the picture; the text view says all of it.
int most_words(const Model& model) { return body_rows(model) >= kRoomy ? 4 : 3; }

Lines said(const MemoryScreen& screen, int columns, int most) {
  Line text(phrases::sentence(*screen.recording, screen.moment), look::strong);
  const std::string more = phrases::explanation(*screen.recording, screen.moment, screen.before, screen.player->now());
  if (!more.empty()) text.add(" " + more);
  Lines lines = wrap(text, columns);
  if (static_cast<int>(lines.size()) > most) {
    lines.resize(static_cast<std::size_t>(most));
    lines.back().add(" …", look::dim);
  }
  return lines;
}

Lines proof_lines(const MemoryScreen& screen, const MemoryPicture& picture, int columns) {
  std::string proof = proof_sentence(screen, picture);
  if (grid::width(proof) > columns) proof = proof_sentence(screen, picture, true);
  return proof.empty() ? Lines{} : wrap(proof, columns, look::accent);
}

// The moment's own line, or the last one known of the same process: a call of libc's own has none.
record::SourceLine source_of(const MemoryScreen& screen) {
  const record::Pid pid = moment_of(screen).pid;
  for (std::size_t index = screen.moment + 1; index-- > 0;) {
    const record::Moment& moment = screen.recording->moments[index];
    if (moment.pid == pid && moment.source.known()) return moment.source;
  }
  return {};
}

Lines source_lines(const MemoryScreen& screen, int columns, int rows) {
  const record::SourceLine source = source_of(screen);
  const auto file = screen.sources.find(source.file);
  if (!source.known() || file == screen.sources.end()) return {};
  const int count = static_cast<int>(file->second.size());
  if (source.line > count) return {};
  const int shown = std::max(rows - 1, 1);
  const int first = std::clamp(source.line - shown / 2, 1, std::max(count - shown + 1, 1));
  const int last = std::min(first + shown - 1, count);
  Lines lines;
  lines.emplace_back(source.file, look::dim);
  const std::vector<std::string> excerpt(file->second.begin() + first - 1, file->second.begin() + last);
  constexpr int kNoWrapping = 1'000;
  for (const Line& line : listing(excerpt, kNoWrapping, {first, source.line, true})) lines.push_back(fitted(line, columns));
  return lines;
}

Lines journal_lines(const MemoryScreen& screen, int columns, int rows) {
  const int count = static_cast<int>(screen.recording->moments.size()), here = static_cast<int>(screen.moment);
  const int shown = std::max(rows - 1, 1);
  const int first = std::clamp(here - shown / 2, 0, std::max(count - shown, 0));
  Lines lines;
  lines.emplace_back("journal", look::dim);
  for (int index = first; index < std::min(first + shown, count); ++index) {
    const std::string text = phrases::journal_line(*screen.recording, static_cast<std::size_t>(index));
    Line line(index == here ? "▸ " : "  ", look::changed);
    lines.push_back(fitted(line.add(one_line(text), index == here ? look::changed : look::plain), columns));
  }
  return lines;
}

Lines side_by_side(const Lines& left, const Lines& right, int column) {
  Lines lines;
  for (std::size_t row = 0; row < std::max(left.size(), right.size()); ++row) {
    Line line = row < left.size() ? left[row] : Line();
    if (row < right.size()) line.pad_to(column).add(right[row]);
    lines.push_back(line);
  }
  return lines;
}

Lines below_lines(const MemoryScreen& screen, int columns, int rows) {
  if (rows < 2) return {};
  const int left = columns / 2 - 1;
  const Lines source = source_lines(screen, left, rows);
  if (source.empty()) return journal_lines(screen, columns, rows);
  return side_by_side(source, journal_lines(screen, columns - left - 2, rows), left + 2);
}

struct Rooms {
  int boxes = 0, below = 0;  // lines
};

// The boxes take what they need, the source and the journal the rest.
Rooms rooms(const Model& model, const MemoryPicture& picture, int words) {
  constexpr int kBoxFrame = 3;
  const bool roomy = body_rows(model) >= kRoomy;
  const int blanks = roomy ? 2 : 1;
  const int below = roomy ? 4 : 2;  // kept for the source and the journal: their title, and where the moment is
  const int room = body_rows(model) - words - blanks;
  int captions = 0;
  for (const MemoryRow& row : picture.rows)
    if (picture.right && (row.same_page() || (row.left && row.left->copied) || (row.right && row.right->copied))) ++captions;
  const int wanted = std::max(static_cast<int>(picture.rows.size()) + captions, 1) + kBoxFrame;
  const int boxes = std::clamp(wanted, std::min(kBoxFrame + 2, room), std::max(room - below, kBoxFrame + 1));
  return {boxes, std::max(room - boxes, 0)};
}

Lines picture_lines(const Model& model) {
  const MemoryScreen& screen = model.memory;
  const int width = width_of(model);
  const MemoryPicture picture = memory_picture(screen);
  const Lines proof = proof_lines(screen, picture, width), words = said(screen, width, most_words(model));
  const Rooms room = rooms(model, picture, static_cast<int>(proof.size() + words.size()));
  Lines lines = memory_boxes(picture, width, room.boxes, screen.scroll);
  append(lines, proof);
  lines.emplace_back();
  append(lines, below_lines(screen, width, room.below));
  const int filled = body_rows(model) - static_cast<int>(words.size());
  if (static_cast<int>(lines.size()) > filled) lines.resize(static_cast<std::size_t>(std::max(filled, 0)));
  while (static_cast<int>(lines.size()) < filled) lines.emplace_back();
  append(lines, words);
  return lines;
}

Lines text_lines(const Model& model) {
  const MemoryScreen& screen = model.memory;
  const int width = text_columns(model);
  const MemoryPicture picture = memory_picture(screen);
  constexpr int kAll = 1'000;
  Lines lines = said(screen, width, kAll);
  separate(lines);
  append(lines, memory_sentences(screen, picture, width));
  separate(lines);
  append(lines, proof_lines(screen, picture, width));
  const record::SourceLine source = source_of(screen);
  if (source.known()) lines.emplace_back("Ligne " + std::to_string(source.line) + " de " + source.file, look::dim);
  return lines;
}

// The screen follows the process that acts: the eye should not have to look for it.
void follow(MemoryScreen& screen) {
  const Recording& recording = *screen.recording;
  const record::Pid pid = moment_of(screen).pid;
  const MemoryPicture picture = memory_picture(screen);
  if (picture.left.pid == pid || !picture.right || picture.right->pid == pid) return;
  const auto found = std::find_if(recording.processes.begin() + 1, recording.processes.end(),
                                  [&](const record::Process& one) { return one.pid == pid || one.parent == pid; });
  if (found != recording.processes.end()) screen.pair = static_cast<std::size_t>(found - recording.processes.begin());
}

int box_scroll_end(const Model& model) {
  const MemoryPicture picture = memory_picture(model.memory);
  const int width = width_of(model);
  const auto words = proof_lines(model.memory, picture, width).size() + said(model.memory, width, most_words(model)).size();
  const Rooms room = rooms(model, picture, static_cast<int>(words));
  return std::max(static_cast<int>(picture.rows.size()) - rows_in_boxes(room.boxes), 0);
}

int scroll_end(const Model& model) {
  return model.memory.text ? last_scroll(static_cast<int>(text_lines(model).size()), body_rows(model)) : box_scroll_end(model);
}

void bind_moments(const MemoryScreen& screen, Bindings& keys) {
  const auto seek = [](std::size_t moment) { return [moment](Model& model, Effects&) { seek_moment(model, moment); }; };
  const std::size_t here = screen.moment, last = screen.recording->moments.size() - 1;
  if (here < last) {
    keys.push_back({{"n", grid::Key::right, grid::Key::down, " ", "j", "l", grid::Key::enter}, "n", "suivant", "moment suivant (ou →, ou espace)", seek(here + 1)});
  }
  if (here > 0)
    keys.push_back({{"p", grid::Key::left, grid::Key::up, "k", "h", grid::Key::backspace}, "p", "précédent", "moment précédent (ou ←)", seek(here - 1)});
}

void bind_ends(const MemoryScreen& screen, Bindings& keys) {
  const auto seek = [](std::size_t moment) { return [moment](Model& model, Effects&) { seek_moment(model, moment); }; };
  const std::size_t here = screen.moment, last = screen.recording->moments.size() - 1;
  if (here > 0) keys.push_back({{"r", grid::Key::home, "g"}, "r", "rejouer", "revenir au premier moment", seek(0)});
  if (here < last) keys.push_back({{grid::Key::end, "G"}, "Fin", "", "aller au dernier moment", seek(last)});
}

void bind_scroll(const Model& model, Bindings& keys) {
  const int here = model.memory.scroll, end = scroll_end(model), step = std::max(body_rows(model) / 2, 1);
  const auto scroll = [](int to) { return [to](Model& changed, Effects&) { changed.memory.scroll = to; }; };
  if (here < end)
    keys.push_back({{grid::Key::page_down, "+"}, "Page↓", "plus bas", "voir les projections suivantes", scroll(std::min(here + step, end))});
  if (here > 0)
    keys.push_back({{grid::Key::page_up, "-"}, "Page↑", "plus haut", "voir les projections précédentes", scroll(std::max(here - step, 0))});
}

}  // namespace

void open_memory(Model& model, std::shared_ptr<const Recording> recording, std::string title, Sources sources) {
  model.memory = {};
  model.memory.recording = std::move(recording);
  model.memory.player.emplace(*model.memory.recording);
  model.memory.names.emplace(*model.memory.recording);
  model.memory.title = std::move(title);
  model.memory.sources = std::move(sources);
  go(model, Screen::memory);
  seek_moment(model, 0);
}

void seek_moment(Model& model, std::size_t moment) {
  MemoryScreen& screen = model.memory;
  screen.moment = std::min(moment, screen.recording->moments.size() - 1);
  screen.before = screen.moment == 0 ? record::Snapshot{} : screen.player->seek(screen.moment - 1);
  screen.player->seek(screen.moment);
  screen.names->seek(screen.moment);
  screen.scroll = 0;
  follow(screen);
  if (screen.text) return;
  const MemoryPicture picture = memory_picture(screen);
  const auto changed = std::find_if(picture.rows.begin(), picture.rows.end(), [](const MemoryRow& row) { return row.changed(); });
  if (changed != picture.rows.end() && screen.moment > 0)
    screen.scroll = std::min(static_cast<int>(changed - picture.rows.begin()), box_scroll_end(model));
}

Body memory_body(const Model& model) {
  Body body;
  if (!model.memory.recording) return body;
  const MemoryScreen& screen = model.memory;
  body.title.add(screen.title, look::title);
  body.status.add("moment " + std::to_string(screen.moment + 1) + "/" + std::to_string(screen.recording->moments.size()), look::dim);
  body.margin = screen.text ? text_margin(model) : kMargin;
  body.lines = screen.text ? text_lines(model) : picture_lines(model);
  body.scroll = screen.text ? screen.scroll : 0;
  body.focus = {0, screen.text ? 0 : static_cast<int>(body.lines.size() - said(screen, width_of(model), most_words(model)).size())};
  return body;
}

Bindings memory_bindings(const Model& model) {
  Bindings keys;
  if (!model.memory.recording) return keys;
  const MemoryScreen& screen = model.memory;
  bind_moments(screen, keys);
  const std::size_t count = screen.recording->processes.size();
  if (count > 2)
    keys.push_back({{"f"}, "f", "père/fils", "montrer un autre processus, à côté de son père", [count](Model& changed, Effects&) {
                      changed.memory.pair = changed.memory.pair % (count - 1) + 1;
                    }});
  keys.push_back({{"t"}, "t", screen.text ? "image" : "texte", screen.text ? "revenir à l'image" : "dire la même chose en phrases", [](Model& changed, Effects&) {
                    changed.memory.text = !changed.memory.text;
                    changed.memory.scroll = 0;
                  }});
  bind_ends(screen, keys);
  if (screen.all_mappings || more_mappings(screen))
    keys.push_back({{"a"}, "a", screen.all_mappings ? "moins" : "tout", screen.all_mappings ? "ne montrer que les projections du programme" : "montrer toutes les projections", [](Model& changed, Effects&) {
                    changed.memory.all_mappings = !changed.memory.all_mappings;
                    changed.memory.scroll = 0;
                  }});
  bind_scroll(model, keys);
  return keys;
}

void settle_memory(Model& model) {
  if (model.memory.recording) model.memory.scroll = std::clamp(model.memory.scroll, 0, scroll_end(model));
}

}  // namespace partage::app
