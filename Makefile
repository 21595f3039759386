PARK_PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: run test check format bench golden pictures setup lock help

run test check format bench golden pictures setup lock help:
	@$(PARK_PYTHON) .ci/bootstrap.py $@
