#!/usr/bin/env python3
"""Every French text that a student or a teacher reads, through hunspell and its French dictionary.

    spelling.py ROOT     0: nothing to say; 1: a word that neither the dictionary nor accepted.txt knows; 77: no hunspell

Lessons, statements and README come from their Markdown; titles, hints and diagnoses from their TOML; messages from the string
literals of the C++ sources; the manual from its page.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(sys.argv[1])


# What stands in a sentence without being French: code between quotes or backticks, links, options, codes of diagnosis, names of
# files, constants, anything with an underscore or a digit.
NOT_FRENCH = [r"\{[^}]*\}", r"```.*?```", r"`[^`\n]*`", r"\]\([^)]*\)", r"<[^>]*>", r"\b[EGM]\d*-[a-z0-9-]+", r"(?<!\w)--?[a-zA-Z][\w-]*",
              r"\w+\([^)]*\)", r"[\w./-]*\.(?:c|h|cpp|md|toml|json|csv|txt|html|yml|tar|gz|zip|o)\b", r"\w*[_0-9]\w*", r"\b[A-Z]{2,}\b",
              r"\S*[/=]\S*"]


def without_code(text):
    for pattern in NOT_FRENCH:
        text = re.sub(pattern, " ", text, flags=re.S)
    return re.sub(r"[^\w'’ \n]", " ", text)


def markdown(path):
    text = path.read_text(encoding="utf-8")
    front = re.match(r"\+\+\+\n(.*?)\n\+\+\+\n", text, flags=re.S)
    if front:
        yield from toml_strings(tomllib.loads(front.group(1)))
        text = text[front.end():]
    # The words of a block of ours (a question, what to observe) are strings of its TOML.
    for block in re.findall(r"```(?:prediction|lancer)\n(.*?)```", text, flags=re.S):
        yield from toml_strings(tomllib.loads(block))
    yield from re.sub(r"```.*?```", " ", text, flags=re.S).splitlines()


PROSE = {"titre", "buts", "question", "choix", "observer", "essayer", "explication", "indices", "phrase", "pourquoi", "conseil",
         "texte", "constat", "raison"}


def toml_strings(value, key=""):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from toml_strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from toml_strings(inner, key)
    elif isinstance(value, str) and key in PROSE:
        yield value.replace("\n", " ")


LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def cpp(path):
    source = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
    source = re.sub(r'"\s*\n\s*"', "", source)
    for literal in LITERAL.findall(source):
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), literal)
        text = re.sub(r"\\[nt]", " ", text).replace('\\"', '"').replace("\\\\", "\\")
        text = re.sub(r"\{[^}]*\}", " X ", text)
        # A sentence, or part of one: at least three words in a row, one of them French by its letters or its articles.
        if len(re.findall(r"[A-Za-zÀ-ÿ]{2,}", text)) >= 3 and re.search(r"[À-ÿ]|\b(le|la|les|un|une|du|des|de|pas|est|ne|dans)\b", text):
            yield text


def roff(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("."):
            yield re.sub(r"\\f.|\\[(-].?", " ", line)


def all_texts():
    for path in sorted(ROOT.glob("lessons/*/lesson.fr.md")) + sorted(ROOT.glob("exercises/*/enonce.fr.md")) + [ROOT / "README.fr.md"]:
        yield path, markdown(path)
    for path in sorted(ROOT.glob("exercises/*/exercise.toml")):
        yield path, toml_strings(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in sorted(ROOT.glob("tui/**/*.cpp")) + sorted(ROOT.glob("exercises/*/check.cpp")):
        yield path, cpp(path)
    for path in sorted(ROOT.glob("tui/cli/*.1")):
        yield path, roff(path)



def unknown_words(lines):
    checked = subprocess.run(["hunspell", "-d", "fr", "-i", "utf-8", "-l"], input="\n".join(lines), capture_output=True, text=True,
                             encoding="utf-8", check=True)
    return set(checked.stdout.split())


def main():
    if shutil.which("hunspell") is None:
        print("hunspell est absent : l'orthographe n'est pas vérifiée.")
        return 77
    accepted = set((pathlib.Path(__file__).parent / "accepted.txt").read_text(encoding="utf-8").split())
    places = [(path, text) for path, lines in all_texts() for line in lines if (text := without_code(line).strip())]
    if len(places) < 1000:
        print(f"{len(places)} textes seulement : ils ne sont plus trouvés là où ils étaient.")
        return 1
    wrong = sorted(unknown_words(text for _, text in places) - accepted - {"'"})
    for word in wrong:
        path, text = next((place for place in places if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", place[1])), (ROOT, ""))
        print(f"{path.relative_to(ROOT)} : « {word} » dans « {re.sub(' +', ' ', text)} »")
    return 1 if wrong else 0


sys.exit(main())
