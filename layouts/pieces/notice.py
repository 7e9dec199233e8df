"""The word on every page of a copy that follows a researcher's own links or targets."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.store import Store
from layouts.request.context import Context


def own_rules(ctx: Context) -> list[Component]:
    """One line naming the files and the start of their hashes; nothing under our own rules."""
    found = ctx.store.catalogue.get("rules", {})
    if not found:
        return []
    return [
        html.P(
            [
                html.Strong(ctx.t("notice.own_rules")),
                " ",
                "; ".join(
                    ctx.t(f"notice.own_{kind}", file=entry["file"], hash=entry["sha256"][:12])
                    for kind, entry in sorted(found.items())
                ),
                ". ",
                ctx.t("notice.own_meaning"),
            ],
            className="own-rules",
            role="note",
        )
    ]


def rules_name(store: Store) -> str:
    """The rules that files are made under: the hashes of one's own, or "" for ours."""
    found = store.catalogue.get("rules", {})
    return ";".join(f"{kind}={entry['sha256'][:12]}" for kind, entry in sorted(found.items()))
