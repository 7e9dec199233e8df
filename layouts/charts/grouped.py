"""Countries by the group they are drawn in: region, income group, or the whole world."""

from __future__ import annotations

from data.area_groups import INCOMES, WORLD, memberships
from layouts.charts import looks, template
from layouts.charts.asked import Asked
from layouts.charts.record import Look

PLACES = {"region": 0, "income": 1}  # of area_groups.memberships, by choice of `colour`
ORDERS = {"region": ("M49:002", "M49:019", "M49:142", "M49:150", "M49:009"), "income": INCOMES}
NO_GROUP = ""


def group_of(asked: Asked) -> dict[str, str]:
    """Group of every country by the choice `colour`; NO_GROUP for those without one."""
    place = PLACES.get(asked.ctx.state.option("colour"))
    known = memberships(asked.ctx.reference, asked.ctx.store)
    return {code: WORLD if place is None else groups[place] for code, groups in known.items()}


def name_of(asked: Asked, group: str) -> str:
    """The name of a group in the page's language."""
    ctx = asked.ctx
    area = ctx.reference.areas.get(group)
    return area.text("short", ctx.lang) if area else ctx.t("js.compare.no_group")


def style_of(asked: Asked, group: str, look: Look) -> tuple[str, str]:
    """Colour and symbol of a group: always the same ones, whichever groups are drawn."""
    tone = template.colours(look)
    order = ORDERS.get(asked.ctx.state.option("colour"), (WORLD,))
    if group not in order:
        return tone["soft"], "hexagon"
    i = order.index(group)
    return tone["series"][i % len(tone["series"])], looks.place_symbol(i, len(tone["series"]))
