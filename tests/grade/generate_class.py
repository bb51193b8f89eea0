#!/usr/bin/env python3
"""A class whose marks are known: N students x M exercises, drawn from a seed.

Usage: generate_class.py SOURCE_DIR OUT N M SEED [--sans-hostiles]

OUT/rendus holds one folder or archive per student, in the layouts that teachers receive; OUT/attendu.json what must come out:
{"students": {"Nom Prénom 007": {"08_create_shared_memory": {"state": "failed", "code": "E08-prive"}}}}. Each hand-in is the
solution, another right answer (tests/alternatives), a known mistake, for exercise 08 a hostile file (tests/hostile), or nothing.
"""
import io
import json
import pathlib
import random
import re
import sys
import tarfile
import zipfile

EXPECTED = re.compile(r"/\* attendu : ([A-Za-z0-9-]+) \*/")
FIRST = ["Ada", "Évariste", "Zoé", "Loïc", "Anaïs", "O'Neil", "Jean-Marie", "François", "Maëlle", "Nguyễn", "=Somme", "Øyvind"]
LAST = ["Lovelace", "Galois", "Ünal", "Le Goff", "D'Arc", "Müller", "Çelik", "Bézout", "Noether", "Sørensen"]


def exercises(source, count):
    folders = sorted(p for p in (source / "exercises").iterdir() if re.match(r"\d\d_", p.name))
    return [folder.name for folder in folders[:count]]


def file_of(source, exercise):
    return next(p.name for p in sorted((source / "solutions" / exercise).iterdir()) if p.stem == exercise[3:])


def sources_in(folder):
    return sorted(p for p in folder.glob("*") if p.suffix in (".c", ".cpp", ".hpp")) if folder.is_dir() else []


def text_of(source, path):
    return path.read_bytes().replace(b"@RACINE@", str(source).encode())


def code_of(path):
    found = EXPECTED.match(path.read_text(errors="replace"))
    return found.group(1) if found else None


def draw(source, exercise, chance, hostile):
    """What one student hands in for one exercise, and what must come out."""
    solution = source / "solutions" / exercise / file_of(source, exercise)
    right = [solution] + sources_in(source / "tests/alternatives" / exercise)
    wrong = [p for p in sources_in(source / "tests/mistakes" / exercise) if code_of(p)]
    kind = chance.random()
    if hostile and exercise.startswith("08_") and kind < 0.25:
        path = chance.choice(sources_in(source / "tests/hostile"))
        return text_of(source, path), {"state": "failed", "code": code_of(path), "from": path.name}
    if kind < 0.08:
        return None, {"state": "missing"}
    if kind < 0.55 or not wrong:
        path = chance.choice(right)
        return text_of(source, path), {"state": "passed", "from": path.name}
    path = chance.choice(wrong)
    return text_of(source, path), {"state": "failed", "code": code_of(path), "from": path.name}


def write_folder(rendus, name, files):
    for path, content in files.items():
        target = rendus / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (rendus / name).mkdir(parents=True, exist_ok=True)


def write_zip(rendus, name, files):
    with zipfile.ZipFile(rendus / (name + ".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LISEZMOI.txt", "")
        for path, content in files.items():
            archive.writestr(path, content)


def write_tar(rendus, name, files):
    with tarfile.open(rendus / (name + ".tar.gz"), "w:gz") as archive:
        for path, content in {"LISEZMOI.txt": b"", **files}.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def hand_in(rendus, name, number, files, chance):
    """Answers with the words by which the student's row can be found: the number is in all of them."""
    names = {exercise: f"{exercise}/{file}" for exercise, (file, _) in files.items()}
    flat = {file for file, _ in files.values()}
    layout = chance.choice(["clone", "travail", "flat", "zip", "tar", "moodle"])
    # Two exercises may wait for a file of the same name: then only folders tell them apart.
    if layout == "flat" and len(flat) == len(files):
        names = {exercise: file for exercise, (file, _) in files.items()}
    if layout == "travail":
        names = {exercise: f"partage/travail/{path}" for exercise, path in names.items()}
    content = {names[exercise]: text for exercise, (_, text) in files.items()}
    if layout == "moodle":
        write_folder(rendus, f"{name}_{number}_assignsubmission_file_", content)
    elif layout == "zip":
        write_zip(rendus, f"{name} {number}", content)
    elif layout == "tar":
        write_tar(rendus, f"{name} {number}", content)
    else:
        write_folder(rendus, f"{name} {number}", content)


def main():
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    if len(arguments) != 5:
        sys.exit(__doc__)
    source, out = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1])
    students, count, seed = map(int, arguments[2:])
    chance = random.Random(seed)
    rendus = out / "rendus"
    rendus.mkdir(parents=True)
    # Of few exercises, 08 is always one: it has the hostile files.
    chosen = exercises(source, 99)
    if count < len(chosen):
        others = [exercise for exercise in chosen if not exercise.startswith("08_")]
        chosen = sorted(chance.sample(others, count - 1) + [e for e in exercises(source, 99) if e.startswith("08_")])
    expected = {}
    for i in range(students):
        number = str(70001 + i)
        files, marks = {}, {}
        for exercise in chosen:
            text, marks[exercise] = draw(source, exercise, chance, "--sans-hostiles" not in sys.argv)
            if text is not None:
                files[exercise] = (file_of(source, exercise), text)
        hand_in(rendus, f"{chance.choice(LAST)} {chance.choice(FIRST)}", number, files, chance)
        expected[number] = marks
    (out / "attendu.json").write_text(json.dumps({"exercises": chosen, "students": expected}, indent=1, ensure_ascii=False))
    print(",".join(exercise[:2] for exercise in chosen))


main()
