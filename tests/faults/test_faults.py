"""Learners at work while everything breaks: 25 faults, and nothing that they saw kept is lost. Planted bugs are found."""

import pytest
from faults.plants import DROPS_THE_LAST_FIELD, ONE_SCENE_BACK, THE_OLDER_TEXT
from faults.rounds import Run
from loops import run_apart

FAULTS, SEED = 25, 3

pytestmark = pytest.mark.browser


def test_nothing_is_lost_in_25_faults(tmp_path):
    report = run_apart(Run(SEED, FAULTS, tmp_path).run())
    assert not report.losses, report.summary()
    met = {outcome.fault.number for outcome in report.outcomes}
    assert met == set(range(1, FAULTS + 1)), "each fault has met somebody, who came through it"


def test_bugs_that_are_planted_are_found(tmp_path):
    plants = (ONE_SCENE_BACK, THE_OLDER_TEXT, DROPS_THE_LAST_FIELD)
    report = run_apart(Run(SEED, 3, tmp_path, plants=plants).run())
    found = "\n".join(report.losses)
    for learner, loss in {"1 (allyship_stories)": "path: ", "2 (story_and_notes)": "field: ", "3 (diary)": "kept: "}.items():
        assert f"learner {learner} has lost:\n{loss}" in found, found
    assert "Again: python3 run.py faults" in report.summary()
