"""The methods page says what the engine does; the crosswalk it gives away is the link tables."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from app import Throughline
from callbacks.routing import read_address
from data.own_rules import RuleFile, Rules, apply_rules
from data.progress.bands import BANDS, BY_RATIO, REASONS
from data.progress.settings import BASES, COVID, METHODS, MODELLED
from data.progress.traits import FLAGS
from data.reference_lists import Reference
from layouts.methods import crosswalk, matrix
from layouts.methods import page as methods
from layouts.pieces.markup import markup
from layouts.progress.missing import MISSING_KINDS, missing_kind
from layouts.verdicts.limits import limits_of_method
from layouts.words.text import languages, locale
from tests.callbacks.test_wiring import components

REFERENCE_DIR = Path(__file__).parents[2] / "data" / "reference"
SOURCES = {"objective_target": "source_codes"}


def words(app: Throughline, lang: str = "en") -> str:
    ctx, problems = read_address("/methods", f"lang={lang}", app.reference, app.store)
    assert not problems
    children = [getattr(c, "children", None) for c in components(methods.layout(ctx))]
    flat = [x for c in children for x in (c if isinstance(c, list) else [c])]
    return "\n".join(x for x in flat if isinstance(x, str))


def downloaded(app: Throughline, kind: str) -> str:
    answer = app.server.test_client().get(f"/export/crosswalk.{kind}")
    assert answer.status_code == 200
    return answer.data.decode("utf-8-sig")


def table(name: str) -> list[dict[str, str]]:
    with (REFERENCE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_crosswalk_has_every_row_of_the_link_tables(app: Throughline) -> None:
    columns = crosswalk.columns(app.reference)
    expected = []
    for kind in crosswalk.KINDS:
        texts = {lang: table(f"texts/{lang}/{kind}") for lang in ("en", "fr")}
        for at, row in enumerate(table(kind)):
            ends = dict(zip(("from_id", "to_id"), row.values(), strict=False))
            own = {"kind": kind, "sources": row[SOURCES.get(kind, "source")], **ends}
            for lang, rows in texts.items():
                own |= {f"{name}_{lang}": text for name, text in rows[at].items()}
            expected.append(tuple((row | own).get(c, "") for c in columns))
    found = list(csv.DictReader(io.StringIO(downloaded(app, "csv"))))
    assert [tuple(row[c] for c in columns) for row in found] == expected
    assert len(expected) > 300


def test_the_crosswalk_comes_back_as_own_links(app: Throughline) -> None:
    body = app.server.test_client().get("/export/crosswalk.csv").data
    again = apply_rules(app.reference, Rules(links=RuleFile("mine.csv", body)))
    assert again.links == app.reference.links


def test_the_version_stands_on_the_page_and_in_both_files(app: Throughline) -> None:
    content = json.loads(downloaded(app, "json"))
    rows = list(csv.DictReader(io.StringIO(downloaded(app, "csv"))))
    assert {row[crosswalk.VERSION_COLUMN] for row in rows} == {content["version"]}
    assert content["version"] in words(app)
    assert len(content["links"]) == len(rows)
    assert all(link["from_title"]["fr"] and link["to_title"]["fr"] for link in content["links"])


def test_the_version_changes_with_any_link(reference: Reference) -> None:
    first, *others = reference.links
    other = replace(reference, links=(replace(first, strength="secondary"), *others))
    assert crosswalk.version(other) != crosswalk.version(reference)


@pytest.mark.parametrize("lang", languages())
def test_the_page_names_every_class_with_its_limits(app: Throughline, lang: str) -> None:
    ctx, _ = read_address("/methods", f"lang={lang}", app.reference, app.store)
    text, known = words(app, lang), locale(lang)
    for band in BANDS:
        assert known[f"band.{band.id}.title"] in text
    for method in METHODS:
        assert known[f"method.{method}"] in text
        for limits in limits_of_method(ctx, method, bare=True).values():
            assert limits in text
    for source_id in app.store.catalogue["sources"]:
        assert app.reference.sources[source_id].title in text
    assert str(len(app.reference.links)) in text


def test_one_matrix_holds_every_class_once(app: Throughline) -> None:
    ctx, _ = read_address("/methods", "", app.reference, app.store)
    found = [b for bare in (False, True) for row in matrix.rows(bare) for b in row.values()]
    assert sorted(b.id for b in found) == sorted(b.id for b in BANDS if b.method)
    for bare in (False, True):
        for row in matrix.rows(bare):
            common = {b.common for b in row.values()} - {BY_RATIO}
            assert common == {row[matrix.LEADS].common}, row  # written once beside the row
    page = markup(methods.layout(ctx))
    table = page[page.index('class="matrix-of-classes"') :]
    table = table[: table.index("</table>")]
    chips = re.findall(r'class="chip tone [^>]+>.*?<span>([^<]+)</span></span>', table)
    assert sorted(chips) == sorted(locale("en")[f"band.{b.id}"] for b in BANDS)


@pytest.mark.parametrize("lang", languages())
def test_every_place_that_links_lead_to_stands_open(app: Throughline, lang: str) -> None:
    ctx, _ = read_address("/methods", f"lang={lang}", app.reference, app.store)
    page = markup(methods.layout(ctx))
    led = {f"method-{m}" for m in METHODS} | {"crosswalk"} | set(re.findall(r'href="#(.+?)"', page))
    for name in led:
        before = page[: page.index(f' id="{name}"')]
        assert before.count("<details") == before.count("</details>"), name


def test_limits_are_the_published_ones(app: Throughline) -> None:
    ctx, _ = read_address("/methods", "", app.reference, app.store)
    un5 = limits_of_method(ctx, "un5")
    assert un5["moderate"] == "ratio 0.50 to below 0.95"
    assert un5["nt_stagnation"] == "yearly change \u22121.0 per cent to below 0.5 per cent"
    assert (
        limits_of_method(ctx, "unsd2022")["unsd2022_substantial"]
        == "ratio over 0.95, or target met"
    )
    assert un5["regression"] == "ratio below \u22120.10, or a target once met and lost"


@pytest.mark.parametrize("lang", languages())
def test_every_band_reason_mark_and_setting_is_explained(lang: str) -> None:
    known = locale(lang)
    keys = [f"band.{b.id}" for b in BANDS] + [f"reason.{r}" for r in REASONS]
    keys += [f"method.{m}" for m in METHODS] + [f"base.{b}" for b in BASES]
    keys += [f"modelled.{m}" for m in MODELLED] + [f"covid.{c}" for c in COVID]
    keys += [f"missing_kind.{k}" for k in MISSING_KINDS]
    assert not [k for k in keys if k not in known or f"{k}.title" not in known]
    assert not [f for f in FLAGS if f"flag.{f}" not in known]
    kept_out = ("not_served", "unreadable", "licence")  # and defects, which the reference lists
    assert not [r for r in kept_out if f"methods.withheld.{r}" not in known]
    assert {missing_kind(reason) for reason in REASONS} == set(MISSING_KINDS)
