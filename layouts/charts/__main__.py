"""`python -m layouts.charts` writes the gallery of docs/CHARTS.md from the records of charts."""

from __future__ import annotations

import sys
from pathlib import Path

from layouts.charts import charts
from layouts.charts.record import Chart
from layouts.words.text import t

GALLERY = Path(__file__).parents[2] / "docs" / "CHARTS.md"
PICTURES = GALLERY.parent / "charts"  # drawn by `python -m bench.gallery`
HEAD = """# Charts

Made from the records in `layouts/charts` by `python -m layouts.charts`; edit those, not this.
`layouts/charts/line.py` is the one to copy. Open `/compare?v=2&chart=<id>` to see one.
"""


def gallery() -> str:
    """The text of docs/CHARTS.md, a part for each chart in the order of their buttons."""
    return "\n".join([HEAD, *(_part(chart) for chart in charts().values())])


def _part(chart: Chart) -> str:
    takes = chart.takes
    words = {name: t(f"charts.{chart.id}.{name}", "en") for name in ("name", "when", "when_not")}
    places = "all countries" if takes.everyone else f"at most {takes.most}" if takes.most else "any"
    rows = {
        "use it": words["when"],
        "not": words["when_not"],
        "pages": ", ".join(chart.pages),
        "takes": f"indicators: {takes.indicators}; years: {takes.years}; places: {places}",
        "forms": ", ".join(takes.forms),
        "choices": ", ".join(takes.options) or "none",
        "shows": ", ".join(takes.draws) or "plain values",
        "drawn with": ", ".join(chart.traces),
    }
    picture = [f"![{words['name']}](charts/{chart.id}.png)", ""] if chart.figure else []
    lines = [f"## {words['name']} (`{chart.id}`)", "", *picture, "| | |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {name} | {text} |" for name, text in rows.items()), ""])


def main() -> int:
    """Write the gallery."""
    GALLERY.parent.mkdir(exist_ok=True)
    GALLERY.write_text(gallery(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
