#!/bin/sh
# Hand-ins that attack who opens them (tests/hostile/dossiers), through the whole of `partage noter`: each has the mark that it
# must have, what is shown acts on nobody, nothing is left outside.
#   hand_ins.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
work=$(mktemp -d /var/tmp/partage-rendus-XXXXXX)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CACHE_HOME="$work/cache" XDG_STATE_HOME="$work/state"
mkdir -p "$HOME"
fail() { printf 'ÉCHEC : %s\n' "$*"; cat -v "$work/log"; exit 1; }

python3 "$source_dir/tests/hostile/dossiers/generate.py" "$source_dir" "$work/rendus" > "$work/attendu"
code=0
timeout 300 "$build_dir/bin/partage" noter "$work/rendus" --sortie "$work/notes" --exercices 08 > "$work/log" 2>&1 || code=$?
[ "$code" = 1 ] || fail "noter finit, et dit que tout n'est pas en ordre (code $code)"
python3 - "$work" <<'PYTHON' || fail "les notes, ou ce qui est montré"
import json, pathlib, re, sys, unicodedata, urllib.parse
work = pathlib.Path(sys.argv[1])
expected = {urllib.parse.unquote_to_bytes(name): state for name, state in map(str.split, (work / "attendu").read_text().splitlines())}
notes = json.loads((work / "notes/notes.json").read_text())
wrong = []
for student in notes["students"]:
    source = student["source"]
    raw = bytes.fromhex(source["hex"]) if isinstance(source, dict) else source.encode()
    state = student["marks"][0]["state"]
    if expected.pop(raw, None) != state:
        wrong.append(f"{raw!r}: {state}")
wrong += [f"{raw!r}: absent" for raw, state in expected.items() if state != "-"]
if not any("etudiant-lie" in problem for problem in notes["problems"]):
    wrong.append("l'étudiant qui est un lien n'est pas dit")
shown = [work / "log", *(work / "notes").glob("*.csv"), *(work / "notes/commentaires").glob("*")]
for file in shown:
    text = file.read_bytes().decode()
    acting = [c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\ufeff" and not (c == "\r" and file.suffix == ".csv")]
    if file.name == "log":  # its progress line goes back to its start
        acting = [c for c in acting if c != "\r"]
    if acting or re.search(r"(^|\n)[ \t]*::", text):
        wrong.append(f"{file.name}: {acting}")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
PYTHON
for outside in /tmp/partage-hostile-evade "$work/partage-hostile-evade" "$work/rendus/partage-hostile-evade"; do
  [ ! -e "$outside" ] || fail "$outside existe"
done
[ -z "$(find "$XDG_CACHE_HOME" -name 'essai-*' 2>/dev/null)" ] || fail "un dossier d'essai est resté"
