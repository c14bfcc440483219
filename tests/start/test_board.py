"""The start page offers what exists, says what is left out, and escapes what packs say."""

import json

import pytest

from alongside.start import board

STORY = {"summary": "", "audience": ["nqsw"], "number_of_scenes": 10}


@pytest.fixture
def packs(tmp_path, monkeypatch):
    """Write compiled packs."""

    def write(stories, **index):
        (tmp_path / "scenarios").mkdir(exist_ok=True)
        for name, story in stories.items():
            (tmp_path / "scenarios" / f"{name}.json").write_text(json.dumps(STORY | {"name": name} | story))
        whole = {"scenarios": list(stories), "left_out": [], "local": {}} | index
        (tmp_path / "index.json").write_text(json.dumps(whole))
        monkeypatch.setenv("ALONGSIDE_PACKS", str(tmp_path))

    return write


def test_each_role_is_offered_what_fits(packs):
    packs({"door": {"title": "At the door", "eyes": ["nqsw"]}, "rota": {"title": "The rota", "eyes": ["assessor"]}})
    nqsw, assessor, *others = board.who_finds_what().html.split("<li")[1:]
    assert "At the door" in nqsw
    assert "The rota" not in nqsw
    assert "The rota" in assessor
    assert len(others) == 2


def test_a_role_for_which_there_is_no_story_is_not_offered(packs):
    packs({"rota": {"title": "The rota", "eyes": ["assessor"]}})
    assert "newly qualified" not in board.who_finds_what().html


def test_no_address_names_a_story(packs):
    packs({"rota": {"title": "The rota", "eyes": ["assessor"]}})
    assert "rota" not in board.who_finds_what().html.replace("The rota", "")


def test_a_pack_that_is_left_out_is_named(packs):
    packs(
        {"rota": {"title": "The rota", "eyes": ["assessor"]}},
        left_out=[{"file": "door.yaml", "title": "At the <door>", "findings": ["line 3: unknown key"]}],
    )
    html = board.who_finds_what().html
    assert "One story is left out" in html
    assert "At the &lt;door&gt; (door.yaml)" in html


def test_nothing_is_said_of_packs_when_none_is_left_out(packs):
    packs({"rota": {"title": "The rota", "eyes": ["assessor"]}})
    assert "left out" not in board.who_finds_what().html


def test_where_there_is_no_story_the_page_says_so(packs):
    packs({})
    assert "no stories here yet" in board.who_finds_what().html


def test_where_every_story_is_left_out_the_page_names_them(packs):
    packs({}, left_out=[{"file": "door.yaml", "title": "At the door", "findings": ["line 3: x"]}])
    html = board.who_finds_what().html
    assert "no stories here yet" in html
    assert "At the door (door.yaml)" in html


def test_the_employers_promise_is_shown_in_its_own_words_or_not_at_all(packs):
    packs({}, local={"undertaking": "No one here will be judged by these <pages>."})
    assert "Your organisation promises:</strong> No one here will be judged by these &lt;pages&gt;." in board.undertaking().html
    packs({})
    assert board.undertaking().html == ""


def test_the_hosts_contacts_are_shown_with_their_date(packs):
    contact = {"name": "Line <b>", "what": "Listens.", "how": "Ring 0000.", "checked_on": "2026-11-01"}
    packs({}, local={"contacts": [contact]})
    html = board.contacts().html
    assert "Line &lt;b&gt;" in html
    assert "Checked on 1 November 2026." in html


def test_without_contacts_the_page_says_so_and_names_others(packs):
    packs({})
    assert "has not put its own contacts here yet" in board.contacts().html


def test_words_from_packs_are_text(packs):
    packs({"rota": {"title": "<script>x</script>", "eyes": ["assessor"]}})
    assert "<script>" not in board.who_finds_what().html
