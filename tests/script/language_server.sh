#!/bin/sh
# clangd, on every stub and every solution, with the compile_commands.json of a student's folder: not one error.
#   language_server.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
command -v clangd > /dev/null || { echo "clangd n'est pas installé : rien n'est essayé."; exit 0; }
work=$(mktemp -d "/var/tmp/partage clangd XXXXXX")
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME="$work/état" XDG_CACHE_HOME="$work/cache"
unset PARTAGE_TRAVAIL
fail() { printf 'ÉCHEC : %s\n' "$*"; grep -E '^[EW]\[' "$work/log" || cat "$work/log"; exit 1; }

"$build_dir/bin/partage" init "$work/avant" > "$work/log"
mv "$work/avant" "$work/exercices"   # moved: opening the kit from there puts the paths right
(cd "$work/exercices" && "$build_dir/bin/partage" init > "$work/log")
! grep -q "$work/avant" "$work/exercices/compile_commands.json" || fail "les chemins suivent le dossier"
count=0
look() {
  for folder in "$work/exercices"/[0-9]*; do
    for file in "$folder"/*.c; do   # a header is read by those that include it
      count=$((count + 1))
      clangd --check="$file" > "$work/log" 2>&1 || fail "$1, $file"
      ! grep -E '^E\[' "$work/log" | grep -qv 'IncludeCleaner' || fail "$1, $file"
    done
  done
}
look "fichier de départ"
for folder in "$source_dir"/solutions/[0-9]*; do
  for file in "$folder"/*; do case $file in *.md) ;; *) cp "$file" "$work/exercices/${folder##*/}/" ;; esac; done
done
look "solution"
# And it does see mistakes.
printf '#include "zero.h"\nint *zero(void) { return oups; }\n' > "$work/exercices/07_zero/zero.c"
! clangd --check="$work/exercices/07_zero/zero.c" > "$work/log" 2>&1 || fail "une faute est vue"
printf '%s fichiers, aucune erreur.\n' "$count"
