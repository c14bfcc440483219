"""Draws the story map as SVG: nested lists that the page makes into elements, or a file for an author.

The path is marked by more than colour: its lines are thick and unbroken, its boxes filled and numbered; what was not
visited is thin and dashed. Nothing in it is ever parsed as markup: every word is a text node.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from alongside.scenario.map import Place, Way

#: Letters to a line and lines to a box, at the size of type that the boxes are made for.
LETTERS_A_LINE, LINES_A_BOX, LINE_HEIGHT = 19, 3, 15
#: How far a way that leads back up bulges out to the right, in CSS pixels.
BULGE = 46
SPACE_ABOVE = 8

STYLE = """
svg { background: #fbf7ef } text { font: 13px Verdana, sans-serif; fill: #1f2430; text-anchor: middle }
.box { fill: #fff; stroke: #474d5b; stroke-width: 1.5 } .ending .box { stroke-width: 3 }
.way path { fill: none; stroke: #474d5b; stroke-width: 1.5 } .way .tip { fill: #474d5b; stroke: none }
.large { display: none }
"""

Tree = list[Any]
Box = dict[str, int]


def picture(size: tuple[int, int], places: list[Place], ways: list[Way]) -> Tree:
    """Draw a map.

    Parameters
    ----------
    size : (int, int)
        Width and height, CSS pixels.
    places : list of Place
    ways : list of Way

    Returns
    -------
    list
        ``["svg", attributes, *children]``; a child is such a list, or words.
    """
    width, height = size
    back = BULGE if any(_leads_up(way) for way in ways) else 0
    box = {"viewBox": f"0 {-SPACE_ABOVE} {width + back} {height + SPACE_ABOVE}", "width": str(width + back)}
    boxes = {place.name: place.box for place in places}
    taken_on_top = sorted(ways, key=lambda way: way.taken)
    lines = [_way(way, boxes) for way in taken_on_top]
    letters = [_letters(way, boxes) for way in taken_on_top if way.letters]
    return ["svg", box, *lines, *map(_place, places), *letters]


def standalone(tree: Tree, title: str) -> str:
    """Write a picture as an SVG file.

    Parameters
    ----------
    tree : list
        What ``picture`` gives.
    title : str
    """
    tag, attributes, *children = tree
    with_style = [tag, {"xmlns": "http://www.w3.org/2000/svg", **attributes}, ["title", {}, title], ["style", {}, STYLE]]
    return _written([*with_style, *children]) + "\n"


def _written(tree: Tree | str) -> str:
    if isinstance(tree, str):
        return escape(tree)
    tag, attributes, *children = tree
    given = "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items())
    return f"<{tag}{given}>{''.join(map(_written, children))}</{tag}>"


def _place(place: Place) -> Tree:
    box = place.box
    left, top = box["x"] - box["w"] // 2, box["y"] - box["h"] // 2
    kind = [
        "place",
        "visited" if place.visits else "unvisited",
        *(["ending"] if place.is_ending else []),
        *(["skipped"] if _is_skipped(place) else []),
    ]
    corner = box["h"] // 2 if place.is_ending else 8
    shape = {"class": "box", "x": left, "y": top, "width": box["w"], "height": box["h"], "rx": corner}
    return ["g", {"class": " ".join(kind)}, ["rect", shape], *_label(place), *_number(place, left, top)]


def _is_skipped(place: Place) -> bool:
    return bool(place.visits) and place.visits == place.skipped


def _label(place: Place) -> list[Tree]:
    words = place.label + (" (skipped)" if _is_skipped(place) else "")
    width = LETTERS_A_LINE - 2 if place.is_ending else LETTERS_A_LINE
    lines = textwrap.wrap(words, width, max_lines=LINES_A_BOX, placeholder=" …")
    first = place.box["y"] - (len(lines) - 1) * LINE_HEIGHT / 2 + 4.5
    return [
        ["text", {"class": "label", "x": place.box["x"], "y": round(first + number * LINE_HEIGHT, 1)}, line]
        for number, line in enumerate(lines)
    ]


def _number(place: Place, left: int, top: int) -> list[Tree]:
    """Number a visited scene, as the path and the list number it: at its corner, and large for a narrow page."""
    if not place.visits:
        return []
    words = " ".join(map(str, place.visits))
    width = 14 + 8 * len(words)
    pill = {"class": "number", "x": left - 6, "y": top - 10, "width": width, "height": 20, "rx": 10}
    return [
        ["rect", pill],
        ["text", {"class": "count", "x": left - 6 + width / 2, "y": top + 4.5}, words],
        ["text", {"class": "large", "x": place.box["x"], "y": place.box["y"] + 13}, words],
    ]


def _leads_up(way: Way) -> bool:
    return way.points[-1][1] <= way.points[0][1]


def _way(way: Way, boxes: dict[str, Box]) -> Tree:
    kind = "way taken" if way.taken else "way"
    line = _line_up(boxes[way.source], boxes[way.to]) if _leads_up(way) else _line_down(way.points)
    return ["g", {"class": kind}, *line]


def _line_down(points: list[list[int]]) -> list[Tree]:
    (x, y), *rest = points
    line = f"M{x} {y}"
    for to_x, to_y in rest:
        middle = (y + to_y) / 2
        line += f" C{x} {middle:g} {to_x} {middle:g} {to_x} {to_y}"
        x, y = to_x, to_y
    return [["path", {"d": line}], ["path", {"class": "tip", "d": f"M{x} {y} l-5 -9 h10 z"}]]


def _line_up(source: Box, to: Box) -> list[Tree]:
    """Run out of the right side of a box and into the right side of one above it, or of itself."""
    x, y = source["x"] + source["w"] // 2, source["y"] + 12
    end_x, end_y = to["x"] + to["w"] // 2, to["y"] - 12
    out = max(x, end_x) + BULGE
    line = f"M{x} {y} C{out} {y} {out} {end_y} {end_x} {end_y}"
    return [["path", {"d": line}], ["path", {"class": "tip", "d": f"M{end_x} {end_y} l9 -5 v10 z"}]]


def _letters(way: Way, boxes: dict[str, Box]) -> Tree:
    """Write the choices' letters on their way, near its beginning."""
    if _leads_up(way):
        source, to = boxes[way.source], boxes[way.to]
        right = max(source["x"] + source["w"] / 2, to["x"] + to["w"] / 2)
        at_x, at_y = right + BULGE * 0.75, (source["y"] + to["y"]) / 2
    else:
        (x, y), (to_x, to_y), *_ = way.points
        at_x, at_y = (x + to_x) / 2, (y + to_y) / 2
    others = "".join(letter for letter in way.letters if letter not in way.chosen)
    plates = [(letters, kind) for letters, kind in ((way.chosen, "letters taken"), (others, "letters")) if letters]
    left = at_x - sum(_plate_width(letters) for letters, _ in plates) / 2
    drawn: Tree = []
    for letters, kind in plates:
        drawn.append(_plate(letters, kind, left, at_y))
        left += _plate_width(letters)
    return ["g", {"class": "plates"}, *drawn]


def _plate_width(letters: str) -> int:
    return 8 + 14 * len(letters)


def _plate(letters: str, kind: str, left: float, middle: float) -> Tree:
    width = _plate_width(letters)
    rect = {"class": "plate", "x": round(left, 1), "y": round(middle - 10, 1), "width": width, "height": 20, "rx": 4}
    at = {"class": "letter", "x": round(left + width / 2, 1), "y": round(middle + 4.5, 1)}
    return ["g", {"class": kind}, ["rect", rect], ["text", at, " ".join(letters)]]
