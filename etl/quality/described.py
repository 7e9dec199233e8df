"""The table of doubts and its rules in the words of the data dictionary."""

from __future__ import annotations

from collections.abc import Mapping

from data.quality import CAUTIONS, FLAGS
from data.reference_lists import Reference
from data.worded import ENGLISH
from etl.quality.apply import FACTS, FEW, MOST
from etl.quality.disagreement import REVISED_YEARS, TOLERANCES
from etl.quality.disagreement import TOLERANCE_PCT as APART_PCT
from etl.quality.editions import OLDER_YEARS
from etl.quality.jumps import AGREE, NEAR_YEARS
from etl.quality.parts import TOLERANCE_PCT as PARTS_PCT

FLAG_MEANINGS: Mapping[str, str] = {
    "bounds": "Outside the bounds of its indicator: those of `reference/quality_rules.csv`, else "
    "of its unit as listed above.",
    "disagrees": "Another source of the same measure differs by more than the tolerance of the "
    f"indicator, else {APART_PCT:g} % of the larger and "
    + ", ".join(f"{size:g} in `{unit}`" for unit, size in TOLERANCES.items())
    + ". Not flagged: a cell whose own parts give its value; one whose edition is newer by "
    f"more than {REVISED_YEARS:g} year; one of the primary compiler; a published one that only a "
    "formula of ours contradicts; any of two sources that `reference/source_pairs.csv` calls other "
    "measures.",
    "parts": f"The declared parts give a ratio that differs by more than {PARTS_PCT:g} %, or what "
    "the indicator declares.",
    "jump": "So many times its neighbours as the indicator declares, or so small a part of them, "
    f"where the neighbours are within {NEAR_YEARS} years and a factor of {AGREE:g} of each other.",
    "part_year": "Provisional, and of a file that ends within the year.",
    "small": "A rate among fewer people than the indicator declares.",
    "old_edition": f"Of an edition more than {OLDER_YEARS:g} year older than the newest one of "
    "the series.",
}
DOUBTED = f"""Made by `python -m etl build` from the observations of the registry's indicators and
`reference/quality_rules.csv`; one row per flagged value and flag. Catalogue indicators are not
judged: their unit alone does not say what they can be. The values stay as published. A rule that
would flag more than {MOST:.0%} of a series (and more than {FEW} values) flags none of it and ends
the build with a question, but for {" and ".join(f"`{flag}`" for flag in sorted(FACTS))}, which are
facts. `python -m etl check` lists the doubts."""


def flag_rows() -> list[tuple[str, str, str]]:
    """Each flag with whether its value may lead, and what raises it."""
    return [
        (f"`{flag}`", "yes" if flag in CAUTIONS else "no", FLAG_MEANINGS[flag]) for flag in FLAGS
    ]


def rule_rows(reference: Reference) -> list[tuple[str, ...]]:
    """What is declared of each indicator, as texts; the reason last."""
    rows = []
    for rule in reference.quality_rules.values():
        ends = ["" if end is None else f"{end:,.12g}" for end in (rule.low, rule.high)]
        jump = f"{rule.jump:g} from {rule.jump_floor:,.12g} on" if rule.jump else ""
        people = f"{rule.fewest_people:,.12g}" if rule.fewest_people else ""
        parts = f"`{rule.part}` / `{rule.whole}` x {rule.factor:g}" if rule.factor else ""
        same = ", ".join(f"`{name}`" for name in rule.same_as)
        rows.append(
            (f"`{rule.indicator_id}`", *ends, jump, people, parts, same, rule.text("why", ENGLISH))
        )
    return rows


RULE_HEADER = (
    *("indicator", "lowest", "highest", "jump", "fewest people", "parts", "same measure"),
    "why",
)
FLAG_HEADER = ("flag", "may lead", "raised where")
