# Two commands: `make start` serves the course, `make test` proves it. Both set up first, once.
# GRADER_REQUIRE_ALL=1 make test: all of it, and what cannot run here fails instead of being skipped.
SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
JOBS ?= 2
MORE ?=
PYTEST = $(BIN)/python -m pytest -n $(JOBS) --dist loadscope --no-loadscope-reorder $(MORE)

.PHONY: help start test test-all prove mutate setup clean

help:
	@echo "make start   serve the site and the live lessons on this machine"
	@echo "make test    run the course's own tests, all but what needs a server, a container engine or a browser"
	@echo "make test-all  run all of them (JOBS=4: on so many processes; MORE='-k word': what else pytest is told)"
	@echo "make prove   prove every exercise, as far as the ledger does not have it; stop at any moment (SHARD=1/2: half of it)"
	@echo "make mutate  change the grader's own modules and see whether a test fails; stop at any moment (MODULES=…: only these)"
	@echo "make setup   only make the environment in $(VENV)"
	@echo "make clean   remove what was built (your work in my/ stays)"

start: setup
	@exec $(BIN)/grader start

test: setup
	@exec $(PYTEST) $(if $(filter 1,$(GRADER_REQUIRE_ALL)),,--fast)

test-all: setup
	@exec $(PYTEST)

prove: setup
	@exec $(BIN)/grader verify $(if $(SHARD),--shard $(SHARD))

# cosmic-ray gets an environment of its own in .cache, with a version that is pinned in benchmarks/mutation/__main__.py.
mutate: setup
	@exec $(BIN)/python -m benchmarks.mutation $(MODULES)

setup: $(STAMP)

# The stamp is written last: an interrupted set-up has none and is done again.
$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh "$(VENV)"
	@touch "$(STAMP)"

clean:
	rm -rf build .cache .pytest_cache .mypy_cache .ruff_cache
