"""Nine themes as rows, one mark an indicator: how each fares, and what nobody can judge.

Of a group, the world by default, a mark is a column of its countries by class; of a country it is
the sign of its own verdict. Classes stand in one order and have a pattern or a sign each, so that
colour is never the only difference; what cannot be judged is hollow.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from data.progress.bands import COMMON
from layouts.charts import template
from layouts.charts.board_rows import CLASSES, UNKNOWN, Board, BoardMark, BoardMarks, board_of
from layouts.charts.over_years import tooltip
from layouts.charts.record import JSON, Chart, Item, Look, Takes
from layouts.charts.tables import Table
from layouts.charts.verdict_places import CLASSES as SYMBOLS
from layouts.progress.bands import band_name, in_order, tone_of
from layouts.request.context import Context
from layouts.request.pages import SETTINGS
from layouts.words.values import Words

TONES = {"on_track": "on_track", "right_way": "right", "too_slow": "marginal"}
NOT_PROGRESSING = "stagnation"
PATTERNS = {"right_way": ".", "too_slow": "/", "not_progressing": "x"}
SIGNS = {"on_track": "block", "right_way": "corner-dot", "too_slow": "hatched"}
ROW_PX = {False: 56, True: 84}
HIGH = {False: 0.72, True: 0.5}  # of a row; on narrow screens its name stands above it
LEAST_COLUMNS = 12
LETTERS = 30  # of a line of a theme's name
MARK_PX = {False: 17, True: 11}
MIGRANTS_PX = 5


def marks(ctx: Context) -> BoardMarks:
    """Every indicator that a theme asks a verdict of, in the area in focus."""
    return board_of(ctx)


def figure(marks: BoardMarks, look: Look) -> go.Figure:
    """Rows of columns or of signs, with the names of the themes beside or above them."""
    view, tone = marks.view, template.colours(look)
    rows = {row.theme.theme_id: len(view.themes) - 1 - i for i, row in enumerate(view.themes)}
    drawn = _columns(marks, rows, look) if view.members else _signs(marks, rows, look)
    width = max(LEAST_COLUMNS, *(mark.column + 1 for mark in marks.each))
    layout: JSON = {
        "height": ROW_PX[look.narrow] * len(rows) + 14,
        "bargap": 0.16,
        "barmode": "overlay",
        "xaxis": {"range": (-0.6, width - 0.4), "visible": False},
        "yaxis": {
            "range": (-0.22, len(rows) + (0 if look.narrow else -0.05)),
            "tickvals": [] if look.narrow else [at + HIGH[False] / 2 for at in rows.values()],
            "ticktext": [] if look.narrow else [_name(view, i, tone["ink"]) for i in rows],
            "tickfont": {"size": template.size("text"), "color": tone["ink"]},
        },
        "margin": {"l": 8 if look.narrow else 232, "r": 8, "t": 4, "b": 10},
        "annotations": _names(view, rows, look) if look.narrow else [],
    }
    return template.figure([*drawn, _migrants(marks, rows, look)], layout, look)


def _name(view: Board, theme_id: str, ink: str) -> str:
    """A theme's name in lines, as a link to its page."""
    theme = view.ctx.reference.themes[theme_id]
    lines = "<br>".join(map(escape, wrap(theme.text("short", view.ctx.lang), LETTERS)))
    href = escape(view.ctx.link_to("theme", theme.slug))
    return f'<a href="{href}" target="_self" style="color:{ink}">{lines}</a>'


def _names(view: Board, rows: dict[str, int], look: Look) -> list[JSON]:
    return [
        {
            "x": -0.5,
            "y": at + HIGH[True] + 0.02,
            "text": view.ctx.reference.themes[theme_id].text("short", look.lang),
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"size": template.size("small")},
        }
        for theme_id, at in rows.items()
    ]


def _columns(marks: BoardMarks, rows: dict[str, int], look: Look) -> list[JSON]:
    """A trace a class, stacked in one order; over them one a theme that speaks for columns."""
    high = HIGH[look.narrow]
    start: Counter[tuple[str, str]] = Counter()
    found = []
    for name in CLASSES:
        own = [mark for mark in marks.each if mark.common == name]
        base = [start[m.theme_id, m.indicator_id] for m in own]
        for mark in own:
            start[mark.theme_id, mark.indicator_id] += mark.countries
        below = [rows[m.theme_id] + high * b / m.of for m, b in zip(own, base, strict=True)]
        found.append(
            {
                "type": "bar",
                "meta": {"role": "value" if name else "missing"},
                "x": [m.column for m in own],
                "y": [high * m.countries / m.of for m in own],
                "base": below,
                "marker": _fill(name, look),
                "hoverinfo": "skip",
            }
        )
    return [*found, *(_whole(marks, theme_id, at, look) for theme_id, at in rows.items())]


def _fill(name: str, look: Look) -> JSON:
    tone = template.colours(look)
    if not name:
        return {"color": tone["clear"], "line": {"width": 1, "color": tone["quiet"]}}
    pattern = {"shape": PATTERNS.get(name, ""), "size": 5, "solidity": 0.18, "fgcolor": tone["ink"]}
    own = tone["tone"][TONES.get(name, NOT_PROGRESSING)]["fill"]
    return {"color": own, "pattern": pattern | {"fillmode": "overlay", "bgcolor": own}}


def _whole(marks: BoardMarks, theme_id: str, at: int, look: Look) -> JSON:
    """The columns of one theme as whole ones, not seen: what a reader points at."""
    first = [own[0] for (theme, _), own in marks.columns.items() if theme == theme_id]
    return {
        "type": "bar",
        "meta": {"role": "whole", "href": [_href(m, marks.view) for m in first]},
        "name": first[0].theme if first else "",
        "x": [m.column for m in first],
        "y": [HIGH[look.narrow]] * len(first),
        "base": at,
        "marker": {"color": template.clear()},
        "textposition": "none",
        **_texts(first),
    }


def _signs(marks: BoardMarks, rows: dict[str, int], look: Look) -> list[JSON]:
    """A trace a theme: the sign and colour of each verdict, hollow where there is none."""
    soft, found = template.colours(look)["soft"], []
    for theme_id, at in rows.items():
        own = [mark for mark in marks.each if mark.theme_id == theme_id]
        marker = {
            "size": MARK_PX[look.narrow],
            "symbol": [_symbol(mark.band) for mark in own],
            "color": [_colour(mark.band, look) for mark in own],
            "line": {"width": 1.2, "color": soft},
        }
        found.append(
            {
                "type": "scatter",
                "mode": "markers",
                "meta": {"role": "value", "href": [_href(m, marks.view) for m in own]},
                "name": own[0].theme if own else "",
                "x": [m.column for m in own],
                "y": [at + HIGH[look.narrow] / 2] * len(own),
                "marker": marker,
                **_texts(own),
            }
        )
    return found


def _symbol(band: str) -> str:
    return SYMBOLS[tone_of(band)] if band else "circle-open"


def _colour(band: str, look: Look) -> str:
    tone = template.colours(look)
    return str(tone["tone"][tone_of(band)]["fill"] if band else tone["quiet"])


def _texts(own: list[BoardMark]) -> JSON:
    return {"text": [tooltip(m.spoken) for m in own], "hovertemplate": "%{text}<extra></extra>"}


def _href(mark: BoardMark, view: Board) -> str:
    """Where a mark leads: of a country its calculation, of a group the map of verdicts."""
    page = "verdict_map" if view.members else "verdict"
    state = view.ctx.link_to(page)
    return f"{state}{'&' if '?' in state else '?v=2&'}indicator={mark.indicator_id}"


def _migrants(marks: BoardMarks, rows: dict[str, int], look: Look) -> JSON:
    """A diamond below each indicator that measures migrants themselves."""
    own = [m[0] for m in marks.columns.values() if m[0].measures == "migrants"]
    return {
        "type": "scatter",
        "mode": "markers",
        "meta": {"role": "sign"},
        "x": [m.column for m in own],
        "y": [rows[m.theme_id] - 0.11 for m in own],
        "marker": {
            "size": MIGRANTS_PX,
            "symbol": "diamond",
            "color": template.colours(look)["thread_text"],
        },
        "hoverinfo": "skip",
    }


def sentence(marks: BoardMarks, words: Words) -> str:
    """How many indicators, how they fare, and how many of them measure migrants."""
    view = marks.view
    shares = view.ctx.listed(
        words.t("progress.count", count=marks.told[name], what=words.t(f"progress.class.{key}"))
        for name in CLASSES
        for key in (name or "none",)
        if marks.counts[name]
    )
    return words.t(
        f"charts.board.summary.{'group' if view.members else 'country'}",
        count=len(marks.once),
        held=len(marks.held),
        migrants=marks.migrants,
        area=view.area,
        members=len(view.members),
        shares=shares,
    )


def legend(marks: BoardMarks, look: Look, words: Words) -> list[Item]:
    """The classes that occur, in their order, and the sign of what measures migrants."""
    tone, ctx = template.colours(look), marks.view.ctx
    seen = Counter(mark.band if not marks.view.members else mark.common for mark in marks.each)
    unknown = [Item("hollow" if marks.view.members else "circle-open",
                    words.t("charts.board.unknown_class"), tone["quiet"])]  # fmt: skip
    if marks.view.members:
        classes = [
            Item(
                SIGNS.get(name, "crossed"),
                words.t(f"common.{name}"),
                tone["tone"][TONES.get(name, NOT_PROGRESSING)]["fill"],
            )
            for name in COMMON
            if name in seen
        ]
    else:
        classes = [
            Item(_symbol(band), band_name(ctx, band), _colour(band, look))
            for band, _ in in_order(seen, [band for band in seen if band], 0)
        ]
    migrants = Item("diamond", words.t("charts.board.migrants"), tone["thread_text"])
    return [*classes, *(unknown if UNKNOWN in seen else []), migrants]


def table(marks: BoardMarks, words: Words) -> Table:
    """A row per theme and indicator: countries by class, or the verdict of the country."""
    view = marks.view
    names = [words.t(f"charts.board.{key}") for key in ("theme", "indicator", "measures")]
    if not view.members:
        rows = [
            [m.theme, m.indicator, words.t(f"measures.{m.measures}"), m.spoken] for m in marks.each
        ]
        return [*names, words.t("charts.board.verdict")], rows
    unknown = words.t("charts.board.unknown_class")
    head = [words.t(f"common.{name}") if name else unknown for name in CLASSES]
    rows = []
    for own in marks.columns.values():
        counts = {mark.common: mark.countries for mark in own}
        first = own[0]
        rows.append(
            [
                first.theme,
                first.indicator,
                words.t(f"measures.{first.measures}"),
                *(str(counts.get(name, 0)) for name in CLASSES),
            ]
        )
    return [*names, *head], rows


CHART = Chart(
    id="board",
    pages=("overview",),
    order=41,
    takes=Takes(
        indicators=0, opens=1, most=1, forms=("absolute",), axes=("linear",),
        options=("links", *SETTINGS),
    ),
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("bar", "scatter"),
)  # fmt: skip
