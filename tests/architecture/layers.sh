#!/bin/sh
# Compares the links that CMake knows with allowed_links.txt, and holds the rules that no link shows.
#   layers.sh SOURCE_DIR
set -eu
source_dir=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
complain() { printf '%s\n' "$*"; failed=1; }

# In a folder of its own: to ask for the graph configures again, under the feet of the tests that run beside this one.
cmake -S "$source_dir" -B "$work/build" -G Ninja -DPARTAGE_TESTS=ON --graphviz="$work/graph.dot" >/dev/null
# Direct links only: "node" -> "node"  // partage_check -> partage_observe
sed -n 's|.*// partage_\([a-z]*\) -> partage_\([a-z]*\)$|\1 \2|p' "$work/graph.dot" | grep -v ' warnings$' |
  grep -v '^checks ' | sort -u > "$work/found"
sed -n 's/^\([a-z]*\):/\1/p' "$source_dir/tests/architecture/allowed_links.txt" |
  while read -r layer below; do for one in $below; do printf '%s %s\n' "$layer" "$one"; done; done | sort -u > "$work/allowed"
[ -s "$work/found" ] || complain "le graphe de CMake ne montre aucun lien entre couches"
comm -23 "$work/found" "$work/allowed" > "$work/forbidden"
[ ! -s "$work/forbidden" ] || complain "liens interdits :" "$(cat "$work/forbidden")"

for folder in "$source_dir"/tui/*/; do
  layer=$(basename "$folder")
  [ -n "$(find "$folder" -name '*.?pp' -print -quit)" ] || continue   # pictures
  grep -q "^$layer:" "$source_dir/tests/architecture/allowed_links.txt" || complain "tui/$layer n'est pas dans allowed_links.txt"
done

only_in() {  # only_in PATTERN LAYER...: the pattern may appear in these layers only
  pattern=$1; shift
  (cd "$source_dir/tui" && grep -rlE "$pattern" . || true) | while read -r file; do
    layer=${file#./}; layer=${layer%%/*}
    case " $* " in *" $layer "*) ;; *) printf '%s : %s\n' "$file" "$pattern" ;; esac
  done > "$work/misplaced"
  [ ! -s "$work/misplaced" ] || complain "hors de sa couche ($*) :" "$(cat "$work/misplaced")"
}
only_in '#include <(n?curses|ncursesw/[a-z]*)\.h>' term
only_in '#include <sys/ptrace\.h>' observe sandbox
only_in '#include "\.\./' none
for check in "$source_dir"/exercises/*/check.cpp; do
  [ -e "$check" ] || continue
  other=$(grep '#include "' "$check" | grep -v '"check/facts.hpp"' || true)
  [ -z "$other" ] || complain "$check n'inclut que check/facts.hpp :" "$other"
done
exit $failed
