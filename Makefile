# The two commands of the README, each doing all its own set-up in .venv, and what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint bench clean

demo: $(VENV)/.installed
	@$(BIN)/campaignkit demo

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(VENV)/.installed-dev
	@$(BIN)/pip install --quiet --editable '.[bench]' >&2
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "campaignkit needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 3; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once) ..." >&2
	@$(BIN)/pip install --quiet --editable . >&2
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	@echo "Setting up $(VENV) (once) ..." >&2
	@$(BIN)/pip install --quiet --editable '.[dev]' >&2
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist
