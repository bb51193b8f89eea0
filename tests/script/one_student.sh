#!/bin/sh
# A teacher grades one student: one right file, one wrong, one that does not compile, through CTest.
#   one_student.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
work=$(mktemp -d /var/tmp/partage-student-XXXXXX)
trap 'rm -rf "$work"' EXIT
fail() { printf 'ÉCHEC : %s\n' "$*"; cat "$work/log"; exit 1; }
exercise() {  # exercise FILE: the verdict of exercise 08 on that file, by CTest; sets code
  mkdir -p "$work/08_create_shared_memory" "$work/01_isolation"
  cp "$1" "$work/08_create_shared_memory/create_shared_memory.c"
  code=0
  PARTAGE_TRAVAIL="$work" ctest --test-dir "$build_dir" -L '^exercice$' -R 08_ --no-tests=error --output-on-failure \
    > "$work/log" 2>&1 || code=$?
}
built() { find "$build_dir/bin" "$build_dir/programs" -type f -exec cksum {} + | sort; }
before=$(built)
[ -n "$before" ] || { echo "ÉCHEC : la construction est vide"; exit 1; }

exercise "$source_dir/solutions/08_create_shared_memory/create_shared_memory.c"
[ "$code" = 0 ] || fail "la solution passe"
wrong=$(grep -l 'MAP_PRIVATE' "$source_dir"/tests/mistakes/08_create_shared_memory/*.c | head -1)
expected=$(sed -n '1s|/\* attendu : \([^ ]*\) \*/|\1|p' "$wrong")
exercise "$wrong"
[ "$code" = 8 ] || fail "l'erreur échoue"
grep -q "$expected" "$work/log" || fail "le diagnostic $expected est dans le journal"
printf 'void *create_shared_memory(size_t size) { return oups\n' > "$work/broken.c"
exercise "$work/broken.c"
[ "$code" = 8 ] || fail "ce qui ne se compile pas échoue"
grep -q G-compile "$work/log" || fail "le journal dit que le fichier ne se compile pas"

[ "$before" = "$(built)" ] || fail "la construction est intacte"
printf 'Trois issues différentes.\n'
