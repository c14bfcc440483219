# The same words as run.py's doors, for habit.
PYTHON ?= python3

# make faults N=25 SEED=1
.PHONY: serve test check install build bench faults
serve test check install build bench:
	$(PYTHON) run.py $@
faults:
	$(PYTHON) run.py faults $(or $(N),25) --seed $(or $(SEED),1)
