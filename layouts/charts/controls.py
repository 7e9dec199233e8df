"""What the controls beside a chart say: what is chosen, what is refused and why, which years."""

from __future__ import annotations

from typing import Any

from data.arithmetic.guard import SUMMARIES, Ruling, pair_ruling
from layouts.charts import charts, charts_of
from layouts.charts.asked import Asked
from layouts.charts.drawn import allowed
from layouts.charts.record import Chart
from layouts.charts.refusals import Refusal, why_not
from layouts.request.keys import KEYS
from layouts.request.pages import PAGES
from layouts.series.cells import cells_of
from layouts.series.concepts import concept, label
from layouts.words.values import Words

CHECKED = {"form": ("capita", "index", "change"), "axis": ("log",), "total": SUMMARIES}
CHOOSERS = ("x", "size")  # of indicators: they show the one that is drawn
# What readers most often wish to set beside something else.
TRIAL = (
    "ctx-migrant-stock",
    "ctx-refugees-asylum",
    "ctx-net-migration",
    "ctx-remit-received-gdp",
    "ctx-population",
    "ctx-hdi",
)
Refused = dict[str, dict[str, Ruling]]
FIRST_PAIRS, PAIRS = 3, 6  # of the first that may share the axis; rows of the table of pairs


def controls(chart: Chart, asked: Asked, words: Words) -> dict[str, Any]:
    """Choices by key, refused ones by key and value, lines on refusals, years, neighbours."""
    refused = _refused(chart, asked)
    return {
        "indicator": asked.indicator_id,
        "everyone": chart.takes.everyone,
        "parts": "parts" in chart.takes.draws,
        "options": chart.takes.options,
        "choices": _choices(chart, asked),
        "refused": {
            key: {name: because(words, found) for name, found in names.items()}
            for key, names in refused.items()
        },
        "refusals": _lines(asked, words, refused),
        "held": _held(asked),
        "bases": list(asked.main.cells.years) if asked.based else [],
        "neighbours": _neighbours(asked, words),
    }


def because(words: Words, found: Ruling | Refusal) -> str:
    """Why something is refused, and what to do instead."""
    why = words.t(f"js.guard.{found.reason}")
    return f"{why} {words.t(f'js.guard.instead.{found.instead}')}"


def _choices(chart: Chart, asked: Asked) -> dict[str, str]:
    """The value of every key as it is drawn."""
    state = asked.ctx.state
    drawn = {
        "chart": chart.id,
        "form": asked.form if "form" in chart.takes.options else "absolute",
        "axis": "log" if asked.log and "axis" in chart.takes.options else "linear",
        "total": asked.total,
        "baseyear": str(asked.base),
        "breakdown": asked.part,
        "beside": asked.second.of.indicator_id if asked.second else "",
        **{key: value for key, value in asked.own.items() if key in CHOOSERS},
    }
    return {key: drawn.get(key, state.option(key)) for key in PAGES[state.page].keys if key in KEYS}


def _refused(chart: Chart, asked: Asked) -> Refused:
    """What may not be chosen, by key and value."""
    main = asked.main
    others = (charts()[id_] for id_ in charts_of(asked.ctx.state.page))
    rulings = {other.id: allowed(other, asked) for other in others}
    found: Refused = {"chart": {i: ruling for i, ruling in rulings.items() if not ruling.allowed}}
    for key, names in CHECKED.items():
        if key not in chart.takes.options:
            continue
        rulings = {n: why_not(main.of, n, main.cells, asked.places.every) for n in names}
        found[key] = {name: ruling for name, ruling in rulings.items() if not ruling.allowed}
    if asked.form == "change" and "axis" in found:
        found["axis"].setdefault("log", Ruling(False, "log_change", "linear"))
    return found


def _lines(asked: Asked, words: Words, refused: Refused) -> list[dict[str, str]]:
    """Reasons as they stand on the screen: of what was asked for, then of what is not offered."""
    lines = []
    for refusal in asked.refusals:
        what = words.t(f"js.compare.name.{refusal.name}") if refusal.name != "beside" else ""
        key = "js.compare.refused" if what else "js.compare.refused_beside"
        wanted = asked.ctx.state.option("beside")
        text = words.t(key, what=what or label(asked.ctx, wanted), why=because(words, refusal))
        lines.append({"name": refusal.name, "kind": "asked", "text": text})
    part = asked.ctx.state.option("breakdown")
    if part != asked.part:
        text = words.t("js.compare.no_part", part=part[:60])
        lines.append({"name": "breakdown", "kind": "asked", "text": text})
    reasons: dict[str, list[str]] = {}
    asked_for = {refusal.name for refusal in asked.refusals}
    for key in ("chart", *CHECKED):
        for name, found in refused.get(key, {}).items():
            if name not in asked_for:
                what = words.t(f"js.compare.name.{name}")
                reasons.setdefault(because(words, found), []).append(what)
    for why, listed in reasons.items():
        text = words.t("js.compare.not_offered", what=", ".join(listed), why=why)
        lines.append({"name": "", "kind": "quiet", "text": text})
    return lines


def _held(asked: Asked) -> list[int]:
    """Years with values in the whole series, whatever span is asked for."""
    cells = cells_of(asked.ctx, asked.indicator_id, asked.part)
    return list(cells.years) if cells else []


def _neighbours(asked: Asked, words: Words) -> dict[str, Any]:
    """What this indicator is, and with which of its neighbours it may stand or be added."""
    ctx, own = asked.ctx, asked.main.of
    facts = [words.t(f"js.compare.kind.{own.kind}")]
    facts.append(words.t("js.compare.fact_unit", unit=asked.main.told.raw.text))
    curated = asked.indicator_id in ctx.reference.indicators
    if own.mandate and curated:
        facts.append(words.t("js.compare.fact_mandate", mandate=own.mandate))
    if own.base:
        facts.append(words.t(f"js.compare.base.{own.base}"))
    others = [
        i for i in ctx.reference.indicators if ctx.store.has_data(i) and i != own.indicator_id
    ]
    may = [i for i in others if pair_ruling(own, concept(ctx, i), "axis").allowed][:FIRST_PAIRS]
    wanted = dict.fromkeys((ctx.state.option("beside"), *may, *TRIAL))
    held = [i for i in wanted if ctx.store.has_data(i) and i != own.indicator_id][:PAIRS]
    name = label(ctx, asked.indicator_id)
    return {
        "facts": facts,
        "caption": words.t("js.compare.guard_caption", label=name),
        "head": [words.t(f"js.compare.{key}") for key in ("with", "same_axis", "added")],
        "rows": [[label(ctx, i), *_said(asked, i, words)] for i in held],
    }


def _said(asked: Asked, other: str, words: Words) -> list[str]:
    """Whether another indicator may share the axis, and whether it may be added."""
    rulings = [pair_ruling(asked.main.of, concept(asked.ctx, other), w) for w in ("axis", "sum")]
    return [
        words.t("js.compare.yes") if v.allowed else words.t("js.compare.no", why=because(words, v))
        for v in rulings
    ]
