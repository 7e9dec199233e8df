"""Colours, sizes and widths stand in assets/tokens.json, and nowhere else."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app import Throughline
from layouts import tokens
from layouts.progress.bands import TONES, WORSENING

ROOT = Path(__file__).parents[2]
NAMED = (
    "aqua|beige|black|blue|brown|coral|crimson|cyan|fuchsia|gold|gray|green|grey|indigo|ivory|khaki|"
    "lavender|lime|linen|magenta|maroon|navy|olive|orange|orchid|pink|plum|purple|red|salmon|"
    "sienna|silver|snow|tan|teal|tomato|turquoise|violet|wheat|white|yellow"
)
HEX = r"(?:#|%23)(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})(?![\w-])"
FUNCTION = r"\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\("
IN_CODE = re.compile(rf"""["'`( :,]{HEX}|{FUNCTION}|["'](?:light|dark)?(?:{NAMED})["']""")
IN_CSS = re.compile(rf"{HEX}|{FUNCTION}|(?<![\w-])(?:light|dark)?(?:{NAMED})(?![\w-])")
RAMP_NAMES = {"teal", "violet"}  # of the tokens' own ramps, which readers choose by name
SELECTOR = re.compile(r"[^{};]*\{")
COMMENT = re.compile(r"/\*.*?\*/")
WIDTH = re.compile(r"\((min|max)-width: ([^)]+)\)")
SIZED = re.compile(
    r"(?<![\w-])(font|font-size|border-radius|gap|(?:padding|margin)[a-z-]*): ([^;}]+)"
)
SIZE = re.compile(r"(?<![\w.-])(\d*\.?\d+)(rem|px)\b")
HAIRLINE_PX, LARGEST_STEP_REM = 6, 4  # less is a drawing's, more is a place of its own
USED = re.compile(r"var\(--([\w-]+)")
SET = re.compile(r"--([\w-]+)\s*:|['\"]--([\w-]+)['\"]")
READ = re.compile(r"(?:\btoken|printed)\('([\w-]+)'")


def files(*patterns: str) -> list[Path]:
    found = [path for pattern in patterns for path in ROOT.glob(pattern)]
    ours = [p for p in found if ".venv" not in p.parts and not p.name.startswith("00-")]
    assert ours
    return sorted(ours)


def code() -> list[Path]:
    folders = ("callbacks", "layouts", "data", "etl")
    return files("app.py", *(f"{name}/**/*.py" for name in folders), "assets/**/*.js")


def sheets() -> list[Path]:
    return files("assets/css/*.css")


def lines(paths: list[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{i}", line


def properties() -> set[str]:
    """Names of all custom properties that the tokens make."""
    return set(re.findall(r"--([\w-]+):", tokens.style_sheet()))


def shape(group: Any) -> Any:
    return {k: shape(v) for k, v in group.items()} if isinstance(group, Mapping) else None


def test_no_colour_stands_in_code_or_style_sheets() -> None:
    wrong = [
        f"{place}: {found}"
        for place, line in lines(code())
        for found in IN_CODE.findall(line)
        if found.strip("\"'") not in RAMP_NAMES
    ]
    for place, line in lines(sheets()):
        wrong += [
            f"{place}: {found}"
            for found in IN_CSS.findall(SELECTOR.sub("{", COMMENT.sub("", line)))
        ]
    assert not wrong


@pytest.mark.parametrize(
    "line",
    ['fill = "#fff"', '`<g stroke="#a0b1c2">`', '{"color": "white"}', "color: rgba(0,0,0,.1);"],
)
def test_the_check_knows_a_colour_when_it_sees_one(line: str) -> None:
    assert IN_CODE.search(line)


def test_media_queries_know_the_widths_of_the_tokens_alone() -> None:
    widths = set(tokens.tokens()["widths"].values())
    above = {f"{int(width.removesuffix('px')) + 1}px" for width in widths}
    known = {*(("max", width) for width in widths), *(("min", width) for width in above)}
    found = [(place, rule) for place, line in lines(sheets()) for rule in WIDTH.findall(line)]
    assert found
    assert [(place, rule) for place, rule in found if rule not in known] == []


def test_type_space_and_corners_have_the_sizes_of_the_tokens() -> None:
    wrong = []
    for place, line in lines(sheets()):
        for name, value in SIZED.findall(line):
            drawn = HAIRLINE_PX if name.startswith(("gap", "padding", "margin")) else 0
            for number, unit in SIZE.findall(re.sub(r"\([^()]*\)", "", value)):
                own = float(number) <= drawn if unit == "px" else float(number) > LARGEST_STEP_REM
                wrong += [] if own else [f"{place}: {name} {number}{unit}"]
    assert not wrong


def test_every_property_in_use_is_one_of_the_tokens_or_set_beside_it() -> None:
    everything = list(lines([*sheets(), *code()]))
    known = properties() | {
        name for _, line in everything for pair in SET.findall(line) for name in pair
    }
    used = [(place, name) for place, line in everything for name in USED.findall(line)]
    used += [
        (place, name.replace("_", "-")) for place, line in everything for name in READ.findall(line)
    ]
    assert [(place, name) for place, name in used if name not in known] == []


def test_every_colour_that_stands_alone_is_in_use() -> None:
    everything = "\n".join(p.read_text(encoding="utf-8") for p in [*sheets(), *code()])
    alone = [name for name, value in tokens.colours(dark=False).items() if isinstance(value, str)]
    unused = []
    for name in alone:
        property_name = name.replace("_", "-")
        if not re.search(
            rf"--{property_name}\b(?!-)|[\"']({name}|{property_name})[\"']", everything
        ):
            unused.append(name)
    assert not unused


def test_light_and_dark_have_the_same_names() -> None:
    both = tokens.tokens()["colours"]
    assert shape(both["light"]) == shape(both["dark"])
    assert set(tokens.colours(dark=False)["tone"]) == {*TONES, WORSENING}


def test_the_document_holds_every_style_and_waits_for_no_other(app: Throughline) -> None:
    client = app.server.test_client()
    page = client.get("/country/MAR").get_data(as_text=True)
    (found,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert "--tone-met-on:#ffffff;" in found
    for name in files("assets/css/*.css"):
        rules = re.sub(r"/\*.*?\*/", "", name.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert "".join(rules.split()) in "".join(found.split())
    assert "</" not in found
    for path in ("/", "/country/MAR"):  # what is left for later stands behind the page
        before, _, _ = client.get(path).get_data(as_text=True).partition('id="react-entry-point"')
        assert 'rel="stylesheet"' not in before
