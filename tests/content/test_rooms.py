"""The packs of identity work and of the alliance: what the shipped ones hold, what local ones may change, what is refused."""

import json
import shutil
from functools import cache
from typing import get_args

import pytest

from alongside import places
from alongside.alliance.asking_pack import SECTIONS
from alongside.content import local, packs
from alongside.content.check import check_local, compile_packs
from alongside.content.check_rooms import ROOMS, check_room
from alongside.content.lint import lint
from alongside.content.shape import files_of
from alongside.form.fields import Field
from tests.content.examples import room_codes, shipped_pack, write_room

FLOWER, AGREEMENT, SPEAKING = "identity/power_flower", "alliance/working_agreement", "alliance/speaking_up"


checked = cache(check_room)  # for shipped packs, which no test changes


def codes(path):
    return {finding.code for finding in check_room(path).findings}


def shipped_files():
    return [path for room in ROOMS for path in files_of([places.data()], room)]


@pytest.fixture
def compiled(tmp_path, monkeypatch):
    """Compile the two rooms' shipped packs with a host's folder, and read from there."""
    for room in ROOMS:
        shutil.copytree(places.data() / room, tmp_path / "shipped" / room)

    def compile_with(folder):
        findings = compile_packs([tmp_path / "shipped", folder], tmp_path / "out", reuse=places.built() / "packs")
        monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path / "out"))
        return findings

    return compile_with


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.stem)
def test_every_shipped_pack_is_clean(path):
    assert [str(finding) for finding in checked(path).findings] == []
    assert checked(path).pack["name"] == path.stem


def test_every_kind_of_pack_is_shipped():
    kinds = {room: {shipped_pack(f"{room}/{path.stem}")["kind"] for path in files_of([places.data()], room)} for room in ROOMS}
    assert kinds == {room: set(known.models) for room, known in ROOMS.items()}


def test_the_flower_has_sets_of_seven_twelve_and_sixteen():
    flower = shipped_pack(FLOWER)
    assert flower["start"] == ["role", "route", "time_here", "hours", "accent"]
    assert [len(one["petals"]) for one in flower["sets"]] == [7, 12, 16]
    assert flower["outer"] == "usual"


def test_what_is_true_of_privacy_is_said_and_no_more():
    said = "We do not send or save this. Anyone who can see your screen can read it."
    assert shipped_pack("identity/ground")["privacy"] == f"{said} A work laptop belongs to your employer. Paper is safer."


def test_nothing_is_owed_back():
    said = "You do not owe anything back. You can ask a question, say what would help, or stop here."
    assert shipped_pack(FLOWER)["sharing"]["hand_over"]["words"][0] == said


def test_the_agreement_speaks_about_everything_in_its_order():
    agreement = shipped_pack(AGREEMENT)
    assert tuple(section["id"] for section in agreement["sections"]) == SECTIONS
    assert all(field["optional"] for section in agreement["sections"] for field in section["fields"])


def test_the_bias_check_is_never_kept_and_the_nqsw_has_a_page_of_their_own():
    steps = {step["id"]: step for step in shipped_pack("alliance/worry_about_practice")["steps"]}
    assert [name for name, step in steps.items() if step.get("kept") == "never"] == ["bias_check"]
    assert [name for name, step in steps.items() if step.get("filled_by") == "nqsw"] == ["nqsw_says"]
    assert not steps["shown"]["fields"][0].get("optional")


def test_what_must_be_asked_before_speaking_up_is_required():
    steps = shipped_pack(SPEAKING)["steps"]
    needed = [field["name"] for step in steps[:3] for field in step.get("fields", []) if not field.get("optional")]
    assert needed == ["asked", "may_say", "to_whom", "must_not_say", "use_name"]


def test_the_form_takes_every_field():
    taken = 0
    for path in shipped_files():
        pack = checked(path).pack
        for step in [*pack.get("sections", []), *(pack.get("steps", []) if isinstance(pack.get("steps"), list) else [])]:
            for field in step.get("fields", []):
                asked = {key: words for key, words in field.items() if key != "copied_as"}  # that is the agreement's own
                taken += Field.of(asked).name == field["name"]
    assert taken > 60


def test_a_host_can_say_how_to_reach_each_of_those_who_can_help():
    helpers = [one["id"] for one in shipped_pack("alliance/who_can_help")["people"]]
    assert helpers == list(get_args(local.Who))


def test_a_local_pack_turns_the_rings_round(tmp_path, compiled):
    write_room(tmp_path / "host", FLOWER, {"outer": "me"})
    assert compiled(tmp_path / "host") == []
    assert packs.read_identity("power_flower")["outer"] == "me"


def test_a_local_pack_of_another_name_stands_beside_the_shipped_one(tmp_path, compiled):
    write_room(tmp_path / "host", FLOWER, {"title": "Our flower"}, name="our_flower")
    compiled(tmp_path / "host")
    assert packs.read_identity("our_flower")["title"] == "Our flower"
    assert packs.read_identity("power_flower")["title"] == "Power Flower"


def test_a_broken_local_pack_is_told_and_leaves_the_shipped_one(tmp_path, compiled):
    write_room(tmp_path / "host", AGREEMENT, {"title": "Ours", "sections": {9: {"id": "compliments"}}})
    assert {finding.code for finding in compiled(tmp_path / "host")} == {"AL085"}
    assert packs.read_alliance("working_agreement")["title"] == "Our working agreement"
    assert [entry["title"] for entry in packs.left_out("alliance")] == ["Ours"]


def test_a_pack_that_is_not_there_is_answered_with_the_nearest_name(tmp_path, compiled):
    compiled(tmp_path)
    with pytest.raises(packs.NoSuchPack, match="Did you mean 'role_power'"):
        packs.read_alliance("role_powr")
    with pytest.raises(packs.NoSuchPack):
        packs.read_identity("../alliance/role_power")


@pytest.mark.parametrize(
    ("pack", "changes", "code"),
    [
        (FLOWER, {"petals": {0: {"gloss": "Who is listened to first (men, managers)?"}}}, "AL080"),
        (FLOWER, {"sets": {0: {"petals": ["role", "route", "colour"]}}}, "AL081"),
        (FLOWER, {"petals": {1: {"id": "role"}}}, "AL082"),
        (FLOWER, {"sharing": {"questions": {0: {"ask": "Who of you is more privileged?"}}}}, "AL083"),
        (FLOWER, {"about": ["It is a journey."]}, "AL042"),
        (FLOWER, {"about": ["word " * 26]}, "AL041"),
        (FLOWER, {"about": ["Organisational accountability necessitates interdisciplinary communication. " * 10]}, "AL040"),
        (FLOWER, {"practice": {"people": {0: {"one_way": {0: {"petal": "age"}}}}}}, "AL086"),
        (AGREEMENT, {"sections": {1: {"fields": {0: {"name": "power_how"}}}}}, "AL082"),
        (AGREEMENT, {"sections": {0: {"fields": {0: {"options": {1: {"value": "regularly"}}}}}}}, "AL082"),
        (FLOWER, {"sharing": {"questions": {1: {"id": "work"}}}}, "AL082"),
        (FLOWER, {"petals": {0: {"name": "The journey"}}}, "AL042"),
        ("alliance/role_power", {"sentences": {0: {"opening": "My score is …"}}}, "AL083"),
        (AGREEMENT, {"sections": {0: {"id": "hats"}, 1: {"id": "power"}}}, "AL085"),
        (SPEAKING, {"steps": {0: {"fields": {0: {"optional": True}}}}}, "AL084"),
        (SPEAKING, {"steps": {0: {"fields": {0: {"name": "wanted"}}}}}, "AL084"),
        (SPEAKING, {"steps": {1: {"ends": False}}}, "AL084"),
        (SPEAKING, {"steps": {1: {"fields": [{"name": "barred", "kind": "text", "label": "What is in the way?"}]}}}, "AL084"),
        (SPEAKING, {"steps": {4: {"only_if": None}}}, "AL084"),
        (SPEAKING, {"steps": {0: {"only_if": {"asked": ["yes"]}}}}, "AL081"),
        (SPEAKING, {"steps": {4: {"only_if": {"asked": ["perhaps"]}}}}, "AL081"),
        (SPEAKING, {"steps": {2: {"only_if": {"barrier": ["yes"]}}}}, "AL081"),
        (SPEAKING, {"notice": {"words": ["The law says so."], "source": None}}, "AL087"),
    ],
)
def test_what_a_pack_must_not_say_is_found(pack, changes, code):
    assert code in room_codes(pack, changes)


@pytest.mark.parametrize(
    ("pack", "changes", "code"),
    [
        (FLOWER, {"kind": "power_flowr"}, "AL003"),
        (FLOWER, {"petals": {0: {"options": ["A", "B"]}}}, "AL002"),
        (FLOWER, {"petals": {0: {"name": "A name that is much too long for a picture"}}}, "AL003"),
        (FLOWER, {"outer": "both"}, "AL003"),
        (FLOWER, {"lenses": {0: {"id": "here"}}}, "AL003"),
        (FLOWER, {"sources": {0: {"checked_on": "soon"}}}, "AL003"),
        (AGREEMENT, {"sections": {0: {"fields": {0: {"options": None}}}}}, "AL003"),
        (AGREEMENT, {"sections": {0: {"fields": {1: {"options": [{"value": "a", "label": "A"}]}}}}}, "AL003"),
        ("alliance/role_power", {"comparing": {"same": "Both have {crad}."}}, "AL003"),
    ],
)
def test_what_the_format_does_not_know_is_found(tmp_path, pack, changes, code):
    assert code in codes(write_room(tmp_path, pack, changes))


@pytest.mark.parametrize(
    "text", ["", "- a\n", "kind: [power_flower]\n", "kind: {a: b}\n", "kind: ground\nprivacy: 3\n", "kind: [", "title: x\n"]
)
def test_damaged_packs_get_findings_and_never_an_exception(tmp_path, text):
    path = tmp_path / "identity" / "ground.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    assert check_room(path).is_broken


def test_lint_looks_at_both_rooms_of_a_folder(tmp_path, capsys):
    path = write_room(tmp_path, AGREEMENT, {"sections": {9: {"id": "compliments"}}})
    write_room(tmp_path, FLOWER)
    assert lint([tmp_path]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{path}:")
    assert said.endswith("2 packs: 1 error, 0 warnings.\n")


def test_the_line_of_what_is_wrong_is_named(tmp_path):
    path = write_room(tmp_path, FLOWER, {"petals": {2: {"gloss": "Which: new, old, older?"}}})
    finding = next(iter(check_room(path).findings))
    assert "Which: new" in path.read_text(encoding="utf-8").split("\n")[finding.line - 1]


def test_nothing_that_a_learner_would_pick_from_is_in_the_flower():
    flower = json.dumps(checked(places.data() / "identity" / "power_flower.yaml").pack)
    assert '"petals"' in flower
    assert '"options"' not in flower


def test_the_local_file_that_the_hosting_guide_shows_is_right(tmp_path):
    guide = (places.data().parent / "docs" / "hosting.md").read_text(encoding="utf-8")
    shown = guide.split("```yaml\ncontacts:")[1].split("```")[0]
    (tmp_path / "local.yaml").write_text(f"contacts:{shown}", encoding="utf-8")
    said, findings = check_local(tmp_path / "local.yaml")
    assert findings == []
    assert [contact["who"] for contact in said["contacts"]] == ["coordinator", "union"]
    assert said["undertaking"].startswith("No one here")
