# Every task of the project. `make` alone lists them.
#
#   make site PYTHON=python3.12     choose the interpreter that creates .venv
#   make test ARGS='-k ports -x'    pass arguments to pytest

.DEFAULT_GOAL := help
.PHONY: help site serve test check format bench fuzz wikis clean programs

VENV := .venv
RUN := $(VENV)/bin/python -m
PYTHON ?=
ARGS ?=

# The theme announces the end of MkDocs 1.x at each run; CONTRIBUTING.md says what that means for Portbook.
export NO_MKDOCS_2_WARNING := 1

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s  %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: $(VENV)/.site ## build the docs site from source_tables/ and say where to open it
	@$(RUN) mkdocs build --quiet
	@echo 'The site is built. Open site/index.html, or in a browser:'
	@$(VENV)/bin/python -c 'import pathlib; print(pathlib.Path("site/index.html").resolve().as_uri())'

serve: $(VENV)/.site ## serve the site on this machine and rebuild it at each change
	@$(RUN) mkdocs serve $(ARGS)

test: $(VENV)/.test programs ## run the tests; installs Chromium, PHP and nftables where it may
	@$(RUN) pytest $(ARGS)

check: $(VENV)/.lint ## check style, types and the import contracts
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(VENV)/bin/lint-imports

format: $(VENV)/.lint ## put the code into the project's format
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

bench: $(VENV)/.test programs ## measure side by side and print ratios (some minutes)
	@$(RUN) benchmarks.segmenting
	@$(RUN) benchmarks.reading
	@$(RUN) benchmarks.compiling
	@$(RUN) benchmarks.site_build
	@$(RUN) benchmarks.memory
	@$(RUN) benchmarks.drawing
	@$(RUN) benchmarks.tickets
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[test,benchmark]'
	@$(RUN) benchmarks.changes
	@$(RUN) benchmarks.questions
	@PYTHONPATH=tests $(RUN) benchmarks.publishing

fuzz: $(VENV)/.test ## fuzz a reader, guided by coverage: make fuzz ARGS='markdown 1800'
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[test,fuzz]'
	@cd tests && ../$(RUN) fuzz.run $(ARGS)

wikis: $(VENV)/.test programs ## run a MediaWiki and a DokuWiki on this machine, to try `portbook publish`
	@PYTHONPATH=tests $(RUN) wikis.trial

clean: ## remove what the tasks made, .venv included
	rm -rf $(VENV) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist site

programs:
	@sh .ci/programs browser wikis kernel

# Each stamp adds to the one before it, so that a repeated run installs nothing.
$(VENV)/.created: .ci/venv
	@sh .ci/venv $(VENV) $(PYTHON)
	@touch $@

$(VENV)/.site: $(VENV)/.created pyproject.toml
	@echo 'Installing Portbook into $(VENV) ...'
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[icons]'
	@touch $@

$(VENV)/.test: $(VENV)/.site
	@echo 'Installing what the tests need ...'
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	@echo 'Installing what the checks need ...'
	@$(RUN) pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@
