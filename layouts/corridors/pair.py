"""What joins two places: every measure, the cost of sending money, a theme at both ends."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.charts import corridor_lens, corridor_mirror
from layouts.pieces.components import details, section, table
from layouts.request.context import Context
from layouts.request.corridor_links import corridor_link
from layouts.words.values import Words

FEW = 10  # indicators of a theme before the others are folded


def mirror(ctx: Context) -> Component:
    """Every measure in both directions, and where two providers differ."""
    marks, words = corridor_mirror.marks(ctx), Words(ctx.lang)
    head, rows = corridor_mirror.table(marks, words)
    linked: list[list[Any]] = [
        [_measure(ctx, one), *row[1:]]
        for row, (one, _) in zip(rows, corridor_mirror.held(marks), strict=True)
    ]
    unheld = corridor_mirror.lacking(marks, words)
    title = ctx.t("corridors.mirror")
    return section(
        title,
        html.P(corridor_mirror.sentence(marks, words), className="corridor-told"),
        table(head, linked, title, "corridor-table stacked", named=True),
        html.P([unheld, " ", ctx.t("corridors.mirror.no_row")], className="muted"),
        _file(ctx, "corridor_mirror", title),
        id_="mirror",
        lead=ctx.t("corridors.mirror.lead"),
    )


def _measure(ctx: Context, mark: corridor_mirror.MirrorMark) -> Component:
    """A measure as the way to its years, and whether it is a state or what a year brought."""
    href = ctx.href(counted=mark.measure, sex="all", year=None)
    kind = html.Span(ctx.t(f"corridor.kind.{mark.kind}"), className="muted corridor-kind")
    return html.Span([html.A(mark.counted, href=href), " ", kind])


def lens(ctx: Context) -> Component:
    """What sending money costs, and the indicators of a theme at both ends."""
    marks, words = corridor_lens.marks(ctx), Words(ctx.lang)
    theme = marks.theme or corridor_lens.theme_of(ctx)
    head, rows = corridor_lens.table(marks, words)
    pairs = corridor_lens.pairs_of(marks)
    linked: list[list[Any]] = [
        [html.A(row[0], href=_compared(ctx, one.indicator_id)), *row[1:]]
        for row, (one, _) in zip(rows, pairs, strict=True)
    ]
    title = ctx.t("corridors.lens", theme=theme.text("short", ctx.lang))
    lacking = [m for m in marks.each if m.role == "missing"]
    both = {m.indicator for m in lacking} - {one.indicator for one, _ in pairs}
    return html.Div(
        [
            section(
                ctx.t("corridors.money"),
                html.P(corridor_lens.sentence(marks, words), className="corridor-told"),
                id_="money",
            ),
            section(
                title,
                _themes(ctx, theme.slug),
                *_rows(ctx, head, linked, title),
                details(
                    ctx.plural("corridors.lens.lacking", len(both)),
                    html.Ul([html.Li(name) for name in sorted(both)]),
                )
                if both
                else None,
                _file(ctx, "corridor_lens", title),
                id_="lens",
                lead=ctx.t("corridors.lens.lead"),
            ),
        ]
    )


def _rows(ctx: Context, head: list[str], rows: list[list[Any]], title: str) -> list[Component]:
    """A table of the first rows, and the others behind one line."""
    if not rows:
        return [html.P(ctx.t("corridors.lens.empty"))]
    first = table(head, rows[:FEW], title, "corridor-table stacked", named=True)
    if len(rows) <= FEW:
        return [first]
    more = ctx.plural("corridors.lens.more", len(rows) - FEW)
    return [
        first,
        details(more, table(head, rows[FEW:], more, "corridor-table stacked", named=True)),
    ]


def ways_on(ctx: Context, ends: tuple[str, ...]) -> Component:
    """From a pair to all corridors of either place, and to the pair turned around."""
    origin, destination = (ctx.reference.areas[c].text("short", ctx.lang) for c in ends)
    links = [
        (ctx.t("corridors.on.from", place=origin), _one(ctx, ends[0], "emigrants")),
        (ctx.t("corridors.on.to", place=destination), _one(ctx, ends[1], "immigrants")),
        (ctx.t("corridors.on.turned"), ctx.href(areas=ends[::-1])),
    ]
    return html.Ul(
        [html.Li(html.A(text, href=href, **{"data-areas": "1"})) for text, href in links],
        className="pills",
        **{"aria-label": ctx.t("corridors.on")},
    )


def _one(ctx: Context, code: str, direction: str) -> str:
    return corridor_link(ctx, code, counted=ctx.state.option("counted"), direction=direction)


def _compared(ctx: Context, indicator_id: str) -> str:
    return ctx.link_to("compare", indicator=indicator_id)


def _themes(ctx: Context, chosen: str) -> Component:
    links = [
        html.Li(
            html.A(
                theme.text("short", ctx.lang),
                href=ctx.href(topic=theme.slug),
                **({"aria-current": "true"} if theme.slug == chosen else {}),
            )
        )
        for theme in ctx.reference.themes.values()
    ]
    heading = html.Strong(ctx.t("corridors.theme"), id="choice-topic")
    pills = html.Ul(links, className="pills", **{"aria-labelledby": "choice-topic"})
    return html.Div(html.Div([heading, pills]), className="settings-bar")


def _file(ctx: Context, chart: str, title: str) -> Component:
    query = ctx.href().partition("?")[2]
    return html.Div(
        html.A(
            ctx.t("action.csv"),
            href=f"/export/{chart}.csv?{query}&page={ctx.state.path}",
            className="button-quiet",
            download="",
            **{"aria-label": f"{ctx.t('action.csv.label')}: {title}"},
        ),
        className="actions",
    )
