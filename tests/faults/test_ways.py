"""What a learner does when a page is not whole."""

from dataclasses import replace

from faults.look import Look
from faults.ways import AGAIN, BACK, PATIENCE, Waited, way_out

LONG = Waited(100, 100, 100)
LOST = Look(address="http://here/voila/render/diary.ipynb", state="trouble", status="Connection lost. Trying again.")


def test_what_the_page_offers_comes_first():
    assert way_out(replace(LOST, offers=["Connect again"], buttons=["Try again"]), "diary", LONG) == "Connect again"
    assert way_out(replace(LOST, buttons=["Try again", "Continue"]), "diary", LONG) == "Try again"
    assert way_out(replace(LOST, offers=["Load the page again"]), "diary", LONG) == "Load the page again"


def test_what_was_pressed_is_given_its_time():
    assert way_out(replace(LOST, offers=["Connect again"]), "diary", LONG._replace(pressed=AGAIN - 1)) == ""


def test_a_learner_waits_as_long_as_the_page_says_that_it_tries():
    assert way_out(LOST, "diary", LONG._replace(whole=PATIENCE - 1)) == ""
    assert way_out(LOST, "diary", LONG) == "reload unasked"
    assert way_out(replace(LOST, waits="3"), "diary", LONG) == ""


def test_where_there_is_no_page_of_ours_it_is_loaded_again():
    assert way_out(None, "diary", LONG._replace(seen=1)) == "", "it may be on its way"
    assert way_out(None, "diary", LONG) == "reload where no page was"
    assert way_out(Look(address="chrome-error://chromewebdata/", is_foreign=True), "diary", LONG) == "reload where no page was"
    assert way_out(replace(LOST, trouble=["Reload it."]), "diary", LONG) == "reload as advised"


def test_who_is_on_the_start_page_goes_back():
    assert way_out(replace(LOST, address="http://here/voila/render/start.ipynb"), "diary", LONG) == BACK


def test_who_finds_the_first_page_of_the_stories_carries_on():
    kept = {"steps/stories": {"visit": "1", "places": [{"page": "shelf"}, {"page": "walk"}], "at": 1}}
    shelf = replace(LOST, heading="Choose a story", buttons=["Carry on"], kept=kept)
    assert way_out(shelf, "diary", LONG) == "Carry on"
    assert way_out(replace(shelf, kept={}), "diary", LONG._replace(whole=9)) == ""
