"""Pieces that several pages share. Functions of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Link
from layouts.pieces.markup import plain
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.words.format import sort_key
from layouts.words.text import has_text

WORLD = "M49:001"


def slot(name: str, kind: type = html.Div, **props: Any) -> Component:
    """An empty element that the browser code fills; found by its `data-tl` name."""
    return kind(**{"data-tl": name, **props})


def doubts_slot(ctx: Context) -> Component:
    """The switch that lets doubted values lead, and the way to the reasons; hidden at first.

    assets/app/pieces/doubt_switch.js shows what an answer says of them.
    """
    switch = [plain("input", type="checkbox", id="doubted"), html.Span(ctx.t("doubts.switch"))]
    parts = [html.Label(switch, className="doubts-switch"), html.A(className="doubts-why")]
    return slot("doubts", className="doubts", hidden=True, children=parts)


def badge(text: str, tone: str = "", title: str = "") -> Component:
    """A small label. `tone` picks a style; the text alone carries the meaning."""
    return html.Span(text, className=f"badge badge-{tone}" if tone else "badge", title=title)


def evidence_mark(ctx: Context, evidence: str) -> Component:
    """Verified, recalled or derived: how far a statement was checked."""
    return badge(
        ctx.t(f"evidence.{evidence}"), f"evidence-{evidence}", ctx.t(f"evidence.{evidence}.title")
    )


def details(summary: str, *children: Any, open_: bool = False, name: str = "") -> Component:
    """A disclosure that works by keyboard without code."""
    extra = {"data-tl": name} if name else {}
    return html.Details([html.Summary(summary), *children], open=open_, **extra)


def phone_fold(summary: Any, *children: Any, look: str = "", **own: Any) -> Component:
    """What is folded on a phone alone, and open on wider screens and on paper: 30-pages.css.

    With the look `quiet` it is a line within a list, without a frame of its own.
    """
    name = f"phone-fold phone-fold-{look}" if look else "phone-fold"
    return html.Details([html.Summary(summary), *children], className=name, **own)


def named_summary(words: str, of: str) -> list[Component | str]:
    """What opens a fold that stands in a list; `of` what, for readers who do not see the list."""
    return [words, " ", html.Span(of, className="visually-hidden")]


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[Any]],
    caption: str,
    class_name: str = "",
    named: bool = False,
) -> Component:
    """A plain table with a caption and column headers, scrolling sideways where it must.

    With the class `stacked` its rows are blocks on a phone, each cell under the name of its column.
    Where its rows are `named`, the first cell of each is its header.
    """
    names = [{"data-label": text} if "stacked" in class_name else {} for text in head]
    return html.Div(
        html.Table(
            [
                html.Caption(caption),
                html.Thead(html.Tr([html.Th(text, scope="col") for text in head])),
                html.Tbody(
                    [
                        plain(
                            "tr",
                            [
                                plain("td", cell, **name)
                                if at or not named
                                else plain("th", cell, scope="row")
                                for at, (cell, name) in enumerate(zip(row, names, strict=True))
                            ],
                        )
                        for row in rows
                    ]
                ),
            ],
            className=class_name,
        ),
        className="table-wrap",
        tabIndex="0",
        role="group",
        **{"aria-label": caption},
    )


def outside(text: str, url: str) -> Any:
    """A link that leaves the site; the text alone where there is no address."""
    return html.A(text, href=url, rel="noopener") if url else text


def folded_table(
    head: Sequence[str], rows: Iterable[Sequence[Any]], caption: str, class_name: str = ""
) -> Component:
    """A table to look things up in, folded under its caption; paper has it open."""
    return details(caption, table(head, rows, caption, f"{class_name} named-above"))


def section(
    title: str, *children: Any, id_: str, lead: str = "", class_name: str = ""
) -> Component:
    """A titled part of a page."""
    head: list[Component] = [html.H2(title, id=f"{id_}-title")]
    if lead:
        head.append(html.P(lead, className="section-lead"))
    return html.Section(
        [html.Div(head, className="section-head"), *children],
        id=id_,
        className="section",
        **{"aria-labelledby": f"{id_}-title"},
    )


def chart_card(
    ctx: Context,
    chart: str,
    *extra: Any,
    name: str = "",
    attributes: Mapping[str, str] | None = None,
    table: Component | None = None,
    heading: type = html.H2,
) -> Component:
    """A chart with its title, summary, source, downloads and table. Filled by the browser code.

    Its figure does not come through a Dash graph: that one would draw the server's figure over
    what the reader has changed. Charts that are records have layouts/pieces/record_card.py.

    Args:
        ctx: of the page.
        chart: with what ids and slots in it begin.
        extra: what stands below the figure.
        name: what it is called until its title has come; by default the words `chart.<chart>`.
        attributes: further ones of its element, by name.
        table: by default a disclosure that the browser code fills.
        heading: of its title; `H3` within a section, which has a heading of its own.
    """
    held = slot(f"{chart}-table", id=f"{chart}-table")  # a link to it opens what is folded
    filled = details(ctx.t("chart.table"), held, name=f"{chart}-details")
    name = name or ctx.t(f"chart.{chart}")
    return html.Article(
        [
            html.Header(
                [
                    slot(f"{chart}-title", heading, id=f"{chart}-title", children=name),
                    slot(f"{chart}-subtitle", html.P, className="card-sub", children="\u00a0"),
                ]
            ),
            html.Div(
                html.Div(id=chart, className=f"graph graph-{chart}"),
                className="graph-frame",
                role="img",
                **{"aria-labelledby": f"{chart}-title", "aria-describedby": f"{chart}-summary"},
            ),
            *extra,
            slot(f"{chart}-summary", html.P, id=f"{chart}-summary", className="summary"),
            slot(f"{chart}-source", html.P, className="source"),
            downloads(ctx, chart, name),
            table or filled,
        ],
        className=f"card card-{chart}",
        **{"data-chart": chart, "aria-labelledby": f"{chart}-title", **(attributes or {})},
    )


def counting_rule(ctx: Context) -> Component:
    """How places are counted, for whoever asks."""
    return details(ctx.t("count.how"), html.P(ctx.t("count.rule")), name="counting")


def downloads(ctx: Context, chart: str, name: str) -> Component:
    """The buttons that take a chart away: numbers, picture, link."""

    def button(action: str) -> Component:
        return html.Button(
            ctx.t(f"action.{action}"),
            type="button",
            className="button-quiet",
            **{"data-action": action, "data-for": chart, "aria-label": label(action)},
        )

    def label(action: str) -> str:
        return f"{ctx.t(f'action.{action}.label')}: {name}"

    return html.Div(
        [
            html.A(
                ctx.t("action.csv"),
                href="#",
                className="button-quiet",
                download="",
                **{"data-tl": f"{chart}-csv", "aria-label": label("csv")},
            ),
            button("png"),
            button("svg"),
            button("copy"),
            *([button("embed")] if "embed" in PAGES[ctx.state.page].keys else []),
        ],
        className="actions",
    )


def link_source_name(ctx: Context, code: str) -> str:
    """The short name of what a link rests on; the code itself where somebody added one."""
    key = f"link_source.{code.lower()}"
    return ctx.t(key) if has_text(key) else code


def link_sources(ctx: Context, link: Link) -> Component:
    """Where a link comes from, each source explained when pointed at."""
    known = ctx.reference.link_sources
    parts = [
        html.Span(
            link_source_name(ctx, code),
            className="link-source",
            **({"title": known[code].title} if code in known else {}),
        )
        for code in link.sources
    ]
    spaced = [piece for part in parts for piece in (part, " ")][:-1]
    return html.Span(spaced, className="codes")


def missing_reasons(ctx: Context, indicator_id: str) -> list[str]:
    """Why series of an indicator are kept out of the tables, one sentence each."""
    return [
        ctx.t(
            f"withheld.{w['reason']}",
            code=w["source_code"],
            source=ctx.reference.sources[w["source_id"]].title,
        )
        for w in ctx.store.withheld(indicator_id)
    ]


def area_options(ctx: Context) -> list[dict[str, str]]:
    """Every area that can be chosen: the world, countries by name, then regions and groups."""
    order = {"country": 0, "territory": 0, "region": 1, "group": 2}
    found = [a for a in ctx.reference.areas.values() if a.kind in order]
    found.sort(
        key=lambda a: (a.area_code != WORLD, order[a.kind], sort_key(a.text("short", ctx.lang)))
    )
    return [
        {
            "value": a.area_code,
            "label": a.text("short", ctx.lang),
            "search": f"{a.text('short', ctx.lang)} {a.text('name', ctx.lang)} {a.area_code}",
        }
        for a in found
    ]
