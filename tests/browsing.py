"""The site in a browser: one page of each kind, errors, and axe-core violations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Request, ViewportSize
from rendered import TOWN, files_of, graph_of

from sourcebook.pages import plan
from sourcebook.pages.text.prose import Prose

NARROW = ViewportSize(width=320, height=640)

# The axe-core rules that must hold: WCAG 2.2 up to AA, and its own best practices.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# The rules that depend on colours.
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")

# Whether an element is visible, by any way of hiding it.
_SEEN = """element => element.checkVisibility(
    {visibilityProperty: true, opacityProperty: true})"""
# All text that is not visible anywhere on the page, unless hidden on purpose.
_UNSEEN_TEXT = f"""folds => {{
  const seen = {_SEEN}, unseen = [], body = document.body;
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {{
    const text = texts.currentNode.data.trim();
    const holder = texts.currentNode.parentElement;
    const apart = `script, title, desc, [hidden], ${{folds}}`;
    if (text && !holder.closest(apart) && !seen(holder)) unseen.push(text);
  }}
  const words = text => text.replace(/\\s+/g, " "), shown = words(body.innerText);
  return unseen.filter(text => !shown.includes(words(text)));
}}"""
_SEEN_AMONG = f"""selector => [...document.querySelectorAll(selector)]
  .filter({_SEEN}).map(element => element.outerHTML.slice(0, 200))"""


@cache
def kinds() -> Mapping[str, str]:
    """The largest page for each template in the site of the two towns."""
    graph, files = graph_of(TOWN), files_of(TOWN)
    largest: dict[str, str] = {}
    for planned in plan.pages(graph, Prose(graph.base)):
        other = largest.setdefault(planned.template, planned.path)
        if len(files[planned.path]) > len(files[other]):
            largest[planned.template] = planned.path
    return largest


@dataclass(frozen=True, slots=True)
class Heard:
    """The requests and errors of a page while it is open."""

    requests: list[str]
    faults: list[str]

    @classmethod
    def on(cls, page: Page) -> Heard:
        """Listen to *page* from now on."""
        heard = cls([], [])

        def failed(request: Request) -> None:
            heard.faults.append(f"not loaded: {request.url}: {request.failure}")

        page.on("request", lambda request: heard.requests.append(request.url))
        page.on("requestfailed", failed)
        page.on("pageerror", lambda error: heard.faults.append(f"script: {error}"))
        page.on(
            "console",
            lambda said: (
                heard.faults.append(f"console: {said.text}")
                if said.type == "error"
                else None
            ),
        )
        return heard


def faults_from_disk(chromium: Browser, site: Path) -> list[str]:
    """The errors when each page of *site* is opened from disk at a phone's width."""
    opened = chromium.new_page(viewport=NARROW)
    heard, wrong = Heard.on(opened), []
    for path in sorted(site.rglob("*.html")):
        opened.goto(path.as_uri())
        faults = [*heard.faults]
        faults += [url for url in heard.requests if not url.startswith("file:")]
        if is_wider_than_its_window(opened):
            faults.append("wider than its window")
        wrong += [f"{path}: {fault}" for fault in faults]
        heard.faults.clear()
        heard.requests.clear()
    opened.close()
    return wrong


def seen(page: Page, selector: str) -> list[str]:
    """The visible elements that match *selector*, as HTML."""
    found: list[str] = page.evaluate(_SEEN_AMONG, selector)
    return found


def unseen_texts(page: Page, folds: str = "details:not([open])") -> list[str]:
    """The texts of a page that are not visible, except those inside *folds*."""
    found: list[str] = page.evaluate(_UNSEEN_TEXT, folds)
    return found


def is_wider_than_its_window(page: Page) -> bool:
    """Whether a reader would have to scroll the whole page sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wide


def violations(page: Page, *, only: tuple[str, ...] = RULES) -> list[str]:
    """The violations that axe-core finds: rule, target, HTML and failure."""
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    results = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} at {json.dumps(node['target'])}: {node['html'][:200]}\n"
        f"    {node['failureSummary']}"
        for rule in results
        for node in rule["nodes"]
    ]


class _Quiet(SimpleHTTPRequestHandler):
    """A server without a log, which answers requests for a favicon with no content."""

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - inherited
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* while the context is open, and yield its URL."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
