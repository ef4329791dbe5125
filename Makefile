# Everything runs in .venv, which the first target makes. Needs Python >= 3.11 with venv, and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
EXAMPLE := examples/langasen-2026.docx

.PHONY: help demo test check fix evals docs bench train clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/base: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "behovai needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PIP) install -q -r requirements/base.txt
	$(PIP) install -q --no-deps -e .
	touch $@

.venv/dev: .venv/base requirements/dev.txt requirements/engine.txt
	$(PIP) install -q -r requirements/dev.txt
	$(PIP) install -q -r requirements/engine.txt || echo "No model engine for this machine: tests/engine will be skipped."
	touch $@

demo: .venv/base  ## review one example, write the feedback to demo/
	$(BIN)/behovai review $(EXAMPLE)
	$(BIN)/behovai review $(EXAMPLE) -o demo --format html --format md --format docx --format json --format comments

test: .venv/dev  ## the tests (no network)
	$(BIN)/python -m pytest

check: .venv/dev  ## format, lint, types, import contract, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

fix: .venv/dev  ## format and mend what a machine can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evals: .venv/dev  ## measure against the labelled submissions, offline
	$(BIN)/python -m evals

docs: .venv/dev  ## rebuild the generated pages: rule catalogue, tables of the data card, output in the tour
	$(BIN)/behovai rules --format md > docs/rules.md.tmp
	mv docs/rules.md.tmp docs/rules.md
	$(BIN)/python -m evals.card
	$(BIN)/python -m examples.tour

bench: .venv/dev  ## speed and size, as ratios
	$(BIN)/python -m bench.speed

.venv/train: .venv/dev requirements/train.txt
	$(PIP) install -q -r requirements/train.txt
	touch $@

train: .venv/train  ## teach the local reader anew from the labelled submissions and texts
	$(BIN)/python -m evals.train

clean:  ## remove what make made
	rm -rf .venv demo runs dist
