"""Contract of the CSV files in data/reference; those of links are in data/reference_links.py.

Must not build the objects the app uses (data/reference_lists.py does) and must not import pandas;
data/reference_check.py checks the rows.
"""

from __future__ import annotations

from dataclasses import fields

from data.dated import ListedGroup, Membership, SeriesWords
from data.links import LinkSource
from data.providers import RELATIONS, SourcePair
from data.quality_rules import QualityRule
from data.records import (
    Alias,
    Area,
    Consultation,
    Defect,
    Goal,
    Indicator,
    Objective,
    Panel,
    Series,
    Source,
    Target,
    Theme,
    WideSeries,
)
from data.records_verdicts import VerdictArea, VerdictRule
from data.reference_links import LINKS
from data.reference_rows import Table
from data.wording import Renamed, Synonym, Term

EVIDENCE = ("verified", "recalled", "derived")
AS_PUBLISHED = "as_published"  # the provider's own unit, kept as text in catalogue.json
UNITS = (
    *("persons", "movements", "count", "yes_no", "months", "years", "lcu", "ug_m3"),
    *("percent", "percent_gdp", "percent_gni", "ratio"),
    *("per_1000", "per_10k", "per_100k", "per_1000_births", "per_100k_births"),
    *("usd_current", "usd_million_current", "usd_million_constant", "usd_ppp"),
    *("index", "index_100", "score_1", "score_4", "score_10"),
    AS_PUBLISHED,
)
_ROLES = ("assess", "assess_noisy", "assess_parity", "assess_sparse", "ordinal", "binary")
_KINDS = ("stock", "flow", "rate", "index", "event", "binary", "ordinal")
_TARGET_KINDS = ("absolute", "relative", "parity", "ordinal", "binary", "direction", "none")
INTEGERS = ("order", "decimals", "priority")
FLOATS = (
    *("lat", "lon"),
    *("low", "high", "jump", "jump_floor", "fewest_people", "factor"),
    *("tolerance_pct", "tolerance"),
)
FLAGS = ("ldc", "lldc", "sids")
LISTS = ("theme_ids", "source_codes", "indicator_ids", "area_codes", "same_as")
NUMBERS = (*INTEGERS, *FLOATS, "target_value", "target_year", "noise_floor", "small", "since")


MADE = ("translation_evidence",)  # of the texts of a row; blank where they are the original


def _columns(record: type) -> tuple[str, ...]:
    """The columns of the file itself, without its texts."""
    return tuple(f.name for f in fields(record) if f.name != "words")


PLAIN: dict[type, Table] = {
    Theme: Table(
        "themes",
        _columns(Theme),
        ("theme_id",),
        ("slug", "evidence"),
        {"lead_indicator_id": "indicators"},
        {"kind": ("thematic_session", "key_message")},
        ("title", "short", "description"),
        ("venue", *MADE),
    ),
    Panel: Table(
        "theme_panels",
        _columns(Panel),
        ("theme_id", "order"),
        ("evidence",),
        {"theme_id": "themes"},
        texts=("title",),
    ),
    Goal: Table("goals", _columns(Goal), ("goal_id",), ("colour",), texts=("short",)),
    Objective: Table(
        "objectives",
        _columns(Objective),
        ("objective_id",),
        ("evidence",),
        texts=("title", "short"),
        more_texts=MADE,
    ),
    Target: Table(
        "targets",
        _columns(Target),
        ("target_id",),
        ("goal_id",),
        {"goal_id": "goals"},
        texts=("label",),
    ),
    Indicator: Table(
        "indicators",
        _columns(Indicator),
        ("indicator_id",),
        (),
        {"target_id": "targets"},
        {
            "family": ("sdg", "context"),
            "unit": UNITS,
            "kind": _KINDS,
            "direction": ("up", "down", "parity", "none"),
            "role": (*_ROLES, "context"),
            "aggregation": ("sum", "none"),
            "target_kind": _TARGET_KINDS,
            "measures": ("migrants", "everyone"),
        },
        ("title", "label"),
        ("caveat",),
    ),
    VerdictRule: Table(
        "verdict_rules",
        _columns(VerdictRule),
        ("indicator_id",),
        ("evidence",),
        {"indicator_id": "indicators"},
        {
            "zero": ("no_record", ""),
            "aim": ("world", "national", "every_country", ""),
            "ends": ("no", ""),
        },
        ("why",),
    ),
    VerdictArea: Table(
        "verdict_areas",
        _columns(VerdictArea),
        ("area_code",),
        ("evidence",),
        {"area_code": "areas"},
        texts=("why",),
    ),
    Source: Table(
        "sources",
        _columns(Source),
        ("source_id",),
        ("title", "producer", "licence", "attribution", "citation"),
        allowed={"embed": ("yes", "no")},
        more_texts=("cadence", "embedded_note"),
    ),
    Series: Table(
        "indicator_series",
        _columns(Series),
        ("indicator_id", "source_id", "breakdown"),
        ("priority", "evidence"),
        {"indicator_id": "indicators", "source_id": "sources"},
    ),
    LinkSource: Table("link_sources", _columns(LinkSource), ("code",), ("title", "evidence")),
    Area: Table(
        "areas",
        _columns(Area),
        ("area_code",),
        ("shape",),
        dict.fromkeys(
            ("region_code", "sub_region_code", "intermediate_region_code", "sdg_region_code"),
            "areas",
        ),
        {
            "kind": ("country", "territory", "region", "group", "other"),
            "shape": ("polygon", "tiny", "none"),
            **dict.fromkeys(FLAGS, ("1", "")),
        },
        ("name", "short"),
        ("note",),
    ),
    Alias: Table(
        "area_aliases",
        _columns(Alias),
        ("source_id", "source_code"),
        ("area_code",),
        {"source_id": "sources", "area_code": "areas"},
    ),
    WideSeries: Table(
        "wide_series",
        _columns(WideSeries),
        ("source_id", "source_code"),
        ("source_code",),
        {"source_id": "sources"},
    ),
    ListedGroup: Table(
        "group_lists",
        _columns(ListedGroup),
        ("group_code",),
        ("as_of", "publisher"),
        {"group_code": "areas"},
        texts=("note",),
    ),
    Membership: Table(
        "area_groups",
        _columns(Membership),
        ("group_code", "area_code", "until"),
        ("area_code", "source"),
        {"group_code": "group_lists", "area_code": "areas"},
    ),
    SeriesWords: Table(
        "series_words",
        _columns(SeriesWords),
        ("source_id", "source_code", "edition"),
        ("edition", "words_edition", "what"),
        {"source_id": "sources"},
        {"what": ("title_note", "title", "note")},
    ),
    Defect: Table(
        "series_defects",
        _columns(Defect),
        ("source_id", "edition", "source_code"),
        (),
        {"source_id": "sources"},
        {"defect": ("mixed", "suspect", "zeros")},
    ),
    SourcePair: Table(
        "source_pairs",
        _columns(SourcePair),
        ("indicator_id", "source_id", "other_id"),
        ("source_id", "other_id"),
        {"indicator_id": "indicators", "source_id": "sources", "other_id": "sources"},
        {"relation": RELATIONS},
        ("why",),
    ),
    Synonym: Table(
        "synonyms",
        _columns(Synonym),
        ("synonym_id",),
        ("evidence",),
        {"indicator_ids": "indicators", "area_codes": "areas"},
        {"group": ("", "not_held")},
        texts=("terms", "means"),
    ),
    Term: Table(
        "glossary",
        _columns(Term),
        ("term_id",),
        ("source", "evidence"),
        texts=("words", "means"),
    ),
    Renamed: Table(
        "renamed",
        _columns(Renamed),
        ("kind", "old"),
        ("old", "new", "evidence"),
        allowed={"kind": ("indicator", "area", "theme")},
        more_texts=("note",),
    ),
    QualityRule: Table(
        "quality_rules",
        _columns(QualityRule),
        ("indicator_id",),
        (),
        {"indicator_id": "indicators", "same_as": "indicators"},
        texts=("why",),
    ),
    Consultation: Table(
        "consultations",
        _columns(Consultation),
        ("consultation_id",),
        ("evidence",),
        {"area_code": "areas", "theme_ids": "themes"},
        texts=("name", "place"),
    ),
}


TABLES = (*PLAIN.values(), *LINKS)
