"""The largest files lie compressed beside themselves, and are sent so to whoever takes that."""

from contextlib import closing
from pathlib import Path

import brotli
import pytest

from app import PACKED, ROOT, Throughline

PAIRS = [found for folder in PACKED for found in sorted((ROOT / "assets" / folder).glob("*.br"))]


@pytest.mark.parametrize("found", PAIRS, ids=lambda found: found.name)
def test_what_lies_compressed_is_the_file_beside_it(found: Path) -> None:
    assert brotli.decompress(found.read_bytes()) == found.with_suffix("").read_bytes()


def test_brotli_goes_to_who_takes_it_and_to_nobody_else(app: Throughline) -> None:
    client = app.server.test_client()
    assert len(PAIRS) == 3
    for found in PAIRS:
        url = f"/assets/{found.parent.name}/{found.stem}"
        plain = found.with_suffix("").read_bytes()
        for accepted, sent in (("gzip, br", "br"), ("identity", None)):
            told = {"Accept-Encoding": accepted}
            with closing(client.get(f"{url}?m=1", headers=told)) as answer:
                body = answer.get_data()
            assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, sent)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "max-age" in answer.headers["Cache-Control"]
        assert body == plain
