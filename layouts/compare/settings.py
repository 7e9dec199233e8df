"""The controls beside the chart as markup: what is chosen, what is refused and why, which years.

They come with the answer that brings the chart; the browser puts them in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.area_groups import groups
from layouts.pieces.components import WORLD, details, table
from layouts.pieces.markup import markup, plain
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.request.pages import names_chart
from layouts.series.breakdowns import breakdown_choices
from layouts.series.groups import kind_label, option_label

# Choices of a few values: a row of buttons each, in this order.
BUTTONS = ("form", "axis", "xaxis", "panels", "stack", "people", "colour", "trails", "total")
CHOOSERS = ("x", "size", "beside")  # of a further indicator: these are Dash's own lists
# What controls.py tells of a chart, of which this makes markup.
TOLD = (
    *("indicator", "everyone", "parts", "options", "choices", "refused", "refusals", "held"),
    *("bases", "neighbours"),
)
Options = Iterable[tuple[str, str]]  # words and value


def dressed(ctx: Context, answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with the controls of its page as markup, by slot; of other pages as it is.

    `choosers` holds the indicator that each list shows, "" for none, None where the chart has no
    place for one.
    """
    if not names_chart(ctx.state.page):
        return answer
    told = {key: answer[key] for key in TOLD}
    choices = told["choices"]
    wanted = {**choices, "beside": ctx.state.option("beside")}  # also where it is refused
    slots = {
        "charts": chart_buttons(ctx, choices["chart"], told["refused"]["chart"]),
        "options": _options(ctx, told),
        "refusals": _refusals(ctx, told["refusals"]),
        "guard": _neighbours(told["neighbours"]),
    }
    return {
        **{key: value for key, value in answer.items() if key not in told},
        "controls": {name: markup(content) for name, content in slots.items()},
        "choosers": {key: wanted[key] if key in told["options"] else None for key in CHOOSERS},
    }


def _refusals(ctx: Context, lines: list[dict[str, str]]) -> list[Component]:
    """What was asked for and is not drawn; folded below it, what is not offered, and why."""
    asked, quiet = (
        [html.Li(line["text"]) for line in lines if line["kind"] == kind]
        for kind in ("asked", "quiet")
    )
    return [
        *([html.Ul(asked, className="asked")] if asked else []),
        *([details(ctx.t("compare.not_offered"), html.Ul(quiet))] if quiet else []),
    ]


def chart_buttons(ctx: Context, chosen: str, refused: Mapping[str, str]) -> Component:
    """The charts of the page that may be drawn, the chosen one pressed."""
    return _buttons(ctx, "chart", _names(ctx, "chart"), chosen, refused)


def _names(ctx: Context, key: str) -> dict[str, str]:
    """The words of every value of a choice."""
    words = "charts.{}.name" if key == "chart" else f"compare.{key}.{{}}"
    return {value: ctx.t(words.format(value)) for value in KEYS[key].offers()}


def _options(ctx: Context, told: dict[str, Any]) -> list[Component]:
    """Every control in its place; one that the chart does not offer is empty and hidden."""
    choices, refused = told["choices"], told["refused"]
    rows = [
        _buttons(ctx, key, _names(ctx, key), choices[key], refused.get(key, {}))
        if key in told["options"]
        else html.Div(hidden=True)
        for key in BUTTONS
    ]
    parts = [] if told["parts"] else breakdown_choices(ctx, told["indicator"])
    based = "base_year" if choices["form"] in ("index", "change") else "first_year"
    return [
        *rows,
        _select(ctx, "breakdown", "part_of", [(name, key) for key, name in parts], choices),
        _select(
            ctx, "among", "among", [], choices, _groups(ctx, told["everyone"], choices["among"])
        ),
        html.Div(_span(ctx, told["held"], choices), className="compare-span"),
        _select(ctx, "baseyear", based, _plain(told["bases"]), choices),
    ]


def _buttons(
    ctx: Context, key: str, names: Mapping[str, str], chosen: str, refused: Mapping[str, str]
) -> Component:
    """One choice of several as a row of buttons, without those that may not be made.

    Where nothing is left to choose there is no row.
    """
    offered = {value: name for value, name in names.items() if value not in refused}
    return html.Div(
        [
            html.Span(ctx.t(f"compare.label.{key}"), className="group-label", id=f"label-{key}"),
            html.Div(
                [
                    html.Button(
                        name,
                        type="button",
                        **{
                            "data-key": key,
                            "data-value": value,
                            "aria-pressed": str(value == chosen).lower(),
                        },
                    )
                    for value, name in offered.items()
                ],
                className="choice",
            ),
        ],
        className="choice-group",
        role="group",
        hidden=len(offered) < 2 or None,
        **{"aria-labelledby": f"label-{key}", "data-group": key},
    )


def _select(
    ctx: Context,
    key: str,
    label: str,
    options: Options,
    choices: Mapping[str, str],
    grouped: Iterable[Component] = (),
) -> Component:
    """A choice of many values; hidden where there are none."""
    listed = [*(_option(*option, choices[key]) for option in options), *grouped]
    if not listed:
        return html.Div(className="compare-select", hidden=True)
    name = html.Label(ctx.t(f"compare.{label}"), htmlFor=f"compare-{key}", className="group-label")
    chooser = html.Select(listed, id=f"compare-{key}", **{"data-key": key})
    return html.Div([name, chooser], className="compare-select")


def _option(text: str, value: str, chosen: str) -> Component:
    """An option; where its words are its value, they stand once."""
    own = None if text == value else value
    return plain("option", text, value=own, selected=value == chosen or None)


def _groups(ctx: Context, everyone: bool, chosen: str) -> list[Component]:
    """Whose countries are drawn: those chosen, all, or all of a group."""
    every = ctx.t("compare.all_countries")
    first = [(every, "")] if everyone else [(ctx.t("compare.chosen_only"), ""), (every, WORLD)]
    kinds = groups(ctx.reference, ctx.store).items()
    return [
        *(_option(*option, chosen) for option in first),
        *(
            html.Optgroup(
                [_option(option_label(ctx, code), code, chosen) for code in codes],
                label=kind_label(ctx, kind),
            )
            for kind, codes in kinds
        ),
    ]


def _span(ctx: Context, held: list[int], choices: Mapping[str, str]) -> list[Component]:
    """First and last year: neither list has years beyond what the other is set to."""
    years = [str(year) for year in held]
    asked = {key: choices[key] if choices[key] in years else "" for key in ("from", "to")}
    lists = {
        "from": [year for year in years if year <= (choices["to"] or year)],
        "to": [year for year in years if year >= choices["from"]],
    }
    ends = {"from": ctx.t("compare.first"), "to": ctx.t("compare.last")}
    return [_select(ctx, key, key, [(ends[key], ""), *_plain(lists[key])], asked) for key in ends]


def _plain(values: Iterable[Any]) -> list[tuple[str, str]]:
    return [(str(value), str(value)) for value in values]


def _neighbours(told: dict[str, Any]) -> list[Component]:
    """What the indicator is, and what may stand beside it."""
    facts = html.Ul([html.Li(text) for text in told["facts"]])
    return [facts, table(told["head"], told["rows"], told["caption"], named=True)]
