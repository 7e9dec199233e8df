"""The recipes of docs/CONTRIBUTING.md, each carried out in a copy, block by block."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.reference_lists import load_reference
from data.store import Store
from etl.__main__ import main
from etl.sources import discover
from tests.etl.support import make_data_dir, three

pytestmark = pytest.mark.slow


ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "CONTRIBUTING.md"
FENCED = re.compile(r"^```(?P<info>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PLACED = re.compile(r"(?P<path>\S+) (?P<does>after|instead of) (?P<line>.+)")
UNREAD = shutil.ignore_patterns("__pycache__", "tables", "raw", ".mapped", ".cache")


@dataclass(frozen=True)
class Block:
    """One fenced block: its kind, what is done with it, where, and its text."""

    kind: str
    does: str  # "" for a whole file, "+" to add, or where to put it: after or instead of a line
    path: str
    line: str
    text: str


def blocks(recipe: str) -> Iterator[Block]:
    """The blocks of one recipe."""
    guide = GUIDE.read_text(encoding="utf-8")
    own = re.search(rf"^## Recipe: {recipe}$(.*?)(?=^## |\Z)", guide, re.MULTILINE | re.DOTALL)
    assert own, f"no recipe {recipe!r} in {GUIDE.name}"
    for found in FENCED.finditer(own[1]):
        kind, _, rest = found["info"].partition(" ")
        if kind == "sh":
            yield Block(kind, rest, "", "", found["body"])
        elif rest.startswith("+ "):
            yield Block(kind, "+", rest[2:], "", found["body"])
        elif placed := PLACED.fullmatch(rest):
            yield Block(kind, placed["does"], placed["path"], placed["line"], found["body"])
        else:
            yield Block(kind, "", rest, "", found["body"])


def put(folder: Path, block: Block) -> None:
    """Write a block into a copy; what it adds to must be there, and what it makes must not."""
    path = folder / block.path
    if block.does == "":
        assert not path.exists(), f"{block.path} stands already"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
        return
    held = path.read_text(encoding="utf-8")
    if block.line:
        line = f"{block.line}\n"
        assert held.count(line) == 1, f"{block.path}: {block.line!r} is not one line"
        kept = line if block.does == "after" else ""
        path.write_text(held.replace(line, f"{kept}{block.text}"), "utf-8")
    elif block.kind == "json":
        whole = json.loads(held) | json.loads(block.text)
        path.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        (head, *_), rows = csv.reader([held.split("\n", 1)[0]]), csv.reader(io.StringIO(block.text))
        assert all(len(row) == len(head) for row in rows), f"{block.path}: not its columns, {head}"
        path.write_text(held + block.text, encoding="utf-8")


def files(recipe: str) -> list[Block]:
    return [block for block in blocks(recipe) if block.kind != "sh"]


def commands(recipe: str) -> list[list[str]]:
    """The commands of a recipe, without `python`."""
    lines = [line for b in blocks(recipe) if b.kind == "sh" for line in b.text.splitlines()]
    assert all(line.startswith("python ") for line in lines)
    return [line.split()[1:] for line in lines]


def copy_of_the_app(folder: Path) -> Path:
    """The app over the embedded tables, with all code and words its own."""
    for name in ("callbacks", "data", "layouts", "etl", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=UNREAD)
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / "assets", folder / "assets", symlinks=True)
    for name in ("tables", ".mapped"):
        (ROOT / "data" / name).mkdir(exist_ok=True)
        (folder / "data" / name).symlink_to(ROOT / "data" / name)
    return folder


def run(folder: Path, *arguments: str) -> str:
    """What a command prints in a copy, where it must succeed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


OPENED = """
import sys
from pathlib import Path
from app import create_app
client = create_app(Path("data")).server.test_client()
for address in sys.argv[1:]:
    answer = client.get(address)
    print(answer.status_code, answer.get_data(as_text=True).replace("\\n", " "))
"""


def opened(folder: Path, *addresses: str) -> list[tuple[int, str]]:
    """Status and text of addresses of a copy."""
    lines = run(folder, "-c", OPENED, *addresses).splitlines()
    return [(int(line[:3]), line[4:]) for line in lines]


def test_a_chart(tmp_path: Path) -> None:
    folder = copy_of_the_app(tmp_path)
    for block in files("a chart"):
        put(folder, block)
    for command in commands("a chart"):
        run(folder, *command)
    assert "(`dots`)" in (folder / "docs" / "CHARTS.md").read_text(encoding="utf-8")
    query = "page=/compare&chart=dots&indicator=ctx-hdi&areas=NPL,MEX"
    answers = opened(
        folder,
        f"/chart/x/en/dots.json?{query}",
        f"/chart/x/fr/dots.json?{query}&dark=1&narrow=1",
        f"/export/compare.csv?{query}",
    )
    assert [status for status, _ in answers] == [200, 200, 200]
    (_, english), (_, french), (_, file) = answers
    assert "as dots" in english and "Nepal" in json.loads(english)["summary"]
    assert "en points" in french and "[en]" not in french
    assert "ctx-hdi" in file


def test_a_chart_with_a_fault_stops_the_start_and_every_fault_is_named(tmp_path: Path) -> None:
    folder = copy_of_the_app(tmp_path)
    first, *_ = files("a chart")
    put(folder, first)
    path = folder / first.path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("order=90", "order=1").replace('years="one"', 'years="some"'))
    done = subprocess.run(
        [sys.executable, "-c", OPENED], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode
    for fault in ("charts.dots.title", "years 'some' is not known", "order 1 is taken twice"):
        assert fault in done.stderr


DRAWN = """
import json
from pathlib import Path
from app import create_app
from callbacks.routing import read_address
from layouts.pieces.markup import markup
from layouts.views import VIEWS
app = create_app(Path("data"))
for lang in ("en", "fr"):
    ctx, problems = read_address("/ranking", f"?lang={lang}", app.reference, app.store)
    view = VIEWS[ctx.state.page]
    text = "".join(markup(part) for part in view.layout(ctx))
    print(json.dumps([len(problems), view.title(ctx), view.data(ctx)["defaultIndicator"], text]))
"""


def test_a_page(tmp_path: Path) -> None:
    folder = copy_of_the_app(tmp_path)
    query = "page=/ranking&indicator=ctx-population"
    assert opened(folder, f"/chart/x/en/bar.json?{query}")[0][0] == 404
    for block in files("a page"):
        put(folder, block)
    english, french = (json.loads(line) for line in run(folder, "-c", DRAWN).splitlines())
    assert english[:2] == [0, "Who stands where"] and french[:2] == [0, "Qui se situe où"]
    for _, title, first, text in (english, french):
        assert f"{title}</h1>" in text and 'data-chart-card="bar"' in text and first
    assert opened(folder, f"/chart/x/en/bar.json?{query}", "/ranking")[0][0] == 200


def test_an_indicator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_data_dir(tmp_path / "data")  # few series, of which trimmed answers have landed
    for block in files("an indicator"):
        put(tmp_path, block)
    reference = load_reference(folder / "reference")
    assert reference.indicators["ctx-gdp"].text("label", "fr") == "PIB, prix courants"
    place = ["--data-dir", str(folder)]
    for _, _, name, *more in commands("an indicator"):
        if name != "fetch":  # the answers have landed: tests ask no provider
            assert main([name, *more, *place], three()) == 0, capsys.readouterr()
    assert Store(folder).matrix("ctx-gdp").years_with_values()


def test_a_link(tmp_path: Path) -> None:
    folder = copy_of_the_app(tmp_path)
    for block in files("a link"):
        put(folder, block)
    ((status, file),) = opened(folder, "/export/crosswalk.csv?lang=fr")
    assert status == 200
    assert "Les partenariats sont la forme" in file


def test_a_story(tmp_path: Path) -> None:
    folder = copy_of_the_app(tmp_path)
    (file,) = files("a story")
    put(folder, file)
    slides, listed, step = opened(
        folder,
        "/stories/ecuador?v=2&lang=fr",
        "/stories?v=2",
        "/compare?v=2&indicator=ctx-remit-received-gdp&areas=ECU,COL,PER&story=ecuador&step=2",
    )
    assert [status for status, _ in (slides, listed, step)] == [200, 200, 200]
    assert slides[1].count('class="slide"') == 5 and "à côté de deux voisins" in slides[1]
    assert "Ecuador and the money sent home" in listed[1]
    assert "Look at the years of the pandemic." in step[1] and "story=ecuador&amp;step=3" in step[1]


def test_a_source_is_named_nowhere_else(tmp_path: Path) -> None:
    folder = copy_of_the_app(tmp_path)
    module = folder / "etl" / "sources" / "unrwa.py"
    held = module.read_text(encoding="utf-8")
    module.unlink()
    tables = list((folder / "data" / "reference").rglob("*.csv"))
    rows = {path: path.read_text(encoding="utf-8") for path in tables}
    for path, text in rows.items():
        kept = [line for line in text.split("\n") if not re.search(r"(^|,)unrwa(,|:)", line)]
        path.write_text("\n".join(kept), encoding="utf-8")
    assert "unrwa" not in run(folder, "-m", "etl", "list")
    for path, text in rows.items():
        path.write_text(text, encoding="utf-8")
    module.write_text(held, encoding="utf-8")
    assert "unrwa" in run(folder, "-m", "etl", "list")
    assert "unrwa" in discover()


def test_every_recipe_is_carried_out() -> None:
    """A recipe without a test is words: each has one here, or says which other test is its own."""
    guide = GUIDE.read_text(encoding="utf-8")
    recipes = re.findall(r"^## Recipe: (.+)$", guide, re.MULTILINE)
    own = Path(__file__).read_text(encoding="utf-8")
    for recipe in recipes:
        text = guide.partition(f"## Recipe: {recipe}\n")[2].partition("\n## ")[0]
        there = f"def test_{recipe.replace(' ', '_')}" in own
        assert there or re.search(r"`tests/[\w/]+\.py`", text), recipe
        for path in re.findall(r"`(tests/[\w/]+\.py)`", text):
            assert (ROOT / path).exists(), path
