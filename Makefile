# make demo   a graph from the five seed articles, and a question answered, in an environment of its own
# make test   lint, types and all tests on every database engine at hand
#
# Needs git, make and a Python 3.11 to 3.13 with venv; everything else is installed into .venv.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
DEMO_DATA ?= $(CURDIR)/.cache/demo
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: demo test lint unit wheel clean python

demo: $(VENV)/.installed
	@rm -rf "$(DEMO_DATA)"
	$(BIN)/handelsgraph --data "$(DEMO_DATA)" ingest seeds
	$(BIN)/handelsgraph --data "$(DEMO_DATA)" query met --region Brandenburg --partner CRRC

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/.tested
	$(BIN)/python -m pytest -m "not slow"

wheel: $(VENV)/.tested
	$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir dist .

# The model of training/ (hours; see training/README.md for the data it needs).
python:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 to 3.13 with venv found"; \
	  echo "hint: install one (Debian: apt-get install python3 python3-venv) or run make PYTHON=/path/to/python3"; exit 1; }

$(VENV)/bin/python: | python
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.tested: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable ".[test]"
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) dist .cache .pytest_cache .mypy_cache .ruff_cache
