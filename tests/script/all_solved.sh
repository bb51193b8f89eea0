#!/bin/sh
# A student who solved everything: preset `exercices` passes all of it, and neither exercises/ nor solutions/ changed.
#   all_solved.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
home=$(mktemp -d /var/tmp/partage-solved-XXXXXX)
trap 'rm -rf "$home"' EXIT
fail() { printf 'ÉCHEC : %s\n' "$*"; cat "$home/log"; exit 1; }
sums() { find "$source_dir/exercises" "$source_dir/solutions" -type f -exec cksum {} + | sort; }
export PARTAGE_TRAVAIL="$home/travail" XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache"
before=$(sums)

# As a student has them: opening the exercise makes the copy, and the answer is written over it.
count=0
for folder in "$source_dir"/exercises/[0-9][0-9]_*/; do
  name=$(basename "$folder")
  count=$((count + 1))
  "$build_dir/bin/partage" enonce "$name" > "$home/log" 2>&1 || fail "l'énoncé $name s'ouvre"
  for answer in "$source_dir/solutions/$name"/*; do
    case $answer in *.md) continue ;; esac
    copy=$PARTAGE_TRAVAIL/$name/$(basename "$answer")
    [ -f "$copy" ] || fail "l'étudiant reçoit $copy"
    cat "$answer" > "$copy"
  done
done
[ "$count" -gt 0 ] || { echo "ÉCHEC : aucun exercice"; exit 1; }

code=0
ctest --test-dir "$build_dir" -L '^exercice$' --no-tests=error --output-on-failure > "$home/log" 2>&1 || code=$?
[ "$code" = 0 ] || fail "les $count solutions passent"
grep -q "100% tests passed, 0 tests failed out of $count\$" "$home/log" || fail "$count tests, ni plus ni moins"
[ "$before" = "$(sums)" ] || fail "exercises/ et solutions/ sont intacts"
printf '%s exercices sur %s.\n' "$count" "$count"
