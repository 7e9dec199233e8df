"""What pages say of progress equals what the tables hold, adds up, and never scores a theme."""

import csv
import io
import re
from collections import Counter

import pytest
from dash.development.base_component import Component

from app import Throughline
from callbacks.routing import read_address
from data.progress.bands import BANDS, BY_ID
from data.progress.settings import ALL_SETTINGS, BASES, COVID, METHODS, MODELLED, Setting
from layouts.charts import matrix
from layouts.progress.bands import TONES, band_name, lacks_target, tone_of
from layouts.progress.groups import Group, members
from layouts.progress.of_area import theme_rows
from layouts.progress.words import change_since
from layouts.request import keys as addresses
from layouts.request.context import Context
from layouts.views import VIEWS
from layouts.words.text import locale
from tests.callbacks.test_wiring import components

PLACES = ("M49:001", "WB:SSF", "KEN", "DEU", "SYR", "WSM", "IND")
SETTINGS = ("", "&method=statcan&base=since2000", "&links=all&modelled=without&covid=without")


def context(app: Throughline, path: str, query: str) -> Context:
    ctx, problems = read_address(path, f"?{query}", app.reference, app.store)
    assert not problems
    return ctx


def part(ctx: Context) -> list[Component]:
    return components(sections(ctx))


def sections(ctx: Context) -> list[Component]:
    return VIEWS[ctx.state.page].part(ctx)


def text(node: object) -> str:
    if isinstance(node, list | tuple):
        return "".join(text(child) for child in node)
    if isinstance(node, Component):
        return text(getattr(node, "children", None))
    return "" if node is None else str(node)


def named(nodes: list, class_name: str) -> list[Component]:
    return [n for n in nodes if class_name in str(getattr(n, "className", "")).split()]


def test_settings_of_addresses_are_those_of_the_engine() -> None:
    assert (addresses.METHODS, addresses.BASES) == (METHODS, BASES)
    assert (addresses.MODELLED, addresses.COVID) == (MODELLED, COVID)


def test_every_band_has_a_look_and_no_two_of_a_method_look_alike() -> None:
    for method in METHODS:
        looks = [(tone_of(b.id), lacks_target(b.id)) for b in BANDS if b.method == method]
        assert len(set(looks)) == len(looks), method
    assert {tone_of(b.id) for b in BANDS} == set(TONES)
    assert {b.id for b in BANDS if lacks_target(b.id)} == {b for b in BY_ID if "nt_" in b}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("place", PLACES)
def test_bars_count_what_the_table_holds(app: Throughline, place: str, setting: str) -> None:
    """The numbers of each bar against a count made here from single verdicts."""
    ctx = context(app, "/themes", f"areas={place}{setting}")
    asked = Setting(*(ctx.state.option(k) for k in ("method", "base", "modelled", "covid")))
    for row in theme_rows(ctx):
        theme = row.theme.theme_id
        ids = app.reference.theme_counted(theme, ctx.state.links == "direct")
        judged = [i for i in ids if not app.reference.indicators[i].role.startswith("context")]
        found = [app.store.verdicts.one(i, place, asked) for i in judged]
        bands = Counter(a.band for a in found if a and a.band)
        shown = dict(row.counts)
        unassessed = shown.pop("", 0)
        assert shown == bands, theme
        assert sum(shown.values()) == row.progress.assessed
        assert unassessed == sum(row.progress.not_assessed.values())
        assert unassessed + row.progress.assessed == row.progress.assessable
        assert len(row.progress.votes) == row.progress.assessable + row.progress.context


@pytest.mark.parametrize("place", ["KEN", "M49:001"])
def test_a_row_of_the_matrix_adds_up_to_the_bar_of_its_theme(app: Throughline, place: str) -> None:
    ctx = context(app, "/themes", f"areas={place}&links=all")
    marks = matrix.marks(ctx)
    for row in theme_rows(ctx):
        own = {goal: c for (id_, goal), c in marks.cells.items() if id_ == row.theme.theme_id}
        total: Counter[str] = Counter()
        for cell in own.values():
            total.update(dict(cell.counts))
        assert total == Counter(dict(row.counts)), row.theme.theme_id
        for goal, cell in own.items():
            for indicator_id in (i for mark in cell.marks for i in mark.indicator_ids):
                target = app.reference.indicators[indicator_id].target_id
                assert target.split(".")[0] == goal


def test_numbers_on_the_page_are_those_of_the_bars(app: Throughline) -> None:
    ctx = context(app, "/themes", "areas=KEN")
    rows = theme_rows(ctx)
    bars = named(part(ctx), "theme-bar")
    assert len(bars) == len(rows) == 9
    for node, row in zip(bars, rows, strict=True):
        progress = row.progress
        shown = [text(s) for s in named(components(node), "segment")]
        bar = [f"{n} {band_name(ctx, band)}" for band, n in row.counts]
        assert shown == (bar if progress.enough else []), row.theme.theme_id
        assert f"{progress.assessed} of {progress.assessable} assessed" in text(node)
        assert (progress.headline is None) == (progress.assessed < 3) == (not progress.enough)
        if progress.enough:
            assert f"Of {progress.assessed} indicators that can be judged" in text(node)
        else:  # each of the few is named, with its verdict
            for indicator_id, found in progress.cast:
                name = app.reference.indicators[indicator_id].text("label", "en")
                assert f"{name}, {band_name(ctx, found.band).lower()}" in text(node)


@pytest.mark.parametrize("place", ["KEN", "M49:001"])
def test_context_is_listed_without_any_verdict(app: Throughline, place: str) -> None:
    ctx = context(app, "/themes/drivers", f"areas={place}&links=all")
    nodes = part(ctx)
    cards = {n.to_plotly_json()["props"].get("data-indicator"): n for n in nodes}
    context_ids = [i for i, v in app.reference.indicators.items() if v.role == "context"]
    listed = [i for i in context_ids if i in cards]
    assert len(listed) > 10
    for indicator_id in listed:
        assert not named(components(cards[indicator_id]), "chip"), indicator_id
    chips = named(nodes, "chip")
    assert chips
    for chip in chips:
        assert ("tone-outlined" in chip.className) == ("no agreed target" in text(chip))


def test_every_indicator_of_a_theme_stands_on_its_page_once(app: Throughline) -> None:
    ctx = context(app, "/themes/human-rights-inclusion", "areas=KEN&links=all")
    row = next(r for r in theme_rows(ctx) if r.theme.slug == ctx.state.slug)
    shown = [n.to_plotly_json()["props"].get("data-indicator") for n in part(ctx)]
    shown = [i for i in shown if i]
    assert sorted(shown) == sorted(vote[0] for vote in row.progress.votes)
    general = ctx.t("progress.general.country")
    for node in named(part(ctx), "verdict-row"):
        everyone = "measures everyone" in text(node)
        assert (general in text(node)) == everyone


def test_a_goal_cuts_the_list_and_offers_the_way_back(app: Throughline) -> None:
    ctx = context(app, "/themes/human-rights-inclusion", "areas=KEN&goal=3")
    nodes = part(ctx)
    shown = [n.to_plotly_json()["props"].get("data-indicator") for n in nodes]
    goals = {app.reference.indicators[i].target_id.split(".")[0] for i in shown if i}
    assert goals == {"3"}
    back = [n for n in nodes if text(n) == ctx.t("progress.goals.back")]
    assert "goal" not in back[-1].href
    odd = context(app, "/themes/human-rights-inclusion", "areas=KEN&goal=none")
    assert named(part(odd), "verdict-row")  # a goal that does not exist cuts nothing


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_theme_s_claim_counts_its_rows_and_leads_to_them(
    app: Throughline, place: str, lang: str
) -> None:
    """Of a country the numbers are those of chips below; of a group shares of its countries."""
    ctx = context(app, "/themes/human-rights-inclusion", f"areas={place}&lang={lang}")
    nodes = part(ctx)
    (claim,) = named(nodes, "finding")
    links = [n for n in components(claim) if hasattr(n, "href")]
    ids = {getattr(n, "id", None) for n in nodes}
    assert len(links) == 5 and all(link.href.removeprefix("#") in ids for link in links)
    numbers = sorted(int(re.sub(r"\D", "", text(link))) for link in links)
    rows = named(nodes, "verdict-row")
    judged = [r for r in rows if named(components(r), "chip")]
    chips = [named(components(r), "chip")[0] for r in judged]
    without = sum("tone-none" in chip.className for chip in chips)
    assessed = sum(bool(named(components(r), "verdict-agreement")) for r in rows)
    assert without + assessed == len(judged)
    if place == "M49:001" or ":" in place:
        assert sum(numbers) - len(members(ctx, place)) == 100
        assert named(nodes, "row-spread")
        return
    assert len(judged) in numbers and without in numbers
    assert sum(numbers) == 2 * len(judged)
    assert not named(nodes, "row-spread")


def test_a_row_leads_to_calculation_and_to_every_country(app: Throughline) -> None:
    ctx = context(app, "/themes/human-rights-inclusion", "areas=PHL")
    for node in named(part(ctx), "verdict-row"):
        indicator_id = node.to_plotly_json()["props"]["data-indicator"]
        links = [n.href for n in components(node) if hasattr(n, "href")]
        page = "/verdict?" if named(components(node), "chip") else f"/indicators/{indicator_id}?"
        assert links[0].startswith(page), indicator_id
        drawn = [n.href for n in named(components(node), "verdict-course")]
        assert all(href.endswith("#since") and indicator_id in href for href in drawn)
        if named(components(node), "verdict-agreement"):
            assert links[0] == links[2] and drawn


def test_groups_say_shares_of_countries_and_people_with_both_totals(app: Throughline) -> None:
    ctx = context(app, "/themes/human-rights-inclusion", "areas=WB:SSF")
    group = Group(ctx)
    assert len(group.members) == 48
    spread = group.spread(["sdg-3-8-1-sh-acs-unhc"])
    assert sum(spread.countries.values()) == 48
    assert 1_150_000_000 < sum(spread.people.values()) < 1_400_000_000
    verdicts = app.store.verdicts.of_indicator("sdg-3-8-1-sh-acs-unhc", ALL_SETTINGS[0])
    slow = sum(verdicts[c].common == "too_slow" for c in group.members if c in verdicts)
    assert spread.countries["too_slow"] == slow > 0
    for kind in ("countries", "people"):
        assert sum(share for _, share in spread.shares(kind)) == 100
    assert "Of its 48 countries" in text(sections(ctx))
    assert len(members(ctx, "M49:001")) > 190
    assert members(ctx, "WB:EMU") == ()  # no list held: nothing is said, nothing is guessed


def test_change_since_2017_is_the_providers_numbers(app: Throughline) -> None:
    """Kenya, access to electricity: up is good, so up is the wanted direction."""
    ctx = context(app, "/themes/human-rights-inclusion", "areas=KEN")
    indicator = app.reference.indicators["sdg-7-1-1-eg-acs-elec"]
    points = app.store.observations(indicator.indicator_id, ("KEN",))
    by_year = {p.year: p.value for p in points if p.value is not None}
    words = change_since(ctx, indicator, points)
    latest = max(by_year)
    expected = f"up from {by_year[2017]:.1f}% (2017) to {by_year[latest]:.1f}% ({latest})."
    assert words == f"{expected} That is the wanted direction."
    assert change_since(ctx, indicator, points[:1]) == ctx.t("progress.change.none")


@pytest.mark.parametrize("chart", ["progress", "matrix"])
def test_the_file_holds_what_is_shown(app: Throughline, chart: str) -> None:
    answer = app.server.test_client().get(f"/export/{chart}.csv?page=/&areas=KEN&links=all")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    shown = theme_rows(context(app, "/", "areas=KEN&links=all"))
    for row in shown:
        own = [r for r in rows if r["theme_id"] == row.theme.theme_id and r["kind"] == "band"]
        held: Counter[str] = Counter()
        for r in own:
            held[r["band"]] += int(r["indicators"])
        assert held == Counter({b: n for b, n in row.counts if b})
    assert {r["area_code"] for r in rows} == {"KEN"}


def test_no_page_ranks_or_scores() -> None:
    words = re.compile(r"\brank(ed|s)?\b|\bleague\b|\bscoreboard\b", re.IGNORECASE)
    assert not [k for k, v in locale("en").items() if k.startswith("progress.") and words.search(v)]
