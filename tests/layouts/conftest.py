"""What several tests of pages ask."""

import pytest

from app import Throughline
from data.search.index import SearchIndex
from layouts.request.context import Context
from layouts.request.state import ViewState
from layouts.search.results import Results, search


@pytest.fixture
def find(app: Throughline):
    index = SearchIndex.of(app.reference, app.store)

    def ask(query: str, lang: str = "en") -> Results:
        return search(Context(app.reference, app.store, ViewState(lang=lang)), index, query)

    return ask
