"""The checks that are no tests, run as tests: style, types, import rules, packs, JavaScript."""

import subprocess

import pytest

import run

CHECKS = run.checks()


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_the_code_passes_its_check(name):
    done = subprocess.run(CHECKS[name], cwd=run.ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_javascript_tests_to_run():
    assert sum(word.endswith(".test.js") for word in CHECKS["JavaScript tests"]) > 3
