"""What pages say of verdicts in words: who is measured, which methods differ, what changed."""

import re
from collections import Counter

import pytest

from app import Throughline
from data.progress.bands import COMMON
from data.progress.settings import DEFAULT, METHODS, Setting
from data.progress.themes import ENOUGH_JUDGED, UNJUDGED
from data.store import Observation
from layouts.progress.groups import Group
from layouts.progress.of_area import theme_rows
from layouts.progress.words import change_judged, change_since, denominator
from layouts.request.context import Context
from layouts.verdict_map import page as verdict_map
from layouts.verdicts.agreement import agreement, differing
from tests.layouts.test_progress_pages import context, named, part, sections, text

REFUGEES = "sdg-10-7-4-sm-pop-refg-or"
PARLIAMENT, ELECTRICITY = "sdg-5-5-1-sg-gen-parl", "sdg-7-1-1-eg-acs-elec"
SHORT = {"un5": "UN, five bands", "unsd2022": "UNSD 2022", "unsd2023": "UNSD 2023"}
BASES = {"near2015": "2015 or nearest", "near2018": "2018 or nearest", "since2000": "since 2000"}
SHORT |= {"statcan": "Statistics Canada", "escap": "UN ESCAP", "bounded": "Bounded curve"}
COVID = {"with": "with 2020–2022", "without": "without 2020–2022"}


@pytest.mark.parametrize("place", ["KEN", "DEU", "SYR", "WSM", "IND"])
def test_methods_that_differ_are_named_beside_the_verdict(app: Throughline, place: str) -> None:
    """Recounted from all rows: the distinct points of each method, and their class."""
    ctx = context(app, "/", f"areas={place}")
    said = 0
    for indicator_id, found in app.store.verdicts.of_area(place).items():
        every = app.store.verdicts.all_settings(indicator_id, place)
        if not found.band or found.settings == 1 or "classes" in found.flags:
            continue
        points = {
            (a.method, a.base_year, a.base_value, a.latest_year, a.latest_value): a.common
            for a in every
            if a.band
        }
        total = Counter(method for method, *_ in points)
        apart = Counter(key[0] for key, common in points.items() if common != found.common)
        assert sum(total.values()) - sum(apart.values()) == found.agree
        told = differing(ctx, found, every)
        assert bool(told) == (found.agree < found.settings), indicator_id
        if told.startswith("Differ: ") and told.removeprefix("Differ: ") not in COVID.values():
            parts = [
                SHORT[m] if apart[m] == total[m] else f"{SHORT[m]} ({apart[m]} of {total[m]})"
                for m in METHODS
                if apart[m]
            ]
            assert told == f"Differ: {'; '.join(parts)}", indicator_id
        for base in BASES.values() if told and not told.startswith("Differ: ") else ():
            common = {a.common for a in every if a.band and BASES[a.base] == base}
            assert not common or (found.common in common) != (base in told), indicator_id
        said += bool(told)
    assert said


def test_a_verdict_without_rates_has_nothing_to_differ_from(app: Throughline) -> None:
    ctx = context(app, "/", "areas=KEN")
    every = app.store.verdicts.all_settings("sdg-17-18-3-sg-stt-nsdsfnd", "KEN")
    assert differing(ctx, every[0], every) == ""
    assert agreement(ctx, every[0]) == "One setting only: nothing to compare with"


def test_cards_say_who_differs(app: Throughline) -> None:
    ctx = context(app, "/themes/human-rights-inclusion", "areas=KEN")
    cards = {getattr(c, "data-indicator"): text(c) for c in named(part(ctx), "verdict-row")}
    assert "settings agree" in cards["sdg-16-3-2-vc-prs-unsnt"]
    assert "Differ with base year: since 2000" in cards["sdg-16-3-2-vc-prs-unsnt"]
    assert "Differ" not in cards["sdg-6-2-1-sh-san-safe"]
    assert "this theme’s links speak of other indicators" in cards[REFUGEES]
    assert "Differ" not in cards[REFUGEES] and "direction" not in cards[REFUGEES]
    ctx = context(app, "/themes/drivers", "areas=KEN")
    cards = {getattr(c, "data-indicator"): text(c) for c in named(part(ctx), "verdict-row")}
    assert "Differ" in cards[REFUGEES]


@pytest.mark.parametrize(
    ("place", "words"),
    [("KEN", "in the country"), ("WB:SSF", "in these countries"), ("M49:001", "in the world")],
)
def test_bars_say_how_many_indicators_are_on_migrants(
    app: Throughline, place: str, words: str
) -> None:
    ctx = context(app, "/themes", f"areas={place}&links=all")
    shown = text(sections(ctx))
    assert f"this is general progress {words}, not progress of migrants." in shown
    bars = named(part(ctx), "theme-bar")
    for node, row in zip(bars, theme_rows(ctx), strict=True):
        voting = [i for i, _, why in row.progress.votes if why not in UNJUDGED]
        cast = [i for i, found, _ in row.progress.votes if found and found.band]
        counted = cast if place == "KEN" else [i for i in voting if app.store.has_data(i)]
        on = Counter(app.reference.indicators[i].measures for i in counted)
        if len(counted) >= (1 if place == "KEN" else ENOUGH_JUDGED):
            assert f"on migrants: {on['migrants']}; on everyone: {on['everyone']}" in text(node)


def test_a_denominator_says_why_the_others_are_not_assessed(app: Throughline) -> None:
    ctx = context(app, "/", "areas=KEN")
    told = denominator(ctx, 7, 19, {"no_data": 5, "too_old": 7})
    expected = "7 of 19 assessed. Not assessed: latest value too old (7), no data (5)."
    assert told == expected
    assert denominator(ctx, 3, 3, {}) == "3 of 3 assessed."


def test_groups_share_what_their_countries_are_counted_by(app: Throughline) -> None:
    group = Group(context(app, "/", "areas=WB:SSF"))
    spread = group.spread([REFUGEES, ELECTRICITY])
    assert (spread.indicators, spread.on_migrants) == (2, 1)
    assert sum(spread.countries[name] for name in (*COMMON, "")) == 2 * len(group.members)


def test_refugees_are_judged_for_origins_on_every_page(app: Throughline) -> None:
    note = "Judged for the country of origin only, never for a host country."
    ctx = context(app, "/verdict-map", f"indicator={REFUGEES}")
    assert note in text(verdict_map.layout(ctx))
    for code in ("DEU", "UGA", "SYR"):
        found = app.store.verdicts.one(REFUGEES, code, Setting("un5", "near2015", "with"))
        assert found is None or "origin_only" in found.flags


def observed(indicator_id: str, *cells: tuple[int, float, str]) -> list[Observation]:
    return [
        Observation(indicator_id, "unsdg", "", "KEN", y, v, "percent", s, "1") for y, v, s in cells
    ]


WANTED, WRONG = " That is the wanted direction.", " That is the wrong direction."
NONE = "no two values to compare."


@pytest.mark.parametrize(
    ("indicator_id", "cells", "says", "sense"),
    [
        (ELECTRICITY, {2017: 50, 2023: 60}, "up from 50.0% (2017) to 60.0% (2023).", WANTED),
        (ELECTRICITY, {2016: 60, 2018: 65, 2023: 55}, "down from 60.0% (2016) to 55.0%", WRONG),
        (ELECTRICITY, {2020: 50, 2023: 50.1}, "hardly changed: 50.0% (2020), 50.1% (2023).", ""),
        (ELECTRICITY, {2021: 50, 2023: 60}, NONE, ""),
        (ELECTRICITY, {2010: 50, 2017: 60}, NONE, ""),
        (PARLIAMENT, {2017: 20, 2023: 30}, "up from 20.0% (2017) to 30.0% (2023).", WANTED),
        (PARLIAMENT, {2017: 60, 2023: 64}, "up from 60.0% (2017) to 64.0% (2023).", WRONG),
        (PARLIAMENT, {2017: 45, 2023: 55}, "up from 45.0% (2017) to 55.0% (2023).", ""),
        ("ctx-remit-received-gdp", {2017: 2, 2023: 3}, "up from 2.0\u00a0% of GDP (2017)", ""),
    ],
)
def test_what_changed_since_2017(
    app: Throughline, indicator_id: str, cells: dict[int, float], says: str, sense: str
) -> None:
    """The value nearest to 2017 within three years; no sense where none is agreed or kept."""
    ctx = context(app, "/", "areas=KEN")
    points = observed(indicator_id, *((year, value, "A") for year, value in cells.items()))
    told = change_since(ctx, app.reference.indicators[indicator_id], points)
    assert told.startswith(says)
    assert told.endswith(sense)
    assert ("direction" in told) == bool(sense)


def test_a_break_since_2017_forbids_the_comparison(app: Throughline) -> None:
    ctx: Context = context(app, "/", "areas=KEN")
    points = observed(ELECTRICITY, (2017, 50.0, "A"), (2020, 70.0, "B"), (2023, 75.0, "A"))
    told = change_since(ctx, app.reference.indicators[ELECTRICITY], points)
    assert told == "the series breaks in 2020, so values cannot be compared."


def test_a_part_year_ends_no_course_in_words(app: Throughline) -> None:
    """Deaths on routes in Morocco: 365 in 2024; the 96 of 2025 go to 8 September only."""
    told = text(part(context(app, "/themes/drivers", "areas=MAR")))
    assert "From 50 in 2014 to 365 in 2024." in told
    assert "96 in 2025" not in told


@pytest.mark.parametrize("place", ["KEN", "DEU", "NPL", "M49:001"])
def test_what_went_up_or_down_is_told_with_two_numbers(app: Throughline, place: str) -> None:
    ctx = context(app, "/themes", f"areas={place}")
    moved = re.compile(r"(?:up|down) from (.+?) \(\d{4}\) to (.+?) \(\d{4}\)")
    told = 0
    for indicator_id, found in app.store.verdicts.of_area(place, DEFAULT).items():
        words = change_judged(ctx, app.reference.indicators[indicator_id], found)
        for before, now in moved.findall(words):
            assert before != now, f"{indicator_id}: {words}"
            told += 1
    assert told
