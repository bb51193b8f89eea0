#!/bin/sh
# A generated class, whose marks are known, through `partage noter`; then the same through bare CTest; then the same notes,
# after the grading was killed here and there.
#   class.sh SOURCE_DIR BUILD_DIR [STUDENTS EXERCISES SEED KILLS]
set -eu
source_dir=$1 build_dir=$2 students=${3:-8} exercises=${4:-4} seed=${5:-2026} kills=${6:-2}
work=$(mktemp -d /var/tmp/partage-class-XXXXXX)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_CACHE_HOME="$work/cache" XDG_STATE_HOME="$work/state"
mkdir -p "$HOME"
fail() { printf 'ÉCHEC : %s\n' "$*"; tail -5 "$work/log" 2>/dev/null; exit 1; }
seconds() { date +%s.%N; }
since() { awk "BEGIN { printf \"%.1f\", $(seconds) - $1 }"; }

list=$(python3 "$source_dir/tests/grade/generate_class.py" "$source_dir" "$work/classe" "$students" "$exercises" "$seed")
checks=$((students * exercises))
grade() {  # grade NOTES OPTIONS...: 0 and 1 are both fine, as some hand-ins are missing
  notes=$1; shift
  code=0
  "$build_dir/bin/partage" noter "$work/classe/rendus" --sortie "$work/$notes" --exercices "$list" "$@" > "$work/log" 2>&1 || code=$?
  return 0
}
compare() {  # compare NOTES WHAT
  python3 "$source_dir/tests/grade/compare_class.py" "$work/classe/attendu.json" "$work/$1/notes.json" || fail "$2"
}

for jobs in 1 2; do
  start=$(seconds)
  grade "notes-$jobs" -j "$jobs"
  [ "$code" -le 1 ] || fail "noter -j $jobs finit (code $code)"
  echo "$checks contrôles, -j $jobs : $(since "$start") s"
  compare "notes-$jobs" "les notes de -j $jobs"
done

# Bare CTest on the class made ready: same verdicts, which `noter` then takes as they are.
grade notes-ctest --preparer
ctest --test-dir "$work/notes-ctest/ctest" -j 2 > "$work/log" 2>&1 || [ "$?" = 8 ] || fail "ctest seul"
passed=$(grep -c '   Passed ' "$work/log") || true
grade notes-ctest
compare notes-ctest "les notes de ctest seul"
wanted=$(python3 -c 'import json, sys
print(sum(m["state"] == "passed" for s in json.load(open(sys.argv[1]))["students"].values() for m in s.values()))' "$work/classe/attendu.json")
[ "$passed" = "$wanted" ] || fail "ctest seul : $passed réussis, $wanted attendus"

# Killed without warning, its whole process group, at moments drawn from the seed: the end is the same.
count=0
while [ "$count" -lt "$kills" ]; do
  count=$((count + 1))
  delay=$(python3 -c 'import random, sys
r = random.Random(int(sys.argv[1]) * 1000 + int(sys.argv[2])); print(r.uniform(0.05, max(1.0, float(sys.argv[3]))))' "$seed" "$count" "$(awk "BEGIN { print $checks * 0.06 / ($kills + 1) }")")
  # timeout sends it to the process group that it made: the grading and the ctest under it.
  timeout -s KILL "$delay" "$build_dir/bin/partage" noter "$work/classe/rendus" --sortie "$work/notes-tue" \
    --exercices "$list" -j 2 > "$work/log" 2>&1 || true
done
grade notes-tue
[ "$code" -le 1 ] || fail "reprise (code $code)"
compare notes-tue "les notes après $kills arrêts brutaux"
left=$(find "$XDG_CACHE_HOME/partage" -mindepth 1 -maxdepth 1 -name 'essai-*' 2>/dev/null | wc -l)
[ "$left" = 0 ] || fail "$left dossiers d'essai sont restés"
