"""The colours of every paper: words at least 7:1, edges of controls at least 3:1 (WCAG 1.4.6 and 1.4.11)."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "widgets/alongside/page/css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
WORDS = ["ink", "quiet", "accent", "accent-press", "error", "nqsw", "assessor", "person", "other"]
GROUNDS = ["paper", "card", "tint"]


def colours(selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r"[^{]*\{(.*?)\n\}", TOKENS, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


USUAL = colours(":root")
PAPERS = {"cream": USUAL, "white": USUAL | colours('[data-paper="white"]'), "dark": USUAL | colours('[data-paper="dark"]')}


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("paper", PAPERS)
def test_words_stand_out_on_every_ground(paper):
    tokens = PAPERS[paper]
    faint = {pair: round(contrast(*(tokens[name] for name in pair)), 2) for pair in product(WORDS, GROUNDS)}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 7}


@pytest.mark.parametrize("paper", PAPERS)
def test_words_on_buttons_and_on_the_focus_stand_out(paper):
    tokens = PAPERS[paper]
    for words, ground in [("accent-ink", "accent"), ("accent-ink", "accent-press"), ("focus-ink", "focus")]:
        assert contrast(tokens[words], tokens[ground]) >= 7


@pytest.mark.parametrize("paper", PAPERS)
def test_edges_of_controls_stand_out(paper):
    tokens = PAPERS[paper]
    for edge, ground in product(["line", "accent", "ink"], GROUNDS):
        assert contrast(tokens[edge], tokens[ground]) >= 3


@pytest.mark.parametrize("paper", PAPERS)
def test_the_focus_is_seen_on_every_paper(paper):
    tokens = PAPERS[paper]
    # yellow on the dark paper, black on the light ones
    assert max(contrast(tokens[name], tokens["paper"]) for name in ("focus", "focus-ink")) >= 3


@pytest.mark.parametrize("sheet", ["parts.css", "page.css"])
def test_styles_stay_inside_the_suite(sheet):
    text = re.sub(
        r"/\*.*?\*/|@(?:import|font-face)[^;{]*(?:;|\{[^}]*\})", "", (CSS / sheet).read_text(encoding="utf-8"), flags=re.DOTALL
    )
    depth, outer, start = 0, [], 0
    for at, sign in enumerate(text):
        if sign == "{":
            if depth == 0:
                outer.append(text[start:at].strip())
            depth += 1
        elif sign == "}":
            depth -= 1
            start = at + 1
    assert outer, "no rule was found"
    own = re.compile(r"\.alongside|^html|^@media")
    assert not [selector for selector in outer if not own.search(selector)]
