"""A chart as a picture: its figure on white, with title, legend, doubts, source and link in it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from textwrap import wrap
from typing import Any

from layouts.charts.record import JSON, Item, Look
from layouts.charts.template import colours, family, size

LINE_CHARS = 155
HEADING_PX = 78  # of title and subtitle
SIGN_CHARS = 5  # that a sign takes with the room around it
TOP, ABOVE_NOTES, LINE_PX, ABOVE_TICKS = 120, 62, 16, 60
SIGNS = {  # legend signs as text
    "solid": "●—", "longdash": "— —", "gap": "···", "estimate": "○- -", "doubt": "⊗···",
    "part": "○···", "forecast": "◎—·", "path": "—·—", "projection": "—◇—",
    "outlined": "▨", "break": "⧓",
    "other": "—", "hollow": "▭", "hatched": "▨",
    "crossed": "▩", "circle-open": "○", "crossed-dot": "⊗", "circle-open-dot": "◎",
    "corner": "○", "corner-cross": "⊗", "corner-dot": "◎", "edge": "▍", "start": "○", "end": "●",
    "box": "▮", "block": "■", "square": "■", "diamond": "◆", "triangle-up": "▲", "cross": "✚",
    "x": "✕", "star": "★", "hexagon": "⬢", "dotted": "···", "crossed-square": "⊠",
    "circle": "●", "square-open": "□", "diamond-open": "◇", "star-open": "☆",
    "cover": "■■", "cover-apart": "■ ■", "cover-dots": "▪ ▪", "cover-hole": "▭",
    "cover-line": "—", "cover-none": "☐", "cover-high": "▆▆", "cover-low": "▂▂",
    "triangle-down": "▼", "pentagon": "⬟", "x-thin-open": "×", "line-ew-open": "–",
    "line-ne-open": "╱",
}  # fmt: skip


def with_words(answer: dict[str, Any], legend: Iterable[Item], link: str) -> JSON:
    """The figure of an answer with its words as annotations. `answer` as served.py makes it."""
    look = Look("", printed=True)
    tone, figure = colours(look), answer["figure"]
    layout = figure["layout"]
    plot = layout["height"] - ABOVE_TICKS
    notes = _notes(answer, legend, link)
    bottom = ABOVE_NOTES + LINE_PX * len(notes)
    own = layout["margin"]
    top = max(TOP, own["t"] + HEADING_PX)  # names that stand upright above the plot need more
    title, subtitle = escape(answer["title"]), escape(answer["subtitle"])
    margin = {"l": max(64, own["l"]), "r": max(28, own["r"]), "t": top, "b": bottom, "pad": 0}
    layout |= {
        "width": max(size("print_width"), layout.get("width", 0)),
        "height": plot + top + bottom,
        "autosize": False,
        "margin": margin,
        "annotations": [
            *layout.get("annotations", ()),
            _text(1 + (top - 32) / plot, f"<b>{title}</b>", 20, "middle", tone["ink"]),
            _text(1 + (top - 62) / plot, subtitle, 14, "middle", tone["soft"]),
            _text(-52 / plot, "<br>".join(notes), 11, "top", tone["soft"]),
        ],
    }
    return figure


def _notes(answer: dict[str, Any], legend: Iterable[Item], link: str) -> list[str]:
    texts = (*answer["notes"], answer["source"], f"Throughline: {link}")
    return [*_legend(legend), *(escape(x) for t in texts for x in wrap(t, LINE_CHARS))]


def _legend(items: Iterable[Item]) -> list[str]:
    """The entries of a legend in lines that fit, none of them broken."""
    ink = colours(Look("", printed=True))["ink"]
    lines: list[list[str]] = []
    room = 0
    for item in items:
        taken = len(item.text) + SIGN_CHARS
        if not lines or taken > room:
            lines.append([])
            room = LINE_CHARS
        room -= taken
        sign = f'<span style="color:{item.colour or ink}">{SIGNS.get(item.sign, "●")}</span>'
        lines[-1].append(f"{sign} {escape(item.text)}")
    return ["   ".join(line) for line in lines]


def _text(y: float, body: str, points: int, anchor: str, colour: str) -> JSON:
    return {
        "xref": "paper", "yref": "paper", "x": 0, "y": y, "xanchor": "left", "yanchor": anchor,
        "showarrow": False, "align": "left", "text": body,
        "font": {"size": points, "color": colour, "family": family()},
    }  # fmt: skip
