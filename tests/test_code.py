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
