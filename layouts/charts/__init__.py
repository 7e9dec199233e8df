"""Every chart, found by name: a module of this folder with CHART is one. Adding one is one file.

There is no other list of charts anywhere. `line.py` is the example to copy.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layouts.charts.record import Chart

CALLS = {"marks": 1, "figure": 2, "sentence": 2, "legend": 3, "table": 2, "frames": 2, "painted": 2}
OPTIONAL = ("frames", "painted")
WORDS = ("name", "title", "when", "when_not")


class ChartError(Exception):
    """Records of charts are faulty; the text names every fault, with its file."""


@cache
def charts() -> Mapping[str, Chart]:
    """Every chart by id, in the order of their buttons.

    Raises:
        ChartError: one or more records are faulty.
    """
    names = sorted(i.name for i in pkgutil.iter_modules(__path__) if i.name != "__main__")
    return read([importlib.import_module(f"{__name__}.{name}") for name in names])


def charts_of(page: str) -> tuple[str, ...]:
    """Ids of the charts that a page may ask for, in the order of their buttons."""
    return tuple(i for i, chart in charts().items() if page in chart.pages and chart.figure)


def read(modules: list[ModuleType]) -> Mapping[str, Chart]:
    """The records of some modules; see charts()."""
    found, faults = {}, []
    for module in modules:
        name = module.__name__.rpartition(".")[2]
        chart = getattr(module, "CHART", None)
        if chart is None:
            if hasattr(module, "marks") and hasattr(module, "figure"):
                faults.append(f"{name}: has marks and figure, but no CHART")
            continue
        faults += [f"{name}: {fault}" for fault in faults_of(name, chart)]
        found[name] = chart
    faults += [*_twice(found), *_nowhere(found)]
    if faults:
        raise ChartError("layouts/charts: " + "; ".join(faults))
    return dict(sorted(found.items(), key=lambda pair: pair[1].order))


def _twice(found: Mapping[str, Chart]) -> list[str]:
    """Charts of one page that claim the same place among its buttons."""
    places: dict[tuple[str, int], list[str]] = {}
    for name, chart in found.items():
        for page in getattr(chart, "pages", ()):
            places.setdefault((page, chart.order), []).append(name)
    return [
        f"{', '.join(names)}: order {order} is taken twice on page {page}"
        for (page, order), names in places.items()
        if len(names) > 1
    ]


def _nowhere(found: Mapping[str, Chart]) -> list[str]:
    """Charts that need something and name no chart to draw where it is refused."""
    takes = {name: chart.takes for name, chart in found.items() if hasattr(chart, "takes")}
    return [
        f"{name}: needs {own.needs!r}, but instead {own.instead!r} is no chart"
        for name, own in takes.items()
        if own.needs and own.instead not in found
    ]


def faults_of(name: str, chart: Chart) -> list[str]:
    """What is wrong with the record of a module, one text a fault."""
    from layouts.charts.record import AXES, BUNDLE, DRAWS, FORMS, YEARS, Chart
    from layouts.request.keys import KEYS
    from layouts.request.pages import PAGES

    if not isinstance(chart, Chart):
        return [f"CHART must be a Chart, not {type(chart).__name__}"]
    takes = chart.takes
    faults = [] if chart.id == name else [f"id {chart.id!r} must be the file's name, {name!r}"]
    faults += _among("page", chart.pages, PAGES)
    faults += _among("years", (takes.years,), YEARS)
    faults += _among("form", takes.forms, FORMS)
    faults += _among("axis", takes.axes, AXES)
    faults += _among("draws", takes.draws, DRAWS)
    faults += _among("option", takes.options, KEYS)
    faults += _among("trace type", chart.traces, BUNDLE)
    if chart.figure and not chart.traces:
        faults.append("has a figure and draws with no trace type")
    if not takes.forms or not takes.axes:
        faults.append("takes no form or no axis")
    if takes.indicators < 0 or takes.opens < 1 or (takes.most or 0) < 0:
        faults.append("opens must be at least 1, indicators and most at least 0")
    return [*faults, *_calls(chart), *_words(name)]


def _among(what: str, given: tuple[str, ...], known: object) -> list[str]:
    """Names that are not known."""
    return [f"{what} {name!r} is not known" for name in given if name not in known]  # type: ignore[operator]


def _calls(chart: Chart) -> list[str]:
    """Parts that cannot be called with what they are given."""
    faults = []
    for part, count in CALLS.items():
        call = getattr(chart, part)
        if call is None and (part in OPTIONAL or (part == "figure" and not chart.traces)):
            continue
        if not callable(call) or len(inspect.signature(call).parameters) != count:
            faults.append(f"{part} must take {count} arguments")
    return faults


def _words(name: str) -> list[str]:
    """Words that English lacks; what other languages lack is shown in English, with a mark."""
    from layouts.words.text import FALLBACK, locale

    keys = [f"charts.{name}.{word}" for word in WORDS]
    return [f"no {key} in {FALLBACK}" for key in keys if key not in locale(FALLBACK)]
