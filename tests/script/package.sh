#!/bin/sh
# CPack's Debian package: what it says, what it holds, and that it runs from wherever it is unpacked.
#   package.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
work=$(mktemp -d "/var/tmp/partage paquet XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
fail() { printf 'ÉCHEC : %s\n' "$*"; [ ! -f "$work/log" ] || cat "$work/log"; exit 1; }
command -v dpkg-shlibdeps > /dev/null || { echo "dpkg-dev n'est pas installé : le paquet n'est pas essayé."; exit 0; }

(cd "$build_dir" && cpack -G DEB -B "$work/deb") > "$work/log" 2>&1 || fail "cpack"
package=$(echo "$work"/deb/partage_*.deb)
[ -f "$package" ] || fail "un paquet est fait"
for needed in gcc libc6-dev libncursesw6 libseccomp2; do
  dpkg-deb -f "$package" Depends | grep -q "\\b$needed\\b" || fail "le paquet dépend de $needed"
done
dpkg-deb -f "$package" Recommends | grep -q editor || fail "le paquet recommande un éditeur"
dpkg-deb -c "$package" > "$work/log"
! grep -Ev '^[-d]r[w-][x-]r-[x-]r-[x-] root/root ' "$work/log" || fail "des droits ou un propriétaire inattendus"
grep -q ' ./usr/share/man/fr/man1/partage.1' "$work/log" || fail "la page de manuel est là"

dpkg-deb -x "$package" "$work/racine"
mkdir "$work/élève"
run() { env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME="$work/élève" "$work/racine/usr/bin/partage" "$@" > "$work/log" 2>&1; }
run lecons || fail "partage lecons"
grep -q 'Leçon 07' "$work/log" || fail "la table nomme la leçon 07"
run verifier 08 --source "$source_dir/solutions/08_create_shared_memory" || fail "la solution passe"
printf 'Le paquet va bien.\n'
