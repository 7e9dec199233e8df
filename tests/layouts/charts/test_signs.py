"""Legends come as markup: a sign drawn for each entry, its words escaped, its colour its own."""

import re

from app import Throughline
from layouts.charts import charts, signs
from layouts.charts.printed import SIGNS
from layouts.charts.record import Item, Look
from layouts.words.values import Words
from tests.layouts.charts.checks import chart_of

# What is drawn in the place of a sign; a legend names these and no others.
KNOWN = {*signs.DRAWN, *(signs.HATCHED + kind for kind in signs.HATCHES)}


def test_an_entry_is_its_sign_and_its_words() -> None:
    made = signs.legend([Item("square", 'a < b & "c"', "#123456"), Item("year", "1990")])
    assert "<span>a &lt; b &amp; &quot;c&quot;</span>" in made
    assert made.count("<svg") == made.count("</svg>") == made.count('class="legend-item"') == 2
    assert made.count('style="color:#123456"') == made.count("style") == 1
    assert signs.legend([]) == ""


def test_every_pattern_stands_in_the_document_once(app: Throughline) -> None:
    page = app.server.test_client().get("/methods").get_data(as_text=True)
    assert page.count(signs.hatches()) == 1
    for kind in signs.HATCHES:
        sign = signs.legend([Item(signs.HATCHED + kind, "")])
        assert f"url(#kind-{kind})" in sign and f'id="kind-{kind}"' in page


def test_no_two_signs_look_alike() -> None:
    assert len(set(signs.DRAWN.values())) == len(signs.DRAWN)
    assert all(re.fullmatch(r"(<[^<>]+/>)+", drawn) for drawn in signs.DRAWN.values())
    assert signs.DRAWN.keys() - SIGNS.keys() == {"year"}, "a picture has them as characters"


def test_legends_name_signs_that_are_drawn(app: Throughline) -> None:
    for chart_id in (id_ for id_, one in charts().items() if "compare" in one.pages):
        chart, marks = chart_of(app, f"chart={chart_id}&indicator=ctx-remit-received&areas=KEN,PHL")
        legend = chart.legend(marks, Look("en"), Words("en"))
        assert {item.sign for item in legend} <= KNOWN, chart_id
