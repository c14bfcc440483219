"""Lays the scenes of a scenario out as a map, for one pair of eyes, with igraph's Sugiyama layout.

Source: Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures", 1981.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import igraph

from alongside.scenario.spacing import spread

Point = tuple[float, float]

#: Size of a scene's box and the space around it, in CSS pixels.
BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y = 150, 52, 26, 60


def lay_out(pack: dict[str, Any], eyes: str) -> dict[str, Any]:
    """Place every scene and every way between scenes.

    Parameters
    ----------
    pack : dict
        A compiled scenario.
    eyes : str
        ``"nqsw"`` or ``"assessor"``.

    Returns
    -------
    dict
        ``width`` and ``height``; ``scenes``: name to the centre ``x, y`` and the size ``w, h``; ``edges``: a list of
        ``{from, to, choice, points}``. All in CSS pixels.
    """
    scenes = {name: scene for name, scene in pack["scenes"].items() if scene.get("eyes") in (None, eyes)}
    edges = [edge for name, scene in scenes.items() for edge in _edges(name, scene, eyes) if edge["to"] in scenes]
    places, bends = _places(list(scenes), edges, pack["start"][eyes])
    left = min(x for x, _ in [*places.values(), *(point for line in bends.values() for point in line)])
    placed = {name: _box(x - left, y) for name, (x, y) in places.items()}
    for edge in edges:
        passing = [_box(x - left, y) for x, y in bends.get((edge["from"], edge["to"]), [])]
        edge["points"] = _line(placed[edge["from"]], passing, placed[edge["to"]])
    across = [box["x"] for box in placed.values()] + [x for edge in edges for x, _ in edge["points"]]
    return {
        "width": max(across) + BOX_WIDTH // 2 + GAP_X,
        "height": max(box["y"] for box in placed.values()) + BOX_HEIGHT // 2 + GAP_X,
        "scenes": placed,
        "edges": edges,
    }


def _edges(name: str, scene: dict[str, Any], eyes: str) -> list[dict[str, Any]]:
    """List the ways out of a scene; a choice with several ways has one edge for each."""
    leading = [(None, way["to"]) for way in scene.get("next", [])]
    for choice in scene.get("decision", {}).get("choices", []):
        if choice.get("eyes") in (None, eyes):
            leading += [(choice["id"], way["to"]) for way in choice["to"]]
    return [{"from": name, "to": to} | ({"choice": choice} if choice else {}) for choice, to in leading]


def _layers(names: list[str], pairs: set[tuple[str, str]], start: str) -> dict[str, int]:
    """Give each scene its row: one below the lowest scene that leads to it, loops left aside."""
    ahead = {name: [to for source, to in sorted(pairs) if source == name] for name in names}
    rows = dict.fromkeys(names, 0)

    def go_down(name: str, row: int, above: frozenset[str]) -> None:
        if row and row <= rows[name]:
            return
        rows[name] = row
        for to in ahead[name]:
            if to not in above:
                go_down(to, row + 1, above | {to})

    go_down(start, 0, frozenset({start}))
    return rows


def _places(
    names: list[str], edges: list[dict[str, Any]], start: str
) -> tuple[dict[str, Point], dict[tuple[str, str], list[Point]]]:
    """Place the scenes, and the bends of ways that pass other rows of scenes, in units of boxes."""
    pairs = {(edge["from"], edge["to"]) for edge in edges}
    rows = _layers(names, pairs, start)
    layers = [rows[name] for name in names]
    lines, bends = [], {}
    for source, to in sorted(pairs):
        passed = range(rows[source] + 1, rows[to])
        bends[source, to] = range(len(layers), len(layers) + len(passed))
        layers += passed
        stops = [names.index(source), *bends[source, to], names.index(to)]
        lines += list(pairwise(stops))
    graph = igraph.Graph(len(layers), lines, directed=True)
    found = graph.layout_sugiyama(layers=layers, hgap=1, vgap=1, maxiter=500).coords[: len(layers)]
    across = spread([float(x) for x, _ in found], layers, lines, boxes=len(names))
    at = [(x, float(layer)) for x, layer in zip(across, layers, strict=True)]
    return dict(zip(names, at, strict=False)), {pair: [at[i] for i in way] for pair, way in bends.items()}


def _box(x: float, y: float) -> dict[str, int]:
    return {
        "x": round(x * (BOX_WIDTH + GAP_X) + BOX_WIDTH / 2 + GAP_X),
        "y": round(y * (BOX_HEIGHT + GAP_Y) + BOX_HEIGHT / 2 + GAP_X),
        "w": BOX_WIDTH,
        "h": BOX_HEIGHT,
    }


def _line(start: dict[str, int], passing: list[dict[str, int]], end: dict[str, int]) -> list[list[int]]:
    """Run from below the first box, straight through the rows that it passes, to above the last."""
    line = [[start["x"], start["y"] + start["h"] // 2]]
    for box in passing:
        line += [[box["x"], box["y"] - box["h"] // 2], [box["x"], box["y"] + box["h"] // 2]]
    return [*line, [end["x"], end["y"] - end["h"] // 2]]
