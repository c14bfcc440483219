# The same words as run.py's doors, for habit.
PYTHON ?= python3

.PHONY: serve test check install build
serve test check install build:
	$(PYTHON) run.py $@
