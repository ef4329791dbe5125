# Everything runs in .venv, which the first target makes. Needs Python >= 3.11 with venv, and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test check fix evals docs bench clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/base: requirements/base.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -r requirements/base.txt
	$(BIN)/python -m pip install -q --no-deps -e .
	touch $@

.venv/dev: .venv/base requirements/dev.txt
	$(BIN)/python -m pip install -q -r requirements/dev.txt
	touch $@

demo: .venv/base  ## review one example, write feedback to demo/
	$(BIN)/behovai review examples/fjordvik-2026.docx -o demo --format html --format md --format docx --format json

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

docs: .venv/dev  ## rebuild the generated pages
	$(BIN)/behovai rules --format md > docs/rules.md

bench: .venv/dev  ## speed and size, as ratios
	$(BIN)/python bench/speed.py

clean:  ## remove what make made
	rm -rf .venv demo runs
