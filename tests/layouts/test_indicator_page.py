"""A page for every indicator: what it says equals the tables, also where no numbers are held."""

import csv
import dataclasses
import io
import json

import numpy as np
import pytest
from plotly.utils import PlotlyJSONEncoder

from app import Throughline
from callbacks.routing import read_address
from data.records import Defect
from layouts.indicator import page as indicator_page
from layouts.indicator.facts import facts
from layouts.request.context import Context
from layouts.series.breakdowns import breakdown_choices, breakdown_text
from layouts.series.series import header, series_of, unit_short, unit_text
from layouts.words.text import languages, locale
from layouts.words.units import UNIT_KEYS, unit_key

pytestmark = pytest.mark.slow


STEP = 37  # every so many of the catalogue's series are rendered


def context(app: Throughline, indicator_id: str, search: str = "") -> Context:
    ctx, problems = read_address(f"/indicators/{indicator_id}", search, app.reference, app.store)
    assert not problems
    return ctx


def text_of(app: Throughline, indicator_id: str, search: str = "") -> str:
    page = indicator_page.layout(context(app, indicator_id, search))
    return json.dumps(page, cls=PlotlyJSONEncoder, ensure_ascii=False)


@pytest.mark.parametrize("lang", languages())
def test_every_curated_and_many_catalogue_indicators_render(app: Throughline, lang: str) -> None:
    catalogue = list(app.reference.catalogue_series)[::STEP]
    assert len(catalogue) >= 20
    for indicator_id in (*app.reference.indicators, *catalogue):
        ctx = context(app, indicator_id, f"?lang={lang}&areas=KEN,M49:001")
        text = text_of(app, indicator_id, f"?lang={lang}&areas=KEN,M49:001")
        assert "[en]" not in text, indicator_id
        known = app.reference.indicators.get(indicator_id)
        if known:
            title = json.dumps(known.text("title", lang), ensure_ascii=False)[1:-1]
            assert title in text, indicator_id
        assert indicator_page.title(ctx)
        assert indicator_page.data(ctx)["page"] == "indicator"


def test_a_page_says_what_an_indicator_is_and_how_a_computed_one_is_made(app: Throughline) -> None:
    def facts_of(indicator_id: str, search: str = "") -> dict[str, str]:
        ctx = context(app, indicator_id, search)
        indicator = app.reference.indicators[indicator_id]
        rows = facts(ctx, indicator, series_of(ctx, indicator_id)).children
        return {
            dt.children: json.dumps(dd.children, cls=PlotlyJSONEncoder, ensure_ascii=False)
            for dt, dd in (row.children for row in rows)
        }

    cost = facts_of("sdg-10-c-1-si-rmt-cost")
    assert "Definition" not in cost, "it stands in a section of its own, not as the title again"
    assert {"Unit", "Source", "Licence", "Edition", "Retrieved", "To be credited as"} <= set(cost)
    assert "Computed as" not in cost
    rate = facts_of("ctx-recognition-rate", "?lang=fr")
    assert "share_pct(unhcr/asylum-decisions" in rate["Calculé ainsi"]


def test_values_of_the_chosen_places_are_those_of_the_store(app: Throughline) -> None:
    year, value = app.store.latest("ctx-refugees-asylum")["KEN"]
    ctx = context(app, "ctx-refugees-asylum", "?areas=KEN,ATA")
    text = json.dumps(indicator_page.part(ctx), cls=PlotlyJSONEncoder)
    assert f'"{value:,.0f}"' in text
    assert f'"{year}"' in text
    assert "no value published" in text, "Antarctica"


def test_a_withheld_series_has_a_page_that_says_why(app: Throughline) -> None:
    kept_out = [w for w in app.store.catalogue["withheld"] if w["source_id"] == "unsdg"]
    assert kept_out
    for row in kept_out:
        text = text_of(app, row["indicator_id"])
        assert f"{row['source_code']} of SDG Global Database" in text
        assert "data-chart-card" not in text
        text = text_of(app, row["indicator_id"], "?lang=fr")
        assert f"{row['source_code']} de SDG Global Database" in text


def test_a_chosen_headline_says_whom_it_counts(app: Throughline) -> None:
    """UN SDG publishes bank accounts by age only: 15 and over leads, and is named."""
    ctx = context(app, "sdg-8-10-2-fb-bnk-accss")
    series = series_of(ctx, "sdg-8-10-2-fb-bnk-accss")
    assert series is not None
    assert series.matrix.breakdown == ""
    assert header(ctx, series)["breakdownText"] == "aged 15 and over"
    offered = [words for _, words in breakdown_choices(ctx, "sdg-8-10-2-fb-bnk-accss")]
    assert offered[0] == "aged 15 and over"
    assert "aged 15 and over, women and girls" in offered
    assert "aged 15 to 24" in offered
    assert breakdown_text(ctx, "Age=<5Y;Colour=RED") == "under 5 years, Colour: RED"


def test_bands_of_ages_ascend_and_none_is_cut_off(app: Throughline) -> None:
    ctx = context(app, "ctx-migrant-ages")
    offered = [words for _, words in breakdown_choices(ctx, "ctx-migrant-ages")]
    assert offered[1:4] == ["women and girls", "men and boys", "aged 0 to 4"]
    assert offered[4] == "aged 5 to 9"
    assert (len(offered), offered[-1]) == (19, "aged 75 and over")
    assert "indicator=ctx-migrant-ages&chart=pyramid" in text_of(app, "ctx-migrant-ages")
    assert "pyramid" not in text_of(app, "ctx-migrant-stock")
    french = context(app, "ctx-migrant-ages", "?lang=fr")
    assert breakdown_text(french, "age=Y20T24;sex=F") == "de 20 à 24 ans, femmes et filles"


@pytest.mark.parametrize("lang", languages())
def test_a_defect_of_another_edition_is_told(app: Throughline, lang: str) -> None:
    """Only the edition with the defect is kept out; of a later one the reader is warned."""
    ctx = context(app, "wb-sl-uem-totl-zs", f"?lang={lang}")
    for kind in {d.defect for d in app.reference.defects}:
        defect = Defect("worldbank", "2019-01-02", "SL.UEM.TOTL.ZS", kind, "")
        known = dataclasses.replace(app.reference, defects=(defect,))
        page = indicator_page.layout(dataclasses.replace(ctx, reference=known))
        text = json.dumps(page, cls=PlotlyJSONEncoder, ensure_ascii=False)
        assert locale(lang)[f"indicator.defect_{kind}"].format(edition="2019-01-02") in text
    assert "2019-01-02" not in text_of(app, "wb-sl-uem-totl-zs", f"?lang={lang}")


def test_the_chain_is_read_backwards(app: Throughline) -> None:
    text = text_of(app, "sdg-10-c-1-si-rmt-cost")
    for link in app.reference.links:
        if link.kind == "target_indicator" and link.to_id == "sdg-10-c-1-si-rmt-cost":
            assert json.dumps(link.text("rationale", "en"), ensure_ascii=False)[1:-1] in text
    steps = [
        li for li in app.reference.links if (li.kind, li.to_id) == ("objective_target", "10.c")
    ]
    assert steps
    for link in steps:
        assert json.dumps(link.text("rationale", "en"), ensure_ascii=False)[1:-1] in text
    assert "/themes/contributions-remittances" in text


def test_the_whole_series_is_a_file(app: Throughline) -> None:
    address = "/export/series.csv?page=/indicators/ctx-remit-received-gdp"
    answer = app.server.test_client().get(address)
    assert answer.status_code == 200
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    matrix = app.store.matrix("ctx-remit-received-gdp")
    assert matrix is not None
    assert len(rows) == np.count_nonzero(~np.isnan(matrix.values))
    kenya = [(int(r["year"]), float(r["value"])) for r in rows if r["area_code"] == "KEN"]
    assert kenya[-1] == app.store.latest("ctx-remit-received-gdp")["KEN"]
    assert {r["area"] for r in rows if r["area_code"] == "NAM"} == {"Namibia"}


def test_provider_units_are_words(app: Throughline) -> None:
    entries = app.store.catalogue_indicators
    keys = {unit_key(e["provider_unit"], e["title"]) for e in entries.values()}
    assert {f"unit.{key}" for key in keys} <= locale("en").keys()
    assert {f"unit_short.{key}" for key in UNIT_KEYS.values()} <= locale("fr").keys()
    vague = [
        k for k, e in entries.items() if unit_key(e["provider_unit"], e["title"]) == "in_title"
    ]
    assert len(vague) <= 0.06 * len(entries)
    ctx = context(app, "unsd-ag-prd-xsubdy", "?lang=fr")
    series = series_of(ctx, "unsd-ag-prd-xsubdy")
    assert series is not None
    assert unit_text(ctx, series) == locale("fr")["unit.usd_million_current"]
    assert unit_short(ctx, series) == locale("fr")["unit_short.usd_million_current"]


@pytest.mark.parametrize(
    ("address", "offer"),
    [
        ("/indicators/ctx-remit-recieved-gdp", "/indicators/ctx-remit-received-gdp"),
        ("/indicators/wb-sp-pop-totl", "/indicators/"),
        ("/indicators/ctx-hdi?year=1800", "/indicators/ctx-hdi?v=2&year="),
    ],
)
def test_an_unknown_indicator_offers_the_nearest(
    app: Throughline, address: str, offer: str
) -> None:
    path, _, search = address.partition("?")
    _, problems = read_address(path, search, app.reference, app.store)
    assert any(offer in href for _, href in problems[0].choices)
    for _, href in problems[0].choices:
        to, _, rest = href.partition("?")
        assert not read_address(to, rest, app.reference, app.store)[1]
    assert app.server.test_client().get(address).status_code == 404
