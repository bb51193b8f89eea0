#!/bin/sh
# The Debian package on a machine that has nothing: a fresh Debian (debootstrap, from the network), apt, an ordinary user.
# Two minutes at most, 300 MB; root only. Not in the label `kit`.
#   clean_machine.sh SOURCE_DIR BUILD_DIR
set -eu
build_dir=$2
fail() { printf 'ÉCHEC : %s\n' "$*"; [ ! -f "$work/log" ] || tail -n 40 "$work/log"; exit 1; }
for program in debootstrap dpkg-shlibdeps pivot_root; do
  command -v "$program" > /dev/null || { echo "$program manque : rien n'est essayé."; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "Il faut être root : rien n'est essayé."; exit 0; }
work=$(mktemp -d /var/tmp/partage-machine-XXXXXX)
trap 'rm -rf --one-file-system "$work"' EXIT
chmod 755 "$work"
machine=$work/machine
# shellcheck source=/dev/null
. /etc/os-release

(cd "$build_dir" && cpack -G DEB -B "$work/deb") > "$work/log" 2>&1 || fail "cpack"
debootstrap --variant=minbase "${VERSION_CODENAME:-bookworm}" "$machine" > "$work/log" 2>&1 || fail "debootstrap"
cp "$work"/deb/partage_*.deb "$machine/root/partage.deb"
cp /etc/resolv.conf "$machine/etc/"

cat > "$machine/root/eleve.sh" <<'FIN'
set -eu
cd; export LC_ALL=C.UTF-8
fail() { echo "ÉCHEC : $*"; exit 1; }
partage lecons | grep -q 'Leçon 07' || fail "partage lecons"
partage environnement
partage lancer 07 | grep -q père || fail "partage lancer 07"
partage init exercices > sortie || fail "partage init"
cd exercices
code=0; partage verifier 08 > sortie || code=$?
[ "$code" = 1 ] || { cat sortie; fail "la souche rend $code"; }
for exercice in /usr/share/partage/solutions/[0-9]*; do
  partage verifier "${exercice##*/}" --source "$exercice" > sortie || { cat sortie; fail "la solution de $exercice"; }
done
echo '#include "/usr/share/partage/solutions/08_create_shared_memory/create_shared_memory.c"' > 08_create_shared_memory/create_shared_memory.c
code=0; partage verifier 08 > sortie || code=$?
[ "$code" = 1 ] && grep -q G-compile sortie || { cat sortie; fail "la solution installée ne s'inclut pas"; }
FIN
chmod 755 "$machine/root/eleve.sh"; cp "$machine/root/eleve.sh" "$machine/tmp/"
cat > "$work/dedans.sh" <<'FIN'
set -eu
mount --make-rprivate /
mount --bind "$1" "$1"
cd "$1"
mount -t proc proc proc; mount --rbind /dev dev; mount --rbind /sys sys
mkdir -p ancien
pivot_root . ancien
umount -l /ancien
export DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin
apt-get install -y --no-install-recommends /root/partage.deb
useradd -m eleve
setpriv --reuid="$(id -u eleve)" --regid="$(id -g eleve)" --clear-groups env -i HOME=/home/eleve PATH=/usr/bin:/bin sh /tmp/eleve.sh
dpkg --purge partage
[ ! -e /usr/share/partage ] && [ ! -e /usr/lib/partage ]
FIN
unshare -m sh "$work/dedans.sh" "$machine" > "$work/log" 2>&1 || fail "sur la machine neuve"
grep '^Isolation' "$work/log"
printf 'Une machine neuve : le paquet s'\''installe, marche et s'\''enlève.\n'
