"""Opens a class's index.html in headless Chromium: what it asks for, what it shows, where its links lead, what is printed.

    reports_browser.py FOLDER [SCREENSHOTS]

FOLDER holds index.html and notes.json. Prints what is wrong, and exits with 1. Chromium is driven through its DevTools pipe:
nothing listens on the network.
"""
import base64
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

folder = pathlib.Path(sys.argv[1]).resolve()
screenshots = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
notes = json.loads((folder / "notes.json").read_text("utf-8"))
compared = folder / "similarites.json"
similar = json.loads(compared.read_text("utf-8")) if compared.exists() else None
faults = []
SYMBOLS = {"passed": "✔", "failed": "✘", "missing": "–", "not_judged": "!"}


def check(right, words):
    if not right:
        faults.append(words)


class Browser:
    FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe"]

    def __init__(self, profile):
        there, self.send_to = os.pipe()
        self.read_from, back = os.pipe()

        def orders_on_3_answers_on_4():
            os.dup2(there, 103), os.dup2(back, 104)
            os.dup2(103, 3), os.dup2(104, 4)

        self.process = subprocess.Popen(
            [program(), *self.FLAGS, f"--user-data-dir={profile}", "about:blank"], preexec_fn=orders_on_3_answers_on_4,
            pass_fds=(3, 4), start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(there), os.close(back)
        self.pending, self.events, self.number, self.session = b"", [], 0, None
        target = next(one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page")
        self.session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(domain + ".enable")

    def message(self):
        while b"\0" not in self.pending:
            read = os.read(self.read_from, 1 << 16)
            if not read:
                sys.exit("Chromium s'est arrêté.")
            self.pending += read
        one, self.pending = self.pending.split(b"\0", 1)
        return json.loads(one)

    def ask(self, method, **parameters):
        self.number += 1
        order = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            order["sessionId"] = self.session
        data = json.dumps(order).encode() + b"\0"
        while data:
            data = data[os.write(self.send_to, data):]
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method} : {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            sys.exit(f"{expression} : {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def look(self, width, height, dark=False, media=""):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def picture(self, name):
        if screenshots:
            screenshots.mkdir(parents=True, exist_ok=True)
            (screenshots / name).write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def key(self, name, code):
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code,
                     **({"text": "\r"} if name == "Enter" and kind == "keyDown" else {}))

    def close(self):
        # Its helpers too: they would go on writing in the profile while it is removed.
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def program():
    return next(path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if os.path.exists(path))


def check_silence(browser):
    """One request, the page itself; nothing on the console."""
    asked = [event["params"]["request"]["url"] for event in browser.events if event.get("method") == "Network.requestWillBeSent"]
    check(len(asked) == 1 and asked[0].startswith("file://"), f"demandes : {asked}")
    for event in browser.events:
        if event.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            faults.append(f"console : {json.dumps(event['params'])[:400]}")


def check_table(browser):
    """The numbers of the table are those of notes.json."""
    rows = browser.value("""[...document.querySelectorAll('table.heat tbody tr')].map(row => ({
        name: row.cells[0].innerText.trim(), total: row.cells[1].textContent.trim(),
        cells: [...row.cells].slice(2).map(cell => ({symbol: cell.querySelector('[aria-hidden]').textContent,
            link: cell.querySelector('a').getAttribute('href'), title: cell.querySelector('a').title}))}))""")
    check(len(rows) == len(notes["students"]), "nombre de lignes")
    for row, student in zip(rows, notes["students"]):
        if "points" in student["total"]:
            written = f"{student['total']['points']:.4f}".rstrip("0").rstrip(".").replace(".", ",")
            check(row["total"] == written, f"total de {student['id']} : {row['total']} au lieu de {written}")
        else:
            check(row["total"].startswith("≥"), f"total de {student['id']} : {row['total']}")
        for cell, mark in zip(row["cells"], student["marks"], strict=True):
            check(cell["symbol"] == SYMBOLS[mark["state"]], f"{student['id']} {mark['exercise']} : {cell['symbol']}")
            check(cell["link"] == f"#{student['id']}-{mark['exercise'][:2]}", f"lien {cell['link']}")
            if mark["state"] == "failed":
                check(cell["title"] == mark["verdict"]["diagnosis"]["code"], f"code {cell['title']}")
    passed = browser.value("[...document.querySelectorAll('table.heat tfoot td')].slice(1).map(cell => +cell.textContent)")
    for index, count in enumerate(passed):
        check(count == sum(student["marks"][index]["state"] == "passed" for student in notes["students"]), f"réussis : colonne {index}")
    bars = browser.value("[...document.querySelectorAll('figure tbody td')].reduce((sum, cell) => sum + +cell.textContent, 0)")
    check(bars == sum("points" in student["total"] for student in notes["students"]), f"répartition : {bars} étudiants")


def check_similar(browser):
    """Nothing when nothing was compared; or else the pairs of similarites.json, ten an exercise, and links to their marks."""
    section = browser.value("document.getElementById('ressemblances') !== null")
    check(section == (similar is not None), f"ressemblances : {section}")
    check(browser.value("document.querySelector('header a[href=\"#ressemblances\"]') !== null") == section, "ressemblances : sommaire")
    if not section:
        return
    check("pas une preuve" in browser.value("document.getElementById('ressemblances').innerText"), "ressemblances : une accusation")
    shown = browser.value("""[...document.querySelectorAll('table.pairs tbody')].map(body => [body.querySelector('th a').hash,
        [...body.querySelectorAll('tr')].filter(row => row.cells.length === 4).map(row => [...row.cells].map(cell =>
            cell.querySelector('a') ? cell.querySelector('a').hash : parseInt(cell.textContent)))])""")
    wanted = {}
    for pair in similar["pairs"]:
        number = pair["exercise"][:2]
        wanted.setdefault(f"#ex-{number}", []).append([f"#{pair['first']}-{number}", pair["first_percent"] or None,
                                                       f"#{pair['second']}-{number}", pair["second_percent"] or None])
    check(shown == [[exercise, pairs[:10]] for exercise, pairs in wanted.items()], f"ressemblances : {shown[:2]}")


def check_links(browser):
    broken = browser.value("[...document.links].filter(link => !document.getElementById(link.hash.slice(1))).map(link => link.href)")
    check(broken == [], f"liens : {broken[:5]}")
    for student in (notes["students"][0], notes["students"][-1]):
        anchor = f"{student['id']}-{student['marks'][-1]['exercise'][:2]}"
        top = browser.value(f"""new Promise(done => {{ document.querySelector('td a[href="#{anchor}"]').click();
            requestAnimationFrame(() => requestAnimationFrame(() =>
                done(document.getElementById('{anchor}').getBoundingClientRect().top))) }})""")
        height = browser.value("innerHeight")
        check(0 <= top < height, f"la case ne mène pas à {anchor} : {top}")
        inside = browser.value(f"document.getElementById('{anchor}').closest('section').id")
        check(inside == student["id"], f"{anchor} est dans {inside}")


def check_folded(browser):
    """An error of one student only is folded: the link from their section opens it, and it is not printed."""
    opened = browser.value("""new Promise(done => { const link = [...document.querySelectorAll('.title a')]
        .find(one => document.getElementById(one.hash.slice(1)).closest('details.alone')); if (!link) return done(true);
        link.click(); requestAnimationFrame(() => requestAnimationFrame(() => { const row = document.getElementById(link.hash.slice(1));
        done(row.closest('details').open && row.getBoundingClientRect().height > 0); row.closest('details').open = false })) })""")
    check(opened, "une erreur repliée ne s'ouvre pas")


def check_keyboard(browser):
    browser.key("Tab", 9)
    focus = browser.value("(e => [e.textContent, e.getBoundingClientRect().left >= 0])(document.activeElement)")
    check(focus == ["Aller au tableau", True], f"première tabulation : {focus}")
    browser.key("Enter", 13)
    browser.key("Tab", 9)
    check(browser.value("document.activeElement.matches('.scroll')"), "le tableau ne défile pas au clavier")


def check_sizes(browser):
    """Nothing runs over the edge; the table's heads stay while it is scrolled; pictures to look at."""
    for width, height in ((1280, 900), (400, 800)):
        for dark in (False, True):
            browser.look(width, height, dark)
            wide = browser.value("document.documentElement.scrollWidth")
            check(wide <= width, f"à {width} : la page est large de {wide}")
            background, ink = browser.value("(s => [s.backgroundColor, s.color])(getComputedStyle(document.documentElement))")
            check((int(background.split("(")[1].split(",")[0]) < 128) == dark, f"fond {background}")
            name = f"{width}-{'sombre' if dark else 'clair'}"
            for part in ("resume", "exercices", "tableau", "erreurs", *["ressemblances"] * (similar is not None), notes["students"][0]["id"]):
                browser.value(f"document.getElementById('{part}').scrollIntoView(), 0")
                browser.picture(f"{name}-{part}.png")
    browser.look(400, 800)
    cut = browser.value("[...document.querySelectorAll('table.pairs, table.errors')].some(table => table.scrollWidth > table.parentNode.clientWidth)")
    check(not cut, "à 400 : un tableau est coupé")
    stuck = browser.value("""(box => { box.scrollTo(200, 400); const edge = box.getBoundingClientRect();
        const head = box.querySelector('thead th').getBoundingClientRect(), left = box.querySelector('tbody th').getBoundingClientRect();
        return [Math.abs(head.top - edge.top) <= 2, Math.abs(left.left - edge.left) <= 2] })(document.querySelector('.tall'))""")
    check(stuck == [True, True], f"en-têtes du tableau : {stuck}")


def check_print(browser):
    pdf = folder / "index.pdf"
    pdf.write_bytes(base64.b64decode(browser.ask("Page.printToPDF", preferCSSPageSize=True, paperWidth=8.27, paperHeight=11.69)["data"]))
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    pages = text.split("\f")
    for student in notes["students"] if not notes["problems"] else []:  # hostile names have blanks that a PDF does not keep
        heads = [page for page in pages if "".join(page.split()).startswith("".join(student["name"].split()))]  # a long one is cut in lines
        check(heads, f"imprimé : pas de page qui commence par {student['name']}")
    check(("Rendus qui se ressemblent" in text) == (similar is not None), "imprimé : ressemblances")
    if screenshots:
        subprocess.run(["pdftoppm", "-png", "-r", "60", "-f", "1", "-l", "6", pdf, screenshots / "imprime"], check=True)


with tempfile.TemporaryDirectory(prefix="partage-chromium-", ignore_cleanup_errors=True) as profile:
    browser = Browser(profile)
    try:
        browser.look(1280, 900)
        start = time.monotonic()
        browser.ask("Page.navigate", url=(folder / "index.html").as_uri())
        browser.wait_for("Page.loadEventFired")
        browser.value("document.body.getBoundingClientRect().height")
        print(f"ouvert en {time.monotonic() - start:.2f} s")
        check(browser.value("document.scripts.length") == 0, "un script")
        check_keyboard(browser)
        check_table(browser)
        check_similar(browser)
        check_links(browser)
        check_folded(browser)
        check_sizes(browser)
        check_print(browser)
        check_silence(browser)
    finally:
        browser.close()
print("\n".join(faults[:40]))
sys.exit(1 if faults else 0)
