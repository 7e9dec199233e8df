"""UN SDG Global Database API. One observation per series, sub-series, area and year.

It never picks a sub-series silently: totals, or what the registry's `breakdown` names, or an error
that lists the dimensions; all others keep their dimensions as a breakdown text. A service may hold
several editions of a series: two are landed, and each place is read from the newest that has it.
Nature and Units: code lists of the SDG data structure definition.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from etl.ask.bodies import parse_json
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import SchemaDrift, SeriesInfo, Source, UnexpectedBodyError, Wanted
from etl.sources import observed
from etl.sources.unsdg.answers import Listed, note, read_list
from etl.sources.unsdg.ask import BASE, Edition, get, land
from etl.sources.unsdg.codes import MISLABELLED, UNITS
from etl.sources.unsdg.editions import is_listed, newest_sound
from etl.sources.unsdg.headline import quotient_of
from etl.sources.unsdg.rows import FIX, read_series, text_rows

SOURCE = Source(
    id="unsdg",
    title="UN Statistics Division, SDG Global Database",
    base_url="https://unstats.un.org",
    mirror_prefix="unsdg",
)
PER_SERIES = True  # each series is read from answers of its own
BATCH = 25  # editions of series asked for at once: their bodies are held until they are counted
RELEASES = "releases.json"
EDITIONS = 2  # of each series, the newest that are listed
QUOTIENT = frozenset({"ratio"})


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the lists of series, the areas and the newest editions of every listed series.

    The edition that the service says is current is asked for as it is served, another one by its
    releaseCode; each by CSV, or else page by page.
    """
    now = get("series.json", "/Series/List", allreleases="false")
    current = read_list(fetcher.ask(now), fetcher.url(now))
    every = get(RELEASES, "/Series/List", allreleases="true")
    listed = read_list(fetcher.ask(every), fetcher.url(every))
    fetcher.ask(get("areas.json", "/GeoArea/List"))
    asked = [
        _asked(code, entry, current)
        for code in dict.fromkeys(w.code for w in wanted)
        for entry in listed.get(code, ())[:EDITIONS]
    ]
    for start in range(0, len(asked), BATCH):
        land(fetcher, asked[start : start + BATCH])


def _asked(code: str, entry: Listed, current: Mapping[str, Sequence[Listed]]) -> Edition:
    """An edition of a series as it is asked for, by its release or as the current one."""
    served = {e.release for e in current.get(code, ())}
    return Edition(code, "" if entry.release in served else entry.release)


def _landed(raw: Raw) -> dict[str, list[tuple[Listed, Edition]]]:
    """The editions of each code that were asked for, the newest first.

    A snapshot from before editions were told apart has the current one only.
    """
    current = read_list(raw["series.json"], raw.url("series.json"))
    name = RELEASES if RELEASES in raw.entries else "series.json"
    listed = read_list(raw[name], raw.url(name))
    return {
        code: [(entry, _asked(code, entry, current)) for entry in entries[:EDITIONS]]
        for code, entries in listed.items()
    }


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Published values. One row per source_code, breakdown, source_area and year.

    Each sub-series of each area comes from the newest edition that holds it sound (a number, in an
    edition that is not listed as defective and that can be read); `vintage` names it.

    The headline of a series stands under the registry's breakdown; where `every` sub-series is
    wanted, the others stand under theirs (see etl/sources/unsdg/headline.py), and "" is the true
    total. Of a catalogue indicator the main rows are kept, see `main_rows` there.

    Globally reported rows (`Reporting Type` G) are used where the series has any, national ones
    else. A value published as a bound ("<0.1") is no number: null with status Q, counted in the
    note of `describe`. "NaN" and blank are null with O, "N" (non-relevant) null with M. Nature E
    and M (estimated, modelled) become E. A catalogue indicator that cannot be read has no row;
    `describe` says why.

    Raises:
        SchemaDrift: an unknown shape, value, Nature, or several values for one area and year, in a
            series that the registry names, and no edition of it can be read.
    """
    landed = _landed(raw)
    frames: list[pd.DataFrame] = [observed([])]
    problems: list[SchemaDrift] = []
    for want in wanted:
        found, broken = _editions(raw, want, _sound(want, landed.get(want.code, ())))
        if found:
            frames.append(newest_sound(list(found.values())))
        elif broken and want.named:
            problems.append(broken[0])
    _raise_all(problems)
    return pd.concat(frames[1:] or frames, ignore_index=True)


def _raise_all(problems: Sequence[SchemaDrift]) -> None:
    """Raise one error for all series, so that the registry can be mended in one go."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "; ".join(f"{p.expected}: {p.got}" for p in problems)
        url = SOURCE.base_url + BASE
        raise SchemaDrift(
            SOURCE.id, url, f"{len(problems)} more series to be readable", listed, FIX
        )


def _editions(
    raw: Raw, want: Wanted, editions: Sequence[tuple[Listed, Edition]]
) -> tuple[dict[str, pd.DataFrame], list[SchemaDrift]]:
    """The rows of each edition that can be read, the newest first, and why others cannot be."""
    found: dict[str, pd.DataFrame] = {}
    broken = []
    for entry, edition in editions:
        try:
            found[entry.release] = read_series(raw, want, edition, entry.release)
        except SchemaDrift as error:
            broken.append(error)
    return found, broken


def _sound(
    want: Wanted, editions: Sequence[tuple[Listed, Edition]]
) -> list[tuple[Listed, Edition]]:
    return [(e, asked) for e, asked in editions if not is_listed(e.release, want.unsound)]


def aggregates(raw: Raw) -> frozenset[str]:
    """Every code of GeoArea/List: it mixes countries with regions, groups and former groupings.

    So a listed code that the reference tables do not know is a grouping and is left out; a code
    that is not even listed is an error.
    """
    url = raw.url("areas.json")
    try:
        return frozenset(str(a["geoAreaCode"]) for a in parse_json(raw["areas.json"]))
    except (UnexpectedBodyError, KeyError, TypeError) as error:
        raise SchemaDrift(SOURCE.id, url, "a list of geoAreaCode", raw["areas.json"]) from error


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, release, unit, footnotes and goals of each code; `not_served` where it is not listed.

    The words are those of the newest edition that has rows, or else of the newest there is.

    Raises:
        SchemaDrift: a series that the registry names has no known unit.
    """
    landed = _landed(raw)
    found = {}
    problems: list[SchemaDrift] = []
    for code, want in {w.code: w for w in wanted}.items():
        if code not in landed:
            found[code] = SeriesInfo(code, "", "", not_served="not in Series/List of this release")
            continue
        try:
            found[code] = _info(raw, want, landed[code])
        except SchemaDrift as error:
            problems.append(error)
    _raise_all(problems)
    return found


def _info(raw: Raw, want: Wanted, editions: Sequence[tuple[Listed, Edition]]) -> SeriesInfo:
    """What the provider says of a series in the editions that its rows are from."""
    sound = _sound(want, editions)
    used = [(entry, asked) for entry, asked in sound if entry.release in want.vintages]
    newest, _ = (used or sound or editions)[0]
    plain = SeriesInfo(want.code, newest.description, newest.release, subjects=newest.subjects)
    if not sound:
        return plain
    if sound[0] not in used:  # an older one serves, or none
        found, broken = _editions(raw, want, sound)
        if not found and want.named:
            raise broken[0]
        if not found:
            return replace(plain, unreadable=f"{broken[0].expected}: {broken[0].got}")
        used = [(entry, asked) for entry, asked in sound if entry.release in found]
        plain = replace(plain, broken="; ".join(map(str, broken)))
    frames = [text_rows(raw, asked, ("Units", "note", "value")) for _, asked in used]
    labels = {str(u) for f, _ in frames for u in f.get("Units", pd.Series([""])).unique()}
    units = {MISLABELLED.get((want.code, label), label) for label in labels}
    plain = replace(plain, provider_unit=" or ".join(sorted(units)), note=note(frames[0][0]))
    return replace(plain, units=_known(want, units, frames[0][1]))


def _known(want: Wanted, units: set[str], url: str) -> frozenset[str]:
    """Our units that every unit of the provider can mean.

    Raises:
        SchemaDrift: there is none, for a series that the registry names.
    """
    known = frozenset.intersection(*(UNITS.get(unit, frozenset()) for unit in units))
    if want.named and not known:
        fix = "add the unit to UNITS in etl/sources/unsdg/codes.py"
        expected = f"one known unit of {want.code}"
        raise SchemaDrift(SOURCE.id, url, expected, ", ".join(sorted(units)), fix)
    return QUOTIENT if want.named and quotient_of(want.breakdown) else known
