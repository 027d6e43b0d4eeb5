# One command from a fresh clone to a memo: make memo
#
# Everything lives in .venv. System libraries are installed only by a package manager, and only where that needs
# no password; elsewhere the line to run is printed, and make stops.

BRIEF ?= briefs/nato.yaml
PYTHON ?=
BENCH ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help memo test lint types bench bench-peers refs messages clean

ifeq ($(shell uname),Darwin)
# Set inside each recipe, since macOS takes it away from whatever /bin/sh is started with.
LIBRARIES := DYLD_FALLBACK_LIBRARY_PATH="$${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib:/usr/lib}"
endif

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile

memo: .venv/installed ## build the example memo, or another: make memo BRIEF=path/to/brief.yaml
	@$(LIBRARIES) .venv/bin/reportgen build "$(BRIEF)"

test: .venv/installed-dev ## run all tests, with coverage
	@$(LIBRARIES) .venv/bin/python -m pytest --cov -n auto

lint: .venv/installed-dev ## check style, format and which room imports which
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-logo

types: .venv/installed-dev ## check types
	@.venv/bin/mypy

refs: .venv/installed-dev ## draw the reference pictures of the visual tests anew
	@$(LIBRARIES) .venv/bin/python -m tests.visual.refs

messages: .venv/installed-dev ## bring the files of fixed words up to date
	@.venv/bin/python -m tests.messages

bench: .venv/installed-dev ## measure what builds cost, half an hour; BENCH="--quick" or BENCH="noop cold" for less
	@$(LIBRARIES) .venv/bin/python -m benchmarks $(BENCH)

bench-peers: .venv/installed-dev ## measure what else could make the memo; PEERS_PYTHON=... names a Python that has it
	@$(LIBRARIES) .venv/bin/python -m benchmarks peers $(BENCH)

clean: ## remove everything that make and the tools have made
	rm -rf .venv out build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
	  .pytest_cache .ruff_cache
	find reportgen tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing reportgen into .venv"
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[charts]"
	@$(install_libraries)
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	@echo "Installing reportgen and its development tools into .venv"
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@$(install_libraries)
	@touch .venv/installed $@

.venv/bin/python:
	@$(create_environment)

# may_install LINE: whether LINE can run without asking anyone for a password.
define may_install
may_install() { \
  case "$$1" in \
    brew*) command -v brew > /dev/null ;; \
    sudo*) sudo -n true 2> /dev/null ;; \
    *) [ "$$(id -u)" = 0 ] ;; \
  esac; \
}
endef

define create_environment
$(may_install); \
for python in $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3); do \
  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && break; \
  python=; \
done; \
if [ -z "$$python" ]; then \
  echo "No Python 3.11 or newer. Install one, then run make again:"; \
  echo "  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y python3 python3-venv"; \
  echo "  macOS:           brew install python"; \
  echo "Or name one:       make PYTHON=/path/to/python3 ..."; \
  exit 3; \
fi >&2; \
if ! "$$python" -c 'import ensurepip' 2> /dev/null; then \
  package="$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
  sudo=; [ "$$(id -u)" = 0 ] || sudo="sudo "; \
  line="$${sudo}apt-get update && $${sudo}apt-get install -y $$package"; \
  if ! command -v apt-get > /dev/null || ! may_install "$$line"; then \
    printf '%s cannot make virtual environments. Run this, then make again:\n  %s\n' "$$python" "$$line" >&2; \
    exit 3; \
  fi; \
  echo "Running: $$line"; \
  sh -c "$$line" || exit 3; \
fi; \
echo "Making .venv with $$("$$python" --version)"; \
"$$python" -m venv --clear .venv || { rm -rf .venv; exit 1; }
endef

define install_libraries
$(may_install); \
line="$$($(LIBRARIES) .venv/bin/reportgen doctor --install-line)"; \
if [ -n "$$line" ]; then \
  if ! may_install "$$line"; then \
    printf 'Pango is missing. Run this, then make again:\n  %s\n' "$$line" >&2; \
    exit 3; \
  fi; \
  echo "Running: $$line"; \
  sh -c "$$line" || exit 3; \
fi; \
report="$$($(LIBRARIES) .venv/bin/reportgen doctor)" || { echo "$$report" >&2; exit 3; }
endef
