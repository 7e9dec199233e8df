"""What a page is, as schema.org describes it (JSON-LD): a data set, or a page and the way to it.

Vocabulary: https://schema.org/Dataset, /WebPage, /BreadcrumbList. Only what the tables say is said.
"""

from __future__ import annotations

import json
from typing import Any

from data.reference_lists import Source
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.series.series import Series, series_of, unit_text

LICENCES = {  # addresses of licences that schema.org asks for, by the names in sources.csv
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY 3.0 IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
}
# A reader of scripts must not find the end of one, or of a comment, in a name.
HARMLESS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def structured(ctx: Context, site: str, title: str, words: str) -> str:
    """The JSON-LD of a page with its title and description, safe inside a script element.

    Addresses begin with `site`; where it is "", they are relative to the document.
    """
    graph = [_page(ctx, site, title, words), _way(ctx, site, title)]
    if PAGES[ctx.state.page].place:
        graph[0]["about"] = _place(ctx)
    if ctx.state.page == "indicator" and (series := series_of(ctx, ctx.state.slug)):
        graph.append(_dataset(ctx, series, site, words))
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return text.translate(HARMLESS)


def _page(ctx: Context, site: str, title: str, words: str) -> dict[str, Any]:
    home = ctx.t("site.name")
    return {
        "@type": "WebPage",
        "name": title,
        "description": words,
        "url": site + ctx.href(),
        "inLanguage": ctx.lang,
        "isPartOf": {"@type": "WebSite", "name": home, "url": f"{site}/"},
    }


def _place(ctx: Context) -> dict[str, str]:
    """The country or the group that a page is about, by its code."""
    area = ctx.reference.areas[ctx.state.focus]
    kind = {"country": "Country", "territory": "AdministrativeArea"}.get(area.kind, "Place")
    return {"@type": kind, "name": area.text("name", ctx.lang), "identifier": area.area_code}


def _way(ctx: Context, site: str, title: str) -> dict[str, Any]:
    """The pages above a page, itself last."""
    steps = [(ctx.t("site.name"), ctx.link_to("overview", areas=()))]
    if ctx.state.page == "theme":
        steps.append((ctx.t("nav.themes"), ctx.link_to("themes", areas=())))
    if ctx.state.page != "overview":
        steps.append((title, ctx.href()))
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": site + href}
        for at, (name, href) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _dataset(ctx: Context, series: Series, site: str, words: str) -> dict[str, Any]:
    """The series of the page of an indicator, with its file."""
    indicator, info = series.indicator, series.info
    years = series.matrix.years_with_values()
    found = ctx.reference.texts.definition(indicator.indicator_id, ctx.lang)
    query = ctx.href().partition("?")[2]
    page = f"page={ctx.state.path}"
    file = (
        f"{site}/export/series.csv?{page}&{query}" if query else f"{site}/export/series.csv?{page}"
    )
    return {
        "@type": "Dataset",
        "name": indicator.text("title", ctx.lang),
        "alternateName": indicator.text("label", ctx.lang),
        "description": found.counts if found else words,
        "url": site + ctx.href(),
        "identifier": [x for x in (indicator.indicator_id, indicator.sdg_indicator) if x],
        "inLanguage": ctx.lang,
        "license": _licence(series),
        "creditText": str(info["attribution"]),
        "isAccessibleForFree": True,
        "creator": _organization(series.source),
        "isBasedOn": series.source.url or series.source.title,
        "version": str(info["edition"]),
        "dateModified": series.retrieved_on,
        "temporalCoverage": f"{years[0]}/{years[-1]}",
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": indicator.text("label", ctx.lang),
            "unitText": unit_text(ctx, series),
        },
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": file}
        ],
    }


def _licence(series: Series) -> str:
    """The address of a licence; of terms that have none, their own; else their name."""
    name = str(series.info["licence"]).replace("BY-", "BY ")
    known = (address for start, address in LICENCES.items() if name.startswith(start))
    return next(known, series.source.terms_url or name)


def _organization(source: Source) -> dict[str, str]:
    named = {"@type": "Organization", "name": source.producer}
    return {**named, "url": source.url} if source.url else named
