# Two commands matter: `make demo` shows the product, `make test` proves the tree.
# Both build a fresh .venv with pip alone; a stamp file keeps them from doing it twice.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
LEDGER := demo/ledger.db
STORY  ?= $(firstword $(sort $(wildcard examples/*.html)) $(sort $(wildcard examples/*.txt)))
DOCS   := $(wildcard docs/*.md) README.md

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint types contracts docs docs-check tests gate tidy clean

help:
	@echo "make demo    read, ingest and show the example stories (under two minutes)"
	@echo "make test    everything a change must pass, in a fresh environment"
	@echo "make check   the same (lint types contracts docs-check tests gate, each a target of its own)"
	@echo "make docs    write the generated pages anew"
	@echo "make tidy    mend style and layout, write the generated pages anew"
	@echo "make clean   remove the environment, caches and the demo"

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Sitrep needs Python 3.11 or newer, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable '.[test]'
	@touch $@ $(VENV)/.installed

setup: $(VENV)/.installed-test

demo: $(VENV)/.installed
	@rm -rf demo && mkdir -p demo
	$(BIN)/sitrep ingest examples --ledger $(LEDGER)
	$(BIN)/sitrep events --ledger $(LEDGER)
	$(BIN)/sitrep claims --ledger $(LEDGER)
	$(BIN)/sitrep incidents --ledger $(LEDGER)
	$(BIN)/sitrep read $(STORY) --format table
	$(BIN)/sitrep read $(STORY) --format html > demo/story.html
	$(BIN)/sitrep export --format sitrep --unreviewed --from 2025-11-01 --to 2026-02-28 --ledger $(LEDGER) --out demo/sitrep.html
	$(BIN)/sitrep doctor --ledger $(LEDGER)
	@echo "The story with its evidence marked: demo/story.html"
	@echo "What happened, as one page: demo/sitrep.html"
	@echo "The ledger in a browser: $(BIN)/sitrep serve --ledger $(LEDGER)"

test: check

check: lint types contracts docs-check tests gate

lint: $(VENV)/.installed-test
	$(BIN)/ruff check src tests $(wildcard scripts)
	$(BIN)/ruff format --check src tests $(wildcard scripts)

types: $(VENV)/.installed-test
	$(BIN)/mypy

contracts: $(VENV)/.installed-test
	$(BIN)/lint-imports

docs: $(VENV)/.installed-test
	$(BIN)/cog -r $(DOCS)

docs-check: $(VENV)/.installed-test
	$(BIN)/cog --check $(DOCS)

tests: $(VENV)/.installed-test
	$(BIN)/pytest

gate: $(VENV)/.installed-test
	$(BIN)/python -m sitrep_eval gate
	$(BIN)/python -m sitrep_eval gate --gold tests/heldout --floors tests/gate-heldout.json
	$(BIN)/python -m sitrep_eval probe --gold tests/probe/open.jsonl --floors tests/probe/floors-open.json
	$(BIN)/python -m sitrep_eval probe --gold tests/probe/held.jsonl --floors tests/probe/floors-held.json

tidy: $(VENV)/.installed-test
	$(BIN)/ruff check --fix --quiet src tests $(wildcard scripts) || true
	$(BIN)/ruff format src tests $(wildcard scripts)
	$(BIN)/cog -r $(DOCS)

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
