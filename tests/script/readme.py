#!/usr/bin/env python3
"""Every command of README.fr.md, run as it is written, in order, on a small prepared class and a student's folder.

    readme.py SOURCE_DIR BUILD_DIR

A command that is not run here must be in ELSEWHERE, with the test that runs it. What is written between backticks in a sentence
must at least exist: its subcommand and its options. Nothing of the machine is touched: HOME and all folders are new ones.
"""
import os
import pathlib
import pty
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile

SOURCE, BUILD = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
README = (SOURCE / "README.fr.md").read_text()
TEACHER = "Enseignants : des rendus aux notes"

# The command: (what runs it, below tests/; what is written there). They build, need root, the network, or minutes.
ELSEWHERE = {
    "./partage": ("script/clean_clone.sh", '"$clone/partage" --version'),  # and the screens that it opens: terminal/
    "./partage tests": ("../.ci/run", "./partage tests"),
    "./partage --version": ("script/clean_clone.sh", '"$clone/partage" --version'),
    "cd build && cpack -G DEB": ("script/package.sh", "cpack -G DEB"),
    "sudo apt install ./partage_*.deb": ("script/clean_machine.sh", "apt-get install"),
    # Its verdicts; that the preset holds one test for each exercise is seen here.
    "PARTAGE_TRAVAIL=/chemin/du/dossier ctest --preset exercices": ("script/one_student.sh", "-L '^exercice$'"),
}
# Commands whose answer is not 0: ctest gives 8 when some test fails, and some exercise of the class is missing.
ANSWERS = {"ctest": {8}}
FOLLOWED = "--suivre"  # until it is interrupted
ASKING = {"./partage remettre 08": b"oui\n"}  # what is typed


def fail(*words):
    print("ÉCHEC :", *words)
    sys.exit(1)


def commands():
    """(section, command, whether it is a line of a block of commands), in order."""
    section, language = "", None
    for line in README.splitlines():
        if line.startswith("```"):
            language = None if language is not None else line[3:].strip()
            if language not in (None, "", "sh", "toml"):
                fail(f"un bloc « {language} » : ce test ne lit que les blocs sh")
        elif language is None and re.match(r"## ", line):
            section = line[3:].replace("\u00a0", " ")
        elif language == "sh" and line.strip():
            yield section, re.sub(r"\s+# .*$", "", line).strip(), True
        elif language is None:
            for word in re.findall(r"`([^`]+)`", line):
                if re.match(r"(\./)?partage ", word):
                    yield section, word, False


def block(language):
    return re.search(r"```" + language + r"\n(.*?)```", README, re.S).group(1)


def solution(number):
    folder = next((SOURCE / "solutions").glob(number + "_*"))
    return folder.name, next(p for p in sorted(folder.iterdir()) if p.stem == folder.name[3:])


def prepare(work):
    """What a teacher has received, what a student has written."""
    (work / "partage").symlink_to(BUILD / "bin/partage")
    rendus = work / "rendus"
    for number in ("08", "09"):
        folder, file = solution(number)
        for place in (rendus / "Ada Lovelace/travail" / folder, work / "travail" / folder):
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, place)
    folder, file = solution("07")
    flat, moodle = rendus / "dupont", rendus / "Noël Zoé_4211_assignsubmission_file_"
    for place in (flat, moodle):
        place.mkdir(parents=True)
    shutil.copy(file, flat / "07_essai.c")
    shutil.copy(file, moodle / "zero.c")
    with zipfile.ZipFile(rendus / "durand.zip", "w") as packed:
        packed.write(file, f"{folder}/{file.name}")
    with zipfile.ZipFile(work / "TP mémoire-4242.zip", "w") as packed:
        for path in sorted(rendus.rglob("*.*")):
            packed.write(path, path.relative_to(rendus))
    (work / "bareme.toml").write_text(block("toml"))
    shutil.copy(solution("08")[1], work / "mon.c")
    (work / "programme.c").write_text('#include <stdio.h>\nint main(void) {\n  int n = 1;\n  printf("%d\\n", n);\n  return 0;\n}\n')
    subprocess.run(["cc", "-g", "-o", "mon_programme", "programme.c"], cwd=work, check=True)


def run(command, where, environment):
    keyboard, stdin = pty.openpty()  # a teacher has a terminal
    os.write(keyboard, ASKING.get(command, b"\4"))  # end of file
    done = subprocess.run(["sh", "-c", command], cwd=where, env=environment, stdin=stdin, capture_output=True, text=True, timeout=120)
    os.close(keyboard)
    os.close(stdin)
    wanted = ANSWERS.get(command.split()[0], {0})
    if done.returncode not in wanted:
        fail(f"« {command} » rend {done.returncode}, et non {wanted}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def follow(command, where, environment):
    """Until the first verdict, then Ctrl+C."""
    with subprocess.Popen(shlex.split(command), cwd=where, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            if "réussi" in line.lower():
                child.send_signal(signal.SIGINT)
                break
        rest = child.stdout.read()
    if child.returncode != 0:
        fail(f"« {command} », interrompu, rend {child.returncode}\n{rest}")


def exists(command, where, environment):
    """Its subcommand and its options, for what is said in a sentence."""
    words = command.removeprefix("./").split()[1:]
    sub = [] if words[0].startswith("-") or words[0] == "tests" else words[:1]
    if words[0] in ("tests", "--oui"):  # of the script that starts the kit
        if f"{words[0]})" not in (SOURCE / "partage").read_text():
            fail(f"« {command} » : le script partage ne connaît pas {words[0]}")
        return
    help_text = run(" ".join(["./partage", *sub, "--help"]), where, environment)
    for option in (word for word in words if word.startswith("--")):
        if option not in help_text:
            fail(f"« {command} » : {option} n'existe pas")


def check_preset(environment):
    if BUILD.resolve() != (SOURCE / "build").resolve():
        return print("Le préréglage exercices n'est pas regardé : la construction est ailleurs.")
    listed = subprocess.run(["ctest", "--preset", "exercices", "-N"], cwd=SOURCE, env=environment, capture_output=True, text=True, check=True).stdout
    if f"Total Tests: {len(list((SOURCE / 'exercises').glob('[0-9]*')))}" not in listed:
        fail("ctest --preset exercices -N :", listed)


def check_notes(where, environment):
    """What the table of the section promises is in the folder of notes."""
    notes = where / "notes"
    if shutil.which("sim_c"):
        run("./partage noter rendus --sortie notes --similarites", where, environment)
    table = README[README.index("Dans `notes` se trouvent"):README.index("Le barème est un fichier TOML")]
    names = [name for line in table.splitlines() if line.startswith("| `") for name in re.findall(r"`([^`]+)`", line.split("|")[1])]
    if len(names) < 10:
        fail("le tableau des fichiers de notes n'a pas été lu :", names)
    for name in names:
        pattern = {"commentaires/s042_nom.txt": "commentaires/s0*_*.txt", ".json": "similarites.json"}.get(name, name)
        if pattern.startswith("similarites") and not shutil.which("sim_c"):
            continue
        if not list(notes.glob(pattern.rstrip("/"))):
            fail(f"{name} n'est pas dans les notes")
    rows = (notes / "notes.csv").read_text(encoding="utf-8-sig").splitlines()
    if len(rows) != 5 or not any(";Ada Lovelace;" in row and "2 réussis" in row for row in rows):
        fail("notes.csv :", rows)


def adapted(command):
    """The class of this test has four students."""
    return command.replace("s042", "s002")


def main():
    with tempfile.TemporaryDirectory(prefix="partage-readme-", dir="/var/tmp") as folder:
        work = pathlib.Path(folder)
        environment = {"HOME": str(work / "maison"), "PATH": f"{BUILD}/bin:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb",
                       "PARTAGE_TRAVAIL": str(work / "travail")}
        (work / "maison").mkdir()
        prepare(work)
        left, count, last = set(ELSEWHERE), 0, None
        for section, command, whole in commands():
            if last == TEACHER and section != TEACHER:
                check_notes(work, environment)
            last = section
            if whole and command in ELSEWHERE:
                left.discard(command)
                test, words = ELSEWHERE[command]
                if words not in (SOURCE / "tests" / test).read_text():
                    fail(f"« {command} » : tests/{test} ne contient pas {words}")
                continue
            if not whole and not (section == TEACHER and command.startswith("./partage noter ")):
                exists(command, work, environment)
                continue
            count += 1
            if FOLLOWED in command:
                follow(command, work, environment)
            elif "--annotation" in command:  # in a student's own repository
                said = run(command, work / "rendus/Ada Lovelace", environment)
                if not re.fullmatch(r"::notice title=GRADE::[0-9.]+/[0-9.]+\n", said):
                    fail(f"« {command} » écrit {said!r}")
            else:
                run(adapted(command), work, environment)
        check_preset(environment)
        if left:
            fail("ne sont plus dans README.fr.md :", sorted(left))
        print(f"{count} commandes exécutées, {len(ELSEWHERE)} ailleurs")


main()
