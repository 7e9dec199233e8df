# Throughline. `make run` serves the dashboard, `make test` runs every test. `make help` lists the rest.
PYTHON ?= python3.11
PORT ?= 8050
HOST ?= 127.0.0.1
WORKERS ?= 1
BIN := .venv/bin
UV := $(BIN)/uv
# The checks of the browser's modules run on Node: a wheel's in .venv if there is one, else the machine's.
BROWSER := deploy/browser
NODE := PATH="$(CURDIR)/$(BIN):$$PATH" node
TOOLS := $(BROWSER)/node_modules
MODULES := assets/app tests/app
CLASSIC := $(filter-out assets/js/00-%,$(wildcard assets/js/*.js))

INSTALL := $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python

.PHONY: help run test check unit modules data format browser bench bench-etl bench-progress clean setup setup-dev

help:            ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: setup       ## serve the dashboard at http://127.0.0.1:8050 (PORT, HOST, WORKERS override)
	@echo "Throughline: http://$(HOST):$(PORT)"
	@$(BIN)/gunicorn --preload --no-control-socket --workers $(WORKERS) --threads 4 \
		--bind $(HOST):$(PORT) --log-level warning "app:create_server()"

test: setup-dev browser modules  ## run all tests, the browser ones too
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile

modules: $(TOOLS)/.ready
	$(NODE) --disable-warning=MODULE_TYPELESS_PACKAGE_JSON --test tests/app/*.test.mjs

unit: setup-dev modules  ## the tests that need no browser and little time: about a minute
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile -m "not slow" --ignore tests/browser

check: setup-dev $(TOOLS)/.ready  ## format, lint and type checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(NODE) $(TOOLS)/prettier/bin/prettier.cjs --config $(BROWSER)/prettier.json --check $(MODULES) $(CLASSIC)
	$(NODE) $(TOOLS)/eslint/bin/eslint.js --config $(BROWSER)/eslint.config.js $(MODULES)
	$(NODE) $(TOOLS)/typescript/bin/tsc --project $(BROWSER)/tsconfig.json
	$(NODE) $(TOOLS)/typescript/bin/tsc --project $(BROWSER)/tsconfig.strict.json

format: setup-dev $(TOOLS)/.ready  ## put the code into the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NODE) $(TOOLS)/prettier/bin/prettier.cjs --config $(BROWSER)/prettier.json --log-level warn --write $(MODULES) $(CLASSIC)

data: setup      ## fetch from the providers and rebuild data/tables
	@# A provider that is down keeps its last good rows; the others are built all the same.
	@$(BIN)/python -m etl fetch; fetched=$$?; $(BIN)/python -m etl build && \
		$(BIN)/python -m etl dictionary && exit $$fetched

browser:         ## install Chromium where it is missing (the browser tests drive it)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || sh deploy/install-chromium.sh

bench: setup-dev browser  ## time the page against its peers; prints ratios
	$(BIN)/python -m bench.ui

bench-etl: setup-dev  ## time the build of the tables from what has landed
	$(BIN)/python -m bench.etl

bench-progress: setup-dev  ## time the verdicts beside a plain loop of the same formula
	$(BIN)/python -m bench.progress

clean:           ## remove the environment and every cache
	rm -rf .venv $(TOOLS) data/.mapped data/.cache .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(TOOLS)/.ready: $(BROWSER)/package-lock.json $(BROWSER)/install.sh | .venv/bin/uv
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh $(BROWSER)/install.sh
	@touch $@

setup: .venv/.runtime
setup-dev: .venv/.dev

.venv/bin/uv:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: '$(PYTHON)' was not found. Set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/.runtime: requirements.txt | .venv/bin/uv
	$(INSTALL) -r requirements.txt
	$(BIN)/python -m deploy.pack
	@touch $@

.venv/.dev: requirements-dev.txt requirements-scale.txt requirements.txt | .venv/bin/uv
	$(INSTALL) -r requirements-dev.txt
	$(BIN)/python -m deploy.pack
	@touch $@ .venv/.runtime
