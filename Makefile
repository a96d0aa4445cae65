# `make run` starts the site with everything it needs; `make test` runs every test. `make` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
RUN_READY := .venv/ready-to-run
TEST_READY := .venv/ready-to-test

export HOST PORT

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

run: $(RUN_READY) ## start the site, its workers and its scheduler (PORT=8000 HOST=127.0.0.1)
	@$(BIN)/python manage.py run_site

test: $(TEST_READY) ## run the tests; DATABASE_URL and REDIS_URL add what needs them
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadgroup $(ARGS)

lint: $(TEST_READY) ## ruff, djlint, mypy, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(TEST_READY) ## let ruff format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(TEST_READY) ## measure against a bare Django view on the same server (ONLY=checks, requests or inbox)
	@$(BIN)/python -m tests.bench $(ONLY)

chaos: $(TEST_READY) ## break worker, scheduler, queue, mail and database while requests come in; none may be lost
	@$(BIN)/python -m tests.chaos $(ARGS)

screenshots: $(TEST_READY) ## take the README's pictures of the site that runs
	@$(BIN)/python -m tests.e2e.screenshots

setup: $(RUN_READY) $(TEST_READY) ## create .venv/ and install everything

lock: $(TEST_READY) ## compile requirements*.in into requirements*.txt, with hashes
	$(BIN)/python -m pip install --quiet uv
	for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --custom-compile-command "make lock" $$name.in -o $$name.txt || exit 1; \
	done

$(RUN_READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Bedside needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv || { \
	  rm -rf .venv; \
	  echo "No virtual environment could be made. On Debian and Ubuntu: apt install python3.11-venv"; exit 1; }
	@echo "Installing what the site runs on into .venv/ ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt || { \
	  echo "Installing failed; the reason is above. Check the network, then run the same command again."; exit 1; }
	@touch $@

$(TEST_READY): requirements-dev.txt $(RUN_READY)
	@echo "Installing what the tests need into .venv/ ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt || { \
	  echo "Installing failed; the reason is above. Check the network, then run the same command again."; exit 1; }
	@touch $@

.PHONY: help run test lint format bench chaos screenshots setup lock
