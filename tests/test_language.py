"""A language is a folder of strings and one text file a table: Spanish, begun in a copy."""

import ast
import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from layouts.words import format as formats
from layouts.words.text import FALLBACK, languages, locale, rules

pytestmark = pytest.mark.slow


ROOT = Path(__file__).resolve().parents[1]
CODE = ("callbacks", "data", "etl", "layouts")
STRINGS = {
    "nav.overview": "Panorama",
    "theme.kicker.thematic_session": "Sesión temática {number}",
    "count.indicators.one": "{count} indicador",
    "count.indicators.other": "{count} indicadores",
    "js.saved": "Se guardó {name}",
}
THEMES = [
    ["theme_id", "title", "short", "translation_evidence"],
    ["ts1", "Derechos humanos de todos los migrantes", "Derechos humanos", "derived"],
]
# Run in the copy, so that nothing of the running code is patched.
SCRIPT = """
import json, sys
from pathlib import Path
from app import create_app
from callbacks.routing import read_address
from layouts.frame import shell
from layouts.pieces.markup import markup
from layouts.request.pages import PAGES
from layouts.views import VIEWS
from layouts.words.format import day, day_range, listed, number, percent, together

app = create_app(Path("data"))
client = app.server.test_client()
pages = {}
for address in [s.path for s in PAGES.values() if not s.slug] + json.loads(sys.argv[1]):
    ctx, problems = read_address(address, "?lang=es&areas=DEU", app.reference, app.store)
    assert not problems, (address, problems)
    whole = [*shell.header(ctx), *VIEWS[ctx.state.page].layout(ctx), *shell.footer(ctx)]
    pages[address] = "".join(markup(part) for part in whole)
_, unknown = read_address("/", "?lang=ar", app.reference, app.store)
print(json.dumps({
    "pages": pages,
    "offered": [c for p in unknown for c, _ in p.choices],
    "document": client.get("/?lang=es").text,
    "browser": shell.shell_data(ctx)["texts"],
    "found": client.get("/search/x/es.json?q=Alemania").json,
    "file": client.get("/export/progress.csv?lang=es").status_code,
    "said": [number(1234567.5, "es", 2), percent("5", "es"), day("2017-05-08", "es"),
             day_range("2017-05-08", "2017-05-09", "es"), listed("ab", "es"), together("abc", "es"),
             ctx.counted("indicators", 1), ctx.counted("indicators", 2), ctx.counted("places", 1)],
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app with a Spanish that has been begun: five strings and the texts of one theme."""
    folder = tmp_path_factory.mktemp("spanish")
    unread = shutil.ignore_patterns("__pycache__", "tables", "raw", ".mapped", ".cache")
    for name in ("callbacks", "data", "layouts"):
        shutil.copytree(ROOT / name, folder / name, ignore=unread)
    shutil.copy(ROOT / "app.py", folder)
    (folder / "assets").symlink_to(ROOT / "assets")
    for name in ("tables", ".mapped"):
        (ROOT / "data" / name).mkdir(exist_ok=True)
        (folder / "data" / name).symlink_to(ROOT / "data" / name)
    strings = folder / "layouts" / "words" / "locale" / "es"
    strings.mkdir()
    (strings / "begun.json").write_text(json.dumps(STRINGS), encoding="utf-8")
    themes = folder / "data" / "reference" / "texts" / "es" / "themes.csv"
    with themes.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(THEMES)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def spanish(copy: Path) -> dict[str, Any]:
    more = ["/themes/human-rights-inclusion", "/themes/drivers", "/indicators/ctx-hdi"]
    answer = run(copy, "-c", SCRIPT, json.dumps(more))
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_every_page_runs_in_a_language_that_has_been_begun(spanish: dict[str, Any]) -> None:
    first = spanish["pages"]["/"]
    assert '<html lang="es" dir="ltr"' in spanish["document"]
    assert re.search(r'<a [^>]*lang="es"[^>]*title="Español"[^>]*>ES</a>', first)
    assert re.search(r'<a [^>]*class="here"[^>]*>Panorama</a>', first)
    assert "Sesión temática 1" in spanish["pages"]["/themes/human-rights-inclusion"]
    assert ">Derechos humanos</a>" in first
    assert spanish["browser"]["saved"] == "Se guardó {name}"
    assert "Alemania" in spanish["pages"]["/map"] and spanish["file"] == 200
    assert 'data-areas="1"' in spanish["found"]["html"]
    assert spanish["offered"] == ["en", "es", "fr"], "Arabic has texts, and no strings of pages"


def test_what_it_lacks_is_english_and_marked_and_no_key_is_shown(spanish: dict[str, Any]) -> None:
    first, theme = spanish["pages"]["/"], spanish["pages"]["/themes/human-rights-inclusion"]
    assert f"{locale('en')['nav.methods']} [en]" in first
    assert "Drivers of migration [en]" in first
    assert locale("en")["theme.translation"] + " [en]" in theme
    assert locale("en")["theme.official"] + " [en]" in spanish["pages"]["/themes/drivers"]
    assert f"{locale('en')['js.copied']} [en]" == spanish["browser"]["copied"]
    shown = "\n".join(spanish["pages"].values())
    assert not [key for key in locale("en") if f">{key}<" in shown or f'"{key}"' in shown]


def test_numbers_dates_lists_and_plurals_are_those_of_the_language(
    spanish: dict[str, Any],
) -> None:
    assert spanish["said"] == [
        *("1.234.567,50", "5\u00a0%", "8 de mayo de 2017", "8–9 de mayo de 2017"),
        *("a, b", "a, b y c", "1 indicador", "2 indicadores", "1 place [en]"),
    ]


def test_the_check_names_what_is_missing(copy: Path) -> None:
    answer = run(copy, "-m", "layouts.words", "check")
    lines = answer.stdout.splitlines()
    assert answer.returncode == 1, answer.stderr
    assert "layouts/words/locale/es: nav.methods" in lines
    assert "data/reference/texts/es/themes.csv ts2: title" in lines
    assert "data/reference/texts/es/themes.csv ts1: description" in lines
    assert "layouts/words/locale/es: count.places.one" in lines
    assert {"en: 0 missing", "fr: 0 missing"} <= set(lines[-3:])
    assert not [line for line in lines if "ts1: title" in line or "nav.overview" in line]


def test_our_own_languages_lack_nothing() -> None:
    answer = run(ROOT, "-m", "layouts.words", "check")
    assert (answer.returncode, answer.stdout) == (0, "en: 0 missing\nfr: 0 missing\n")


def test_no_code_asks_for_one_language() -> None:
    """Neither `lang ==` nor a comparison with the code of a language, nor a field `_fr`."""
    asked = re.compile(r"\blang\s*(==|!=)|(==|!=)\s*lang\b|\.\w+_(en|fr)\b")
    codes = {*languages(), "es", "ar", "ru", "zh"}
    wrong = []
    for path in (p for folder in CODE for p in (ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        wrong += [f"{path}: {found.group()}" for found in asked.finditer(text)]
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Compare):
                sides = [n for side in (node.left, *node.comparators) for n in ast.walk(side)]
                named = {n.value for n in sides if isinstance(n, ast.Constant)} & codes
                wrong += [f"{path}:{node.lineno} {code}" for code in named]
    assert not wrong


@given(
    value=st.floats(-1e15, 1e15, allow_nan=False),
    decimals=st.integers(0, 6),
    lang=st.sampled_from(languages()),
)
def test_numbers_are_as_babel_writes_them(value: float, decimals: int, lang: str) -> None:
    rounded = f"{value:.{decimals}f}"
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    expected = format_decimal(rounded, pattern, rules(lang), decimal_quantization=False)
    assert formats.number(value, lang, decimals) == expected.replace("-", formats.MINUS)


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        ("2017-05-08", "", "8 May 2017", "8 mai 2017"),
        ("2017-05-01", "2017-05-01", "1 May 2017", "1 mai 2017"),
        ("2017-05-08", "2017-05-09", "8–9 May 2017", "8–9 mai 2017"),
        ("2017-04-30", "2017-05-02", "30 April 2017 – 2 May 2017", "30 avril 2017 – 2 mai 2017"),
        ("", "", "date not found", "date non trouvée"),
    ],
)
def test_days_are_words(start: str, end: str, english: str, french: str) -> None:
    assert formats.day_range(start, end, FALLBACK) == english
    assert formats.day_range(start, end, "fr") == french
    assert formats.month("2020-12", "fr") == "décembre 2020"
