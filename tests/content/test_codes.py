"""Every code's wrong example is found, and its right example is clean."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from alongside.content import check
from alongside.content.findings import catalogue
from alongside.scenario.model import Scenario
from alongside.scenario.rules.all_rules import examine
from tests.content.examples import FIRST_LINE, HERE, base, change, write_pack

CODES = sorted(catalogue())
#: Examples that are whole files, since the file itself is what is wrong.
WHOLE_FILES = {"AL001", "AL004"}
#: Codes that come from reading the file, before the rules.
NEED_A_FILE = WHOLE_FILES | {"AL002", "AL003", "AL060"}


def codes_of(path):
    return {finding.code for finding in check.check_scenario(path).findings}


def codes_in(tmp_path, code, kind):
    """Give the codes that the rules find; the file is only written where it matters."""
    if code in NEED_A_FILE:
        return codes_of(example(tmp_path, code, kind))
    write_pack(tmp_path)
    changed = change(base(), YAML(typ="safe").load(catalogue()[code][kind]))
    remarks, _ = examine("base", Scenario.model_validate(changed), tmp_path)
    return {remark.code for remark in remarks}


def example(tmp_path, code, kind):
    text = catalogue()[code][kind]
    if code not in WHOLE_FILES:
        return write_pack(tmp_path, YAML(typ="safe").load(text))
    path = tmp_path / "base.yaml"
    whole = (HERE / "base.yaml").read_text(encoding="utf-8").removeprefix(FIRST_LINE)
    rest = "\n".join(line for line in whole.split("\n") if not line.startswith("title:"))
    first = "" if code == "AL004" else FIRST_LINE
    path.write_text(first + text + rest, encoding="utf-8")
    return path


def test_the_base_breaks_no_rule(tmp_path):
    assert codes_of(write_pack(tmp_path)) == set()


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_is_found(tmp_path, code):
    assert code in codes_in(tmp_path, code, "wrong")


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_is_clean(tmp_path, code):
    assert codes_in(tmp_path, code, "right") == set()


def test_the_catalogue_and_the_rules_know_the_same_codes():
    rules = Path(check.__file__).parents[1]
    used = {code for path in rules.rglob("*.py") for code in re.findall(r'"(AL\d{3})"', path.read_text(encoding="utf-8"))}
    assert len(used) > 30
    assert used == set(CODES)
