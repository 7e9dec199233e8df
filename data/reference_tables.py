"""Contract of the CSV files in data/reference; data/reference_links.py has those of links.

Must not build the objects the app uses (data/reference_lists.py does) and must not import pandas;
data/reference_check.py checks the rows.
"""

from __future__ import annotations

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
from data.reference_commitments import COMMITMENTS
from data.reference_links import LINKS
from data.reference_rows import Table, columns_of
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
INTEGERS = ("order", "decimals", "priority", "year", "parties")
FLOATS = (
    *("lat", "lon"),
    *("low", "high", "jump", "jump_floor", "fewest_people", "factor"),
    *("tolerance_pct", "tolerance", "residence_years"),
)
FLAGS = ("ldc", "lldc", "sids")
LISTS = ("theme_ids", "source_codes", "indicator_ids", "area_codes", "same_as", "objective_ids")
NUMBERS = (*INTEGERS, *FLOATS, "target_value", "target_year", "noise_floor", "small", "since")


MADE = ("translation_evidence",)  # of the texts of a row; blank where they are the original


PLAIN: dict[type, Table] = {
    Theme: Table(
        "themes",
        columns_of(Theme),
        ("theme_id",),
        ("slug", "evidence"),
        {"lead_indicator_id": "indicators"},
        {"kind": ("thematic_session", "key_message")},
        ("title", "short", "description"),
        ("venue", *MADE),
    ),
    Panel: Table(
        "theme_panels",
        columns_of(Panel),
        ("theme_id", "order"),
        ("evidence",),
        {"theme_id": "themes"},
        texts=("title",),
    ),
    Goal: Table("goals", columns_of(Goal), ("goal_id",), ("colour",), texts=("short",)),
    Objective: Table(
        "objectives",
        columns_of(Objective),
        ("objective_id",),
        ("evidence",),
        texts=("title", "short"),
        more_texts=MADE,
    ),
    Target: Table(
        "targets",
        columns_of(Target),
        ("target_id",),
        ("goal_id",),
        {"goal_id": "goals"},
        texts=("label",),
    ),
    Indicator: Table(
        "indicators",
        columns_of(Indicator),
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
        columns_of(VerdictRule),
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
        columns_of(VerdictArea),
        ("area_code",),
        ("evidence",),
        {"area_code": "areas"},
        texts=("why",),
    ),
    Source: Table(
        "sources",
        columns_of(Source),
        ("source_id",),
        ("title", "producer", "licence", "attribution", "citation"),
        allowed={"embed": ("yes", "no")},
        more_texts=("cadence", "embedded_note"),
    ),
    Series: Table(
        "indicator_series",
        columns_of(Series),
        ("indicator_id", "source_id", "breakdown"),
        ("priority", "evidence"),
        {"indicator_id": "indicators", "source_id": "sources"},
    ),
    LinkSource: Table("link_sources", columns_of(LinkSource), ("code",), ("title", "evidence")),
    Area: Table(
        "areas",
        columns_of(Area),
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
        columns_of(Alias),
        ("source_id", "source_code"),
        ("area_code",),
        {"source_id": "sources", "area_code": "areas"},
    ),
    WideSeries: Table(
        "wide_series",
        columns_of(WideSeries),
        ("source_id", "source_code"),
        ("source_code",),
        {"source_id": "sources"},
    ),
    ListedGroup: Table(
        "group_lists",
        columns_of(ListedGroup),
        ("group_code",),
        ("as_of", "publisher"),
        {"group_code": "areas"},
        texts=("note",),
        dates=("as_of",),
    ),
    Membership: Table(
        "area_groups",
        columns_of(Membership),
        ("group_code", "area_code", "until"),
        ("area_code", "source"),
        {"group_code": "group_lists", "area_code": "areas"},
        dates=("since", "until"),
    ),
    SeriesWords: Table(
        "series_words",
        columns_of(SeriesWords),
        ("source_id", "source_code", "edition"),
        ("edition", "words_edition", "what"),
        {"source_id": "sources"},
        {"what": ("title_note", "title", "note")},
    ),
    Defect: Table(
        "series_defects",
        columns_of(Defect),
        ("source_id", "edition", "source_code"),
        (),
        {"source_id": "sources"},
        {"defect": ("mixed", "suspect", "zeros")},
    ),
    SourcePair: Table(
        "source_pairs",
        columns_of(SourcePair),
        ("indicator_id", "source_id", "other_id"),
        ("source_id", "other_id"),
        {"indicator_id": "indicators", "source_id": "sources", "other_id": "sources"},
        {"relation": RELATIONS},
        ("why",),
    ),
    Synonym: Table(
        "synonyms",
        columns_of(Synonym),
        ("synonym_id",),
        ("evidence",),
        {"indicator_ids": "indicators", "area_codes": "areas"},
        {"group": ("", "not_held")},
        texts=("terms", "means"),
    ),
    Term: Table(
        "glossary",
        columns_of(Term),
        ("term_id",),
        ("source", "evidence"),
        texts=("words", "means"),
    ),
    Renamed: Table(
        "renamed",
        columns_of(Renamed),
        ("kind", "old"),
        ("old", "new", "evidence"),
        allowed={"kind": ("indicator", "area", "theme")},
        more_texts=("note",),
    ),
    QualityRule: Table(
        "quality_rules",
        columns_of(QualityRule),
        ("indicator_id",),
        (),
        {"indicator_id": "indicators", "same_as": "indicators"},
        texts=("why",),
    ),
    Consultation: Table(
        "consultations",
        columns_of(Consultation),
        ("consultation_id",),
        ("evidence",),
        {"area_code": "areas", "theme_ids": "themes"},
        {"theme_evidence": ("", *EVIDENCE)},
        texts=("name", "place"),
        more_texts=("note",),
    ),
    **COMMITMENTS,
}


TABLES = (*PLAIN.values(), *LINKS)
