# Soundings: `make run` serves it, `make test` proves it. `make help` names the rest.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
COMPILE := $(BIN)/uv pip compile pyproject.toml --extra exports --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade)

# Four parts, so that no core waits for the longest one. What answers in a browser comes last of its part,
# because asynchronous tests cannot come after it.
BROWSING := tests/browser
ANSWERING := tests/browser/test_residents.py
SERVING := tests/test_bench.py tests/respond
COUNTING := tests/results

.DEFAULT_GOAL := help
.PHONY: help run test bench format languages browser lock

help: ## say what each target does
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 16

run: .venv/bytecode.stamp ## install what is missing, then serve on 127.0.0.1 (PORT, 8000 by default)
	@exec $(BIN)/survey run --port $(PORT)

test: export PYTHONDONTWRITEBYTECODE = # tests and the programs that they start are compiled once, not at every start
test: .venv/dev.stamp .venv/bytecode.stamp .venv/vnu/vnu.jar ## lint, format check, types, and every test
	@$(BIN)/python -m tests.missing
	@echo "Four runs at once, because each waits a third of its time: browsers, people who answer, results, and everything else."
	@$(BIN)/python -m pytest $(BROWSING) --ignore=$(ANSWERING) > .venv/browsing.log 2>&1 & browsing=$$!; \
	$(BIN)/python -m pytest $(SERVING) $(ANSWERING) > .venv/serving.log 2>&1 & serving=$$!; \
	$(BIN)/python -m pytest $(COUNTING) > .venv/counting.log 2>&1 & counting=$$!; \
	set -x; $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && \
	$(BIN)/python -m pytest $(BROWSING:%=--ignore=%) $(SERVING:%=--ignore=%) $(COUNTING:%=--ignore=%); rest=$$?; set +x; \
	wait $$browsing; browsing=$$?; wait $$serving; serving=$$?; wait $$counting; counting=$$?; \
	cat .venv/browsing.log .venv/serving.log .venv/counting.log; \
	exit $$((browsing + serving + counting + rest))

bench: .venv/dev.stamp .venv/bytecode.stamp ## measure every row of the budget, each with its limit
	$(BIN)/python -m bench

format: .venv/dev.stamp ## put the code in its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

languages: .venv/dev.stamp ## bring the catalogues of residents' words up to date, and compile them
	$(BIN)/python -m tests.catalogues

browser: ## install Chromium and w3m from Debian, where missing and root
	@tests/browser/install.sh

lock: .venv/dev.stamp ## resolve the two locks again from pyproject.toml (UPGRADE=1 for the newest versions)
	$(COMPILE) --group build --output-file requirements.txt
	$(COMPILE) --group dev --constraints requirements.txt --output-file requirements-dev.txt

.venv/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Soundings needs Python 3.11 or newer, with venv; '$(PYTHON)' is not. Try: make PYTHON=python3.12"; exit 1; }
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv
	@touch $@

# The package is installed once and read from the checkout: templates/, static/ and migrations/ stand beside it.
.venv/run.stamp: requirements.txt pyproject.toml | .venv/made.stamp
	@echo "Installing what running needs …"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing what testing needs …"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# A start reads a thousand modules: compiling them took twice as long as all the rest of it, at every start where Python
# is told to write no bytecode (PYTHONDONTWRITEBYTECODE), or may not write beside its packages.
.venv/packages.stamp: .venv/run.stamp
	@$(BIN)/python -m compileall -q -j 0 .venv/lib
	@touch $@

.venv/bytecode.stamp: .venv/packages.stamp $(shell find survey_app -name '*.py')
	@$(BIN)/python -m compileall -q survey_app
	@touch $@

# Where it cannot be had, tests.missing says what is then not checked.
.venv/vnu/vnu.jar: tests/browser/install-vnu.sh | .venv/made.stamp
	@tests/browser/install-vnu.sh $@ || true
