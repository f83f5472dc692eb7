# make demo   a graph from the five seed articles, and a question answered, in an environment of its own
# make test   lint, types and all tests on every database engine at hand
# make test-compose   docker-compose.yml really run, where a Docker engine answers
# make model ENCODER=dir PUBLIC=dir [DATA=dir] [OUT=dir]   train, export and measure the model (hours; training/README.md)
#
# Needs git, make and a Python 3.11 to 3.13 with venv; everything else is installed into .venv.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
DEMO_DATA ?= $(CURDIR)/.cache/demo
# One process for each core: a Neo4j's tests stay in one of them. WORKERS=0 runs all tests in this one.
WORKERS ?= logical
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 4
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: demo test test-compose lint unit wheel model folders clean python

demo: $(VENV)/.installed
	@rm -rf "$(DEMO_DATA)"
	$(BIN)/handelsgraph --data "$(DEMO_DATA)" ingest seeds
	$(BIN)/handelsgraph --data "$(DEMO_DATA)" query met --region Brandenburg --partner CRRC --evidence

test: lint
	$(PYTEST)

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(VENV)/.tested
	$(PYTEST) -m "not slow"

test-compose: $(VENV)/.tested
	HANDELSGRAPH_TEST_COMPOSE=1 $(BIN)/python -m pytest tests/compose

wheel: $(VENV)/.tested
	$(BIN)/python -m pip --disable-pip-version-check wheel --quiet --no-deps --wheel-dir dist .

# CONFIG=model-smoke goes through all steps in minutes. After an interruption the same command goes on.
OUT ?= $(CURDIR)/.cache/model
CONFIG ?= model

model: folders $(VENV)/.training
	$(BIN)/python -m training.make --encoder "$(ENCODER)" --public "$(PUBLIC)" $(if $(DATA),--data "$(DATA)") \
	  --out "$(OUT)" --config "$(CONFIG)" $(if $(SOURCES),--sources "$(SOURCES)") $(if $(VERSION),--version "$(VERSION)")

# before anything is installed
folders:
	@test -n "$(ENCODER)" -a -n "$(PUBLIC)" || { echo "error: ENCODER and PUBLIC have to be given"; \
	  echo "hint: make model ENCODER=/path/to/encoder PUBLIC=/path/to/sets; training/sources.toml says what they hold"; exit 2; }

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

$(VENV)/.training: pyproject.toml constraints.txt | folders $(VENV)/bin/python
	$(PIP) --editable ".[train]"
	@touch $@

clean:
	rm -rf $(VENV) dist .cache .pytest_cache .mypy_cache .ruff_cache
