"""Signs of legends: what marks of charts look like, drawn small, so that no colour stands alone.

Also the patterns of shapes on maps, which stand in the document once: plotly hatches no shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from layouts.charts.record import Item

DRAWN = {  # in 28 x 16, in lines of the colour of the sign
    "crossed-square": '<path d="M9.5 3.5h9v9h-9ZM9.5 3.5l9 9M18.5 3.5l-9 9" stroke-width="1.5"/>',
    "solid": (
        '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25"/>'
        '<circle cx="14" cy="8" r="3.2" fill="currentColor"/>'
    ),
    "estimate": (
        '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="5 3"/>'
        '<circle cx="14" cy="8" r="3.4" fill="var(--paper)" stroke-width="1.75"/>'
    ),
    "path": '<line x1="1" y1="8" x2="27" y2="8" stroke-width="1.75" stroke-dasharray="9 3 2 3"/>',
    "projection": (
        '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2" stroke-dasharray="6 3"/>'
        '<path d="M14 3.5 18.5 8 14 12.5 9.5 8Z" fill="var(--paper)" stroke-width="1.75"/>'
    ),
    "doubt": (
        '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="1.5 2.5"/>'
        '<circle cx="14" cy="8" r="4.4" fill="var(--paper)" stroke-width="1.6"/>'
        '<path d="M11 5 17 11M17 5 11 11" stroke-width="1.4"/>'
    ),
    "crossed": (
        '<rect x="3" y="3" width="22" height="10" fill="none" stroke-width="1.75"/>'
        '<path d="M5 13 13 3M11 13 19 3M17 13 25 3M5 3 13 13M11 3 19 13M17 3 25 13" '
        'stroke-width="1"/>'
    ),
    "crossed-dot": (
        '<circle cx="14" cy="8" r="4.8" stroke-width="1.6"/>'
        '<path d="M11 5 17 11M17 5 11 11" stroke-width="1.4"/>'
    ),
    "corner-cross": (
        '<rect x="4" y="2" width="20" height="12" stroke-width="1"/>'
        '<circle cx="19" cy="6.5" r="3" stroke-width="1.2"/>'
        '<path d="M17 4.5 21 8.5M21 4.5 17 8.5" stroke-width="1"/>'
    ),
    "part": (
        '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="1.5 2.5"/>'
        '<circle cx="14" cy="8" r="3.8" fill="var(--paper)" stroke-width="1.75"/>'
    ),
    "gap": '<line x1="1" y1="8" x2="27" y2="8" stroke-width="1.4" stroke-dasharray="1.5 3"/>',
    "forecast": (
        '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="5 2.5 1.5 '
        '2.5"/><circle cx="14" cy="8" r="4.4" fill="var(--paper)" stroke-width="1.5"/>'
        '<circle cx="14" cy="8" r="1.2" fill="currentColor"/>'
    ),
    "break": '<path d="M8.5 3 19.5 13V3L8.5 13Z" fill="var(--paper)" stroke-width="1.75"/>',
    "dotted": '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.5" stroke-dasharray="2 3"/>',
    "year": '<line x1="14" y1="1" x2="14" y2="15" stroke-width="2.5"/>',
    "other": '<line x1="1" y1="8" x2="27" y2="8" stroke-width="1.25" opacity=".45"/>',
    "longdash": '<line x1="1" y1="8" x2="27" y2="8" stroke-width="2.25" stroke-dasharray="9 4"/>',
    "hollow": '<rect x="3" y="3" width="22" height="10" fill="none" stroke-width="1.75"/>',
    "hatched": (
        '<rect x="3" y="3" width="22" height="10" fill="none" stroke-width="1.75"/>'
        '<path d="M5 13 13 3M11 13 19 3M17 13 25 3" stroke-width="1.5"/>'
    ),
    "corner": (
        '<rect x="4" y="2" width="20" height="12" stroke-width="1"/>'
        '<circle cx="19.5" cy="6" r="2.4" stroke-width="1.4"/>'
    ),
    "corner-dot": (
        '<rect x="4" y="2" width="20" height="12" stroke-width="1"/>'
        '<circle cx="19.5" cy="6" r="2.9" stroke-width="1.3"/>'
        '<circle cx="19.5" cy="6" r=".9" fill="currentColor"/>'
    ),
    "edge": (
        '<rect x="4" y="2" width="20" height="12" stroke-width="1"/>'
        '<line x1="5.5" y1="2" x2="5.5" y2="14" stroke-width="3"/>'
    ),
    "circle-open": '<circle cx="14" cy="8" r="4.6" stroke-width="1.75"/>',
    "circle-open-dot": (
        '<circle cx="14" cy="8" r="5" stroke-width="1.6"/>'
        '<circle cx="14" cy="8" r="1.4" fill="currentColor"/>'
    ),
    "square-open": '<rect x="9.5" y="3.5" width="9" height="9" stroke-width="1.75"/>',
    "diamond-open": '<path d="M14 2.5 19.5 8 14 13.5 8.5 8Z" stroke-width="1.75"/>',
    "start": '<circle cx="14" cy="8" r="4" fill="var(--paper)" stroke-width="2"/>',
    "end": '<circle cx="14" cy="8" r="4.6" fill="currentColor"/>',
    "box": (
        '<rect x="2" y="5" width="24" height="6" fill="currentColor" opacity=".3"/>'
        '<line x1="14" y1="2" x2="14" y2="14" stroke-width="2.5"/>'
    ),
    "circle": '<circle cx="14" cy="8" r="5" fill="currentColor"/>',
    "square": '<rect x="9" y="3" width="10" height="10" fill="currentColor"/>',
    "diamond": '<path d="M14 2 20 8 14 14 8 8Z" fill="currentColor"/>',
    "triangle-up": '<path d="M14 2 20 13 8 13Z" fill="currentColor"/>',
    "cross": '<path d="M12 3h4v3h3v4h-3v3h-4v-3h-3V6h3Z" fill="currentColor"/>',
    "x": '<path d="m9 3 10 10M19 3 9 13" stroke-width="3"/>',
    "star": (
        '<path d="m14 1.5 1.9 4.6 4.6.3-3.6 3.2 1.2 4.8-4.1-2.7-4.1 2.7 1.2-4.8-3.6-3.2 '
        '4.6-.3Z" fill="currentColor"/>'
    ),
    "outlined": (
        '<rect x="4" y="2" width="20" height="12" fill="currentColor" stroke="var(--soft)" '
        'stroke-dasharray="3 2"/>'
    ),
    "block": '<rect x="4" y="2" width="20" height="12" fill="currentColor"/>',
    "cover": '<rect x="2" y="5" width="24" height="6" fill="currentColor" stroke="none"/>',
    "cover-high": '<rect x="4" y="3.5" width="20" height="9" fill="currentColor" stroke="none"/>',
    "cover-low": '<rect x="4" y="6.25" width="20" height="3.5" fill="currentColor" stroke="none"/>',
    "cover-apart": '<path d="M2 8h24" stroke-width="6" stroke-dasharray="6 3"/>',
    "cover-dots": '<path d="M2 8h24" stroke-width="2.5" stroke-dasharray="6 3"/>',
    "cover-hole": '<path d="M3 6h6v4H3ZM11 6h6v4h-6ZM19 6h6v4h-6Z" stroke-width="2"/>',
    "cover-line": '<path d="M2 8h24" stroke-width="1.5"/>',
    "cover-none": (
        '<rect x="2" y="4.5" width="24" height="7" stroke-width=".75" stroke-dasharray="1 2"/>'
    ),
    "hexagon": '<path d="M14 2 19.5 5v6L14 14 8.5 11V5Z" fill="currentColor"/>',
    "star-open": (
        '<path d="m14 1.5 1.9 4.6 4.6.3-3.6 3.2 1.2 4.8-4.1-2.7-4.1 2.7 1.2-4.8-3.6-3.2 '
        '4.6-.3Z" stroke-width="1.5"/>'
    ),
    "triangle-down": '<path d="M14 14 8 3h12Z" fill="currentColor"/>',
    "line-ne-open": '<path d="M9 14 19 2"/>',
    "pentagon": '<path d="M14 2 20 6.5 17.7 13.5H10.3L8 6.5Z" fill="currentColor"/>',
}  # fmt: skip
# Of kinds of missing verdicts, in 5 x 5; colours are those of the style sheet.
HATCHES = {
    "too_few": '<circle class="kind-ink-too_few" cx="2" cy="2" r="1"/>',
    "too_old": '<rect class="kind-ink-too_old" width="1" height="5"/>',
    "no_base": '<rect class="kind-ink-no_base" width="5" height="1"/>',
    "no_data": '<path class="kind-line-no_data" d="M-1 1 1 -1M0 5 5 0M4 6 6 4"/>',
    "not_applicable": "",
}
HATCHED = "hatched-"  # begins the sign of a pattern
OTHERWISE = "circle"


def legend(items: Iterable[Item]) -> str:
    """The entries of a legend as HTML."""
    return "".join(
        f'<span class="legend-item">{_sign(item)}<span>{escape(item.text)}</span></span>'
        for item in items
    )


def _sign(item: Item) -> str:
    colour = f' style="color:{escape(item.colour)}"' if item.colour else ""
    kind = item.sign.removeprefix(HATCHED)
    drawn = DRAWN.get(item.sign, DRAWN[OTHERWISE])
    if kind in HATCHES and kind != item.sign:
        drawn = f'<rect x="4" y="2" width="20" height="12" fill="url(#kind-{kind})"/>'
    return (
        f'<span class="sign" aria-hidden="true"{colour}><svg width="28" height="16" '
        f'viewBox="0 0 28 16" fill="none" stroke="currentColor">{drawn}</svg></span>'
    )


def hatches() -> str:
    """The patterns as an element of no size, to which style sheets refer."""
    patterns = "".join(
        f'<pattern id="kind-{kind}" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<rect class="kind-ground-{kind}" width="5" height="5"/>{body}</pattern>'
        for kind, body in HATCHES.items()
    )
    return f'<svg class="hatches" width="0" height="0" aria-hidden="true">{patterns}</svg>'
