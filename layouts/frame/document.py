"""The HTML document around the app: language, direction, title, and what to load early."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from layouts.charts import charts, signs
from layouts.charts.first import first_chart
from layouts.charts.record import BUNDLE
from layouts.frame import modules
from layouts.pieces.record_card import read_of
from layouts.request.context import Context
from layouts.request.pages import PAGES, for_browser, names_chart
from layouts.request.problems import Problem
from layouts.request.state import default_indicator
from layouts.table.grid import SCRIPTS
from layouts.tokens import style_sheet, tokens
from layouts.words.text import direction

# Runs before anything is painted, so that a dark page never flashes white.
EARLY = (
    "(function(){var c=null;try{c=localStorage.getItem('tl-colours')}catch(e){}"
    "var d=c?c==='dark':matchMedia('(prefers-color-scheme: dark)').matches;"
    "document.documentElement.dataset.colours=d?'dark':'light'})()"
)
# What only a browser knows of how a chart is seen: the end of each chart's address.
LOOK = (
    "THROUGHLINE.narrow=matchMedia('(max-width: %s)');"
    "THROUGHLINE.look=function(){return '&dark='"
    "+Number(document.documentElement.dataset.colours==='dark')"
    "+'&narrow='+Number(THROUGHLINE.narrow.matches)}"
)
# Taken by assets/app/charts/answers.js, which makes the same address.
EARLY_CHART = (
    "(function(u){var a=fetch(u,{credentials:'same-origin'});a.catch(function(){});"
    "THROUGHLINE.early={url:u,answer:a}})(%s+THROUGHLINE.look())"
)
# Scripts that Dash lists for every page: tables of its own, never used here, and the grid of the
# table page, which that page loads by itself; and what browsers of ten years ago lacked.
UNUSED = ("/dash_table/", "/dash_ag_grid/", "/deps/polyfill")
PLOTLY = Path(__file__).parents[2] / "assets" / "js" / "00-plotly.min.js"
MAP = "map"  # the chart that our own painter draws, from an answer that holds all years
PRELOAD_SCRIPT = '<link rel="preload" as="script" href="{}">'
STYLES = Path(__file__).parents[2] / "assets" / "css"
LATER = ("50-country.css", "55-brief.css")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
BLANKS = re.compile(r"\s*([{};])\s*")
DROPDOWN = "/_dash-component-suites/dash/dcc/async-dropdown.js"  # every page has a list of places
# Before the page: a font that comes too late for the first text is kept for the next page.
FONTS = ("inter-latin-wght-normal", "source-serif-4-latin-wght-normal")
PRELOAD_FONT = '<link rel="preload" as="font" type="font/woff2" crossorigin href="{}">'
PRELOAD_FETCH = '<link rel="preload" as="fetch" crossorigin href="{}">'


def document(
    ctx: Context, problems: tuple[Problem, ...], head: str, page: str, parts: Mapping[str, str]
) -> str:
    """The whole document for one address.

    Args:
        ctx: of the address.
        problems: what of it does not exist.
        head: what head.py says of the address.
        page: the page as early.py makes it.
        parts: of Dash: its configuration, styles and scripts.
    """
    preloads = [] if problems else _preloads(ctx)
    loads, runs = modules.tags()
    alone = ' class="embedded"' if ctx.state.option("embed") == "on" else ""
    return f"""<!DOCTYPE html>
<html lang="{ctx.lang}" dir="{direction(ctx.lang)}"{alone}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<script>{EARLY};{_told()}</script>
{"".join(PRELOAD_FONT.format(f"/assets/fonts/{name}.woff2") for name in FONTS)}
<style>{styles()}{_own_styles(ctx)}</style>
{parts["css"]}
</head>
<body>
<noscript><p class="noscript">{escape(ctx.t("site.noscript"))}</p></noscript>
{page}<div id="react-entry-point"></div>{signs.hatches()}
{_chart(ctx) if preloads else ""}{"".join(preloads)}{loads}{_later()}
<div hidden>
{parts["config"]}
{_scripts(parts["scripts"])}
{parts["renderer"]}
{runs}
</div>
</body>
</html>"""


@cache
def styles() -> str:
    """Every style sheet, without its comments: a first text waits for nothing but its document."""
    files = (file for file in sorted(STYLES.glob("*.css")) if file.name not in LATER)
    found = "".join(file.read_text(encoding="utf-8") for file in files)
    return style_sheet() + BLANKS.sub(r"\1", COMMENT.sub("", found))


@cache
def _later() -> str:
    """The style sheets of pages that few visits begin with: they load behind the page."""
    links = []
    for name in LATER:
        version = sha256((STYLES / name).read_bytes()).hexdigest()[: modules.HASH_LENGTH]
        links.append(f'<link rel="stylesheet" href="/assets/css/{name}?m={version}">')
    return "".join(links)


def _own_styles(ctx: Context) -> str:
    """The same sheets for a document that needs them at once."""
    if not PAGES[ctx.state.page].place:
        return ""
    found = "".join((STYLES / name).read_text(encoding="utf-8") for name in LATER)
    return BLANKS.sub(r"\1", COMMENT.sub("", found))


def _told() -> str:
    """What the browser code knows from the start: pages, keys, trace types drawn, the look."""
    told = json.dumps({**for_browser(), "bundle": BUNDLE, "plotly": plotly()})
    return f"window.THROUGHLINE={told};{LOOK % tokens()['widths']['small']}"


@cache
def plotly() -> str:
    """The address of our own plotly, which changes whenever its bytes do."""
    version = sha256(PLOTLY.read_bytes()).hexdigest()[: modules.HASH_LENGTH]
    return f"/assets/js/{PLOTLY.name}?m={version}"


def _chart(ctx: Context) -> str:
    """Asks for the chart that the page opens with, before any code is there to show it."""
    state = ctx.state
    chosen = names_chart(state.page)
    chart = first_chart(ctx)
    if not chart or (charts()[chart].takes.indicators and not ctx.store.has_data(ctx.indicator)):
        return ""
    asked = state if chosen else read_of(state, charts()[chart])
    if asked.indicator == default_indicator(state, ctx.reference, ctx.store):
        asked = replace(asked, indicator="")  # the browser does not name it either
    query = asked.href().partition("?")[2]
    own = f"page={state.path}{query and f'&{query}'}"
    url = f"/chart/{ctx.store.build_id}/{ctx.lang}/{chart}.json?{own}"
    return f"<script>{EARLY_CHART % json.dumps(url)}</script>"


def _scripts(tags: str) -> str:
    """Dash's script tags less the unused ones."""
    lines = tags.splitlines()
    return "\n".join(tag for tag in lines if not any(name in tag for name in UNUSED))


def _map(ctx: Context, chosen: str) -> str:
    """The address of the map that a page opens with, as map/answer.js in the browser has it."""
    kept = {k: v for k, v in ctx.state.options.items() if k in charts()[MAP].takes.options}
    kept.pop("layout", None)  # the browser draws tiles by itself
    own = replace(ctx.state, indicator=chosen, year=None, areas=(), options=kept)
    query = own.href().partition("?")[2]
    return f"/chart/{ctx.store.build_id}/{ctx.lang}/{MAP}.json?page={own.path}&{query}"


def _preloads(ctx: Context) -> list[str]:
    page = ctx.state.page
    drawn = first_chart(ctx) or page in charts()[MAP].pages
    grid = SCRIPTS if page == "table" else ()
    links = [PRELOAD_SCRIPT.format(s) for s in (DROPDOWN, *((plotly(),) if drawn else ()), *grid)]
    chosen = ctx.indicator
    if not chosen or not PAGES[ctx.state.page].shapes:
        return links
    if names_chart(ctx.state.page):
        return links  # the chart brings its numbers; see _chart
    if PAGES[ctx.state.page].offers != "none":  # pages with a choice of indicators have a map
        links.append(PRELOAD_FETCH.format("/assets/topojson/world_110m.json"))
    if ctx.state.page in charts()[MAP].pages and ctx.store.has_data(chosen):
        links.append(PRELOAD_FETCH.format(escape(_map(ctx, chosen))))
    return links
