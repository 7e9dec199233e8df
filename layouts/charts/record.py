"""What a chart is: the record that a module of this folder holds as CHART. See line.py for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

import pandas as pd
import plotly.graph_objects as go

if TYPE_CHECKING:
    from layouts.charts.asked import Asked
    from layouts.request.context import Context
    from layouts.request.state import ViewState
    from layouts.words.values import Words

KINDS = ("plain", "break", "estimate", "doubt", "part", "forecast")  # from the surest on
YEARS = ("one", "two", "all")
FORMS = ("absolute", "capita", "index", "change", "share")
AXES = ("linear", "log")
DRAWS = ("estimates", "breaks", "targets", "uncertainty", "doubts", "events", "parts")
BUNDLE = ("bar", "choropleth", "heatmap", "scattergeo", "sankey", "scatter")  # of our plotly.js
JSON = dict[str, Any]
FRAME_TYPES = {"year": "int64", "value": "float64", "drawn": "float64"}


@dataclass(frozen=True)
class Takes:
    """What a chart can be asked for. The page shows the controls of these and no others.

    Attributes:
        indicators: how many it draws at once; 0 where it reads none from the address.
        years: one year, two of them (base and year), or all.
        opens: places drawn where none is chosen.
        most: places at most; None for no limit, 0 where it reads none from the address.
        since: the year that charts of two years start from where none is asked for, or the nearest
            with values of most places; 0 for the first of these.
        everyone: it draws all countries, or all of a group, and marks the chosen ones.
        forms: the forms it may take, the first where none is asked for.
        axes: the value axes it may have.
        options: further keys of the address that it reads; see layouts/request/keys.py.
        draws: what it shows beside plain values; `uncertainty` where a provider gives bounds,
            `parts` where it draws every sub-group at once and none can be chosen.
        needs: what the guard must allow of its values, such as `sum`; "" where nothing.
        instead: id of the chart that is drawn where the guard refuses that.
    """

    indicators: int = 1
    years: str = "all"
    opens: int = 6
    most: int | None = None
    since: int = 0
    everyone: bool = False
    forms: tuple[str, ...] = ("absolute", "capita", "index", "change")
    axes: tuple[str, ...] = AXES
    options: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()
    needs: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Look:
    """Where a figure is seen: colours, room, language. `printed` is on white, with its words."""

    lang: str
    dark: bool = False
    narrow: bool = False
    printed: bool = False


@dataclass(frozen=True)
class Item:
    """One entry of a legend: a sign of looks.py, its words, and a colour ("" for that of text)."""

    sign: str
    text: str
    colour: str = ""


@dataclass(frozen=True)
class Heading:
    """What stands around a figure beside what is said of its marks, in the page's language.

    Attributes:
        name: of its files, without ending.
        drawn: what is shown, as one word that tests can wait for.
        title: above the figure.
        subtitle: below the title: unit, years, axis; "" where there is nothing to say.
        caption: of the table.
        notes: sentences that a picture needs, too: doubts, values that are left out.
        own: the state that names all that the chart chose by itself.
        csv: address of its file.
    """

    name: str
    drawn: str
    title: str
    subtitle: str
    caption: str
    notes: list[str]
    own: ViewState
    csv: str


class View(Protocol):
    """What marks were made with. It names the chart and says where its numbers come from.

    Asked is the view of charts of indicators over places and years; each other kind of view has a
    class of its own.
    """

    @property
    def ctx(self) -> Context:
        """The page that asks."""

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """What stands around the figure of these marks."""

    def source(self) -> str:
        """Who published the numbers, which edition, under which licence."""

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """What else the page's own controls need: further keys of the answer; often none."""


class Mark(NamedTuple):
    """One value as it is drawn: one row of the frame, the table's cell, the line of the file."""

    indicator_id: str  # of the value; a second indicator has rows of its own
    area_code: str  # TOTAL of forms.py for a summary of places
    area: str  # its name in the page's language
    year: int
    value: float  # as published; NaN for a summary, which nobody publishes
    drawn: float  # as drawn: per head, index, share ...; never NaN
    status: str  # SDMX letter
    quality: str  # flags of data/quality.py, joined by ";"
    reason: str  # why it is doubted or to be read with caution, in words
    kind: str  # one of KINDS: how it looks
    leads: bool  # whether it may be highest, a base, the end of a line
    series: str  # main, second, x, size
    role: str  # value, context, sum, mean, median, quartile_1, quartile_3, trail
    spoken: str  # the one text of tooltip and keyboard walk


M = TypeVar("M", bound="tuple[Any, ...]")  # a NamedTuple, with a role
V = TypeVar("V")  # a View where the chart has a figure


@dataclass(frozen=True)
class MarksOf(Generic[M, V]):
    """What a chart draws: a NamedTuple per mark, in the order drawn, each with a `role`.

    Screen, table, sentence, files and pictures read these; nothing else is drawn. `view` holds the
    choices they were made with. A kind of chart has a subclass with the `shape` of its marks.
    """

    shape: ClassVar[type[Any]]
    each: tuple[M, ...]
    view: V

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The marks as a frame, a column per field. Loops over `each` are faster."""
        frame = pd.DataFrame(self.each, columns=list(self.shape._fields))
        types = {name: kind for name, kind in FRAME_TYPES.items() if name in frame}
        return frame.astype(types)

    def of(self, *roles: str) -> list[M]:
        """The marks of some roles, in their order."""
        return [mark for mark in self.each if mark.role in roles]  # type: ignore[attr-defined]


class Marks(MarksOf[Mark, "Asked"]):
    """The marks of a chart of indicators: one per value, those of one line together, by year."""

    shape = Mark
    view: Asked


@dataclass(frozen=True)
class Frames:
    """What steps of the year change, sent once, so that stepping asks the server nothing.

    `years` ascend; all else has one entry per year. `changes` holds for each trace the properties
    that change, by name as Plotly.restyle takes them; `figures` is for charts that change more:
    all traces, and the layout without its template. One of the two is empty. `texts` has what
    stands around the figure. `held` are properties of the layout that are set once as the years
    begin to move, such as axes that hold for all of them; `layouts` those of each year; by name as
    Plotly.relayout takes them.
    """

    years: tuple[int, ...]
    changes: tuple[tuple[JSON, ...], ...]
    texts: tuple[JSON, ...]
    held: JSON = field(default_factory=dict)
    layouts: tuple[JSON, ...] = ()
    figures: tuple[JSON, ...] = ()


K = TypeVar("K", bound=MarksOf[Any, Any])


@dataclass(frozen=True)
class Chart(Generic[K]):
    """One chart, whole. Its id is the name of its file.

    Words are found by convention in locale files `charts.json`: `charts.<id>.name` (its button),
    `.title`, `.when` and `.when_not` (what it is good for and what not).

    Attributes:
        id: name of the module.
        pages: names of the pages that offer it; see layouts/request/pages.py.
        order: its place among the buttons.
        takes: what it can be asked for.
        marks: the rows of an address, of an indicator that has numbers.
        figure: the figure of the rows. Each trace says its `meta.role`; those a reader walks
            through with the keyboard have a `text` for each of their points. None for a chart that
            stands in its page's own markup, made from the same rows; its docstring says why.
        sentence: what the figure shows, in words, from the same rows.
        legend: what its signs mean, from the same rows.
        table: head and rows of the table beside it, from the same rows.
        traces: the trace types it draws with; () without a figure.
        frames: what steps of the year change; None where there are none.
        painted: what our own painter takes on the screen, in the place of a figure with its words;
            the figure is then for pictures alone.
        told: the words of each of its places, which the painter asks for when a reader looks.
    """

    id: str
    pages: tuple[str, ...]
    order: int
    takes: Takes
    marks: Callable[[Context], K]
    figure: Callable[[K, Look], go.Figure] | None
    sentence: Callable[[K, Words], str]
    legend: Callable[[K, Look, Words], list[Item]]
    table: Callable[[K, Words], tuple[list[str], list[list[str]]]]
    traces: tuple[str, ...] = ("scatter",)
    frames: Callable[[K, Look], Frames] | None = field(default=None)
    painted: Callable[[K, Words], JSON] | None = None
    told: Callable[[K, Words], JSON] | None = None
