"""A researcher's own links or targets in place of ours: read, checked in full, applied.

Must not write files and must not import pandas. The build keeps the two files as they were given
in its catalogue, under `rules`, and every page of such a copy says so.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from data.links import LINK_COLUMNS, LINK_MORE, link_of, link_words, text_columns
from data.reference_check import faults_of, is_number, step_faults
from data.reference_links import LINKS
from data.reference_lists import Reference, ReferenceListError
from data.reference_rows import Row, Table
from data.worded import ENGLISH

TARGET_COLUMNS = ("indicator_id", "direction", "target_kind", "target_value", "target_year")
RATIONALE = f"rationale_{ENGLISH}"  # other languages fall back to it
# A file of own links may leave out whatever LINK_MORE holds: such a link means all indicators.
_KINDS: Mapping[str, Table] = {
    table.file: replace(
        table,
        columns=(*table.columns, RATIONALE),
        required=(*(c for c in table.required if c not in LINK_MORE), RATIONALE),
        allowed={c: ("", *v) if c in LINK_MORE else v for c, v in table.allowed.items()},
    )
    for table in LINKS
}
_DIRECTIONS = {
    "absolute": ("up", "down"),
    "relative": ("up", "down"),
    "direction": ("up", "down"),
    "parity": ("parity",),
    "none": ("none", "up", "down"),
}


@dataclass(frozen=True)
class RuleFile:
    """One file of own rules: the name it was given under, and its bytes."""

    name: str
    body: bytes

    @property
    def sha256(self) -> str:
        """Hash of the bytes, by which a copy of the dashboard names its rules."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True)
class Rules:
    """Own links (in place of all of ours) and own targets (of the indicators they name)."""

    links: RuleFile | None = None
    targets: RuleFile | None = None

    def __bool__(self) -> bool:
        """Whether anything is other than ours."""
        return bool(self.links or self.targets)

    def record(self) -> dict[str, dict[str, str]]:
        """What the catalogue keeps of them: name, hash and text of each file, once checked."""
        files = {"links": self.links, "targets": self.targets}
        return {
            kind: {"file": f.name, "sha256": f.sha256, "text": f.body.decode()}
            for kind, f in files.items()
            if f
        }


STANDARD = Rules()


def open_rules(links: Path | None, targets: Path | None) -> Rules:
    """Rules from files as a researcher hands them in.

    Raises:
        ReferenceListError: a file cannot be read.
    """
    return Rules(*(_opened(path) if path else None for path in (links, targets)))


def _opened(path: Path) -> RuleFile:
    try:
        return RuleFile(path.name, path.read_bytes())
    except OSError as error:
        raise ReferenceListError(
            path, [f"cannot be read ({error.strerror}); check the name"]
        ) from error


def kept_rules(record: Mapping[str, Mapping[str, str]]) -> Rules:
    """The rules that a build has kept: the inverse of `Rules.record`."""
    return Rules(
        **{k: RuleFile(entry["file"], entry["text"].encode()) for k, entry in record.items()}
    )


def apply_rules(reference: Reference, rules: Rules) -> Reference:
    """The reference with own links and targets in place of ours.

    Raises:
        ReferenceListError: a file breaks its contract; every problem of both files, by row.
    """
    problems: list[str] = []
    if rules.links:
        rows = _read(rules.links, LINK_COLUMNS, problems, LINK_MORE)
        found = [*_link_problems(reference, rows)]
        problems += [f"{rules.links.name} row {line}, {text}" for line, text in sorted(found)]
        links = tuple(link_of(r.cells, link_words(r.cells)) for r in rows) if not found else ()
        reference = replace(reference, links=links)
    if rules.targets:
        rows = _read(rules.targets, TARGET_COLUMNS, problems)
        found = [*_target_problems(reference, rows)]
        problems += [f"{rules.targets.name} row {line}, {text}" for line, text in sorted(found)]
        reference = _with_targets(reference, rows) if not found else reference
    if problems:
        names = " and ".join(f.name for f in (rules.links, rules.targets) if f)
        raise ReferenceListError(Path(names), problems)
    return reference


def _read(
    file: RuleFile, columns: tuple[str, ...], problems: list[str], more: tuple[str, ...] = ()
) -> list[Row]:
    """The rows of a file with `columns`, which it must have, and `more`, "" where it has not.

    Texts of links are read in whatever languages there are columns for.
    """
    try:
        text = file.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(f"{file.name}: expected UTF-8, got byte {error.start} that is none")
        return []
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    missing = [c for c in columns if c not in header]
    if missing:
        problems.append(
            f"{file.name} row 1: expected the columns {', '.join(columns)}; missing: "
            f"{', '.join(missing)}; add them (further columns are ignored)"
        )
        return []
    rows = []
    for cells in reader:
        if len(cells) != len(header):
            problems.append(
                f"{file.name} row {reader.line_num}: expected {len(header)} cells, "
                f"got {len(cells)}; look for a stray comma or quote"
            )
            continue
        by_name = dict(zip(header, cells, strict=True))
        wanted = dict.fromkeys((*columns, *(text_columns(header) if more else ()), *more))
        rows.append(Row(reader.line_num, {c: by_name.get(c, "").strip() for c in wanted}))
    return rows


def _ids(reference: Reference) -> dict[str, set[str]]:
    return {
        "themes": set(reference.themes),
        "objectives": set(reference.objectives),
        "targets": set(reference.targets),
        "indicators": set(reference.indicators),
        "link_sources": set(reference.link_sources),
    }


def _link_problems(reference: Reference, rows: list[Row]) -> Iterator[tuple[int, str]]:
    """Unknown codes, duplicates, backward links, cycles, and whatever else a link may not be."""
    ids = _ids(reference)
    turned = set()
    for row in rows:
        table = _KINDS.get(row.cells["kind"])
        if table is None:
            expected = ", ".join(_KINDS)
            yield row.line, f"column kind: expected one of {expected}, got {row.cells['kind']!r}"
            continue
        start, end = (table.foreign[c] for c in table.columns[:2])
        if row.cells["from_id"] in ids[end] and row.cells["to_id"] in ids[start]:
            turned.add(row.line)
            yield (
                row.line,
                f"columns from_id, to_id: a link {table.file} runs from {start} to {end}; "
                f"this one runs from {row.cells['from_id']!r} to {row.cells['to_id']!r}; "
                "exchange the two",
            )
    for kind, table in _KINDS.items():
        own = [r for r in rows if r.cells["kind"] == kind and r.line not in turned]
        yield from faults_of(table, [_of_kind(table, row) for row in own], ids, _names(table))
    steps = [r for r in rows if r.cells["kind"] == "objective_target"]
    ends = {(r.cells["from_id"], r.cells["to_id"]) for r in rows}
    yield from step_faults(steps, ends, "to_id")
    yield from _cycles(rows)


def _names(table: Table) -> dict[str, str]:
    """What a links file calls the columns of a table of links."""
    ends = dict(zip(table.columns[:2], ("from_id", "to_id"), strict=True))
    return {**ends, "source": "sources", "source_codes": "sources"}


def _of_kind(table: Table, row: Row) -> Row:
    names = _names(table)
    return Row(row.line, {c: row.cells[names.get(c, c)] for c in table.columns})


def _cycles(rows: list[Row]) -> Iterator[tuple[int, str]]:
    """Links that lead back to where they start: what is left when all ends have been taken off."""
    open_rows = list(rows)
    while True:
        starts = {r.cells["from_id"] for r in open_rows}
        ends = {r.cells["to_id"] for r in open_rows}
        kept = [r for r in open_rows if r.cells["to_id"] in starts and r.cells["from_id"] in ends]
        if len(kept) == len(open_rows):
            break
        open_rows = kept
    for row in open_rows:
        a, b = row.cells["from_id"], row.cells["to_id"]
        yield row.line, f"the link from {a!r} to {b!r} is part of a cycle; remove one of its links"


def _target_problems(reference: Reference, rows: list[Row]) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for row in rows:
        cells = row.cells
        name, kind, direction = (cells[c] for c in ("indicator_id", "target_kind", "direction"))
        if name not in reference.indicators:
            yield row.line, f"column indicator_id: expected an id of indicators.csv, got {name!r}"
        if name in seen:
            yield row.line, f"column indicator_id: {name!r} stands in row {seen[name]} already"
        seen.setdefault(name, row.line)
        if kind not in _DIRECTIONS:
            yield row.line, f"column target_kind: expected {', '.join(_DIRECTIONS)}, got {kind!r}"
        elif direction not in _DIRECTIONS[kind]:
            fitting = " or ".join(_DIRECTIONS[kind])
            yield (
                row.line,
                f"column direction: a target of kind {kind} needs {fitting}, got {direction!r}",
            )
        yield from _number_problems(row)


def _number_problems(row: Row) -> Iterator[tuple[int, str]]:
    cells = row.cells
    value, year, kind = (cells[c] for c in ("target_value", "target_year", "target_kind"))
    if kind in ("absolute", "relative", "parity") and not is_number(value, whole=False):
        yield row.line, f"column target_value: expected a number, got {value!r}"
    elif kind == "relative" and (float(value) < 0) != (cells["direction"] == "down"):
        yield (
            row.line,
            f"column target_value: a change of {value} percent does not go {cells['direction']}",
        )
    if kind != "none" and not (is_number(year, whole=True) and 2016 <= int(year) <= 2100):
        yield row.line, f"column target_year: expected a year from 2016 to 2100, got {year!r}"


def _with_targets(reference: Reference, rows: list[Row]) -> Reference:
    """Own targets; an indicator of context with a direction becomes one that is assessed."""
    changed = {}
    for row in rows:
        cells = row.cells
        old = reference.indicators[cells["indicator_id"]]
        judged = old.role == "context" and cells["target_kind"] != "none"
        changed[old.indicator_id] = replace(
            old,
            direction=cells["direction"],
            target_kind=cells["target_kind"],
            target_value=cells["target_value"],
            target_year=cells["target_year"],
            role="assess" if judged else old.role,
        )
    return replace(reference, indicators={**reference.indicators, **changed})
