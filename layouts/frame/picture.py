"""The picture of a view for whoever shares its address: title, sentence, chart, source, name; PNG.

It is drawn by resvg (MIT, https://github.com/baseplate-admin/resvg-py), which asks the system for
nothing: the two fonts are static cuts, 400 and 650, of the Inter beside them, made by fontTools'
`instantiateVariableFont(font, {"wght": 650})`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path
from textwrap import wrap

import plotly.graph_objects as go

from layouts import tokens
from layouts.charts import template
from layouts.charts.leads import leading
from layouts.charts.record import Chart, Item, Look, MarksOf
from layouts.charts.served import drawing
from layouts.charts.still_map import map_parts
from layouts.charts.still_marks import GROUND
from layouts.charts.still_picture import still_picture
from layouts.frame import told
from layouts.frame.head import PICTURE, UNLISTED
from layouts.request.context import Context
from layouts.words.text import has_text
from layouts.words.values import Words

ASSETS = Path(__file__).parents[2] / "assets"
FONTS = tuple(str(ASSETS / "fonts" / f"inter-latin-{weight}.ttf") for weight in (400, 650))
SCALED = re.compile(r"<path [^>]*scale\(([\d.]+)\)[^>]*non-scaling-stroke[^>]*>")
WIDTH = re.compile(r'stroke-width="([\d.]+)"')
EDGE, FOOT = 48, 40  # pixels free at the sides, and for the source at the foot
WIDE, BOLD = 0.49, 0.53  # of its size, what a letter takes on average
TITLE, TEXT, SMALL = 34, 20, 15  # sizes
LINES = {TITLE: 2, TEXT: 2, SMALL: 2}  # at most, beside a chart
LINES_ALONE = 6  # of the text of a page without a chart
ENLARGED = 1.2  # a chart, whose words are those of a page
ROW_PX = 16  # of a list with a name a row; of one that is longer than its room the first rows stand


def png(ctx: Context) -> bytes:
    """The picture of the view of an address."""
    import resvg_py  # here: a worker that shares no picture never loads it

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg(ctx),
            skip_system_fonts=True,
            font_files=[*FONTS],
            font_family="Inter",
            sans_serif_family="Inter",
        )
    )


def svg(ctx: Context) -> str:
    """The same as SVG."""
    width, height = PICTURE
    tone = tokens.colours(dark=False)
    held = leading(_shaped(ctx))
    body = _with_chart(ctx, *held) if held else _page(ctx)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="Inter" color="{tone["soft"]}">'
        f'<rect width="{width}" height="{height}" fill="{tone["paper"]}"/>'
        f'<rect width="{width}" height="10" fill="{tone["accent"]}"/>'
        f"{_name(ctx)}{body}</svg>"
    )
    return SCALED.sub(_thinned, drawn.replace(GROUND, tone["paper"]))


def _thinned(found: re.Match[str]) -> str:
    """A scaled mark whose outline is not to be scaled, of which resvg knows nothing."""
    tag, scale = found[0], float(found[1])
    return WIDTH.sub(lambda width: f'stroke-width="{float(width[1]) / scale:.3f}"', tag)


def _shaped(ctx: Context) -> Context:
    """The view with its map as shapes: tiles are too many for the room."""
    kept = {k: v for k, v in ctx.state.options.items() if k != "layout"}
    return replace(ctx, state=replace(ctx.state, options=kept))


def _name(ctx: Context) -> str:
    """The mark and the name of the site."""
    mark = (ASSETS / "favicon.svg").read_text(encoding="utf-8")
    placed = mark.replace("<svg ", f'<svg x="{EDGE}" y="30" width="36" height="36" ', 1)
    return placed + _line(ctx.t("site.name"), EDGE + 48, 56, TEXT + 4, bold=True)


def _with_chart(ctx: Context, chart: Chart, marks: MarksOf) -> str:
    look, words = Look(ctx.lang), Words(ctx.lang)
    heading = marks.view.heading(chart, marks, words).title
    top, found = _text(heading, 112, TITLE, bold=True)
    top, more = _text(chart.sentence(marks, words), top + 2, TEXT)
    found += more
    legend, items = _legend(top + 2, chart.legend(marks, look, words))
    found += items
    width, bottom = PICTURE[0] - 2 * EDGE, PICTURE[1] - FOOT
    room = int(bottom - legend - 14)
    drawn = _drawn(chart, marks, look, words, (width, room))
    if not drawn:
        return _alone(heading, chart.sentence(marks, words))
    found.append(f'<g transform="translate({EDGE} {legend})" font-size="{SMALL}">{drawn}</g>')
    source = wrap(marks.view.source(), int((PICTURE[0] - 2 * EDGE) / (SMALL * WIDE)))[:1]
    found += [_line(text, EDGE, PICTURE[1] - 18, SMALL) for text in source]
    return "".join(found)


def _drawn(chart: Chart, marks: MarksOf, look: Look, words: Words, room: tuple[int, int]) -> str:
    """The figure in its room: as a map, as a list of which the first rows stand, or whole."""
    if not chart.figure:
        return ""
    figure = drawing(chart, marks, look, words)
    if found := map_parts(figure, *room):
        return found
    (width, height), layout = room, template.plain(figure)["layout"]
    rows, own = layout.get("yaxis", {}).get("ticktext") or (), int(layout["height"])
    wide = max(width / ENLARGED, float(layout.get("width", 0)))
    inside = height * wide / width
    tall = own if len(rows) * ROW_PX > inside else round(inside)
    drawn = still_picture(_as_tall(figure, tall), wide)
    box = f'viewBox="0 0 {wide:.0f} {inside:.0f}"'
    return f'<svg width="{width}" height="{height}" {box}>{drawn}</svg>' if drawn else ""


def _as_tall(figure: go.Figure, height: int) -> go.Figure:
    """The same figure in another height."""
    whole = template.plain(figure)
    layout = {**whole["layout"], "height": height}
    return go.Figure({"data": whole["data"], "layout": layout}, _validate=False)


def _page(ctx: Context) -> str:
    """A page without a chart: what it is called and what it says."""
    name = f"{ctx.state.page}.title"
    named = has_text(name) and ctx.state.page not in UNLISTED
    return _alone(ctx.t(name) if named else told.title(ctx), told.description(ctx))


def _alone(title: str, words: str) -> str:
    """Words without a picture, larger than beside one."""
    top, found = _text(title, 220, TITLE + 8, bold=True)
    _, more = _text(words, top + 16, TEXT + 6, most=LINES_ALONE)
    return "".join(found + more)


def _text(
    text: str, top: float, size: int, *, bold: bool = False, most: int = 0
) -> tuple[float, list[str]]:
    """Lines of text from a height on, cut where there are too many; the height below them."""
    most = most or LINES.get(size, 2)
    width = int((PICTURE[0] - 2 * EDGE) / (size * (BOLD if bold else WIDE)))
    lines = wrap(text, width, max_lines=most, placeholder=" …")
    step = size * 1.3
    placed = [_line(line, EDGE, top + i * step, size, bold=bold) for i, line in enumerate(lines)]
    return top + len(lines) * step, placed


def _legend(top: float, items: Iterable[Item]) -> tuple[float, list[str]]:
    """Colours with their words, in as many rows as there is room for; the height below them."""
    found: list[str] = []
    x, row, step = float(EDGE), 0, SMALL * 1.6
    for item in (i for i in items if i.colour):
        width = 26 + len(item.text) * SMALL * WIDE + 18
        if x + width > PICTURE[0] - EDGE and x > EDGE:
            x, row = float(EDGE), row + 1
        if row >= LINES[SMALL]:
            break
        y = top + row * step
        found.append(f'<rect x="{x:.0f}" y="{y - 11:.0f}" width="18" height="12" rx="2" ')
        found.append(f'fill="{item.colour}"/>{_line(item.text, x + 26, y, SMALL)}')
        x += width
    return top + (min(row, LINES[SMALL] - 1) + 1) * step * bool(found), found


def _line(text: str, x: float, y: float, size: int, *, bold: bool = False) -> str:
    tone = tokens.colours(dark=False)["ink" if bold else "soft"]
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{x:.0f}" y="{y:.0f}" font-size="{size}"'
    return f'<text {place}{weight} fill="{tone}">{escape(text)}</text>'
