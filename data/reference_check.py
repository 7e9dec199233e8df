"""The check of the reference tables against their contract: every fault at once, none hidden.

Must not read files; data/reference_tables.py does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from math import isfinite
from types import MappingProxyType

from data.links import QUOTE_WORDS
from data.reference_commitments import promise_faults
from data.reference_rows import Row, Table
from data.reference_tables import EVIDENCE, INTEGERS, NUMBERS, TABLES

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
MEMBER_KINDS = ("country", "territory")


def check_tables(rows: Mapping[str, list[Row]]) -> list[str]:
    """Every fault in the rows of all files: keys, references, fixed lists, numbers, empties.

    Args:
        rows: file name without ending -> rows, as `read_table` gives them.

    Returns:
        One line per fault with file, row, column, what was expected, what was found.
    """
    ids = {t.file: {r.cells[t.key[0]] for r in rows[t.file]} for t in TABLES}
    found = [
        f"{table.file}.csv row {line}, {fault}"
        for table in TABLES
        for line, fault in faults_of(table, rows[table.file], ids)
    ]
    ends = {(r.cells["target_id"], r.cells["indicator_id"]) for r in rows["target_indicator"]}
    more = step_faults(rows["objective_target"], ends)
    found += [f"objective_target.csv row {line}, {fault}" for line, fault in more]
    members = member_faults(rows["area_groups"], rows["areas"])
    found += list(promise_faults(rows))
    return found + [f"area_groups.csv row {line}, {fault}" for line, fault in members]


def member_faults(rows: list[Row], areas: list[Row]) -> Iterator[tuple[int, str]]:
    """What members of a group may not be: line and text of every fault.

    Only a country or territory is a member, and one that left did so after it joined.
    """
    kinds = {row.cells["area_code"]: row.cells["kind"] for row in areas}
    for row in rows:
        code, since, until = (row.cells[name] for name in ("area_code", "since", "until"))
        if (kind := kinds.get(code, "country")) not in MEMBER_KINDS:
            fault = f"expected a country or territory, got {code!r}, a {kind}; take it out"
            yield row.line, f"column area_code: {fault}"
        if since and until and since >= until:
            fault = f"expected a time after {since!r}, got {until!r}; correct one of the two"
            yield row.line, f"column until: {fault}"


def step_faults(
    rows: list[Row], ends: Set[tuple[str, str]], target: str = "target_id"
) -> Iterator[tuple[int, str]]:
    """What links from objective to target may not say: line and text of every fault.

    Args:
        rows: the links.
        ends: every pair of target and indicator that is linked.
        target: what the file calls the target.
    """
    for row in rows:
        cells = row.cells
        for named in filter(None, cells["indicator_ids"].split(";")):
            if (cells[target], named) not in ends:
                yield (
                    row.line,
                    f"column indicator_ids: expected indicators of target {cells[target]}, "
                    f"got {named!r}; link it to the target or take it out",
                )
        words = len(cells["quote"].split())
        if words > QUOTE_WORDS:
            fault = f"expected at most {QUOTE_WORDS} words, got {words}; shorten it"
            yield row.line, f"column quote: {fault}"
        for column in ("paragraph", "quote_evidence"):
            if cells["quote"] and not cells[column]:
                yield row.line, f"column {column}: expected text beside a quote, got nothing"


def faults_of(
    table: Table,
    rows: list[Row],
    ids: Mapping[str, set[str]],
    names: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[tuple[int, str]]:
    """Every fault in the rows of one table: line and text.

    Args:
        table: the contract of the rows.
        rows: what to check.
        ids: the known ids by file.
        names: what the file calls its columns, where not as the table does.
    """
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = table.key_of(row)
        if key in seen:
            fault = f"expected a new key, got {key} of row {seen[key]} again; remove one of the two"
            yield row.line, f"{'+'.join(names.get(c, c) for c in table.key)}: {fault}"
        seen.setdefault(key, row.line)
        for column, cell in row.cells.items():
            fault = _cell_fault(table, column, cell, ids)
            if fault:
                yield row.line, f"column {names.get(column, column)}: {fault}"


def _cell_fault(table: Table, column: str, cell: str, ids: Mapping[str, set[str]]) -> str:
    if not cell and (column in table.required or column in table.key[:1]):
        return "expected text, got nothing; fill it in"
    allowed = table.allowed.get(column) or (EVIDENCE if column.endswith("evidence") else ())
    if allowed and cell not in allowed:
        return f"expected one of {', '.join(allowed)}, got {cell!r}; correct it"
    whole = column in INTEGERS
    if column in table.dates:
        wrong = cell and not DATE.fullmatch(cell)
        return f"expected a day, month or year as in 2025-01-29, got {cell!r}" if wrong else ""
    if column in NUMBERS and (cell or whole) and not is_number(cell, whole=whole):
        return f"expected a number, got {cell!r}; correct it"
    if cell and column in table.foreign:
        known = table.foreign[column]
        unknown = [part for part in cell.split(";") if part not in ids[known]]
        if unknown:
            return f"expected an id of {known}.csv, got {unknown[0]!r}; add it there or correct it"
    return ""


def is_number(text: str, *, whole: bool) -> bool:
    """Whether a cell is a finite number; a whole one where `whole`."""
    try:
        value = int(text) if whole else float(text)
    except ValueError:
        return False
    return isfinite(value)
