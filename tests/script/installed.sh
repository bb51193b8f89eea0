#!/bin/sh
# The kit installed under a prefix with spaces, by DESTDIR, read-only and of another user; then below /usr, where the sandbox
# shows everything but the kit's own content.
#   installed.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
work=$(mktemp -d "/var/tmp/partage installé XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
fail() { printf 'ÉCHEC : %s\n' "$*"; for file in "$work"/out "$work"/err; do [ ! -f "$file" ] || cat "$file"; done; exit 1; }

DESTDIR="$work/paquet" cmake --install "$build_dir" --prefix "/opt/mon kit" > "$work/out" 2>&1 || fail "cmake --install"
mv "$work/paquet/opt/mon kit" "$work/kit déplacé"
kit="$work/kit déplacé"
for file in bin/partage lib/partage/programs/exercises/08_create_shared_memory/scenario.o share/doc/partage/README.fr.md \
    share/doc/partage/copyright share/man/fr/man1/partage.1 share/bash-completion/completions/partage \
    share/zsh/vendor-completions/_partage share/fish/vendor_completions.d/partage.fish; do
  [ -s "$kit/$file" ] || fail "il manque $file"
done
for folder in lessons exercises solutions; do
  find "$source_dir/$folder" -type f ! -name check.cpp ! -name CMakeLists.txt | while read -r file; do
    cmp -s "$file" "$kit/share/partage/${file#"$source_dir"/}" || { echo "$file" > "$work/err"; exit 1; }
  done || fail "share/partage/$folder n'est pas celui du projet"
done
chmod -R a-w "$kit"

mkdir "$work/élève"
if [ "$(id -u)" = 0 ]; then
  chown 65534:65534 "$work/élève"
  as_student() { setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"; }
else
  as_student() { "$@"; }
fi
student() {  # student NAME_OF_THE_STEP CODE ARGUMENT...: as someone who never saw the build
  step=$1 wanted=$2 code=0; shift 2
  as_student env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 HOME="$work/élève" ${lite:+PARTAGE_SANS_ESPACES=1} "$@" > "$work/out" 2> "$work/err" < /dev/null || code=$?
  [ "$code" = "$wanted" ] || fail "$step : rend $code, et non $wanted"
}
says() { grep -qF -- "$1" "$work/out" || fail "la sortie ne dit pas « $1 »"; }
cd "$work/élève"
partage=$kit/bin/partage
student "la table" 0 "$partage" lecons; says "Leçon 07"
student "une leçon" 0 "$partage" lecon 07; says "  partage lancer 07"
student "un programme" 0 "$partage" lancer 07/demo_famille --lignes; says "demo_famille"
student "l'environnement" 0 "$partage" environnement; says "kit déplacé/share/partage"; says "par défaut"
student "un énoncé" 0 "$partage" enonce 08; says ".local/share/partage/travail/08"
[ -f "$work/élève/.local/share/partage/travail/08_create_shared_memory/scenario.c" ] || fail "de quoi essayer soi-même"
student "la souche échoue" 1 "$partage" verifier 08
student "la solution passe" 0 "$partage" verifier 08 --source "$source_dir/solutions/08_create_shared_memory"
student "un indice" 0 "$partage" indice 08; says "1/3"
student "la progression est gardée" 0 "$partage" indice 08; says "2/3"
student "un dossier à soi" 0 "$partage" init "mes exercices"
cd "mes exercices/08_create_shared_memory"
student "le dossier est reconnu" 0 "$partage" environnement; says "mes exercices  (partage init)"
cp "$source_dir/solutions/08_create_shared_memory/create_shared_memory.c" "$work/solution.c"
as_student sh -c 'cat > create_shared_memory.c' < "$work/solution.c"
student "c'est ce dossier qui est jugé" 0 "$partage" verifier 08

# Below /usr: in a mount namespace of our own, where /usr/local is this kit.
cat > "$work/dedans.sh" <<'FIN'
mount -t tmpfs tmpfs /usr/local && cp -a "$1/." /usr/local/ && shift && exec "$@"
FIN
{ printf '#include "/usr/local/share/partage/exercises/08_create_shared_memory/create_shared_memory.h"\n'
  grep -v '"create_shared_memory.h"' "$source_dir/solutions/08_create_shared_memory/create_shared_memory.c"; } > "$work/inclut.c"
cat > "$work/lit.c" <<'FIN'
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
void* create_shared_memory(size_t size) {
  if (open("/usr/local/share/partage/solutions/08_create_shared_memory/create_shared_memory.c", O_RDONLY) >= 0) abort();
  if (open("/usr/local/share/partage/exercises", O_RDONLY) >= 0) abort();
  return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}
FIN
if [ "$(id -u)" = 0 ] && unshare -m true 2> /dev/null; then
  in_usr() { step=$1 wanted=$2 file=$3; code=0
    unshare -m sh "$work/dedans.sh" "$kit" setpriv --reuid=65534 --regid=65534 --clear-groups -- env -i PATH=/usr/bin:/bin \
      LC_ALL=C.UTF-8 HOME="$work/élève" ${lite:+PARTAGE_SANS_ESPACES=1} /usr/local/bin/partage verifier 08 --source "$file" > "$work/out" 2> "$work/err" || code=$?
    [ "$code" = "$wanted" ] || fail "sous /usr, $step${lite:+ (isolation légère)} : rend $code, et non $wanted"; }
  for lite in '' oui; do
    in_usr "la solution passe" 0 "$source_dir/solutions/08_create_shared_memory"
    in_usr "inclure un fichier du kit installé ne se compile pas" 1 "$work/inclut.c"; says G-compile
    in_usr "la solution installée est hors d'atteinte" 0 "$work/lit.c"
  done
else
  echo "Sans root : le kit sous /usr n'est pas essayé."
fi
printf 'Installé, déplacé, en lecture seule : tout va bien.\n'
