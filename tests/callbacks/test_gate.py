"""Who comes from elsewhere is met in their language; who is here already keeps the one chosen."""

import pytest

from app import Throughline

HTML = {"Accept": "text/html,application/xhtml+xml"}


def where(app: Throughline, path: str, **headers: str) -> str:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = app.server.test_client().get(path, headers={**HTML, **named})
    return answer.headers.get("Location", "")


@pytest.mark.parametrize(
    ("path", "prefers", "leads"),
    [
        ("/", "fr-FR,fr;q=0.9,en;q=0.8", "/?lang=fr"),
        (
            "/map?v=2&indicator=ctx-net-migration",
            "fr",
            "/map?lang=fr&v=2&indicator=ctx-net-migration",
        ),
        ("/", "en-GB,en;q=0.9,fr;q=0.8", ""),
        ("/", "de,es;q=0.8", ""),
        ("/", "", ""),
        ("/?lang=en", "fr", ""),
        ("/export/board.csv?page=/", "fr", ""),
    ],
)
def test_a_browser_is_met_in_its_language(
    app: Throughline, path: str, prefers: str, leads: str
) -> None:
    assert where(app, path, Accept_Language=prefers) == leads


def test_a_reader_who_chose_english_here_keeps_it(app: Throughline) -> None:
    inside = "http://localhost/themes?lang=fr"
    assert where(app, "/themes", Accept_Language="fr", Referer=inside) == ""
    outside = "https://example.org/themes?lang=fr"
    assert where(app, "/themes", Accept_Language="fr", Referer=outside) == "/themes?lang=fr"


def test_files_and_answers_are_never_sent_on(app: Throughline) -> None:
    answer = app.server.test_client().get(
        "/table/rows.csv?areas=KEN", headers={"Accept": "*/*", "Accept-Language": "fr"}
    )
    assert answer.status_code == 200
