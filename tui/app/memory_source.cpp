#include "app/memory_source.hpp"

#include <algorithm>
#include <map>

#include "app/highlight.hpp"
#include "app/memory_names.hpp"
#include "app/words.hpp"
#include "phrases/moments.hpp"
#include "phrases/roles.hpp"

namespace partage::app {
namespace {

using record::Pid;
using record::SourceLine;

struct Place {
  Pid pid = 0;
  SourceLine source;
};

bool alive(const MemoryScreen& screen, Pid pid) {
  const record::ProcessView* view = view_of(screen.player->now(), pid);
  return view != nullptr && view->alive;
}

// The one that acts first, even when it has just ended; then the others that live.
std::vector<Place> all_places(const MemoryScreen& screen) {
  const Pid acting = screen.recording->moments[screen.moment].pid;
  std::vector<Place> found{{acting, place_of(screen, acting)}};
  for (const record::Process& process : screen.recording->processes) {
    if (process.pid == acting || !alive(screen, process.pid)) continue;
    const SourceLine source = place_of(screen, process.pid);
    if (source.known()) found.push_back({process.pid, source});
  }
  return found;
}

struct Excerpt {
  int first = 1, last = 0;
  bool contains(int line) const { return first <= line && line <= last; }
};

// Around the acting process's line; moved so as to hold its neighbours' lines too, where they are near.
Excerpt excerpt(const std::vector<Place>& places, int count, int rows) {
  const SourceLine& acting = places.front().source;
  int low = acting.line, high = acting.line;
  for (const Place& place : places) {
    if (place.source.file != acting.file || place.source.function != acting.function || place.source.line > count) continue;
    const int lowest = std::min(low, place.source.line), highest = std::max(high, place.source.line);
    if (highest - lowest < rows) low = lowest, high = highest;
  }
  const int slack = std::max(rows - (high - low + 1), 0);
  const int first = std::clamp(low - slack / 2, 1, std::max(count - rows + 1, 1));
  return {first, std::min(first + rows - 1, count)};
}

std::string elsewhere(const MemoryScreen& screen, const Place& place, const SourceLine& acting) {
  std::string text = process_letter(*screen.recording, place.pid) + "\u00a0: ligne " + std::to_string(place.source.line);
  if (place.source.file != acting.file) text += " de " + place.source.file;
  if (!place.source.function.empty() && place.source.function != acting.function) text += ", " + place.source.function;
  return text;
}

std::map<int, std::string> marks_in(const MemoryScreen& screen, const std::vector<Place>& places, const Excerpt& shown) {
  std::map<int, std::string> marks;
  if (screen.recording->processes.size() < 2) return marks;
  constexpr std::size_t kMost = 4;
  for (const Place& place : places) {
    if (place.source.file != places.front().source.file || !shown.contains(place.source.line)) continue;
    std::string& mark = marks[place.source.line];
    if (mark.size() < kMost) mark += process_letter(*screen.recording, place.pid);
  }
  return marks;
}

// One line for all that are out of sight.
Line out_of_sight(const MemoryScreen& screen, const std::vector<Place>& places, const Excerpt& shown) {
  std::string text;
  for (const Place& place : places)
    if (place.source.file != places.front().source.file || !shown.contains(place.source.line))
      text += (text.empty() ? "" : "\u202f; ") + elsewhere(screen, place, places.front().source);
  return text.empty() ? Line() : Line("  " + text, look::key);
}

Line heading(const MemoryScreen& screen, const SourceLine& source, int columns) {
  Line line(source.file, look::dim);
  const auto& instruction = screen.recording->moments[screen.moment].instruction;
  if (instruction && !instruction->text.empty()) line.add("  ").add(one_line(instruction->text), look::changed);
  return fitted(line, columns);
}

Lines source_lines(const MemoryScreen& screen, int columns, int rows) {
  const std::vector<Place> places = all_places(screen);
  const SourceLine& acting = places.front().source;
  const auto file = screen.sources.find(acting.file);
  if (!acting.known() || file == screen.sources.end()) return {};
  const int count = static_cast<int>(file->second.size());
  if (acting.line > count) return {};
  int room = std::max(rows - 1, 1);
  Excerpt shown = excerpt(places, count, room);
  Line others = out_of_sight(screen, places, shown);
  if (others.width() > 0 && room > 1) {
    shown = excerpt(places, count, --room);
    others = out_of_sight(screen, places, shown);
  }
  Lines lines{heading(screen, acting, columns)};
  const std::vector<std::string> text(file->second.begin() + shown.first - 1, file->second.begin() + shown.last);
  constexpr int kNoWrapping = 1'000;
  for (const Line& line : listing(text, kNoWrapping, {shown.first, acting.line, true, marks_in(screen, places, shown)}))
    lines.push_back(fitted(line, columns));
  if (others.width() > 0 && static_cast<int>(lines.size()) < rows) lines.push_back(fitted(others, columns));
  return lines;
}

// Beside « ligne 7 », the line itself, where there is room for it.
std::string source_text(const MemoryScreen& screen, const record::Moment& moment) {
  const auto file = screen.sources.find(moment.source.file);
  const auto line = static_cast<std::size_t>(moment.source.line);
  if (moment.kind != record::MomentKind::statement || file == screen.sources.end() || !moment.source.known() || line > file->second.size()) return {};
  return "  " + trimmed(file->second[line - 1]);
}

Lines journal_lines(const MemoryScreen& screen, int columns, int rows) {
  const int count = static_cast<int>(screen.recording->moments.size()), here = static_cast<int>(screen.moment);
  const int shown = std::max(rows - 1, 1);
  const int first = std::clamp(here - shown / 2, 0, std::max(count - shown, 0));
  Lines lines;
  lines.emplace_back("journal", look::dim);
  for (int index = first; index < std::min(first + shown, count); ++index) {
    constexpr int kRoomForSource = 36;
    std::string text = phrases::journal_line(*screen.recording, static_cast<std::size_t>(index));
    if (columns >= kRoomForSource) text += source_text(screen, screen.recording->moments[static_cast<std::size_t>(index)]);
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

}  // namespace

SourceLine place_of(const MemoryScreen& screen, Pid pid) {
  for (std::size_t index = screen.moment + 1; index-- > 0;) {
    const record::Moment& moment = screen.recording->moments[index];
    if (moment.pid == pid && moment.source.known()) return moment.source;
    if (moment.fork && moment.fork->child == pid && moment.source.known()) return moment.source;
  }
  return {};
}

Lines source_and_journal(const MemoryScreen& screen, int columns, int rows) {
  if (rows < 2) return {};
  // Line by line, the source says most, and the journal's lines are short.
  const int left = (screen.recording->by_lines() ? columns * 3 / 5 : columns / 2) - 1;
  const Lines source = source_lines(screen, left, rows);
  if (source.empty()) return journal_lines(screen, columns, rows);
  return side_by_side(source, journal_lines(screen, columns - left - 2, rows), left + 2);
}

Lines places(const MemoryScreen& screen, int columns) {
  Lines lines;
  for (const Place& place : all_places(screen)) {
    if (!place.source.known()) continue;
    std::string text = phrases::role(*screen.recording, place.pid) + "\u00a0: ligne " + std::to_string(place.source.line) + " de " + place.source.file;
    if (!place.source.function.empty()) text += ", " + place.source.function;
    append(lines, wrap(text, columns, look::dim));
  }
  return lines;
}

}  // namespace partage::app
