# press-briefing: a French press article in; a notebook, an HTML page and a PDF briefing out.
# Presupposes make and Python 3.11 or newer. Everything is installed into .venv; uv is used where it is on PATH.

ARTICLE ?= demo:conseil-de-securite
OUT     ?= reports
TESTS   ?=
ARGS    ?=
PYTHON  ?=

VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.installed

# Handed over by the environment, so that a path with spaces or an apostrophe needs no quoting.
export ARTICLE OUT

.DEFAULT_GOAL := help
.PHONY: help setup briefing test quick torture lab check lint types hygiene evaluate train docs sbom clean lock
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo 'another article:  make briefing ARTICLE=path-or-address   (options: ARGS="--published 2025-11-19")'

setup: $(STAMP) ## install everything into .venv (done once; the other targets call it)

briefing: $(STAMP) ## build the briefing of ARTICLE (default: the demonstration article) into reports/
	@$(BIN)/press-briefing build "$$ARTICLE" --out "$$OUT" $(ARGS)

test: $(STAMP) ## run the tests (TESTS=tests/capture/test_clean.py for some of them)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(TESTS)

# One or two a room, without a model where that can be: what a change breaks first.
QUICK := model/test_article.py guard/test_failing.py capture/test_lines.py french/test_tokens.py analyse/test_words.py \
  measure/test_declared.py measure/test_tables.py show/test_formats.py show/test_messages.py report/test_parameters.py \
  corpus/test_corpora.py service/test_deploy.py cli house/test_layers.py
quick: lint types ## lint, types and a test or two a room, below a minute
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(addprefix tests/,$(QUICK))

torture: $(STAMP) ## run the long tests too: every attack alone, every fault, fuzzing (about an hour)
	@$(BIN)/python benchmarks/torture.py $(ARGS)

lab: $(STAMP) ## open the briefing's notebook in JupyterLab (ARGS="-- --no-browser")
	@$(BIN)/press-briefing lab $(ARGS)

check: lint types hygiene ## lint, types, notebook hygiene

lint: $(STAMP)
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --quiet --check .

types: $(STAMP)
	$(BIN)/mypy

hygiene: $(STAMP)
	$(BIN)/python -m pytest tests/report/test_notebooks.py -k hygiene

evaluate: $(STAMP) ## score the language model on a public treebank (ARGS="--folder FOLDER" where it lies)
	@$(BIN)/python benchmarks/evaluate.py $(ARGS)

DATA     ?=
WINER    ?=
DEMOCRAT ?=
train: train-data .venv-training/.installed ## train every shipped model from nothing (DATA=, WINER=, DEMOCRAT=)
	@.venv-training/bin/python training/everything.py "$(DATA)" "$(WINER)" "$(DEMOCRAT)" build/training $(ARGS)

.PHONY: train-data
train-data:
	@test -n "$(DATA)" -a -n "$(WINER)" -a -n "$(DEMOCRAT)" || { \
	  echo 'make train needs DATA=, WINER= and DEMOCRAT=: training/README.md says where to get them' >&2; exit 1; }

.venv-training/.installed: requirements.lock pyproject.toml
	$(or $(PYTHON),python3) -m venv .venv-training
	.venv-training/bin/python -m pip --disable-pip-version-check --quiet install -r requirements.lock
	.venv-training/bin/python -m pip --disable-pip-version-check --quiet install -e '.[training,encoder]'
	touch $@

docs: $(STAMP) ## the documentation and the public interface as a site, into build/docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

SBOM ?= build/sbom.json
sbom: $(STAMP) ## write the software bill of materials (CycloneDX) of what is installed to build/sbom.json
	@mkdir -p "$(dir $(SBOM))"
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --no-validate --output-file "$(SBOM)" $(BIN)/python

clean: ## remove what was generated: reports, builds, caches (.venv and data/raw stay)
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis src/*.egg-info
	find reports -mindepth 1 ! -path reports/README.md -delete 2>/dev/null || true
	find src tests benchmarks training -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

lock: ## resolve the dependencies anew into requirements.lock (needs uv)
	@command -v uv >/dev/null 2>&1 || { echo 'make lock needs uv: install it (python -m pip install uv), then run again' >&2; exit 1; }
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --extra dev pyproject.toml -o requirements.lock

# The one installation. `usable` is true for a Python that is new enough; a .venv of another kind is made anew.
# Bytecode is compiled here whatever the environment says: without it every command starts seconds later.
$(STAMP): requirements.lock pyproject.toml
	@set -e; unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH; \
	usable() { "$$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }; \
	uv=; if command -v uv >/dev/null 2>&1; then uv=yes; fi; \
	if ! usable $(BIN)/python; then \
	  chosen=; for name in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	    if [ -z "$$chosen" ] && usable "$$name"; then chosen=$$name; fi; done; \
	  if [ -z "$$chosen" ]; then \
	    echo 'press-briefing needs Python 3.11 or newer, and $(or $(PYTHON),PATH) has none: install one, or name it (make PYTHON=/path/to/python3.12)' >&2; \
	    exit 1; fi; \
	  rm -rf $(VENV); echo "making $(VENV) with $$("$$chosen" --version)"; \
	  if [ -n "$$uv" ]; then uv venv --quiet --python "$$chosen" $(VENV); \
	  else "$$chosen" -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "$$chosen has no venv module: install it (on Debian: apt install python3-venv), or install uv" >&2; exit 1; }; fi; fi; \
	echo 'installing what requirements.lock names (some minutes the first time)'; \
	if [ -n "$$uv" ]; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock; \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
	  $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; \
	  pip="$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile"; \
	  $$pip --require-hashes -r requirements.lock; \
	  $$pip --no-deps --no-build-isolation -e .; \
	fi; \
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib src >/dev/null 2>&1 || true; \
	touch $@
