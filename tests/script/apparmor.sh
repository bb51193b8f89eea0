#!/bin/sh
# The AppArmor profiles are well formed, and `./partage` offers the one of the build when, and only when, AppArmor restricts
# user namespaces.
#   apparmor.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
work=$(mktemp -d /var/tmp/partage-apparmor-XXXXXX)
trap 'rm -rf "$work"' EXIT
fail() { printf 'ÉCHEC : %s\n' "$*"; cat "$work/log" 2>/dev/null; exit 1; }

for profile in partage partage-construction; do
  [ -f "$build_dir/apparmor/$profile" ] || fail "le profil $profile est fait"
  grep -q 'flags=(unconfined)' "$build_dir/apparmor/$profile" || fail "le profil $profile ne confine rien"
done
grep -q "$build_dir/bin/partage" "$build_dir/apparmor/partage-construction" || fail "le profil nomme le programme"
if command -v apparmor_parser >/dev/null && [ -f /etc/apparmor.d/abi/4.0 ]; then
  for profile in partage partage-construction; do
    apparmor_parser -Q -K "$build_dir/apparmor/$profile" || fail "apparmor_parser refuse $profile"
  done
else
  echo "apparmor_parser (ou son abi 4.0) est absent : la syntaxe des profils n'est pas vérifiée ici."
fi

# The question alone, cut out of the script, with a parser that only tells that it was called.
mkdir -p "$work/bin" "$work/profils" "$work/build/apparmor"
cp "$build_dir/apparmor/partage-construction" "$work/build/apparmor/"
for program in apparmor_parser sudo; do
  printf '#!/bin/sh\n%s\n' "$([ $program = sudo ] && echo 'exec "$@"' || echo 'echo "$@" >> "'"$work"'/appels"')" > "$work/bin/$program"
  chmod +x "$work/bin/$program"
done
offer() {  # offer RESTRICTION YES
  printf '%s\n' "$1" > "$work/restriction"
  { sed -n '/^say()/p; /^as_root()/,/^}/p; /^offer_profile()/,/^}/p' "$source_dir/partage"; echo offer_profile; } > "$work/offer.sh"
  PATH="$work/bin:$PATH" PARTAGE_ESSAI_APPARMOR="$work/restriction" PARTAGE_ESSAI_PROFILS="$work/profils" build="$work/build" yes="$2" \
    sh -eu "$work/offer.sh" > "$work/log" 2>&1 < /dev/null
}
installed() { [ -f "$work/profils/partage-construction" ]; }

offer 0 1; ! installed || fail "rien n'est installé quand AppArmor ne restreint rien"
offer 1 '' ; ! installed || fail "rien n'est installé sans réponse"
offer 1 1; installed || fail "--oui installe le profil"
grep -q -- '-r .*partage-construction' "$work/appels" || fail "le profil est chargé"
calls=$(wc -l < "$work/appels")
offer 1 1; [ "$(wc -l < "$work/appels")" = "$calls" ] || fail "un profil déjà installé ne l'est pas deux fois"
