"""Reads the reports of a folder with real parsers: none of their words may act.

    reports_read_back.py FOLDER SCHEMA

FOLDER holds what write_reports() of reports_class.cpp wrote. Prints what is wrong, and exits with 1.
"""
import csv
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

folder, schema = pathlib.Path(sys.argv[1]), sys.argv[2]
notes = json.loads((folder / "notes.json").read_text("utf-8"))
faults = []


def check(right, words):
    if not right:
        faults.append(words)


FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Markup(html.parser.HTMLParser):
    """Every element with its attributes, the nesting checked, the text of each."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.stack, self.text = [], [], []
        self.feed(text)
        self.close()
        check(not self.stack, f"éléments non fermés : {self.stack}")

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        check(len(attributes) == len(dict(attributes)), f"attribut doublé dans {tag}")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        check(self.stack and self.stack[-1] == tag, f"</{tag}> ferme {self.stack[-1:]}")
        if self.stack:
            self.stack.pop()

    def handle_data(self, data):
        if self.stack[-1:] != ["style"]:
            self.text.append(data)

    def handle_comment(self, data):
        faults.append(f"un commentaire : {data[:40]!r}")

    def unknown_decl(self, data):
        faults.append(f"une déclaration : {data[:40]!r}")


def read(name):
    text = (folder / name).read_bytes().decode("utf-8")
    found = CONTROL.search(text if name in ("junit.xml", "index.html") else re.sub("[\ufffe\uffff]", "", text))
    check(not found, f"{name} : caractère {found and hex(ord(found.group()))}")
    return text


def check_moodle(name, columns, participant, decimal):
    text = read(name)
    check(text.startswith("\ufeff"), f"{name} : pas de marque d'ordre")
    rows = list(csv.reader(text[1:].splitlines(), strict=True))
    check(rows[0] == columns, f"{name} : colonnes {rows[0]}")
    expected = [student for student in notes["students"] if student["number"]]
    check(len(rows) == 1 + len(expected), f"{name} : {len(rows)} lignes")
    for row, student in zip(rows[1:], expected):
        check(len(row) == len(columns), f"{name} : {len(row)} cellules")
        check(row[0] == participant + student["number"], f"{name} : {row[0]}")
        points = student["total"].get("points")
        check(row[2] == ("" if points is None else f"{points:.4f}".rstrip("0").rstrip(".").replace(".", decimal)), f"{name} : note {row[2]}")
        elements = Markup(row[5]).elements
        check({tag for tag, _ in elements} <= {"p", "ul", "li", "code"}, f"{name} : {elements}")
        check(not any(attributes for _, attributes in elements), f"{name} : un attribut")
        for cell in row:
            check(not cell.lstrip(' "').startswith(FORMULA), f"{name} : formule {cell[:40]!r}")
    check("\\" not in text, f"{name} : une barre oblique inverse")
    for line in text.splitlines():  # a spreadsheet that believes in another separator, quotes or not
        for separator in ";,\t":
            for cell in line.split(separator):
                check(not cell.strip(' "').startswith(FORMULA), f"{name} : avec « {separator} », la formule {cell[:40]!r}")


def check_notes():
    text = read("notes.csv")
    rows = list(csv.reader(text.lstrip("\ufeff").splitlines(), delimiter=";", strict=True))
    check(len(rows) == 1 + len(notes["students"]) and len({len(row) for row in rows}) == 1, "notes.csv : forme")
    for row, student in zip(rows[1:], notes["students"]):
        check(notes["problems"] or row[1] == student["name"], f"notes.csv : {row[1]!r}")
        check(not any(cell.lstrip(' "').startswith(FORMULA) for cell in row), f"notes.csv : formule dans {row}")


def check_junit():
    read("junit.xml")
    suites = tree.parse(folder / "junit.xml").getroot()
    check(len(suites) == len(notes["students"]), "junit : nombre de suites")
    for suite, student in zip(suites, notes["students"]):
        cases = suite.findall("testcase")
        check(len(cases) == len(student["marks"]) == int(suite.get("tests")), "junit : nombre de tests")
        check(sum(case.find("failure") is not None for case in cases) == int(suite.get("failures")), "junit : échecs")
        check(sum(case.find("error") is not None for case in cases) == int(suite.get("errors")), "junit : erreurs")
        for case, mark in zip(cases, student["marks"]):
            wanted = {"passed": None, "failed": "failure", "missing": "failure", "not_judged": "error"}[mark["state"]]
            found = [child.tag for child in case if child.tag != "system-out"]
            check(found == ([wanted] if wanted else []), f"junit : {mark['state']} donne {found}")
            if mark["state"] == "failed":
                check(case.find("failure").get("type") == mark["verdict"]["diagnosis"]["code"], "junit : code")
    checked = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, folder / "junit.xml"], capture_output=True, text=True)
    check(checked.returncode == 0, f"xmllint : {checked.stderr[:2000]}")


TAGS = set("""html head meta title style body nav a header h1 h2 h3 h4 h5 ul li main section dl div dt dd time span p figure svg rect
    text line table caption thead tbody tfoot tr th td figcaption details summary code article b pre mark""".split())
ATTRIBUTES = set("""lang charset http-equiv content name class aria-label href id aria-labelledby datetime viewbox aria-hidden focusable
    x y width height x1 x2 y1 y2 scope colspan role tabindex title""".split())


def check_page():
    page = Markup(read("index.html"))
    names = {tag for tag, _ in page.elements}
    check(names <= TAGS, f"page : éléments {names - TAGS}")
    attributes = {name for _, all_of in page.elements for name in all_of}
    check(attributes <= ATTRIBUTES, f"page : attributs {attributes - ATTRIBUTES}")
    for once in ("html", "head", "title", "style", "body", "main", "h1"):
        check(sum(tag == once for tag, _ in page.elements) == 1, f"page : {once}")
    identifiers = [all_of["id"] for _, all_of in page.elements if "id" in all_of]
    check(len(identifiers) == len(set(identifiers)), "page : un identifiant double")
    for _, all_of in page.elements:
        link = all_of.get("href", "#tableau")
        check(link[:1] == "#" and link[1:] in identifiers, f"page : lien {link[:60]!r}")
        for name in all_of.get("aria-labelledby", "").split():
            check(name in identifiers, f"page : aria-labelledby {name!r}")
    for student in notes["students"]:
        for mark in student["marks"]:
            check(f"{student['id']}-{mark['exercise'][:2]}" in identifiers, "page : une note sans ancre")
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    check(levels[0] == 1 and all(b <= a + 1 for a, b in zip(levels, levels[1:])), "page : titres")
    text = "".join(page.text)
    for word in json.loads((folder / "hostile.json").read_text("utf-8")) if notes["problems"] else [s["name"] for s in notes["students"]]:
        check(word.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") in text, f"page : il manque {word!r}")
    policy = [all_of["content"] for tag, all_of in page.elements if all_of.get("http-equiv") == "Content-Security-Policy"]
    check(policy and policy[0].startswith("default-src 'none'; style-src 'sha256-"), "page : pas de politique")


def check_portal():
    """As the runner does: white space in front is dropped; the older form is looked for anywhere."""
    for line in re.split("[\r\n\x85\u2028\u2029]", read("portail.txt")):
        check(not line.lstrip().startswith("::") and "##[" not in line and "::" not in line, f"portail : {line!r}")


check_moodle("moodle.csv", ["Identifiant", "Nom complet", "Note", "Note maximale", "Dernière modification (note)",
                            "Feedback par commentaires"], "Participant", ",")
check_moodle("moodle_en.csv", ["Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)",
                               "Feedback comments"], "Participant ", ".")
check_notes()
check_junit()
check_page()
check_portal()
print("\n".join(faults[:40]))
sys.exit(1 if faults else 0)
