# Everything one does here has a name. `make run` and `make test` need nothing but Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
PARLANCE := $(BIN)/parlance
PYTEST := $(BIN)/python -m pytest
# Two more than there are cores: what waits for a browser, a database or the clock lets the others work.
WORKERS = $$(($$(getconf _NPROCESSORS_ONLN) + 2))
FAST := tests/index tests/store tests/glossary tests/bot/views tests/conversations/test_annotate.py

# Bytecode is kept: the tests start two hundred processes, and each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test fast chaos soak browser node check fix bench docs golden manifest check-terms check-readings lock clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## a small Slack in your browser with the bot in it; no account needed
	@$(PARLANCE) play $(ARGS)

# Each process keeps to one core: threads that wait for each other would take from its neighbours.
test: export OMP_NUM_THREADS = 1
test: $(VENV)/.installed-dev ## every test except the slow suites
	@$(PYTEST) -n $(WORKERS) --dist loadgroup -m "not chaos and not slow"

fast: $(VENV)/.installed-dev ## the tests to run all the time: what is decided by pure values, and one conversation
	@$(PYTEST) -n auto -m "not browser and not chaos and not slow and not model and not postgres" $(FAST)

browser: $(VENV)/.installed-dev ## the playground's page in Chromium; screenshots in .artifacts
	@$(PYTEST) -m browser -n 2

node: $(VENV)/.installed-dev ## Slack's libraries for Node against the playground (needs Node 20)
	@npm ci --prefix tests/playground/node --silent --no-audit --no-fund
	@$(PYTEST) -m node

chaos: $(VENV)/.installed-dev ## kill it and see: nothing lost, nothing doubled
	@$(PYTEST) -m "chaos and not slow"

soak: $(VENV)/.installed-dev ## the same with a thousand channels and ten kills
	@$(PYTEST) -m "chaos and slow"

check: $(VENV)/.installed-dev ## lint, format, types, who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(VENV)/.installed-dev ## mend what a machine can mend
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.installed-bench ## measure, and write benchmarks/results.md
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-dev ## write the generated parts of docs/ anew
	@$(BIN)/python -m docs.generate

golden: $(VENV)/.installed-dev ## accept the views as they look now
	@GOLDEN=write $(PYTEST) tests/bot/views -q

manifest: $(VENV)/.installed ## write manifest.json from the features
	@$(PARLANCE) manifest > manifest.json.new && mv manifest.json.new manifest.json

check-terms: $(VENV)/.installed-dev ## is every glossary entry and playbook page sound?
	@$(PYTEST) tests/glossary/test_terms.py tests/playbooks/test_library.py -q

check-readings: $(VENV)/.installed-dev ## is each example of the glossary read as it is meant? takes minutes
	@$(PYTEST) tests/glossary/test_terms.py -m slow -q

lock: $(VENV)/.installed-bench ## write constraints.txt from what is installed
	@$(BIN)/python -m pip freeze --all --exclude pip --exclude-editable | sed 's/+cpu$$//' > constraints.txt

clean: ## forget the environment and every cache
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .artifacts *.egg-info

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Parlance needs Python 3.11 or newer: install it, or name it with make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Parlance needs Python 3.11 or newer; this is $$($(PYTHON) -V). Name another with make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test $$(df -Pk . | awk 'NR == 2 {print int($$4 / 1048576)}') -ge 4 || { echo "Parlance needs 4 GB of free disk here for its libraries and the language model"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "This Python cannot make virtual environments: install python3-venv (Debian, Ubuntu) or use the python.org build"; exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing what Parlance needs (a few minutes the first time) ..."
	@$(PIP) install -c constraints.txt torch==2.13.0
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@$(PIP) install -c constraints.txt -e '.[dev,bench]'
	@touch $@
