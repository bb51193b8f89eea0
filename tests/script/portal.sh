#!/bin/sh
# The commands of the workflow given for a portal, run as it runs them: one line on stdout, whatever the hand-in prints.
#   portal.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
workflow=$source_dir/tui/grade/portail/notation.yml
work=$(mktemp -d /var/tmp/partage-portail-XXXXXX)
trap 'rm -rf "$work"' EXIT
fail() { printf 'ÉCHEC : %s\n' "$*"; cat "$work/out" "$work/err"; exit 1; }
command_of() { sed -n "/- name: $1\$/,/- name/s/^ *run: //p" "$workflow"; }

# The script would build anew: the program that stands is what it would start.
mkdir -p "$work/kit" "$work/rendu/08_create_shared_memory"
printf '#!/bin/sh\nexec "%s/bin/partage" "$@"\n' "$build_dir" > "$work/kit/partage"
chmod +x "$work/kit/partage"
cp "$source_dir/solutions/08_create_shared_memory/create_shared_memory.c" "$work/rendu/08_create_shared_memory/"
: > "$work/out"; : > "$work/err"
cd "$work"

build=$(command_of 'Construire le kit') grade=$(command_of 'Noter')
[ -n "$build" ] && [ -n "$grade" ] || fail "les commandes du workflow ont changé de forme"
sh -c "$build" > out 2> err || fail "$build"
grep -q '^partage [0-9]' out || fail "la version du kit"
EXERCICES=08 sh -c "$grade" > out 2> err || fail "$grade"
[ "$(cat out)" = "::notice title=GRADE::2/2" ] || fail "une seule ligne, 2/2"
EXERCICES='' sh -c "$grade" > out 2> err || fail "tous les exercices"
grep -qx '::notice title=GRADE::2/[0-9]*' out && [ "$(wc -l < out)" = 1 ] || fail "tous les exercices : une seule ligne"
! grep -q '^::\|##\[' err || fail "un ordre sur l'autre sortie"
printf 'Une ligne, et une seule.\n'
