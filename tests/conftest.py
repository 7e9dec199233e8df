"""One app over the embedded tables, shared by the tests that only read."""

from pathlib import Path

import pytest

from app import Throughline, create_app

DATA_DIR = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def data_dir() -> Path:
    return DATA_DIR


@pytest.fixture(scope="session")
def app() -> Throughline:
    return create_app(DATA_DIR)
