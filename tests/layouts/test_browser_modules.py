"""The browser's modules: who imports whom, and under which address they are served."""

import re
from pathlib import PurePosixPath

import pytest

from app import Throughline
from layouts.frame import modules

IMPORT = re.compile(r"^import [^;]*?'([^']+)';", re.MULTILINE)
LONGEST_LINE = 120
DRAWING = re.compile(r"'<[^']*/>',?$")  # SVG in one string
# What reads or fills what classic scripts, Dash and the document leave on `window`.
MEET_GLOBALS = {
    "bridge.js", "charts/component.js", "charts/draw.js", "core/plotly.js",
    "table/page.js", "main.js", "request/here.js", "request/routing.js",
}  # fmt: skip


def text(name: str) -> str:
    return (modules.FOLDER / name).read_text(encoding="utf-8")


def imported(name: str) -> set[str]:
    folder = (modules.FOLDER / name).parent
    found = [(folder / given).resolve() for given in IMPORT.findall(text(name))]
    return {path.relative_to(modules.FOLDER).as_posix() for path in found}


def test_every_module_is_imported_and_exists() -> None:
    named = {other for name in modules.names() for other in imported(name)}
    assert named == set(modules.names()) - {modules.ENTRY}


def test_imports_make_no_circle() -> None:
    left = {name: imported(name) for name in modules.names()}
    while free := [name for name, others in left.items() if not others & left.keys()]:
        for name in free:
            del left[name]
    assert not left


def test_a_page_imports_no_other_page() -> None:
    """What two pages need stands in a folder that is no page's."""
    shared = {"charts", "core", "frame", "pieces", "request", "series", "words"}
    wrong = []
    for name in modules.names():
        own = PurePosixPath(name).parts[0]
        for other in imported(name) if "/" in name else ():
            if PurePosixPath(other).parts[0] not in shared | {own}:
                wrong.append(f"{name}: {other}")
    assert not wrong


def test_globals_are_met_in_few_places() -> None:
    met = {name for name in modules.names() if re.search(r"\(window\)|= window;", text(name))}
    assert met == MEET_GLOBALS


def test_lines_fit_the_screen() -> None:
    long = [
        f"{path}:{i}"
        for path in modules.FOLDER.rglob("*.js")
        for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE and not DRAWING.search(line)
    ]
    assert not long


def test_a_document_loads_every_module_once_under_one_version(app: Throughline) -> None:
    page = app.server.test_client().get("/").get_data(as_text=True)
    loaded = re.findall(r'<link rel="modulepreload" href="/app/(\w+)/([^"]+)">', page)
    assert [name for _, name in loaded] == list(modules.names())
    assert {version for version, _ in loaded} == {modules.build()}
    assert f'<script type="module" src="/app/{modules.build()}/main.js">' in page
    assert "/assets/app/" not in page


@pytest.mark.parametrize(("version", "kept"), [("", "immutable"), ("older", "no-store")])
def test_only_the_version_of_today_is_kept(app: Throughline, version: str, kept: str) -> None:
    address = f"/app/{version or modules.build()}/main.js"
    with app.server.test_client().get(address) as answer:
        assert answer.mimetype == "text/javascript"
        assert kept in answer.headers["Cache-Control"]


def test_nothing_beside_the_modules_is_served(app: Throughline) -> None:
    client = app.server.test_client()
    for name in ("missing.js", "../css/10-base.css", "%2e%2e/%2e%2e/app.py"):
        assert client.get(f"/app/{modules.build()}/{name}").status_code == 404
