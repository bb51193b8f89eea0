#!/usr/bin/env python3
"""What a class costs: seconds and processor time per check, and the most memory that `partage noter` held, for classes of 45,
450 and 4,500 checks. All three are copies of one class of three students, so that only the number changes.

Usage: class_bench.py SOURCE_DIR BUILD_DIR [SIZE...]
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

STUDENTS, EXERCISES, SEED = 3, 15, 2026
SIZES = [45, 450, 4500]


def copy_class(model, rendus, copies):
    rendus.mkdir()
    for number in range(copies):
        for entry in sorted(model.iterdir()):
            name = f"{number:04} {entry.name}"
            (shutil.copytree if entry.is_dir() else shutil.copyfile)(entry, rendus / name)


def grade(program, rendus, notes, exercises, environment):
    """Seconds, processor seconds and peak KiB of one grading, its children included (wait4(2))."""
    start = time.monotonic()
    log = open(notes.with_suffix(".log"), "wb")
    process = subprocess.Popen([program, "noter", rendus, "--sortie", notes, "--exercices", exercises], stdout=log,
                               stderr=subprocess.STDOUT, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"bench : noter finit par {status} ({log.name})")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    sizes = [int(word) for word in sys.argv[3:]] or SIZES
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="partage-bench-") as folder:
        work = pathlib.Path(folder)
        environment = dict(os.environ, HOME=folder, XDG_CACHE_HOME=str(work / "cache"), XDG_STATE_HOME=str(work / "etat"))
        made = subprocess.run([sys.executable, source / "tests/grade/generate_class.py", source, work / "modele", str(STUDENTS),
                               str(EXERCISES), str(SEED), "--sans-hostiles"], check=True, capture_output=True, text=True)
        first = None
        for size in sizes:
            rendus, notes = work / f"rendus-{size}", work / f"notes-{size}"
            copy_class(work / "modele" / "rendus", rendus, size // (STUDENTS * EXERCISES))
            wall, processor, peak = grade(build / "bin/partage", rendus, notes, made.stdout.strip(), environment)
            first = first or (wall / size, processor / size)
            again, _, held = grade(build / "bin/partage", rendus, notes, made.stdout.strip(), environment)
            print(f"{size:6} contrôles : {wall / size:.4f} s chacun ({wall / size / first[0]:.2f}), "
                  f"processeur {processor / size:.4f} s ({processor / size / first[1]:.2f}), "
                  f"mémoire {peak / 1024:.0f} Mio, relire les fiches : {again:.2f} s, {held / 1024:.0f} Mio", flush=True)


main()
