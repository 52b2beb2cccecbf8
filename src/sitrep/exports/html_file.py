"""A page in a file of its own: nothing may load or run in it but its very style and script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape


def html_file(title: str, body: Iterable[str], *, style: str, script: str = "") -> str:
    """The whole page under this title; ``body`` are the lines that stand in it, which are HTML already."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{escape(title)} · Sitrep</title>",
            '<link rel="icon" href="data:,">',
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#main">Skip to content</a>',
            '<header class="bar"><div><span class="brand">Sitrep</span></div></header>',
            *body,
            *([f"<script>{script}</script>"] if script else []),
            "</body>",
            "</html>",
            "",
        )
    )


def _policy(style: str, script: str) -> str:
    runs = f"script-src {_digest(script)}; " if script else ""
    return f"default-src 'none'; img-src data:; style-src {_digest(style)}; {runs}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
