PYTHON ?= python3
TEST_OPTIONS ?=
FAULT_OPTIONS ?=

venv := .venv
python := $(venv)/bin/python
demo_home := $(CURDIR)/build/demo

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help demo test test-browser test-faults check docs seed revision register constraints clean
.DELETE_ON_ERROR:
.NOTPARALLEL:

help:
	@echo 'make demo         list the partners of Busan, from a register made for the purpose'
	@echo 'make test         run the tests; TEST_OPTIONS="-k dates" passes options to pytest'
	@echo 'make test-faults  end and hinder the writing commands; FAULT_OPTIONS="--most 100000" does so at every call'
	@echo 'make test-browser open a published site in Chromium, and have axe-core look for what shuts people out'
	@echo 'make check        formatting, linting, types, layers, and documentation that matches the program'
	@echo 'make docs         write what pages show of commands, the reference and every picture anew (one needs Chromium)'
	@echo 'make seed         rewrite the seed packs as an export of them is, after one was edited by hand'
	@echo 'make revision     write the next migration from what the models have: make revision m="add a column"'
	@echo 'make register     keep a register of the newest schema, on which the tests try the revisions after it'
	@echo 'make constraints  pin anew what the tests and checks use'
	@echo 'make clean        remove the environment and everything built'

# With a home of its own it neither reads nor writes the register of whoever runs it.
demo: $(venv)/installed
	@rm -rf "$(demo_home)"
	@mkdir -p "$(demo_home)"
	@env -u TWINNING_DB -u XDG_DATA_HOME HOME="$(demo_home)" $(venv)/bin/twinning list-partners Busan

test: $(venv)/installed-test
	$(python) -m pytest -n auto --maxprocesses 4 --dist loadgroup $(TEST_OPTIONS)

# Minutes, so that `make test` has a sample only.
test-faults: $(venv)/installed-test
	cd tests && ../$(python) -m faults $(FAULT_OPTIONS)

# A browser (Debian's package chromium) and npm have to be there.
test-browser: $(venv)/installed-browser build/browser/installed
	$(python) -m pytest tests/browser --sqlite-only $(TEST_OPTIONS)

build/browser/installed: tests/browser/package.json
	@mkdir -p build/browser
	@cp tests/browser/package.json build/browser/
	@npm install --prefix build/browser --no-package-lock --no-audit --no-fund --silent
	@touch $@

check: $(venv)/installed-check
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	$(python) -m mypy
	$(python) -m mypy --config-file tests/mypy.ini tests docs benchmarks
	$(venv)/bin/lint-imports
	$(python) docs/generate.py --check

docs: $(venv)/installed-check
	$(python) docs/generate.py

revision: $(venv)/installed-check
	@$(python) alembic/new_revision.py '$(m)'

register: $(venv)/installed-test
	PYTHONPATH=tests $(python) tests/migrations/new_register.py

seed: $(venv)/installed
	$(python) data/rewrite_seed.py

constraints:
	$(PYTHON) -m venv --clear build/constraints
	build/constraints/bin/python -m pip install --quiet '.[test,check,browser,gazetteer]'
	echo '# What the tests and checks run on; made by `make constraints` on Python 3.11, the lowest supported.' > $@.txt
	build/constraints/bin/python -m pip freeze --exclude twinning-register >> $@.txt

clean:
	rm -rf $(venv) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(venv)/installed-test: extras := [test]
$(venv)/installed-check: extras := [check]
$(venv)/installed-browser: extras := [browser]
$(venv)/installed $(venv)/installed-test $(venv)/installed-check $(venv)/installed-browser: pyproject.toml constraints.txt | $(python)
	@echo 'installing twinning$(extras) into $(venv)'
	@$(python) -m pip install --quiet --constraint constraints.txt --editable '.$(extras)'
	@touch $@

# An environment without pip, as Debian leaves it where python3-venv is missing, must not pass for one.
$(python):
	@$(PYTHON) -m venv $(venv) || { rm -rf $(venv); exit 1; }
