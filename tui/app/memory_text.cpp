// The picture of memory as sentences.
#include "app/memory_draw.hpp"
#include "app/memory_names.hpp"
#include "app/memory_variables.hpp"
#include "phrases/moments.hpp"

namespace partage::app {
namespace {

Line side_sentence(const MemoryScreen& screen, const ShownProcess& shown, const MemoryRow& row, const Side& side) {
  const Attributes tone = side.changed ? look::changed : look::plain;
  const record::ProcessView* process = view_of(screen.player->now(), shown.pid);
  if (row.variable() && process != nullptr)
    return Line(variable_sentence(*screen.recording, *process, static_cast<std::uint32_t>(row.key.first)) + (side.changed ? ", qui vient de changer" : ""), tone);
  std::string text = side.name.empty() ? "  " : side.name + " (" + side.permissions + ") ";
  text += "en " + phrases::short_address(side.address) + "\u00a0: ";
  const std::string just = side.changed && !side.copied ? " (vient de changer)" : "";
  if (!side.watched) return Line(text + "pages non suivies" + just, side.changed ? look::changed : look::dim);
  text += side.page < 0 ? "pas encore de page" : "page " + letter(side.page) + (side.value.empty() ? "" : ", contient " + side.value);
  if (screen.names->owners(side.page) > 1) text += ", commune";
  if (side.copied) text += ", copie faite à ce moment";
  return Line(text + just, tone);
}

}  // namespace

Lines memory_sentences(const MemoryScreen& screen, const MemoryPicture& picture, int columns) {
  Lines lines;
  const auto process = [&](const ShownProcess& shown, bool left) {
    separate(lines);
    lines.push_back(Line(shown.role + " " + shown.label.substr(shown.label.rfind(' ') + 1), look::strong).add(shown.state.empty() ? "" : " (" + shown.state + ")", look::dim));
    bool any = false;
    for (const MemoryRow& row : picture.rows) {
      const std::optional<Side>& side = left ? row.left : row.right;
      if (!side) continue;
      any = true;
      append(lines, wrap(side_sentence(screen, shown, row, *side), columns, Line("  "), Line("    ")));
    }
    if (!any && shown.life == Life::alive) lines.emplace_back("  aucune projection à montrer", look::dim);
  };
  process(picture.left, true);
  if (picture.right) process(*picture.right, false);
  return lines;
}

}  // namespace partage::app
