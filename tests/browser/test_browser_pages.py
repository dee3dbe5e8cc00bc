"""The site in a real browser: from disk, over HTTP, without scripts, on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from browsing import (
    NARROW,
    RULES,
    RULES_OF_COLOUR,
    Heard,
    faults_from_disk,
    kinds,
    seen,
    served,
    unseen_texts,
    violations,
)
from playwright.sync_api import Browser, ViewportSize
from rendered import HTML, TOWN, graph_of, page, text_of

from sourcebook.pages.text.prose import Prose
from sourcebook.pages.text.urls import page_of_question

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=800)
CONTROLS = "form, button, input, select, textarea"
# Controls that do nothing without scripts; a form with an action at least leads to the
# page that it names.
IDLE_CONTROLS = f":is({CONTROLS}):not(form[action], form[action] *)"
# Useful only on a screen: navigation, and how to cite one claim of many.
FOR_SCREENS = f"nav, .skip, .permalink, .cite, {CONTROLS}"


@pytest.mark.parametrize(
    ("scheme", "window", "rules"),
    [("light", WIDE, RULES), ("dark", WIDE, RULES_OF_COLOUR), ("light", NARROW, RULES)],
    ids=["light", "dark", "narrow"],
)
def test_pages_of_every_kind_are_accessible(
    chromium: Browser,
    town_site: Path,
    scheme: Literal["light", "dark"],
    window: ViewportSize,
    rules: tuple[str, ...],
) -> None:
    """axe-core finds no fault in light mode, dark mode or a narrow window."""
    opened = chromium.new_page(color_scheme=scheme, viewport=window)
    problems = []
    for path in kinds().values():
        opened.goto((town_site / path).as_uri())
        problems += [f"{path}: {fault}" for fault in violations(opened, only=rules)]
    opened.close()

    assert "\n".join(problems) == ""


def test_every_page_opens_from_disk(chromium: Browser, town_site: Path) -> None:
    """No page fails, requests anything but files, or is wider than 320 pixels."""
    assert "\n".join(faults_from_disk(chromium, town_site)) == ""


def test_every_kind_of_page_opens_over_http(chromium: Browser, town_site: Path) -> None:
    """No page fails or requests anything from another host."""
    opened = chromium.new_page()
    heard = Heard.on(opened)
    with served(town_site) as address:
        for path in kinds().values():
            opened.goto(address + path)
        opened.close()
    elsewhere = [url for url in heard.requests if not url.startswith(address)]

    assert heard.faults == []
    assert elsewhere == []


def test_all_text_is_there_without_scripts(chromium: Browser, town_site: Path) -> None:
    """Pages of every kind show all their text, and no control that needs a script."""
    context = chromium.new_context(java_script_enabled=False)
    opened, wrong = context.new_page(), []
    for path in kinds().values():
        opened.goto((town_site / path).as_uri())
        shown = opened.text_content("body") or ""
        if " ".join(shown.split()) != text_of(page(TOWN, path).find(HTML + "body")):
            wrong.append(f"{path}: another text than its file's")
        wrong += [f"{path}: not shown: {text}" for text in unseen_texts(opened)]
        wrong += [
            f"{path}: needs a script: {one}" for one in seen(opened, IDLE_CONTROLS)
        ]
        wrong += [f"{path}: not hidden: {one}" for one in seen(opened, "[hidden]")]
    context.close()

    assert "\n".join(wrong) == ""


def test_a_question_is_complete_without_scripts(
    chromium: Browser, town_site: Path
) -> None:
    """Its page shows the question, every position and every claim."""
    graph = graph_of(TOWN)
    prose, path = Prose(graph.base), kinds()["question"]
    question = next(
        question
        for question in graph.questions
        if page_of_question(question.record.id, question.id) == path
    )
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((town_site / path).as_uri())
    shown = " ".join(opened.inner_text("main").split())
    context.close()
    texts = [question.ask, *(position.text for position in question.positions)]
    texts += [statement.claim.text for statement in question.statements]

    assert question.statements
    assert [t.markdown for t in texts if prose.plain(t.markdown) not in shown] == []


@pytest.mark.parametrize("kind", ["question", "event", "entity", "source"])
def test_print_is_black_on_white_and_complete(
    chromium: Browser, town_site: Path, kind: str
) -> None:
    """No navigation or control is printed, and folds are open, in dark mode as well."""
    opened = chromium.new_page(color_scheme="dark", viewport=WIDE)
    opened.emulate_media(media="print")
    opened.goto((town_site / kinds()[kind]).as_uri())
    root = "getComputedStyle(document.documentElement)"
    colours = [opened.evaluate(f"{root}.{one}") for one in ("color", "backgroundColor")]
    missing = unseen_texts(opened, folds=FOR_SCREENS)
    useless = seen(opened, f"nav, {CONTROLS}")
    faint = violations(opened, only=RULES_OF_COLOUR)
    printed = opened.pdf()
    opened.close()

    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert missing == []
    assert useless == []
    assert faint == []
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 1
