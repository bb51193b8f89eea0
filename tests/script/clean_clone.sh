#!/bin/sh
# A newcomer's machine: the project under a path with spaces and accents, read-only, used from elsewhere.
#   clean_clone.sh SOURCE_DIR
set -eu
work=$(mktemp -d /var/tmp/partage-clone-XXXXXX)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
fail() { printf 'ÉCHEC : %s\n' "$*"; exit 1; }

clone="$work/dépôt à lire"
mkdir "$clone"
(cd "$1" && git ls-files -z --cached --others --exclude-standard | xargs -0 -r tar -cf - --ignore-failed-read) | tar -xf - -C "$clone"
chmod -R a-w "$clone"
export PARTAGE_BUILD="$work/construction été" PARTAGE_TRAVAIL="$work/mes exercices" HOME="$work/maison" CI=true
unset XDG_CACHE_HOME XDG_STATE_HOME XDG_DATA_HOME
mkdir "$HOME" "$work/ailleurs"
cd "$work/ailleurs"
if [ "$(id -u)" = 0 ]; then
  chown -R 65534:65534 "$work"
  run() { setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"; }
else
  run() { "$@"; }
fi

run "$clone/partage" --version > version 2> first_start || { cat first_start; fail "la première construction"; }
[ "$(wc -l < version)" = 1 ] || fail "la sortie standard ne porte que celle du programme"
grep -q '\[' first_start || fail "la construction montre son avancement"
run "$clone/partage" --version > version 2> second_start
[ ! -s second_start ] || { cat second_start; fail "rien n'a changé : le second démarrage se tait"; }
ln -s "$clone/partage" "lien vers partage"
run "./lien vers partage" lecons > lessons || fail "par un lien symbolique"
grep -q 01 lessons || fail "la table des matières nomme la leçon 01"
run "$clone/partage" lancer 07 --json > recording.json || fail "lancer 07 --json"
python3 -m json.tool recording.json > /dev/null || fail "le JSON est valide"
run "$clone/partage" verifier 08 --source "$clone/solutions/08_create_shared_memory" > verdict || { cat verdict; fail "la solution passe"; }
code=0; run "$clone/partage" lecon 99 --texte > out 2> err || code=$?
[ "$code" = 2 ] || fail "une leçon inconnue rend 2, et non $code"
[ -z "$(find "$clone" -newer version -type f)" ] || fail "le dépôt en lecture seule a changé"
printf 'Tout va bien.\n'
