"""What the page of corridors shows, as links: side and shape first, all else folded under them."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from data import corridors
from data.arithmetic.measures import BY_SEX, IN_A_YEAR, MONEY, STOCKS
from layouts.charts.corridor_view import Corridors
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.words.format import percent

KINDS = {"stock": STOCKS, "year": IN_A_YEAR, "money": MONEY}
FEW, MANY = 12, 30  # links of a choice of many, and from where on the others are folded
Offers = list[tuple[dict[str, object], str, bool]]  # what a link changes, its words, whether chosen


def choices(view: Corridors) -> list[Component]:
    """Side and shape as pills, then one line that says the rest and opens into it."""
    ctx = view.ctx
    first = [_of_key(ctx, "shape")]
    if view.place:
        first.insert(0, _of_key(ctx, "direction"))
    bar = html.Div(
        [_choice(ctx, *own) for own in first] if not view.ends else [],
        className="settings-bar",
        role="group",
        **{"aria-label": ctx.t("corridors.choices")},
    )
    return [*([] if view.ends else [bar]), _further(view)]


def _further(view: Corridors) -> Component:
    """What is counted, the year and how much is drawn, in one line that opens."""
    ctx = view.ctx
    parts = [*_measures(view), *([_of_key(ctx, "sex")] if view.counted in BY_SEX else [])]
    if not view.ends:
        parts += [_years(view), *(_of_key(ctx, key) for key in ("top", "least", "numbers"))]
    now = ctx.listed([view.counted_words, *([] if view.ends else [str(view.year), *_amounts(ctx)])])
    changed = [k for k in ("counted", "sex", "top", "least", "numbers") if k in ctx.state.options]
    return html.Details(
        [
            html.Summary(
                [
                    html.Strong(ctx.t("corridors.shown")),
                    " ",
                    now,
                    " ",
                    html.Span(ctx.t("corridors.change"), className="settings-change"),
                ],
                className="settings-now",
            ),
            html.Div([_choice(ctx, *own) for own in parts], className="corridor-choices"),
        ],
        className="settings",
        open=bool(changed or ctx.state.year),
    )


def _amounts(ctx: Context) -> list[str]:
    """How many are drawn by themselves, and from which share on, in words."""
    least = ctx.state.option("least")
    told = [ctx.t("corridors.top.now", count=ctx.state.option("top"))]
    return [*told, *([_words(ctx, "least", least)] if least != KEYS["least"].default else [])]


def _measures(view: Corridors) -> list[tuple[str, str, Offers]]:
    """The measures that the tables hold, by kind; each opens with its latest year."""
    ctx, found = view.ctx, []
    for kind, names in KINDS.items():
        offers: Offers = [
            (
                {"counted": name, "sex": "all", "year": None},
                ctx.t(f"table.measure.{name}"),
                name == view.counted,
            )
            for name in names
            if corridors.years(ctx.store, name)
        ]
        if offers:
            found.append((f"counted-{kind}", ctx.t(f"corridors.counted.{kind}"), offers))
    return found


def _years(view: Corridors) -> tuple[str, str, Offers]:
    """Every year of the measure, the latest first."""
    offers: Offers = [({"year": y}, str(y), y == view.year) for y in reversed(view.years)]
    return "year", view.ctx.t("corridors.year"), offers


def _folded(ctx: Context, links: list[Component]) -> list[Component]:
    """The links of a choice; of many the first, and the others behind one more line."""
    if len(links) <= MANY:
        return links
    return [
        *links[:FEW],
        html.Li(
            html.Details(
                [
                    html.Summary(ctx.t("corridors.year.earlier")),
                    html.Ul(links[FEW:], className="pills"),
                ],
                open=any(getattr(li.children, "aria-current", None) for li in links[FEW:]),
            )
        ),
    ]


def _of_key(ctx: Context, key: str) -> tuple[str, str, Offers]:
    own = ctx.state.option(key)
    offers: Offers = [
        ({key: value}, _words(ctx, key, value), value == own) for value in KEYS[key].choices
    ]
    return key, ctx.t(f"corridors.{key}"), offers


def _words(ctx: Context, key: str, value: str) -> str:
    if key == "least" and value != "0":
        return ctx.t("corridors.least.from", share=percent(value, ctx.lang))
    return value if key == "top" else ctx.t(f"corridors.{key}.{value}")


def _choice(ctx: Context, name: str, title: str, offers: Iterable[tuple]) -> Component:
    links = [
        html.Li(
            html.A(
                words,
                href=ctx.href(**changes),
                **({"aria-current": "true"} if chosen else {}),
            )
        )
        for changes, words, chosen in offers
    ]
    heading = html.Strong(title, id=f"choice-{name}")
    return html.Div(
        [
            heading,
            html.Ul(
                _folded(ctx, links), className="pills", **{"aria-labelledby": f"choice-{name}"}
            ),
        ]
    )
