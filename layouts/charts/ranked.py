"""What charts of places in an order share: the order, the axis of places, the target, the ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from layouts.charts import markers, scales, template
from layouts.charts.asked import Asked
from layouts.charts.notes import SAID
from layouts.charts.record import JSON, Look, Mark, Marks
from layouts.charts.rows import rows_of
from layouts.series import counted
from layouts.words.values import Words

LEAST_PX, ROW_PX, FRAME_PX = 120, 24, 60  # height of a chart of rows, of a row, of what is around
NAME_CHARS, NARROW_CHARS = 30, 15
TOP_PX, TARGET_PX, BOTTOM_PX = 8, 26, 28  # margins above, above with a target, below
FROM_ZERO = ("absolute", "capita", "change")


def role_of(asked: Asked) -> Callable[[str], str]:
    """What a place is to the chart: where some of a group are chosen, the others are context."""
    places = asked.places

    def role(code: str) -> str:
        apart = places.among and places.marked and code not in places.marked
        return "context" if apart else "value"

    return role


def in_order(every: Iterable[Mark], years: Sequence[int]) -> tuple[Mark, ...]:
    """The marks of places that have one in each of some years, the highest of the last first.

    Places of equal values stand by code; the marks of a place stand together, by year.
    """
    if len(set(years)) < len(years):
        return ()  # one year is no comparison of two
    found: dict[str, dict[int, Mark]] = {}
    for mark in every:
        if mark.year in years:
            found.setdefault(mark.area_code, {})[mark.year] = mark
    whole = [own for own in found.values() if len(own) == len(years)]
    whole.sort(key=lambda own: (-own[years[-1]].drawn, own[years[-1]].area_code))
    return tuple(own[year] for own in whole for year in years)


def ranked(asked: Asked, years: Sequence[int]) -> tuple[Mark, ...]:
    """The marks of a chart of one year or of two; see in_order."""
    return in_order(rows_of(asked, role_of(asked), years), years)


def place_axis(areas: Sequence[str], look: Look) -> JSON:
    """An axis with a row per place, from the top down."""
    most = NARROW_CHARS if look.narrow else NAME_CHARS
    return {
        "type": "linear",
        "range": (len(areas) - 0.4, -0.6),
        "tickvals": list(range(len(areas))),
        "ticktext": [escape(scales.short(area, most), quote=False) for area in areas],
        **scales.CLEAR,
    }


def tall(rows: int) -> int:
    """Height of a chart with so many rows."""
    return max(LEAST_PX, rows * ROW_PX + FRAME_PX)


def bounds_of(values: Iterable[float], asked: Asked) -> scales.Range:
    """The range of the value axis, which holds the target, too."""
    goal = markers.target(asked)
    held = [*values, *([goal.value] if goal else [])]
    return scales.span(held, asked.log, asked.form in FROM_ZERO)


def layout_across(asked: Asked, axis: JSON, rows: JSON, look: Look) -> JSON:
    """Axes, margins and target of a chart whose values run from left to right.

    Args:
        asked: the choices.
        axis: the axis of values.
        rows: the axis of what stands one below the other.
        look: where it is seen.
    """
    shapes, labels = target_upright(asked, look)
    top = TARGET_PX if shapes else TOP_PX
    return {
        "xaxis": axis,
        "yaxis": rows,
        "shapes": shapes,
        "annotations": labels,
        "margin": {"l": scales.left_margin(rows), "r": 30, "t": top, "b": BOTTOM_PX},
    }


def target_across(asked: Asked, look: Look) -> tuple[list[JSON], list[JSON]]:
    """The target as a line from left to right with its label; nothing where there is none."""
    goal = markers.target(asked)
    if goal is None:
        return [], []
    text = markers.target_text(asked, Words(look.lang), goal)
    shape, label = markers.target_line(goal, text, asked.log, look)
    return [shape], [label]


def target_upright(asked: Asked, look: Look) -> tuple[list[JSON], list[JSON]]:
    """The target as a line from top to bottom with its label above; nothing where there is none."""
    shapes, labels = target_across(asked, look)
    turned = {"xref": "yref", "x0": "y0", "x1": "y1", "y0": "x0", "y1": "x1"}
    upright = [{turned.get(name, name): value for name, value in s.items()} for s in shapes]
    kept = ("showarrow", "text", "font")
    above = [
        {
            **{name: label[name] for name in kept},
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "x": label["y"],
            "xanchor": "center",
        }
        for label in labels
    ]
    return upright, above


def colour_of(mark: Mark, look: Look) -> str:
    """Colour of a place of a chart of rows: quiet where others of its group are chosen."""
    tone = template.colours(look)
    found: str = tone["quiet"] if mark.role == "context" else tone["series"][0]
    return found


def ranks(marks: Marks, words: Words) -> Iterator[str]:
    """Where the chosen countries stand among all countries with a value that leads."""
    asked = marks.view
    marked = set(asked.places.marked)
    own = [mark for mark in marks.of("value") if mark.area_code in marked]
    block, row = asked.whole, asked.whole.at(asked.year)
    if not own or row is None:
        return
    countries = {area.area_code for area in asked.ctx.reference.countries()}
    led = zip(block.codes, block.drawn[row].tolist(), block.leads[row], strict=True)
    held = sorted((-v, code) for code, v, leads in led if leads and v == v and code in countries)
    places = {code: place for place, (_, code) in enumerate(held, start=1)}
    told = [
        words.t("js.compare.sum.place", area=mark.area, place=places[mark.area_code])
        for mark in own
        if mark.area_code in places
    ]
    if told:
        ranks_ = words.first(told, SAID)
        codes = [code for _, code in held]
        there = counted.places(asked.ctx.reference.areas, codes, words.lang)
        yield words.t("js.compare.sum.rank", ranks=ranks_, places=there)


def left_out(marks: Marks, years: Sequence[int], words: Words) -> Iterator[str]:
    """How many places have no value in one of the years."""
    drawn = len({mark.area_code for mark in marks.each})
    if count := len(marks.view.places.codes) - drawn:
        listed = words.either([str(year) for year in years])
        yield words.t("js.compare.sum.missing", count=count, years=listed)


def nothing(asked: Asked, years: Sequence[int], words: Words) -> str:
    """Why nothing is drawn."""
    key = "one_year" if len(set(years)) < len(years) else "nothing"
    return words.t(f"js.compare.sum.{key}", year=asked.year)
