"""What an indicator means, whose it is, and what to beware of, in words."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Indicator
from layouts.pieces.components import missing_reasons, outside
from layouts.request.context import Context
from layouts.series.editions import group_editions, named_edition, word_editions
from layouts.series.series import Series, unit_short, unit_text
from layouts.words.format import day, number

SMALL_DECIMALS = 6
DERIVED = "derived"  # our own calculations, whose title is their formula


def value_text(ctx: Context, series: Series, value: float) -> str:
    """A value with its unit; small numbers keep digits, so that 0.004 is not shown as 0."""
    decimals = series.indicator.decimals
    small = value != 0 and abs(value) < 10**-decimals
    text = number(value, ctx.lang, SMALL_DECIMALS if small else decimals)
    unit = unit_short(ctx, series)
    return f"{text}\u202f{unit}" if unit.startswith("%") else f"{text} {unit}".strip()


def unit_words(ctx: Context, indicator: Indicator, series: Series | None) -> str:
    """The unit of what is shown, or the unit the indicator would have."""
    return unit_text(ctx, series) if series else ctx.t(f"unit.{indicator.unit}")


def facts(ctx: Context, indicator: Indicator, series: Series | None) -> Component:
    """Unit, kind, direction and target; source, edition, licence and attribution."""
    rows = [*_meaning(ctx, indicator, series), *(_origin(ctx, series) if series else [])]
    return html.Dl(
        [
            html.Div([html.Dt(ctx.t(f"indicator.{key}")), html.Dd(value)])
            for key, value in rows
            if value
        ],
        className="fact-list",
    )


def _meaning(ctx: Context, i: Indicator, series: Series | None) -> list[tuple[str, Any]]:
    provider = i.family == "catalogue"
    rows: list[tuple[str, Any]] = [("unit", unit_words(ctx, i, series))]
    if not provider:
        rows += [
            ("kind", ctx.t(f"kind_words.{i.kind}")),
            ("direction", ctx.t(f"direction.{i.direction}")),
            ("target", _target(ctx, i)),
            ("measures", ctx.t(f"measures_words.{i.measures}")),
            ("custodian", i.custodian),
        ]
    return rows


def _target(ctx: Context, i: Indicator) -> str:
    """The target in words, from its kind and number."""
    value = (
        number(float(i.target_value), ctx.lang, _places(i.target_value)) if i.target_value else ""
    )
    if i.target_kind == "relative":
        change = float(i.target_value)
        key = "target.rise" if change > 0 else "target.fall"
        return ctx.t(key, change=number(abs(change), ctx.lang), year=i.target_year)
    key = f"target.{i.target_kind}"
    if i.target_kind == "absolute" and i.unit.startswith("percent"):
        key = "target.percent"
    return ctx.t(key, value=value, unit=ctx.t(f"unit.{i.unit}"), year=i.target_year)


def _places(text: str) -> int:
    return len(text.partition(".")[2].rstrip("0"))


def _origin(ctx: Context, series: Series) -> list[tuple[str, Any]]:
    source, info = series.source, series.info
    link: Any = outside(source.title, source.url)
    return [
        ("source", [link, f" ({source.producer})"]),
        ("source_code", html.Code(str(info["source_code"]))),
        (
            ("formula", html.Code(str(info["title"])))
            if source.source_id == DERIVED
            else ("provider_title", html.Span(str(info["title"]), lang="en"))
        ),
        ("edition", named_edition(ctx, str(info["edition"]))),
        ("retrieved", day(series.retrieved_on, ctx.lang)),
        ("licence", str(info["licence"])),
        ("attribution", str(info["attribution"])),
        ("cadence", source.text("cadence", ctx.lang)),
    ]


def cautions(ctx: Context, indicator: Indicator, series: Series | None) -> Component:
    """Everything a careful reader should know before quoting a number."""
    items: list[Any] = [indicator.text("caveat", ctx.lang)]
    if indicator.family == "catalogue":
        items.append(ctx.t("indicator.catalogue_caution"))
    elif indicator.measures == "everyone":
        items.append(ctx.t("note.general_progress"))
    if series:
        items.append(series.source.text("embedded_note", ctx.lang))
        if note := str(series.info["provider_note"]):
            items.append([ctx.t("indicator.provider_note"), " ", html.Q(note, lang="en")])
        items += word_editions(ctx, series.info)
        items.append(group_editions(ctx, series.info, series.source.source_id))
        items += other_defects(ctx, series)
        # Other series of the same indicator that are kept out; without any, the page says so above.
        items += missing_reasons(ctx, indicator.indicator_id)
        items.append(ctx.t("note.missing"))
    return html.Ul([html.Li(item) for item in items if item], className="caution-list")


def other_defects(ctx: Context, series: Series) -> list[str]:
    """What was wrong with other editions of a series: one with a defect itself is kept out."""
    code = (series.source.source_id, series.info["source_code"])
    return [
        ctx.t(f"indicator.defect_{defect.defect}", edition=defect.edition)
        for defect in ctx.reference.defects
        if (defect.source_id, defect.source_code) == code
    ]
