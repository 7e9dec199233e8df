"""What a reader chooses: the promise, the answer and the group, all as links."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from data.area_groups import INCOMES, WORLD, groups
from data.promises import ANSWERS, LAWS, name_of
from layouts.charts.promise_rows import PromiseMarks
from layouts.pieces.components import details
from layouts.request.context import Context
from layouts.words.format import number

FIRST = ("region", "special")  # kinds of groups that stand open, beside incomes
Choice = tuple[str, str]  # value, words


def picker(ctx: Context) -> Component:
    """Every promise as a link, those on the Compact, treaties and laws apart."""
    known = ctx.reference.promises
    kinds = {
        "promises": [promise for promise in known if promise not in LAWS],
        "treaties": list(ctx.reference.instruments),
        "laws": [promise for promise in known if promise in LAWS],
    }
    rows = [
        _choice(
            ctx,
            "promise",
            f"promise-{kind}",
            ctx.t(f"commitments.pick.{kind}"),
            [(promise, name_of(ctx.reference, promise, ctx.lang)) for promise in own],
        )
        for kind, own in kinds.items()
    ]
    return _bar(ctx.t("commitments.pick"), rows)


def filters(ctx: Context, marks: PromiseMarks) -> Component:
    """The answers that occur in the group, and the groups."""
    counts = marks.counts
    occur = [answer for answer in ANSWERS[marks.view.kind] if counts[answer]]
    answers = [("", ctx.t("commitments.all_answers"))]
    answers += [(a, _counted(ctx, marks.view.class_name(a), counts[a])) for a in occur]
    kinds = groups(ctx.reference, ctx.store)
    first = [WORLD, *(code for kind in FIRST for code in kinds[kind]), *INCOMES]
    rest = {k: [c for c in codes if c not in first] for k, codes in kinds.items() if k not in FIRST}
    chosen = ctx.state.option("within") or WORLD
    rows = [
        _choice(ctx, "answer", "answer", ctx.t("commitments.answer"), answers, marks.view.only),
        _choice(ctx, "within", "within", ctx.t("commitments.within"), _groups(ctx, first), chosen),
    ]
    lists = [
        _choice(ctx, "within", kind, ctx.t(f"groups.{kind}"), _groups(ctx, codes), chosen)
        for kind, codes in rest.items()
        if codes
    ]
    more = details(
        ctx.t("commitments.more_groups"),
        _bar(ctx.t("commitments.more_groups"), lists),
        open_=any(chosen in codes for codes in rest.values()),
        name="more-groups",
    )
    return html.Div([_bar(ctx.t("commitments.filters"), rows), more])


def _groups(ctx: Context, codes: Iterable[str]) -> list[Choice]:
    areas = ctx.reference.areas
    return [(code, areas[code].text("short", ctx.lang)) for code in codes]


def _counted(ctx: Context, name: str, count: int) -> str:
    return ctx.t("promises.class", name=name, count=number(count, ctx.lang))


def _bar(label: str, rows: list[Component]) -> Component:
    return html.Div(
        rows, className="settings-bar coverage-bar", role="group", **{"aria-label": label}
    )


def _choice(
    ctx: Context, key: str, name: str, heading: str, offered: list[Choice], chosen: str = ""
) -> Component:
    title = html.Strong(heading, id=f"choice-{name}")
    return html.Div([title, _pills(ctx, key, name, offered, chosen)])


def _pills(ctx: Context, key: str, name: str, offered: list[Choice], chosen: str = "") -> Component:
    """One key of the address as links; another promise drops the answer, which is its own."""
    chosen = chosen or ctx.state.option(key)
    dropped = {"answer": ""} if key == "promise" else {}
    links = [
        html.Li(
            html.A(
                words,
                href=ctx.href(**{key: "" if value == WORLD else value}, **dropped),
                **({"aria-current": "true"} if value == chosen else {}),
            )
        )
        for value, words in offered
    ]
    return html.Ul(links, className="pills", **{"aria-labelledby": f"choice-{name}"})
