"""The form of the table page: one control for each filter.

The address holds what is chosen; the browser code puts it on the controls. Only the chooser of
indicators is set here too: Dash reports its first value as if a reader had chosen it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dash import dcc, html
from dash.development.base_component import Component

from data.area_groups import groups
from data.quality import FLAGS
from layouts.pieces import ids
from layouts.pieces.dropdowns import dropdown_labels
from layouts.request.context import Context
from layouts.request.keys import KEYS
from layouts.series.groups import kind_label, option_label
from layouts.series.series import indicator_of
from layouts.table.filters import (
    COUNTRIES,
    GROUPS,
    MISSING,
    chosen_indicators,
    flow_ends,
    goal_indicators,
    known_indicators,
    target_indicators,
)
from layouts.table.rows import area_words, indicator_words, measure_words, source_words
from layouts.words.doubts import flag_name
from layouts.words.format import sort_key

Option = tuple[str, str]


def controls(ctx: Context) -> list[Component]:
    """The form. Its values follow the address in the browser, so none is set here."""
    first, last = _years(ctx)
    years = [(str(year), str(year)) for year in range(last, first - 1, -1)]
    if ctx.state.option("table") == "flows":
        ends = (_select(ctx, end, _ends(ctx, end)) for end in ("origin", "destination"))
        own = [_select(ctx, "measure", _measures(ctx)), *ends]
        sources = ctx.store.mapped.flow_names["source_id"]
    else:
        own = [
            _indicators(ctx),
            _select(ctx, "theme", _themes(ctx)),
            _select(ctx, "goal", _goals(ctx)),
            _select(ctx, "target", _targets(ctx)),
        ]
        sources = ctx.store.mapped.names["source_id"]
    common = [
        _select(ctx, "members", _places(ctx), _groups(ctx)),
        _select(ctx, "source", [(s, source_words(ctx, s)) for s in sources]),
        _select(ctx, "from", years),
        _select(ctx, "to", years),
    ]
    if ctx.state.option("table") == "observations":
        kinds = ("values", "any", *MISSING)
        common += [
            _select(ctx, "missing", [(kind, ctx.t(f"table.missing.{kind}")) for kind in kinds]),
            _select(ctx, "quality", _qualities(ctx)),
            _select(ctx, "breakdowns", [("all", ctx.t("table.breakdowns.all"))]),
        ]
    return [*own, *common]


def _select(
    ctx: Context,
    key: str,
    options: Iterable[Option],
    grouped: Iterable[tuple[str, Iterable[Option]]] = (),
) -> Component:
    name = f"data-{key}"
    first = html.Option(ctx.t(f"table.any.{key}"), value=KEYS[key].default)
    parts = [
        html.Optgroup([html.Option(text, value=value) for value, text in members], label=heading)
        for heading, members in grouped
    ]
    plain = [html.Option(text, value=value) for value, text in options]
    return html.Div(
        [
            html.Label(ctx.t(f"table.filter.{key}"), htmlFor=name),
            html.Select([first, *plain, *parts], id=name, **{"data-key": key}),
        ],
        className=f"filter filter-{key}",
    )


def _indicators(ctx: Context) -> Component:
    found = []
    for indicator_id in known_indicators(ctx):
        code = indicator_of(ctx, indicator_id).sdg_indicator
        label = f"{code} {indicator_words(ctx, indicator_id)}".strip()
        found.append({"value": indicator_id, "label": label})
    return html.Div(
        [
            html.Label(ctx.t("table.filter.indicators"), htmlFor=ids.TABLE_INDICATORS),
            dcc.Dropdown(
                id=ids.TABLE_INDICATORS,
                options=sorted(found, key=lambda option: sort_key(option["label"])),
                value=chosen_indicators(ctx),
                multi=True,
                optionHeight="auto",
                maxHeight=420,
                placeholder=ctx.t("table.any.indicators"),
                labels=dropdown_labels(ctx),
            ),
        ],
        className="filter filter-indicators",
    )


def _years(ctx: Context) -> tuple[int, int]:
    mapped = ctx.store.mapped
    rows = mapped.flows if ctx.state.option("table") == "flows" else mapped.by_series
    return int(rows["year"].min()), int(rows["year"].max())


def _themes(ctx: Context) -> list[Option]:
    return [(t.slug, t.text("short", ctx.lang)) for t in ctx.reference.themes.values()]


def _goals(ctx: Context) -> list[Option]:
    held = known_indicators(ctx)
    return [
        (g.goal_id, f"{g.goal_id} {g.text('short', ctx.lang)}")
        for g in ctx.reference.goals.values()
        if held & goal_indicators(ctx.reference, ctx.store, g.goal_id)
    ]


def _targets(ctx: Context) -> list[Option]:
    held = known_indicators(ctx)
    return [
        (t.target_id, f"{t.target_id} {t.text('label', ctx.lang)}")
        for t in ctx.reference.targets.values()
        if held & target_indicators(ctx.reference, ctx.store, t.target_id)
    ]


def _ends(ctx: Context, end: str) -> list[Option]:
    known = [(code, area_words(ctx, code)) for code in flow_ends(ctx, end)]
    return sorted(known, key=lambda option: sort_key(option[1]))


def _measures(ctx: Context) -> list[Option]:
    found = [(m, measure_words(ctx, m)) for m in ctx.store.mapped.flow_names["measure"]]
    return sorted(found, key=lambda pair: sort_key(pair[1]))


def _qualities(ctx: Context) -> list[Option]:
    kinds = [(kind, ctx.t(f"table.quality.{kind}")) for kind in ("any", "doubt", "none")]
    return kinds + [(flag, flag_name(flag, ctx.lang)) for flag in FLAGS]


def _places(ctx: Context) -> list[Option]:
    return [(kind, ctx.t(f"table.members.{kind}")) for kind in (COUNTRIES, GROUPS)]


def _groups(ctx: Context) -> list[tuple[str, list[Option]]]:
    return [
        (kind_label(ctx, kind), [(code, option_label(ctx, code)) for code in codes])
        for kind, codes in groups(ctx.reference, ctx.store).items()
    ]
