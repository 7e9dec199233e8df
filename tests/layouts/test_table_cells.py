"""The table page's cells and columns, without a browser and without an address bar."""

from urllib.parse import urlencode

import numpy as np
import pytest

from app import Throughline
from callbacks.routing import read_address
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.request.pages import PAGES
from layouts.table.columns import definitions, states, usual
from layouts.table.filters import COLUMNS, NARROWING
from layouts.table.found import LOOSE
from layouts.table.rows import exact, value_words

USUAL = "indicator,area,year,value,unit,status,quality,source"


def context(app: Throughline, **query: str) -> Context:
    ctx, problems = read_address("/table", urlencode(query), app.reference, app.store)
    assert not problems
    return ctx


def names(ctx: Context, *marks: str) -> str:
    """The columns that are not hidden, or those of which something is said."""
    if not marks:
        return ",".join(s["colId"] for s in states(ctx) if "hide" not in s)
    return ",".join(f"{s['colId']}:{s[m]}" for m in marks for s in states(ctx) if m in s)


@pytest.mark.parametrize(
    ("value", "english", "french", "left_out"),
    [
        (0.0, "0", "0", None),
        (0.0123456, "0.01235", "0,01235", 0.0123456),
        (-0.5, "\u22120.5", "\u22120,5", None),
        (12.34567, "12.346", "12,346", 12.34567),
        (12.5, "12.5", "12,5", None),
        (1234567.89, "1,234,567.9", "1\u202f234\u202f567,9", 1234567.89),
        (2593007.0, "2,593,007", "2\u202f593\u202f007", None),
    ],
)
def test_numbers_keep_the_digits_that_tell_them_apart(
    app: Throughline, value: float, english: str, french: str, left_out: float | None
) -> None:
    """What a cell leaves out is said when it is pointed at."""
    assert value_words(context(app), value, "A") == english
    assert value_words(context(app, lang="fr"), value, "A") == french
    assert exact(value) == left_out


def test_a_value_that_is_missing_says_why_and_is_no_number(app: Throughline) -> None:
    ctx = context(app)
    said = {letter: value_words(ctx, np.nan, letter) for letter in ("M", "L", "Q", "O", "")}
    assert said["M"] == "not applicable"
    assert said[""] == said["O"] == "missing, no reason given"
    assert len(set(said.values())) == 4
    assert exact(np.nan) is False


def test_the_usual_columns_and_those_of_the_address(app: Throughline) -> None:
    """Breakdowns stand among the rows where all are asked for; what the table lacks is left out."""
    assert names(context(app)) == ",".join(usual(context(app))) == USUAL
    parts = context(app, breakdowns="all")
    assert names(parts) == USUAL.replace("unit,", "unit,breakdown,")
    assert names(context(app, columns="year,nonsense,area,year")) == "year,area"
    assert names(context(app, columns="nonsense")) == USUAL
    flows = context(app, table="flows", columns="year,area")
    assert names(flows) == "year"


def test_a_hidden_column_waits_where_it_would_come(app: Throughline) -> None:
    """Behind the column that it usually follows, wherever that has gone."""
    order = [state["colId"] for state in states(context(app, columns="value,area"))]
    assert order[:3] == ["indicator", "sdg", "value"]
    assert order.index("year") == order.index("area") + 1
    assert sorted(order) == sorted(COLUMNS["observations"])


def test_pins_and_the_order_of_rows(app: Throughline) -> None:
    """Of an order only the columns that can be sorted are followed, the first one first."""
    ctx = context(app, pinned="area,nonsense", sort="-year,sdg,area,nonsense")
    assert names(ctx, "pinned") == "area:left"
    assert names(ctx, "sort", "sortIndex") == "area:asc,year:desc,area:1,year:0"
    assert not names(context(app), "pinned", "sort", "sortIndex")


def test_the_grid_is_told_all_of_its_columns(app: Throughline) -> None:
    """A tip never says a code or a rounded number in place of what the cell says."""
    tips = {c["colId"]: c["tooltipField"] for c in definitions(context(app))}
    assert {n for n, tip in tips.items() if tip != n} == {"value", "quality"}
    assert [c["colId"] for c in definitions(context(app)) if "flex" in c] == ["indicator"]


def test_letting_a_filter_go_changes_keys_of_the_page() -> None:
    known = {"areas", "indicator", *PAGES["table"].keys}
    for name in NARROWING:
        assert set(LOOSE.get(name, {name: ""})) <= known, name
    assert LOOSE["breakdowns"]["breakdowns"] in KEYS["breakdowns"].choices
