"""The same tasks on a cluster of two workers, and data folders on an S3 server of this machine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.ask.storage import place
from etl.build.load import FILES, read_tables
from tests.etl.mirror import serving
from tests.etl.support import DATE, ROOT, make_data_dir, three

# Optional extras of requirements-scale.txt and of the development requirements.
distributed = pytest.importorskip("distributed")
upath = pytest.importorskip("upath")
moto_server = pytest.importorskip("moto.server")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # their warnings are not ours to mend
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_data_dir(tmp_path_factory.mktemp("scale") / "data")
    assert run(str(folder), "build") == 0
    return folder


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A bucket's address; the environment points to its server, as a user's would."""
    server = moto_server.ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        upath.UPath("s3://throughline").mkdir()
        yield "s3://throughline/data"
    server.stop()


@pytest.fixture(scope="module")
def cluster(s3: str) -> Iterator[str]:
    """Two worker processes; they inherit the environment that points to the S3 server."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        workers = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
        with distributed.LocalCluster(host="127.0.0.1", **workers) as made:
            yield made.scheduler_address


@pytest.fixture
def scheduler(cluster: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The cluster's address; it answers, though it may be long about it."""
    monkeypatch.setattr("etl.scale.CONNECT_TIMEOUT_S", 60)
    return cluster


def run(folder: str, verb: str, *more: str) -> int:
    return main([verb, *more, "--data-dir", folder, "--quiet"], three())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "tables" / name).read_bytes() for name in FILES}


def test_a_cluster_gives_the_same_bytes(built: Path, scheduler: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for name in ("reference", "raw"):
        shutil.copytree(built / name, folder / name)
    assert run(str(folder), "build", "--scheduler", scheduler) == 0
    assert contents(folder) == contents(built)


def test_fetch_and_build_on_s3(
    s3: str, scheduler: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    local = make_data_dir(tmp_path / "data", sources=())
    remote = place(s3)
    for path in (local / "reference").rglob("*.csv"):
        inside = path.relative_to(local).as_posix()
        (remote / inside).write_bytes(path.read_bytes())
    with serving() as mirror:
        url = f"http://127.0.0.1:{mirror.server_port}"
        for folder in (str(local), s3):
            assert run(folder, "fetch", "--mirror", url, "--date", DATE) == 0
    assert run(str(local), "build") == 0
    assert run(s3, "build", "--scheduler", scheduler) == 0
    for name in FILES[:-1]:
        assert (remote / "tables" / name).read_bytes() == contents(local)[name]
    assert len(read_tables(remote).observations) == len(read_tables(local).observations)

    (remote / "raw" / ".lock").write_text("process 4711")
    assert run(s3, "build") == 1
    message = capsys.readouterr().err
    assert "another fetch or build is at work (process 4711)" in message
    assert "delete this object" in message


def test_nobody_answers(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.scale.CONNECT_TIMEOUT_S", 1)
    assert run(str(built), "build", "--accept", "--scheduler", "tcp://127.0.0.1:9") == 1
    message = capsys.readouterr().err
    assert "no cluster answers" in message
    assert "Traceback" not in message
