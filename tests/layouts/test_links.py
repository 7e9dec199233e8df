"""Links say what they mean: the indicators they speak of, what they rest on, the words they quote.

Cases are those of an audit: refugees by country of origin (10.7.4) told as progress against
trafficking for Japan, and as regression for Morocco.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.links import LINK_BASES, QUOTE_EVIDENCE, QUOTE_WORDS, Link
from data.own_rules import RuleFile, Rules, apply_rules
from data.progress.themes import (
    BEHIND,
    MIXED,
    NOT_MEANT,
    Tally,
    each_once,
    headline,
    standing,
    tally,
    tally_once,
    theme_progress,
)
from data.reference_lists import Reference, ReferenceListError
from data.store import Store
from layouts.progress.of_area import theme_rows
from layouts.verdicts.headline import headline_line, tally_parts
from layouts.words.text import plural
from tests.data.test_own_rules import links_file
from tests.layouts.test_progress_pages import text

DATA_DIR = Path(__file__).parents[2] / "data"
ORIGIN = "sdg-10-7-4-sm-pop-refg-or"
STRETCHED = {"2-11.6", "11-16.5", "11-3.d", "6-5.4", "14-16.9", "16-11.1", "23-17.2"}


@pytest.fixture(scope="module")
def steps(reference: Reference) -> dict[str, Link]:
    return {f"{x.from_id}-{x.to_id}": x for x in reference.links if x.kind == "objective_target"}


@pytest.mark.parametrize("place", ["JPN", "MAR"])
@pytest.mark.parametrize("links", ["direct", "all"])
def test_refugees_by_origin_say_nothing_of_trafficking(
    reference: Reference, place: str, links: str
) -> None:
    """They stand beside every theme that reaches target 10.7, and count by objective 2 alone."""
    store = Store(DATA_DIR)
    found = store.verdicts.of_area(place)
    if place == "MAR":
        assert found[ORIGIN].band  # there is a verdict that could be counted
    for theme_id in reference.themes:
        rows = reference.chain(theme_id, links == "direct")
        by_drivers = any(r.indicator_id == ORIGIN for r in rows)
        assert by_drivers == any(r.objective_id == "2" for r in rows), theme_id
        votes = {v[0]: v for v in theme_progress(reference, found, theme_id, links).votes}
        if ORIGIN in votes:
            _, verdict, reason = votes[ORIGIN]
            assert (reason == NOT_MEANT) == (not by_drivers), theme_id
            assert verdict == (found[ORIGIN] if by_drivers else None)
    smuggling = {v[0]: v for v in theme_progress(reference, found, "ts5", "direct").votes}
    assert smuggling[ORIGIN][2] == NOT_MEANT


def test_links_to_target_10_7_name_the_indicators_they_mean(steps: dict[str, Link]) -> None:
    named = {x.from_id: x.indicator_ids for key, x in steps.items() if x.to_id == "10.7"}
    assert len(named) == 15 and all(len(ids) == 1 for ids in named.values())
    own = {"2": "10-7-4", "6": "10-7-1", "8": "10-7-3"}
    for objective, (indicator_id,) in named.items():
        assert indicator_id.startswith(f"sdg-{own.get(objective, '10-7-2')}-"), objective


def test_every_link_says_why_it_means_these_indicators(
    reference: Reference, steps: dict[str, Link]
) -> None:
    for key, link in steps.items():
        ends = {end.to_id for end in reference.links_from("target_indicator", link.to_id)}
        assert set(link.indicator_ids) <= ends, key
        english, french = (link.own("indicators_why", lang) for lang in ("en", "fr"))
        assert english and french and english != french, key


def test_quotations_are_short_and_of_the_paragraph_of_their_objective(
    steps: dict[str, Link],
) -> None:
    quoted = {key: link for key, link in steps.items() if link.quote}
    assert len(quoted) > 100
    for key, link in quoted.items():
        assert len(link.quote.split()) <= QUOTE_WORDS, key
        assert link.quote_evidence in QUOTE_EVIDENCE, key
        found = re.fullmatch(r"(\d+)(\([a-l]\))?", link.paragraph)
        assert found and int(found[1]) == int(link.from_id) + 16, key  # objective 1 is para. 17
    assert not any(x.paragraph or x.quote_evidence for x in steps.values() if not x.quote)


def test_what_links_rest_on(steps: dict[str, Link]) -> None:
    by_basis = {b: {k for k, x in steps.items() if x.basis == b} for b in LINK_BASES}
    assert by_basis["published"] == {"20-10.c"}
    assert "in line with target 10.c" in steps["20-10.c"].quote
    assert by_basis["same_words"] == {"1-17.18", "6-8.5", "15-1.4", "17-5.1"}
    post = {f"2-{t}" for t in ("1.5", "11.b", "13.1", "13.2", "15.9")} | {"5-10.7"}
    assert by_basis["one_contributor"] == post
    assert sum(map(len, by_basis.values())) == len(steps) == 131


def test_stretched_links_are_shown_and_not_counted(
    reference: Reference, steps: dict[str, Link]
) -> None:
    context = {key for key, link in steps.items() if link.strength == "context"}
    assert context == STRETCHED | {"20-1.4"}  # its indicators here are water and sanitation
    for theme_id in reference.themes:
        rows = reference.chain(theme_id, direct_only=False)
        for row in rows:
            if f"{row.objective_id}-{row.target_id}" in STRETCHED:
                assert not row.counts
        assert not any(
            r.objective_link and not r.objective_link.counts for r in reference.chain(theme_id)
        )
    assert steps["15-4.2"].strength == "direct"
    assert not reference.links_from("target_indicator", "4.2")


def test_faults_of_what_a_link_means_and_quotes_are_named(reference: Reference) -> None:
    head, *lines = links_file(reference).body.decode().splitlines()
    columns = head.split(",")
    row = dict.fromkeys(columns, "")
    row |= {"kind": "objective_target", "from_id": "23", "to_id": "1.1", "strength": "direct"}
    row |= {"rationale_en": "a", "rationale_fr": "b", "sources": "EXPERT", "evidence": "derived"}
    row |= {"indicator_ids": ORIGIN, "quote": "word " * 26, "target_evidence": "derived"}
    row["basis"] = "fame"
    text = "\n".join([head, *lines, ",".join(row[c] for c in columns)])
    with pytest.raises(ReferenceListError) as caught:
        apply_rules(reference, Rules(links=RuleFile("mine.csv", text.encode())))
    found = "\n".join(caught.value.problems)
    assert f"column indicator_ids: expected indicators of target 1.1, got '{ORIGIN}'" in found
    assert "column quote: expected at most 25 words, got 26" in found
    assert "column paragraph: expected text beside a quote" in found
    assert "column basis: expected one of" in found and "got 'fame'" in found
    assert len(caught.value.problems) == 5  # the evidence of the quotation too


def test_a_headline_needs_three_verdicts() -> None:
    assert headline(["on_track"] * 2) is None
    assert headline(["on_track"] * 3) == "on_track"
    assert headline(["on_track"] * 2 + ["too_slow"] * 2) == MIXED
    reasons = {"no_data": 8, "not_served": 3, "summed_here": 1, "too_old": 2}
    found = tally({"on_track": 2, "too_slow": 3, "not_progressing": 4}, reasons)
    assert found == Tally(on_track=2, right_way=0, behind=7, unpublished=12, unfit=2)
    assert found.judged == 9


def test_where_a_country_stands_is_what_more_than_half_of_its_verdicts_say() -> None:
    assert standing({"on_track": 2}) == ""
    assert standing({"on_track": 2, "too_slow": 1}) == "on_track"
    assert standing({"on_track": 1, "too_slow": 1, "not_progressing": 1}) == BEHIND
    assert standing({"on_track": 2, "too_slow": 2}) == MIXED
    assert standing({"right_way": 3}) == MIXED  # without an agreed target nothing is on track


def test_over_all_themes_an_indicator_counts_once(reference: Reference) -> None:
    store = Store(DATA_DIR)
    found = store.verdicts.of_area("KEN")
    themes = [theme_progress(reference, found, t, "all", store.has_data) for t in reference.themes]
    once = each_once(themes)
    ids = [o.vote[0] for o in once]
    assert len(ids) == len(set(ids))
    seen = Counter(i for theme in themes for i, _ in theme.cast)
    judged = {o.vote[0]: len(o.theme_ids) for o in once if o.vote[1] and o.vote[1].band}
    assert judged == seen and max(seen.values()) > 1
    assert tally_once(once).judged == len(seen) < sum(theme.assessed for theme in themes)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_headline_gives_its_denominator(app: Throughline, lang: str) -> None:
    ctx, _ = read_address("/", f"lang={lang}", app.reference, app.store)
    words = "".join(tally_parts(ctx, Tally(2, 0, 7, 12, 0)))
    alone = "".join(tally_parts(ctx, Tally(0, 3, 1, 1, 1)))
    if lang == "en":
        assert words == (
            "Of 9 indicators that can be judged, 2 are met or on track, 7 are not; "
            "12 have no published figure here."
        )
        assert alone == (
            "Of 4 indicators that can be judged, none is met or on track, 1 is too slow or does "
            "not progress, 3 move the wanted way without an agreed target; 1 has no published "
            "figure here, 1 has figures that cannot be judged."
        )
    else:
        assert words == (
            "Sur 9 indicateurs évaluables, 2 sont atteints ou en bonne voie, 7 ne le sont "
            "pas\u00a0; 12 n’ont pas de chiffre publié ici."
        )
        assert (
            "1 n’a pas de chiffre publié ici" in alone
            and "1 a des chiffres qui ne se prêtent pas" in alone
        )
    assert [plural("count.places", n, lang) for n in (0, 1, 2)] == [
        "0 places" if lang == "en" else "0 lieu",
        "1 place" if lang == "en" else "1 lieu",
        "2 places" if lang == "en" else "2 lieux",
    ]


def test_where_direct_links_leave_too_few_the_headline_says_it_follows_all(
    app: Throughline,
) -> None:
    for place in ("M49:001", "KEN", "JPN"):
        ctx, _ = read_address("/", f"areas={place}", app.reference, app.store)
        for row in theme_rows(ctx):
            assert (row.wider is None) == row.progress.enough
            assert row.told is (row.wider if row.wider and row.wider.enough else row.progress)
            shown = " ".join(text(node) for node in headline_line(ctx, row, None))
            assert ("With wider links too" in shown) == (row.told is not row.progress)
            if row.told.enough:
                assert f"Of {row.told.assessed} indicators that can be judged" in shown
        everything, _ = read_address("/", f"areas={place}&links=all", app.reference, app.store)
        assert all(row.told is row.progress for row in theme_rows(everything))
