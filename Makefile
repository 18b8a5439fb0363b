# Two commands: `make start` serves the course, `make test` proves it. Both set up first, once.
SHELL := /bin/sh
.SHELLFLAGS := -eu -c
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up

.PHONY: help start test setup clean

help:
	@echo "make start   serve the site and the live lessons on this machine"
	@echo "make test    run the course's own tests"
	@echo "make setup   only make the environment in $(VENV)"
	@echo "make clean   remove what was built (your work in my/ stays)"

start: setup
	@exec $(BIN)/grader start

test: setup
	@exec $(BIN)/python -m pytest

setup: $(STAMP)

# The stamp is written last: an interrupted set-up has none and is done again.
$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh "$(VENV)"
	@touch "$(STAMP)"

clean:
	rm -rf build .cache .pytest_cache .mypy_cache .ruff_cache
