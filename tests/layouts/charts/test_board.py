"""The board of the front page: its columns are verdicts of the tables, its words their counts."""

import csv
import io
import json
import re
from collections import Counter

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.progress.bands import COMMON, ON_TRACK, RIGHT_WAY
from data.progress.themes import UNJUDGED
from layouts.charts.board import CHART
from layouts.charts.board_rows import UNKNOWN, BoardMarks
from layouts.charts.record import Look
from layouts.overview.page import part
from layouts.pieces.finding import PARTS, TOTAL, finding
from layouts.pieces.markup import markup
from layouts.progress.of_area import setting_of
from layouts.progress.words import place
from layouts.words.values import Words

CASES = ("", "areas=PHL", "areas=M49:199&links=all", "areas=NPL&method=statcan&base=since2000")


def marks_of(app: Throughline, query: str, lang: str = "en") -> BoardMarks:
    ctx, problems = read_address("/", f"{query}&lang={lang}", app.reference, app.store)
    assert not problems
    found = CHART.marks(ctx)
    assert isinstance(found, BoardMarks)
    return found


@pytest.mark.parametrize("query", CASES)
def test_every_indicator_that_is_asked_of_a_theme_stands_once_in_its_row(
    app: Throughline, query: str
) -> None:
    found = marks_of(app, query)
    for row in found.view.themes:
        asked = {i for i, _, reason in row.progress.votes if reason not in UNJUDGED}
        own = [key for key in found.columns if key[0] == row.theme.theme_id]
        assert {i for _, i in own} == asked and len(own) == len(asked)
        places = [found.columns[key][0].column for key in own]
        assert sorted(places) == list(range(len(asked)))
    for own in found.columns.values():
        assert sum(mark.countries for mark in own) == own[0].of
        assert len({mark.common for mark in own}) == len(own)
        assert len({mark.spoken for mark in own}) == 1


def test_columns_of_the_world_count_the_verdicts_of_its_countries(app: Throughline) -> None:
    found = marks_of(app, "")
    ctx = found.view.ctx
    countries = {a.area_code for a in app.reference.areas.values() if a.kind == "country"}
    assert set(found.view.members) == countries
    for indicator_id, own in found.once.items():
        verdicts = app.store.verdicts.of_indicator(indicator_id, setting_of(ctx))
        told = Counter(verdicts[c].common if c in verdicts else UNKNOWN for c in countries)
        assert {mark.common: mark.countries for mark in own} == dict(told), indicator_id


def test_signs_of_a_country_are_its_own_verdicts(app: Throughline) -> None:
    found = marks_of(app, "areas=PHL")
    verdicts = app.store.verdicts.of_area("PHL", setting_of(found.view.ctx))
    for mark in found.each:
        own = verdicts.get(mark.indicator_id)
        assert (mark.band, mark.common) == ((own.band, own.common) if own else ("", ""))
    order = [*COMMON, UNKNOWN]
    rows = [[m.common for m in found.each if m.theme_id == r.theme.theme_id]
            for r in found.view.themes]  # fmt: skip
    assert all(row == sorted(row, key=order.index) for row in rows)


@pytest.mark.parametrize("query", CASES)
def test_the_finding_says_the_counts_and_its_shares_add_up(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    ctx = found.view.ctx
    rows = dict.fromkeys((*PARTS, TOTAL), "#rows")
    told = markup(finding(ctx, found, f"finding.{place(ctx)}", rows))
    links = [int(n.rstrip("%\u00a0")) for n in re.findall(r"<a [^>]*>([^<]+)</a>", told)]
    counts = found.counts
    behind = sum(counts[c] for c in COMMON if c not in (ON_TRACK, RIGHT_WAY))
    parts = [counts[ON_TRACK], counts[RIGHT_WAY], behind, counts[UNKNOWN]]
    total, members = sum(parts), found.view.members
    assert total == len(found.held) * (len(members) or 1)
    if not members:
        assert sorted(links) == sorted([len(found.held), *parts])
        return
    assert sum(links) - len(members) == 100
    shares = sorted(links)
    shares.remove(len(members))
    assert all(abs(a - 100 * b / total) < 1 for a, b in zip(shares, sorted(parts), strict=True))


@pytest.mark.parametrize("query", CASES)
def test_what_is_seen_pointed_at_and_read_is_the_same(app: Throughline, query: str) -> None:
    found = marks_of(app, query)
    for look in (Look("en"), Look("en", narrow=True), Look("en", printed=True)):
        figure = CHART.figure(found, look)
        whole = [t for t in figure.data if t.meta["role"] in ("whole", "value") and t.text]
        texts = [text for trace in whole for text in trace.text]
        assert len(texts) == len(found.columns)
        assert all(len(trace.meta["href"]) == len(trace.text) for trace in whole)
    head, rows = CHART.table(found, Words("en"))
    assert len(rows) == len(found.columns) and {len(row) for row in rows} == {len(head)}


def test_heights_of_a_column_are_shares_of_its_countries(app: Throughline) -> None:
    found = marks_of(app, "")
    figure = CHART.figure(found, Look("en"))
    bars = [t for t in figure.data if t.type == "bar" and t.meta["role"] != "whole"]
    high = next(t for t in figure.data if t.meta["role"] == "whole").y[0]
    drawn = Counter()
    for trace in bars:
        for x, y, base in zip(trace.x, trace.y, trace.base, strict=True):
            drawn[x, int(base + 1e-9)] += y
    assert all(abs(sum_ - high) < 1e-9 for sum_ in drawn.values())
    assert len(drawn) == len(found.columns)


def test_its_file_holds_the_marks(app: Throughline) -> None:
    found = marks_of(app, "areas=PHL")
    got = app.server.test_client().get("/export/board.csv?page=/&areas=PHL")
    rows = list(csv.DictReader(io.StringIO(got.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [(r["theme_id"], r["indicator_id"], r["class"]) for r in rows] == [
        (m.theme_id, m.indicator_id, m.common) for m in found.each
    ]


def test_a_reader_finds_their_own_country_by_zone_or_language(app: Throughline) -> None:
    address = f"/own-country/{app.store.build_id}/fr.json"
    known = json.loads(app.server.test_client().get(address).data)
    assert known["names"][known["zones"]["Africa/Casablanca"]] == ["MAR", "Maroc"]
    assert known["names"]["NA"] == ["NAM", "Namibie"]
    codes = {code for code, _ in known["names"].values()}
    assert codes == {a.area_code for a in app.reference.areas.values() if a.kind == "country"}


def test_the_place_spoken_of_is_marked_and_others_are_links(app: Throughline) -> None:
    ctx, _ = read_address("/", "areas=MAR,KEN", app.reference, app.store)
    page = markup(part(ctx))
    assert re.findall(r'<a[^>]*aria-current="true"[^>]*>([^<]+)<', page) == ["Morocco"]
    assert 'href="/?v=2&amp;areas=M49:199,MAR,KEN"' in page
