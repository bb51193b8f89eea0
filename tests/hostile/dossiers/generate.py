#!/usr/bin/env python3
"""Hand-ins that attack who opens them, made at test time: a file system, an archive, a name.

Usage: generate.py SOURCE_DIR RENDUS

Prints, for each student, its folder or archive (percent-encoded) and what must come out of exercise 08: passed, missing (the
student's fault: no point) or not_judged (for the teacher to settle); « - » when the hand-in must be ignored, and that said.
"""
import io
import os
import pathlib
import sys
import tarfile
import urllib.parse
import zipfile

PLACE = "08_create_shared_memory/create_shared_memory.c"
source, rendus = pathlib.Path(sys.argv[1]), os.fsencode(sys.argv[2])
solution = (source / "solutions" / PLACE).read_bytes()


def expect(name, state):
    print(urllib.parse.quote_from_bytes(name), state)


def folder(name, state, content=solution):
    inside = os.path.join(rendus, name, b"08_create_shared_memory")
    os.makedirs(inside)
    file = os.path.join(inside, b"create_shared_memory.c")
    if content is not None:
        with open(file, "wb") as stream:
            stream.write(content)
    expect(name, state)
    return file


def tar(name, state, entries):
    with tarfile.open(os.path.join(rendus, name), "w:gz" if name.endswith(b"gz") else "w") as archive:
        for path, kind, target, content in entries:
            entry = tarfile.TarInfo(path)
            entry.type, entry.linkname, entry.size = kind, target, len(content)
            entry.devmajor, entry.devminor = 1, 5  # /dev/zero
            archive.addfile(entry, io.BytesIO(content))
    expect(name, state)


def archive(name, state, entries):
    with zipfile.ZipFile(os.path.join(os.fsdecode(rendus), name), "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in entries:
            packed.writestr(path, content)
    expect(name.encode(), state)


def folders():
    folder(b"honnete", "passed")
    os.symlink("/etc/passwd", folder(b"lien", "missing", None))
    os.symlink("/dev/zero", folder(b"lien-vers-dev-zero", "missing", None))
    os.symlink("create_shared_memory.c", folder(b"lien-vers-soi", "missing", None))
    hard = folder(b"lien-dur", "not_judged")
    os.link(hard, hard + b".autre")
    os.mkfifo(folder(b"tube", "missing", None))
    os.mkdir(folder(b"dossier-du-nom", "missing", None))
    if os.geteuid() == 0:
        os.mknod(folder(b"peripherique", "missing", None), 0o20666, os.makedev(1, 5))
    folder(b"nom-\xff\xfe-invalide", "passed")
    folder(b"nom\n::notice title=GRADE::20", "passed")
    folder(b"=cmd|'-C calc'!A0", "passed")
    folder(b"\x1b[2J\x1b]0;efface\x07", "passed")
    folder(b"<script>alert(1)</script>".replace(b"/", b"\xe2\x88\x95"), "passed")
    folder(b"vide", "missing", None)
    file = folder(b"profond", "passed")
    here = os.path.dirname(file)
    for _ in range(120):
        here = os.path.join(here, b"d" * 20)
        os.mkdir(here)
    os.symlink("/", os.path.join(rendus, b"etudiant-lie"))
    expect(b"etudiant-lie", "-")


def archives():
    regular, link, hard, fifo, device = tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE
    tar(b"evasion.tar", "missing", [("../../../tmp/partage-hostile-evade/" + PLACE, regular, "", solution),
                                    ("/tmp/partage-hostile-evade/" + PLACE, regular, "", solution)])
    tar(b"liens.tar", "missing", [(PLACE, link, "/etc/passwd", b""), ("a", hard, "/etc/shadow", b"")])
    tar(b"lien-puis-fichier.tar", "passed", [("sortie", link, "/tmp", b""), ("sortie/partage-hostile-evade", regular, "", b"x"),
                                             (PLACE, regular, "", solution)])
    tar(b"peripheriques.tar.gz", "missing", [(PLACE, fifo, "", b""), ("d", device, "", b"")])
    archive("bombe.zip", "passed", [("rien.bin", bytes(300 << 20)), (PLACE, solution)])
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr(PLACE, solution)
    for _ in range(6):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as packed:
            packed.writestr("a.zip", inner.getvalue())
        inner = outer
    (pathlib.Path(os.fsdecode(rendus)) / "poupees.zip").write_bytes(inner.getvalue())
    expect(b"poupees.zip", "not_judged")
    (pathlib.Path(os.fsdecode(rendus)) / "faux.zip").write_bytes(b"PK\x03\x04 ceci n'est pas une archive")
    expect(b"faux.zip", "not_judged")
    archive("foule.zip", "not_judged", [(f"a/{i}", b"") for i in range(100_000)] + [(PLACE, solution)])


os.makedirs(rendus)
folders()
archives()
