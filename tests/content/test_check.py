"""The checker: every finding at once, by file and line; broken packs left out; nothing for authors in what is compiled."""

import json

import pytest

from alongside.cli import main
from alongside.content import compiled_before, shape
from alongside.content.check import check_scenario, compile_packs, scenario_files
from alongside.content.compiled_before import CompiledBefore
from alongside.content.source import Source
from tests.content.examples import FIRST_LINE, HERE, story_codes, write_pack, write_room, write_standards
from tests.stories import shipped

#: What only authors may read, planted in every key that is for them.
MARKER = "MARKER-for-authors"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data" / "scenarios").mkdir(parents=True)
    return tmp_path / "data"


def test_all_findings_come_at_once_with_their_lines(tmp_path):
    changes = {"scenes": {"gate": {"next": "ofice"}, "office": {"decision": {"skip_takes": "ask_nd"}}}, "sources": []}
    path = write_pack(tmp_path, changes)
    findings = check_scenario(path).findings
    lines = path.read_text(encoding="utf-8").split("\n")
    assert {finding.code for finding in findings} == {"AL010", "AL051"}
    for word in ("ofice", "ask_nd"):
        finding = next(finding for finding in findings if word in finding.message)
        assert word in lines[finding.line - 1]
        assert "Did you mean" in finding.message


def test_findings_of_every_kind_come_at_once(tmp_path):
    changes = {
        "tiitle": "x",
        "scenes": {"gate": {"next": "ofice"}, "desk": {"decision": {"choices": {0: {"after": []}}}}},
        "people": {"pat": {"wants": None}},
        "content_notice": None,
        "so_far": "It was a journey.",
    }
    codes = {finding.code for finding in check_scenario(write_pack(tmp_path, changes)).findings}
    assert codes == {"AL002", "AL010", "AL020", "AL033", "AL042", "AL050"}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "A safe space"},
        {"content_notice": "Uncomfortable  conversations."},
        {"people": {"pat": {"name": "A diverse person"}}},
        {"so_far": "Diverse people came."},
        {"debrief": {0: {"ask": "Was it a safe space?"}}},
        {"scenes": {"desk": {"decision": {"ask": "Is this a safe space?"}}}},
        {"scenes": {"end_bus": {"ending": {"name": "The journey"}}}},
        {"scenes": {"desk": {"heading": "The journey"}}},
        {"facilitator": {"as_a_pair": "Make it a safe space."}},
    ],
)
def test_banned_phrases_are_found_wherever_somebody_reads(changes):
    assert "AL042" in story_codes(changes)


def test_a_performative_choice_may_say_what_is_banned():
    said = {"scenes": {"office": {"decision": {"choices": {2: {"words": "From bystander to upstander."}}}}}}
    assert story_codes(said) == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scenes": {"office": {"decision": {"choices": {0: {"set": {"asked": 3}}}}}}}, "AL017"),
        ({"scenes": {"office": {"decision": {"choices": {0: {"set": {"late": True}}}}}}}, "AL017"),
        ({"scenes": {"office": {"decision": {"choices": {0: {"add": {"asked": 1}}}}}}}, "AL017"),
        ({"eyes": ["assessor", "assessor"]}, "AL003"),
        ({"people": {"pat": {"does": {"scene": "yard", "what": "Waits."}}}}, "AL033"),
        ({"sources": {0: {"url": "javascript:alert(1)"}}}, "AL003"),
    ],
)
def test_values_that_cannot_be_meant_are_found(tmp_path, changes, code):
    assert code in {finding.code for finding in check_scenario(write_pack(tmp_path, changes)).findings}


def test_an_unknown_key_is_named_with_its_owner_and_a_suggestion(tmp_path):
    changes = {"scenes": {"office": {"decision": {"choices": {1: {"wrods": "x"}}}}}}
    finding = check_scenario(write_pack(tmp_path, changes)).findings[0]
    assert finding.message == "scene 'office', choice 2: unknown key 'wrods'. Did you mean 'words'?"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "title: [",
        "title: a\ntitle: b\n",
        "&a [*a]",
        "\x00",
        "scenes: {gate: 3}\n",
        "people: 3\nscenes: []\n",
        "a: !!python/object:os.system x",
    ],
)
def test_damaged_files_get_findings_and_never_an_exception(tmp_path, text):
    path = tmp_path / "damaged.yaml"
    path.write_text(text, encoding="utf-8")
    checked = check_scenario(path)
    assert checked.is_broken
    assert all(finding.line >= 1 for finding in checked.findings)


def test_a_file_that_is_nested_without_end_is_refused_in_words_of_ours(tmp_path):
    path = tmp_path / "damaged.yaml"
    path.write_text("title: " + "[" * 60 + "]" * 60, encoding="utf-8")
    assert [finding.message for finding in check_scenario(path).findings] == ["this is nested too deeply"]


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "damaged.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    assert [finding.code for finding in check_scenario(path).findings] == ["AL001"]


def test_a_warning_can_be_explained_and_an_error_cannot(tmp_path):
    unmarked = {"scenes": {"office": {"decision": {"choices": {2: {"performative": False}}}}}}
    accepted = {"accept": [{"code": "AL034", "at": "story", "because": "It tempts nobody."}]}
    assert [f.code for f in check_scenario(write_pack(tmp_path, unmarked)).findings] == ["AL034"]
    assert check_scenario(write_pack(tmp_path, unmarked | accepted)).findings == []
    error = {"sources": [], "accept": [{"code": "AL051", "at": "story", "because": "None."}]}
    assert {f.code for f in check_scenario(write_pack(tmp_path, error)).findings} == {"AL051", "AL060"}


def test_a_broken_pack_is_left_out_and_the_others_are_compiled(folder, tmp_path):
    write_pack(folder / "scenarios", name="good")
    write_pack(folder / "scenarios", {"scenes": {"gate": {"next": "ofice"}}, "title": "Broken"}, name="broken")
    findings = compile_packs([folder], tmp_path / "out")
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert index["scenarios"] == ["good"]
    assert [(entry["file"], entry["title"]) for entry in index["left_out"]] == [("broken.yaml", "Broken")]
    assert not (tmp_path / "out" / "scenarios" / "broken.json").exists()
    assert {finding.code for finding in findings} == {"AL010"}


def test_a_later_folder_replaces_a_story_of_the_same_name(folder, tmp_path):
    other = tmp_path / "other" / "scenarios"
    other.mkdir(parents=True)
    write_pack(folder / "scenarios")
    write_pack(other)
    assert scenario_files([folder, tmp_path / "other"]) == [other / "base.yaml"]


def test_an_unchanged_pack_is_not_read_again(folder, tmp_path, monkeypatch):
    packs = [write_pack(folder / "scenarios"), write_standards(folder), write_room(folder, "identity/ground")]
    compile_packs([folder], tmp_path / "before")
    read = []
    monkeypatch.setattr(shape, "Source", lambda path: read.append(path) or Source(path))
    compile_packs([folder], tmp_path / "after", reuse=tmp_path / "before")
    assert read == []
    before, after, later = (tmp_path / time for time in ("before", "after", "later"))
    for name in ("index.json", "scenarios/base.json", "standards/river.json", "identity/ground.json"):
        assert (after / name).read_text(encoding="utf-8") == (before / name).read_text(encoding="utf-8")
    for path in packs:
        path.write_text(path.read_text(encoding="utf-8").replace('"title": "', '"title": "New: '), encoding="utf-8")
    compile_packs([folder], later, reuse=after)
    assert read == packs
    for path in packs:
        compiled = json.loads((later / path.relative_to(folder)).with_suffix(".json").read_text(encoding="utf-8"))
        assert compiled["title"].startswith("New: ")


def test_a_pack_is_read_again_once_the_checker_has_changed(folder, tmp_path, monkeypatch):
    path = write_room(folder, "identity/ground")
    compile_packs([folder], tmp_path / "before")
    assert CompiledBefore(tmp_path / "before").find(path)
    monkeypatch.setattr(compiled_before, "_CHECKERS", ("content",))
    assert CompiledBefore(tmp_path / "before").find(path) is None


def test_nothing_for_authors_is_compiled(folder, tmp_path):
    planted = {
        "people": {"pat": {"wants": MARKER, "does": {"scene": "river", "what": MARKER}}},
        "variables": {"asked": {"means": MARKER}},
        "scenes": {"office": {"decision": {"choices": {0: {"note": MARKER}}}}},
        "facilitator": {"as_a_pair": MARKER, "aims": [MARKER]},
        "accept": [{"code": "AL030", "at": "story", "because": MARKER}],
    }
    path = write_pack(folder / "scenarios", planted)
    assert path.read_text(encoding="utf-8").count(MARKER) == 7
    compile_packs([folder], tmp_path / "out")
    compiled = (tmp_path / "out" / "scenarios" / "base.json").read_text(encoding="utf-8")
    assert "Ana met Ned" in compiled
    assert MARKER not in compiled
    for word in ("nearer", "further", "repairs", "performative"):
        assert word not in compiled


def test_what_a_host_fills_in_is_compiled(folder, tmp_path):
    contact = "{name: Line, what: Talk, how: 01632 960000, checked_on: 2026-11-01}"
    (folder / "local.yaml").write_text(f"contacts: [{contact}]\nexit_page: https://example.org/\n", encoding="utf-8")
    assert compile_packs([folder], tmp_path / "out") == []
    local = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))["local"]
    assert local["exit_page"] == "https://example.org/"
    assert local["contacts"][0]["checked_on"] == "2026-11-01"


@pytest.mark.parametrize("text", ["exit_page: javascript:alert(1)\n", "contact: []\n", "contacts: [{name: Line}]\n", "- 3\n"])
def test_a_wrong_local_file_is_a_finding_and_changes_nothing(folder, tmp_path, text):
    (folder / "local.yaml").write_text(text, encoding="utf-8")
    findings = compile_packs([folder], tmp_path / "out")
    assert findings
    assert all(finding.is_error for finding in findings)
    assert json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))["local"] == {}


def test_lint_prints_a_line_for_each_finding_and_fails_on_errors(tmp_path, capsys):
    path = write_pack(tmp_path, {"sources": []})
    assert main(["lint", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:")
    assert main(["lint", str(HERE / "base.yaml")]) == 0
    assert capsys.readouterr().out == "1 pack: 0 errors, 0 warnings.\n"


def test_lint_of_nothing_fails(tmp_path, capsys):
    assert main(["lint", str(tmp_path)]) == 1
    assert "no pack" in capsys.readouterr().err


def test_every_shipped_story_is_clean_and_names_its_schema():
    assert shipped()
    for checked in shipped().values():
        assert checked.path.read_text(encoding="utf-8").startswith(FIRST_LINE)
        assert [str(finding) for finding in checked.findings] == []


def test_a_slip_in_one_part_of_the_local_file_leaves_the_others(folder, tmp_path):
    contact = "{name: Line, what: Talk, how: 01632 960000, checked_on: 2026-11-01}"
    (folder / "local.yaml").write_text(f"contacts: [{contact}]\nexit_page: javascript:alert(1)\n", encoding="utf-8")
    assert [finding.line for finding in compile_packs([folder], tmp_path / "out")] == [2]
    local = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))["local"]
    assert [contact["name"] for contact in local["contacts"]] == ["Line"]
    assert "exit_page" not in local
