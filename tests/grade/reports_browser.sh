#!/bin/sh
# index.html in headless Chromium: an ordinary class, a large one, a hostile one. Skipped, and said, where there is none.
#   reports_browser.sh SOURCE_DIR BUILD_DIR
set -eu
source_dir=$1 build_dir=$2
for needed in chromium pdftotext; do
  command -v "$needed" >/dev/null && continue
  echo "Laissé de côté : $needed n'est pas installé (apt-get install chromium poppler-utils)."
  [ -z "${CI:-}" ] || exit 1
  exit 77
done
work=$(mktemp -d /var/tmp/partage-navigateur-XXXXXX)
trap 'rm -rf "$work" 2>/dev/null || :' EXIT   # a process of Chromium may still be ending
PARTAGE_TEST_RAPPORTS="$work" "$build_dir/bin/test_grade" --gtest_filter=Reports.WrittenForABrowser > "$work/log" || { cat "$work/log"; exit 1; }
failed=0
for class in classe grande hostile; do
  printf '%s : ' "$class"
  HOME="$work" python3 "$source_dir/tests/grade/reports_browser.py" "$work/$class" || failed=1
done
exit $failed
