"""Contract of the four CSV files of links."""

from __future__ import annotations

from dataclasses import replace

from data.links import LINK_BASES, LINK_MORE, LINK_TEXTS, QUOTE_EVIDENCE
from data.reference_rows import Table


def _link_table(kind: str, strengths: str, tail: str = "source evidence") -> Table:
    start, end = kind.split("_")
    names = ("strength", *tail.split())
    return Table(
        file=kind,
        columns=(f"{start}_id", f"{end}_id", *names),
        key=(f"{start}_id", f"{end}_id"),
        required=names,
        foreign={f"{start}_id": f"{start}s", f"{end}_id": f"{end}s", names[1]: "link_sources"},
        allowed={"strength": tuple(strengths.split())},
        texts=("rationale",),
    )


def _objective_target() -> Table:
    """Objective to target: with the indicators meant, the words quoted, and what it rests on."""
    table = _link_table(
        "objective_target", "direct indirect context", "source_codes evidence target_evidence"
    )
    return replace(
        table,
        columns=(*table.columns, *LINK_MORE),
        required=(*table.required, "basis"),
        foreign={**table.foreign, "indicator_ids": "indicators"},
        allowed={**table.allowed, "basis": LINK_BASES, "quote_evidence": ("", *QUOTE_EVIDENCE)},
        texts=LINK_TEXTS,
    )


LINKS = (
    _link_table("theme_objective", "primary secondary"),
    _objective_target(),
    _link_table("target_indicator", "direct indirect"),
    _link_table("theme_indicator", "context"),
)
