# Everything one does here has a name. `make run` and `make test` need nothing but Python 3.11 to 3.14 and make,
# also the old one of macOS (3.81).
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip --disable-pip-version-check -q install -c constraints.txt
# Modules, not scripts: those know by name where they were installed, and fail when the folder is moved.
PARLANCE := $(PY) -m bot
PYTEST := $(PY) -m pytest
NOT_INSTALLED = { echo "Not everything could be installed, for the reason that pip gives above: mostly no network, or a full disk. make $(MAKECMDGOALS) goes on from there." >&2; exit 1; }
# One more than there are cores: while one waits for a browser, a database or the clock, the others work.
WORKERS = $$(($$(getconf _NPROCESSORS_ONLN) + 1))
FAST := tests/index tests/store tests/glossary tests/bot/views tests/conversations/test_annotate.py

# The environment's Python is a link: where it leads to nothing any more, nothing is installed either.
FORGOTTEN := $(shell test -e $(PY) || rm -f $(VENV)/.installed*)

# Bytecode is kept: the tests start two hundred processes, and each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test fast chaos soak browser node check fix bench docs golden manifest check-terms check-readings lock clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## a small Slack in your browser with the bot in it; no account needed
	@$(PARLANCE) play $(ARGS)

# Each process keeps to one core: threads that wait for each other would take from its neighbours.
test: $(VENV)/.installed-dev ## every test except the slow suites
	@OMP_NUM_THREADS=1 $(PYTEST) -n $(WORKERS) --dist loadgroup -m "not chaos and not slow"

fast: $(VENV)/.installed-dev ## the tests to run all the time: what is decided by pure values, and one conversation
	@OMP_NUM_THREADS=1 $(PYTEST) -n auto -m "not browser and not chaos and not slow and not model and not postgres" $(FAST)

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
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c 'from importlinter.cli import lint_imports_command as check; check()'

fix: $(VENV)/.installed-dev ## mend what a machine can mend
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

# Only a NAME that was typed: some systems have one of their own in the environment.
bench: $(VENV)/.installed-bench ## measure, and write benchmarks/results.md; with NAME=search only that
	@$(PY) -m benchmarks $(if $(findstring command,$(origin NAME)),$(NAME))

docs: $(VENV)/.installed-dev ## write the generated parts of docs/ anew
	@$(PY) -m docs.generate

golden: $(VENV)/.installed-dev ## accept the views as they look now
	@GOLDEN=write $(PYTEST) tests/bot/views -q

manifest: $(VENV)/.installed ## write manifest.json from the features
	@$(PARLANCE) manifest > $(VENV)/manifest.json && mv $(VENV)/manifest.json manifest.json

check-terms: $(VENV)/.installed-dev ## is every glossary entry and playbook page sound?
	@$(PYTEST) tests/glossary/test_terms.py tests/playbooks/test_library.py -q

check-readings: $(VENV)/.installed-dev ## is each example of the glossary read as it is meant? takes minutes
	@$(PYTEST) tests/glossary/test_terms.py -m slow -q

# What torch brings for graphics cards, where its large build is installed, is its own affair: it pins that itself.
lock: $(VENV)/.installed-bench ## write constraints.txt from what is installed
	@$(PY) -m pip freeze --all --exclude pip --exclude-editable > $(VENV)/frozen
	@sed -e 's/+c[a-z0-9]*$$//' -e '/^nvidia-/d' -e '/^cuda-/d' -e '/^triton==/d' $(VENV)/frozen > constraints.txt

clean: ## forget the environment and every cache in this folder
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .artifacts build *.egg-info tests/playground/node/node_modules
	@find . -name __pycache__ -prune -exec rm -rf {} +

# The newest Python is the last for which each library that is pinned comes built.
$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "Parlance needs Python 3.11 to 3.14: install it, or name it with make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { echo "Parlance needs Python 3.11 to 3.14; this is $$($(PYTHON) -V 2>&1). Name another with make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@test $$(df -Pk . | awk 'NR == 2 {print int($$4 / 1048576)}') -ge 4 || { echo "Parlance needs 4 GB of free disk here for its libraries and the language model" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); echo "This Python cannot make virtual environments: install python3-venv (Debian, Ubuntu) or use the python.org build" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(PY)
	@echo "Installing what Parlance needs (a few minutes the first time) ..."
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null || $(NOT_INSTALLED)
	@$(INSTALL) torch==2.13.0 || $(NOT_INSTALLED)
	@$(INSTALL) -e . || $(NOT_INSTALLED)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(INSTALL) -e '.[dev]' || $(NOT_INSTALLED)
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	@$(INSTALL) -e '.[dev,bench]' || $(NOT_INSTALLED)
	@touch $@
