"""Languages are complete, and every key that code names exists."""

import ast
import csv
import re
from pathlib import Path

import pytest

from layouts.frame import modules
from layouts.words.check import missing_strings, wanted_keys
from layouts.words.text import RULES, browser_texts, languages, locale, plural, plural_families, t

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("lang", [x for x in languages() if x != "en"])
def test_every_language_has_the_same_keys_and_placeholders(lang: str) -> None:
    english, other = locale("en"), locale(lang)
    assert missing_strings(lang) == []
    assert other.keys() <= wanted_keys(lang) | {RULES}
    both = english.keys() & other.keys()
    different = {
        k
        for k in both
        if set(PLACEHOLDER.findall(english[k])) != set(PLACEHOLDER.findall(other[k]))
    }
    assert not different
    assert not [k for k in both if bool(english[k].strip()) != bool(other[k].strip())]


def test_french_signs_are_not_left_alone_on_a_line() -> None:
    """A space before ; : ! ? % » and after « does not break."""
    loose = re.compile(r" [;:!?%»]|« ")
    assert not [key for key, text in locale("fr").items() if loose.search(text)]


# Words of ours that nobody outside knows.
JARGON = re.compile(
    r"this copy|own copy|cette copie|votre copie|no series here|(a|have) series here|"
    r"(pas de|aucune|une) série ici|make data|python -m|\b(in)?direct links?\b|"
    r"liens? (in)?directs?|\bexpert\b|crosswalk|embedded|intégrée?s? à"
)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_text_has_words_that_only_we_know(lang: str) -> None:
    said = dict(locale(lang))
    for path in (ROOT / "data" / "reference" / "texts" / lang).glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                said[f"{path.stem}:{next(iter(row.values()))}"] = " ".join(list(row.values())[1:])
    assert not [key for key, text in said.items() if JARGON.search(text.lower())]


def test_keys_named_in_python_exist() -> None:
    missing = []
    for path in [*(ROOT / "layouts").rglob("*.py"), *(ROOT / "callbacks").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name, key = ast.unparse(node.func), node.args[0]
            if name not in ("t", "ctx.t", "plural", "ctx.plural"):
                continue
            ending = ".other" if name.endswith("plural") else ""
            if isinstance(key, ast.Constant) and f"{key.value}{ending}" not in locale("en"):
                missing.append(f"{path}:{node.lineno} {key.value}")
            if isinstance(key, ast.JoinedStr):  # a family of keys: its fixed start must exist
                start = str(getattr(key.values[0], "value", ""))
                if not any(k.startswith(start) for k in locale("en")):
                    missing.append(f"{path}:{node.lineno} {start}*")
    assert not missing


# What a module asks words for, as far as brackets within go.
ASKED = re.compile(r"\bt\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
BEGUN = re.compile(r"`([a-z0-9_.]*)\$\{")


def test_the_browser_is_sent_the_words_that_its_modules_ask_for_and_no_others() -> None:
    sent = browser_texts("en", modules.asks_for).keys()
    texts = {n: (modules.FOLDER / n).read_text(encoding="utf-8") for n in modules.names()}
    asked = [(name, call) for name, text in texts.items() for call in ASKED.findall(text)]
    keys = {key for _, call in asked for key in re.findall(r"'([a-z_]+(?:\.[a-z0-9_.]+)?)'", call)}
    begun = {(name, start) for name, call in asked for start in BEGUN.findall(call)}
    unsure = {name for name, start in begun if not start}
    assert unsure <= {"table/cells.js"}, "a key that is put together begins with its family"
    # `A` and the like stand in calls, too: letters of a status, which are no keys.
    missing = [key for key in keys - sent if "." in key or f"js.{key}" in locale("en")]
    assert not missing
    starts = tuple(start for _, start in begun if start)
    built = tuple(re.findall(r"= `([a-z_]+\.[a-z_.]*)\$\{", "".join(texts.values())))
    assert not [start for start in (*starts, *built) if not any(k.startswith(start) for k in sent)]
    assert not [
        k for k in sent if k not in keys | {"words.none"} and not k.startswith(starts + built)
    ]


@pytest.mark.slow
def test_no_key_is_left_over() -> None:
    text = "\n".join(
        p.read_text(encoding="utf-8")
        for folder, kind in (
            ("layouts", "*.py"),
            ("callbacks", "*.py"),
            ("assets/js", "*.js"),
            ("assets/app", "*.js"),
        )
        for p in (ROOT / folder).rglob(kind)
    )
    families = set(re.findall(r"""[`f]["'`]?((?:[a-z_]+\.)+)\{?""", text))
    families |= {f"js.{x}" for x in re.findall(r"`([a-z_]+\.)\$\{", text)}
    families |= set(re.findall(r"""f["']([a-z_.]+\.)\{""", text))
    unused = []
    for key in locale("en"):
        family = key.rpartition(".")[0]
        bare = family if family in plural_families() else key.removeprefix("js.")
        named = f'"{bare}"' in text or f"'{bare}'" in text
        if not named and not any(key.startswith(f) or bare.startswith(f) for f in families):
            unused.append(key)
    assert not unused


def test_a_missing_translation_falls_back_to_english_and_says_so(monkeypatch) -> None:
    monkeypatch.delitem(locale("fr"), "chart.table")
    monkeypatch.delitem(locale("fr"), "count.places.other")
    monkeypatch.delitem(locale("fr"), "js.saved")
    assert t("chart.table", "fr") == "Show as a table [en]"
    assert plural("count.places", 2, "fr") == "2 places [en]"
    assert browser_texts("fr", modules.asks_for)["saved"] == "Saved {name} [en]"
    assert missing_strings("fr") == ["chart.table", "count.places.other", "js.saved"]
