"""Whatever bytes a provider sends, a reader gives a valid frame or an error it named."""

import itertools
import json
import string
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from etl.ask.bodies import BOM, parse_json
from etl.ask.snapshots import Raw
from etl.model import EtlError, Wanted
from etl.sources import FLOWN, OBSERVED, discover
from tests.etl.support import bodies, raw

pytestmark = pytest.mark.slow


CASES = {
    "worldbank": ("data_SP.POP.TOTL.json", "SP.POP.TOTL"),
    "unsdg": ("data.SI_RMT_COST.csv", "SI_RMT_COST"),
    "unhcr": ("population.0002.json", "population:refugees:asylum"),
    "missingmigrants": ("year.2025.json", "incidents:total"),
    "eurostat": ("data.lfsa_ergan.A.PC.T.Y15-64.FOR.json", "lfsa_ergan/A.PC.T.Y15-64.FOR"),
    "oecd": ("data.DF_MIG.B11.json", "DF_MIG:B11"),
    "gho": ("data.NCDMORT3070.SEX_BTSX.json", "NCDMORT3070:SEX_BTSX"),
    "uis": ("data.20070.json", "20070"),
    "ilostat": ("data.SDG_0131_SEX_SOC_RT_A.csv", "SDG_0131_SEX_SOC_RT_A:SEX_T:SOC_CONTIG_TOTAL"),
    "idmc": ("conflicts.0001.json", "gidd:conflicts:total_displacement"),
    "idmc_unhcr": ("idmc.0001.json", "idmc:total"),
    "unrwa": ("unrwa.0001.json", "unrwa:total"),
}
OTHERS = {
    "worldbank": ("countries.json", "title_SP.POP.TOTL.json", "licence_SP.POP.TOTL.json"),
    "unsdg": (
        "series.json",
        "page.SI_RMT_COST.0001.json",
        "areas.json",
        "count.SI_RMT_COST.json",
    ),  # fmt: skip
    "unhcr": ("countries.json", "asylum-applications.0001.json", "solutions.0001.json"),
    "missingmigrants": ("history.csv",),
    "eurostat": ("toc.txt",),
    "oecd": ("data.DF_MIG.B11.csv",),
    "gho": ("title.NCDMORT3070.json",),
    "uis": ("version.json", "indicators.json"),
    "ilostat": ("toc.json", "sources.json"),
    "idmc": (),
    "idmc_unhcr": ("countries.json",),
    "unrwa": (),
}
WIDE_SOURCES = ("unsdg", "worldbank")  # those with catalogue indicators
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(string.ascii_letters, max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@example(value=[-(2**63) - 1], mark=b"")
@example(value={"a": 2**64}, mark=BOM)
@given(value=VALUES, mark=st.sampled_from([b"", BOM]))
def test_json_is_read_as_python_reads_it(value: Any, mark: bytes) -> None:
    for body in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        if value.__class__ in (dict, list):
            assert repr(parse_json(mark + body.encode())) == repr(json.loads(body))


def read_all(source_id: str, name: str, body: bytes) -> None:
    """Run every reader of a source over its fixtures with one body replaced."""
    module, found = discover()[source_id], raw(source_id, {name: body})
    code = CASES[source_id][1]
    forms = [Wanted(code)]
    if source_id in WIDE_SOURCES:
        forms.append(Wanted(code, every=True, named=False))
    for reader, want in itertools.product((module.tidy, module.describe), forms):
        try:
            result = reader(found, (want,))
        except EtlError:
            continue
        if reader is module.tidy:
            assert len(result) or says_why(module, found, want)
            assert tuple(result.columns) == OBSERVED
            assert not result.duplicated(["breakdown", "source_area", "year"]).any()
            assert (result["value"].notna() | (result["obs_status"] != "A")).all()
    for reader in (getattr(module, name, None) for name in ("incidents", "notes", "groups")):
        try:
            result = reader(found) if reader else None
        except EtlError:
            continue
    for reader in (getattr(module, "flows", None), getattr(module, "aggregates", None)):
        try:
            result = reader(found) if reader else None
        except EtlError:
            continue
        assert result is None or isinstance(result, frozenset) or tuple(result.columns) == FLOWN


def says_why(module: ModuleType, found: Raw, want: Wanted) -> bool:
    """Whether a series without a row is not passed over in silence: an error, or a reason."""
    try:
        info = module.describe(found, (want,))[want.code]
    except EtlError:
        return True
    return bool(info.not_served or info.unreadable)


def names() -> list[tuple[str, str]]:
    return [(s, name) for s in CASES for name in (CASES[s][0], *OTHERS[s])]


@pytest.mark.parametrize(("source_id", "name"), names())
def test_bodies_that_come_empty(source_id: str, name: str) -> None:
    body = bodies(source_id).get(name, b"[[]]")
    if name.endswith(".json"):
        for value in hollow(json.loads(body)):
            read_all(source_id, name, json.dumps(value).encode())
    else:
        read_all(source_id, name, body.partition(b"\n")[0] + b"\n")


def hollow(value: Any) -> Iterator[Any]:
    """Copies of a JSON value in each of which one list has lost what it held."""
    if isinstance(value, list):
        yield []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value[:3]):
        for less in hollow(inner) if isinstance(inner, dict | list) else ():
            copy = value.copy()
            copy[key] = less
            yield copy


@pytest.mark.parametrize(("source_id", "name"), names())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=200) | VALUES.map(lambda v: json.dumps(v).encode()))
def test_arbitrary_bodies(source_id: str, name: str, body: bytes) -> None:
    read_all(source_id, name, body)


@pytest.mark.parametrize(("source_id", "name"), names())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_real_bodies_with_one_thing_changed(source_id: str, name: str, data: st.DataObject) -> None:
    body = bodies(source_id).get(name) or bodies(source_id)["count.SI_RMT_COST.json"]
    if name.endswith(".json"):
        value = json.loads(body)
        _swap(value, data)
        read_all(source_id, name, json.dumps(value).encode())
        return
    at = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(at, min(at + 30, len(body))))
    read_all(source_id, name, body[:at] + data.draw(st.binary(max_size=12)) + body[end:])


def _swap(value: Any, data: st.DataObject) -> None:
    """Replace or remove one member somewhere inside a JSON value."""
    for _ in range(6):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inside = isinstance(value[key], dict | list) and value[key]
        if not inside or data.draw(st.booleans()):
            if data.draw(st.booleans()):
                del value[key]
            else:
                value[key] = data.draw(VALUES)
            return
        value = value[key]
