"""Every code's wrong example is found, and its right example is clean."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from alongside.content import check
from alongside.content.check_standards import check_standards
from alongside.content.findings import catalogue
from tests.content.examples import FIRST_LINE, HERE, room_codes, story_codes, write_pack, write_standards

CODES = sorted(catalogue())
#: Examples that are whole files, since the file itself is what is wrong.
WHOLE_FILES = {"AL001", "AL004"}
#: Codes that come from reading the file, before the rules.
NEED_A_FILE = WHOLE_FILES | {"AL002", "AL003", "AL060"}


def codes_of(path):
    check_pack = check_standards if path.parent.name == "standards" else check.check_scenario
    return {finding.code for finding in check_pack(path).findings}


def codes_in(tmp_path, code, kind):
    """Give the codes that the rules find; the file is only written where it matters."""
    base_pack = catalogue()[code].get("base", "")
    if "/" in base_pack:
        return room_codes(base_pack, YAML(typ="safe").load(catalogue()[code][kind]))
    if code in NEED_A_FILE or base_pack:
        return codes_of(example(tmp_path, code, kind))
    return story_codes(YAML(typ="safe").load(catalogue()[code][kind]))


def example(tmp_path, code, kind):
    text = catalogue()[code][kind]
    if catalogue()[code].get("base") == "standards":
        return write_standards(tmp_path, YAML(typ="safe").load(text))
    if code not in WHOLE_FILES:
        return write_pack(tmp_path, YAML(typ="safe").load(text))
    path = tmp_path / "base.yaml"
    whole = (HERE / "base.yaml").read_text(encoding="utf-8").removeprefix(FIRST_LINE)
    rest = "\n".join(line for line in whole.split("\n") if not line.startswith("title:"))
    first = "" if code == "AL004" else FIRST_LINE
    path.write_text(first + text + rest, encoding="utf-8")
    return path


def test_the_bases_break_no_rule(tmp_path):
    assert codes_of(write_pack(tmp_path)) == set()
    assert codes_of(write_standards(tmp_path)) == set()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("AL001", "title: [\n"),
        ("AL002", "standards:\n  0: {titel: People}\n"),
        ("AL003", "valid_from: soon\n"),
        ("AL003", "standards:\n  0: {checked: true}\n"),
        ("AL003", "standards: []\n"),
    ],
)
def test_a_pack_of_standards_is_read_as_strictly_as_a_story(tmp_path, code, text):
    path = write_standards(tmp_path, None if code == "AL001" else YAML(typ="safe").load(text))
    if code == "AL001":
        path.write_text(text, encoding="utf-8")
    assert code in codes_of(path)


def test_a_pack_of_standards_without_its_first_line_is_told(tmp_path):
    path = write_standards(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert codes_of(path) == {"AL004"}


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
