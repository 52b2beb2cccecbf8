"""How a test looks at a page in a browser: what went wrong in it is kept, and asked for at the end."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

#: What axe calls findings that keep people out.
_SERIOUS = ("serious", "critical")


class Watched:
    """A page whose console, scripts and requests are watched."""

    def __init__(self, page: Page, address: str):
        self.page = page
        self.faults: list[str] = []
        self.abroad: list[str] = []
        self.address = address
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._asked)
        page.on("dialog", self._interrupted)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning"):
            self.faults.append(said.text)

    def _asked(self, asked: Request) -> None:
        if not asked.url.startswith((self.address, "data:", "blob:", "about:")):
            self.abroad.append(asked.url)

    def _interrupted(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: str) -> Page:
        """The page at this path, loaded and at rest."""
        self.page.goto(path, wait_until="networkidle")
        return self.page

    def barriers(self) -> list[str]:
        """What axe finds serious on the page as it stands: the rule and where."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found
            if each["impact"] in _SERIOUS
            for node in each["nodes"]
        ]

    def passed(self) -> None:
        """Nothing went wrong: no word in the console, no request off the host."""
        assert self.faults == []
        assert self.abroad == []


@contextmanager
def watching(chromium: Browser, app: FastAPI, *, phone: bool = False) -> Iterator[Watched]:
    """A fresh page on the app, behind a server of its own: wide and light, or a phone in the dark; its faults fail."""
    with serving(app) as address:
        context = (
            chromium.new_context(base_url=address, viewport={"width": 390, "height": 844}, color_scheme="dark")
            if phone
            else chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        )
        seen = Watched(context.new_page(), address)
        yield seen
        context.close()
    seen.passed()


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The app behind a real server on a free port of this computer."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off", http="h11")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)
