"""Reading what was compiled."""

import shutil

import pytest

from alongside.content import packs
from alongside.content.check import compile_packs
from tests.content.examples import write_pack


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs")
    (folder / "data" / "scenarios").mkdir(parents=True)
    write_pack(folder / "data" / "scenarios", {"shelf_place": 2}, name="a_late_one")
    write_pack(folder / "data" / "scenarios", {"shelf_place": 1}, name="the_first_one")
    write_pack(folder / "data" / "scenarios", {"sources": []}, name="broken")
    compile_packs([folder / "data"], folder / "out")
    return folder / "out"


@pytest.fixture
def compiled(built, tmp_path, monkeypatch):
    out = shutil.copytree(built, tmp_path / "out")
    monkeypatch.setenv("ALONGSIDE_PACKS", str(out))
    return out


@pytest.mark.usefixtures("compiled")
def test_stories_stand_in_the_order_of_the_shelf():
    assert packs.scenario_names() == ["the_first_one", "a_late_one"]


@pytest.mark.usefixtures("compiled")
def test_hyphens_and_underscores_are_the_same():
    assert packs.read_scenario("the-first-one")["name"] == "the_first_one"


@pytest.mark.usefixtures("compiled")
def test_a_mistyped_story_is_answered_with_the_nearest_name():
    with pytest.raises(packs.NoSuchScenario, match="Did you mean 'the_first_one'"):
        packs.read_scenario("the_frist_one")


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("name", ["../index", "broken", "", "/etc/passwd", "the_first_one.json"])
def test_nothing_but_stories_on_the_shelf_can_be_read(name):
    with pytest.raises(packs.NoSuchScenario):
        packs.read_scenario(name)


@pytest.mark.usefixtures("compiled")
def test_what_was_left_out_is_named():
    assert [(entry["file"], len(entry["findings"])) for entry in packs.left_out()] == [("broken.yaml", 1)]


def test_a_damaged_compiled_pack_is_said(compiled):
    (compiled / "scenarios" / "the_first_one.json").write_text("{", encoding="utf-8")
    with pytest.raises(packs.PackError, match="build again"):
        packs.read_scenario("the_first_one")


def test_no_packs_at_all_are_no_stories(tmp_path, monkeypatch):
    monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path))
    assert (packs.scenario_names(), packs.left_out(), packs.local()) == ([], [], {})
