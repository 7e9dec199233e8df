"""Fetched through every fault a provider shows, the tables are those of a calm day, byte by byte.

The client and the provider read the same clock, which moves when the client waits: nothing sleeps.
"""

import functools
import json
import shutil
from pathlib import Path

import pytest

from etl import landing
from etl.__main__ import main
from etl.ask.http import PARALLEL, Client
from etl.build.load import FILES
from tests.etl.mirror import FAULTS, Mirror, serving
from tests.etl.support import DATE, make_data_dir, three

pytestmark = pytest.mark.slow


PARQUET = FILES[:-1]  # the catalogue tells when each answer came


def fetch(folder: Path, mirror: Mirror) -> int:
    """Fetch all sources from a mirror, by the mirror's clock."""
    url = f"http://127.0.0.1:{mirror.server_port}"
    patient = functools.partial(Client, sleep=mirror.clock.sleep, now=mirror.clock.now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(landing, "Client", patient)
        return run(folder, "fetch", "--mirror", url, "--date", DATE)


def run(folder: Path, verb: str, *more: str) -> int:
    return main([verb, *more, "--data-dir", str(folder), "--quiet"], three())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "tables" / name).read_bytes() for name in PARQUET}


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_data_dir(tmp_path_factory.mktemp("calm") / "data", sources=())
    with serving() as mirror:
        assert fetch(folder, mirror) == 0
    assert run(folder, "build") == 0
    return folder


def check_manners(mirror: Mirror) -> None:
    """Every kind of fault was met; every Retry-After was honoured; two requests at once at most."""
    assert set(mirror.faults) >= set(FAULTS)
    assert mirror.ignored == 0
    assert max(mirror.most.values()) <= PARALLEL


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bad_weather_changes_no_byte(calm: Path, tmp_path: Path, seed: int) -> None:
    folder = make_data_dir(tmp_path / "data", sources=())
    with serving(seed) as mirror:
        assert fetch(folder, mirror) == 0
    check_manners(mirror)
    assert mirror.faults["repeated"] == 1
    assert run(folder, "build") == 0
    assert contents(folder) == contents(calm)


def test_a_provider_that_is_down_is_named_and_the_others_are_as_on_a_calm_day(
    calm: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_data_dir(tmp_path / "data", sources=())
    with serving(4, down="unhcr") as mirror:
        assert fetch(folder, mirror) == 1
    check_manners(mirror)
    said = capsys.readouterr().err
    assert "FAILED unhcr: https://api.unhcr.org/population/v1/countries/: HTTP 503, 4 tries" in said
    report = json.loads((folder / "run_report.json").read_text("utf-8"))
    assert report["result"]["failed"] == ["unhcr"]
    assert run(folder, "build") == 1
    assert "failed: unhcr; their last good rows stay" in capsys.readouterr().err

    others = make_data_dir(tmp_path / "others", sources=())
    for source_id in ("unsdg", "worldbank"):
        shutil.copytree(calm / "raw" / source_id, others / "raw" / source_id)
    assert run(others, "build") == 1
    assert contents(folder) == contents(others)
