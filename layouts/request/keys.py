"""Which keys the addresses of pages know, and what each may hold. Data only; state.py reads it."""

from __future__ import annotations

from dataclasses import dataclass

from data.arithmetic.measures import CORRIDORS
from data.promises import EVERY_ANSWER, VOTE
from data.quality import FLAGS
from data.stories import STEPS

LINKS = ("direct", "all")
# The settings of a verdict, in the order of data/progress/settings.py; the first is the default.
METHODS = ("un5", "unsd2022", "unsd2023", "statcan", "escap", "bounded")
BASES = ("near2015", "near2018", "since2000")
MODELLED = ("with", "without")
COVID = ("with", "without")


@dataclass(frozen=True)
class Key:
    """One query key that only some pages know.

    Attributes:
        name: as it stands in the address.
        default: what an address without it means; never written.
        choices: every value it may have; empty for free text, which the page itself reads.
        draws: what a change of it draws anew: the whole `page`, the page's `part` on the server,
            or nothing but what the `browser` does itself.
        longest: characters that free text may have.
        charts: the page whose charts are further choices of it; "" for none.
        names: what it names beside its choices: an indicator with numbers, a group whose countries
            are known, a source, a story, a theme by its slug, a promise, or a year; "" where it
            names nothing. See layouts/request/names.py.
    """

    name: str
    default: str = ""
    choices: tuple[str, ...] = ()
    draws: str = "page"
    longest: int = 200
    names: str = ""
    charts: str = ""

    def offers(self) -> tuple[str, ...]:
        """Every value it may have, charts by the order of their buttons; () for free text."""
        if not self.charts:
            return self.choices
        from layouts.charts import charts_of  # here: charts read addresses themselves

        return (*charts_of(self.charts), *self.choices)


VERDICT = (
    Key("method", METHODS[0], METHODS, "part"),
    Key("base", BASES[0], BASES, "part"),
    Key("modelled", MODELLED[0], MODELLED, "part"),
    Key("covid", COVID[0], COVID, "part"),
)
SETTINGS = tuple(key.name for key in VERDICT)
OPENS_WITH = "sdg-3-2-1-sh-dyn-mort"  # a numeric target, and values for nearly every country
# What measures migrants against an agreed target and has a verdict on most countries: the map of
# verdicts opens with it. Refugees by origin (10.7.4) have more verdicts, but no agreed target, and
# where one in 100,000 has fled a verdict says next to nothing of a country.
MIGRANTS_FIRST = "sdg-10-c-1-si-rmt-cost"
# Which indicators the list of a page of verdicts offers, by whom they measure.
MEASURES = Key("measures", "all", ("all", "migrants"))
# Whether values that are doubted may lead: be highest, a default line, a bound of classes, a base.
DOUBTED = Key("doubted", "off", ("off", "on"), "part")
# Keys of more than one page: a part of what an indicator counts, and the years that are wanted.
BREAKDOWN = Key("breakdown", draws="browser")
YEARS = (
    Key("from", draws="browser", names="year"),
    Key("to", draws="browser", names="year"),
)
# Any page may be a step of a story: which story, and which of its steps.
STORY = (
    Key("story", names="story"),
    Key("step", "1", tuple(str(at) for at in range(1, STEPS + 1))),
)
# The comparing page. Its charts are the records of layouts/charts.
COMPARE = (
    Key("chart", "line", draws="browser", charts="compare"),
    Key("form", "absolute", ("absolute", "capita", "index", "change"), "browser"),
    Key("axis", "linear", ("linear", "log"), "browser"),
    Key("baseyear", draws="browser", names="year"),  # base of index and change, start of slopes
    Key("among", draws="browser", names="group"),  # its countries are drawn one by one
    Key("beside", draws="browser", names="indicator"),  # a second one on the same axis
    Key("total", "none", ("none", "sum", "mean", "median"), "browser"),
    Key("x", draws="browser", names="indicator"),
    Key("xaxis", "auto", ("auto", "linear", "log"), "browser"),
    Key("size", choices=("none",), draws="browser", names="indicator"),
    Key("colour", "region", ("region", "income", "none"), "browser"),
    Key("trails", "on", ("on", "off"), "browser"),
    Key("panels", "shared", ("shared", "own"), "browser"),
    Key("stack", "amount", ("amount", "share"), "browser"),
    Key("people", "share", ("share", "persons"), "browser"),  # of a pyramid's bars
    Key("embed", "off", ("on", "off")),  # the chart alone, for a frame on another site
    BREAKDOWN,
    DOUBTED,
    *YEARS,
)

# The map page.
MAP_KEYS: tuple[Key, ...] = (
    BREAKDOWN,
    Key("match", "exact", ("exact", "within3", "within5", "latest"), "browser"),
    Key("breaks", "quantile", ("quantile", "equal", "pretty", "log", "own"), "browser"),
    Key("classes", "6", ("3", "4", "5", "6", "7", "8"), "browser"),
    Key("limits", draws="browser"),
    Key(
        "palette",
        "auto",
        ("auto", "teal", "violet", "amber", "brown-blue", "purple-green", "status"),
        "browser",
    ),
    Key("layout", "map", ("map", "tiles"), "browser"),
    Key(
        "projection",
        "equal-earth",
        ("equal-earth", "natural-earth", "robinson", "globe"),
        "browser",
    ),
    Key(
        "region",
        "world",
        (
            *("world", "africa", "northern-africa", "western-africa", "eastern-africa"),
            *("middle-africa", "southern-africa", "americas", "northern-america"),
            *("central-america", "caribbean", "south-america", "asia", "western-asia"),
            *("central-asia", "southern-asia", "eastern-asia", "south-eastern-asia"),
            *("europe", "oceania"),
        ),
        "browser",
    ),
    Key("country", draws="browser"),
    DOUBTED,
)

# The page of coverage: its boards; of the first the theme, what is shown, regions or countries.
COVERAGE_KEYS: tuple[Key, ...] = (
    Key("board", "figures", ("figures", "themes", "goals")),
    Key("topic", draws="part", names="theme"),
    Key("shows", "there", ("there", "age", "modelled"), "part"),
    Key("by", choices=("regions", "countries"), draws="part"),  # "" as the area in focus has it
)

# The page of corridors: what is counted, whose side, and how much of it is drawn in which shape.
CORRIDOR_KEYS: tuple[Key, ...] = (
    Key("counted", CORRIDORS[0], CORRIDORS, "part"),
    Key("direction", "immigrants", ("immigrants", "emigrants", "both"), "part"),
    Key("sex", "all", ("all", "women", "men"), "part"),
    Key("shape", "bars", ("bars", "bands", "map"), "part"),
    Key("top", "15", ("5", "10", "15", "25", "50"), "part"),
    Key(
        "least", "0", ("0", "1", "2", "5"), "part"
    ),  # per cent of the total, below which rows are folded
    Key("numbers", "count", ("count", "share"), "part"),
)

# What the page of doubts lists.
QUALITY_KEYS: tuple[Key, ...] = (
    Key("flag", choices=FLAGS, draws="part"),
    Key("provider", draws="part", names="source"),
    Key("rows", "first", ("first", "all"), "part"),
)

# The page of promises: which one, and of it the answer and the group that are shown.
COMMITMENT_KEYS: tuple[Key, ...] = (
    Key("promise", VOTE, names="promise"),
    Key("answer", choices=EVERY_ANSWER, draws="part"),
    Key("within", draws="part", names="group"),
)

# What the table page shows. Free text is read, and what is wrong in it named, by
# layouts/table/filters.py.
TABLE_KEYS: tuple[Key, ...] = (
    Key("table", "observations", ("observations", "flows")),
    Key("theme", draws="browser"),
    Key("target", draws="browser"),
    Key("indicators", draws="browser", longest=1500),
    Key("measure", draws="browser"),
    Key("origin", draws="browser"),  # of flows: where from, and where to
    Key("destination", draws="browser"),
    Key("members", draws="browser"),
    Key("source", draws="browser"),
    Key("breakdowns", "total", ("total", "all"), "browser"),
    *YEARS,
    Key("missing", draws="browser"),
    Key("quality", draws="browser"),
    Key("sort", draws="browser"),
    Key("labels", "names", ("names", "codes", "both"), "browser"),
    Key("columns", draws="browser"),
    Key("pinned", draws="browser"),
)

KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("links", LINKS[0], LINKS),
        Key("goal", draws="part"),
        Key("q"),
        Key("themes", draws="part", longest=400),  # slugs of those that a brief tells of
        Key("publisher", longest=40),  # another than the leading provider of an indicator
        *VERDICT,
        *STORY,
        MEASURES,
        *COMPARE,
        *MAP_KEYS,
        *TABLE_KEYS,
        *QUALITY_KEYS,
        *COVERAGE_KEYS,
        *COMMITMENT_KEYS,
        *CORRIDOR_KEYS,
    )
}
