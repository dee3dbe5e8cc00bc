"""The site in a browser: its kinds of pages, what goes wrong, what axe-core finds."""

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

# The rules of axe-core that hold here: WCAG 2.2 up to AA, and its own good practice.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Those of them that depend on colours.
RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")

# Whether a reader sees an element, in whichever way it may be hidden.
_SEEN = """element => element.checkVisibility(
    {visibilityProperty: true, opacityProperty: true})"""
# All text that is shown nowhere on the page, but for what is hidden on purpose.
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
    """The largest page of each kind of the two towns, by the name of its template."""
    graph, files = graph_of(TOWN), files_of(TOWN)
    largest: dict[str, str] = {}
    for planned in plan.pages(graph, Prose(graph.base)):
        other = largest.setdefault(planned.template, planned.path)
        if len(files[planned.path]) > len(files[other]):
            largest[planned.template] = planned.path
    return largest


@dataclass(frozen=True, slots=True)
class Heard:
    """What a page asked for and what went wrong on it, as long as it is open."""

    requests: list[str]
    faults: list[str]

    @classmethod
    def on(cls, page: Page) -> Heard:
        """Listens to *page* from now on."""
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
    """What goes wrong where the pages of *site* are opened one by one, in a phone."""
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
    """The elements of *selector* that a reader sees, as HTML."""
    found: list[str] = page.evaluate(_SEEN_AMONG, selector)
    return found


def unseen_texts(page: Page, folds: str = "details:not([open])") -> list[str]:
    """The texts of a page that nobody sees; what is in *folds* is left out."""
    found: list[str] = page.evaluate(_UNSEEN_TEXT, folds)
    return found


def is_wider_than_its_window(page: Page) -> bool:
    """Whether a reader would have to scroll the whole page sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return wide


def violations(page: Page, *, only: tuple[str, ...] = RULES) -> list[str]:
    """What axe-core finds wrong: rule, the element's place, its HTML, the fault."""
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} at {json.dumps(node['target'])}: {node['html'][:200]}\n"
        f"    {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


class _Quiet(SimpleHTTPRequestHandler):
    """A server that keeps quiet; the icon that browsers ask for is an empty one."""

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which *folder* is served, for as long as it is needed."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
