"""Turns a checked scenario into what readers' kernels get: conditions compiled, and everything for authors taken out."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from alongside.scenario.conditions import compile_condition
from alongside.scenario.model import Choice, Decision, Image, Passage, Scenario, Scene, Way

_PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


def compile_scenario(name: str, scenario: Scenario, folder: Path) -> dict[str, Any]:
    """Compile a scenario, without its map.

    Every key is named here, so that a key added for authors stays with authors.

    Parameters
    ----------
    name : str
        The file's name without its ending.
    scenario : Scenario
    folder : Path
        Where its pictures lie.
    """
    start = scenario.start if isinstance(scenario.start, dict) else dict.fromkeys(scenario.eyes, scenario.start)
    return {
        "name": name,
        "title": scenario.title,
        "summary": scenario.summary,
        "audience": list(scenario.audience),
        "eyes": list(scenario.eyes),
        "number_of_scenes": scenario.number_of_scenes,
        "content_notice": scenario.content_notice,
        "standards": list(scenario.standards),
        "people": {key: {"name": p.name, "role": p.role, "who": p.who} for key, p in scenario.people.items()},
        "so_far": scenario.so_far,
        "variables": {key: variable.starts for key, variable in scenario.variables.items()},
        "start": dict(start),
        "scenes": {key: _scene(scene, folder) for key, scene in scenario.scenes.items()},
        "debrief": [{"id": question.id, "ask": question.ask} for question in scenario.debrief],
        "evidence": [item.model_dump(exclude_none=True) for item in scenario.evidence],
        "sources": [item.model_dump(exclude_none=True) for item in scenario.sources],
        "read_by": [item.model_dump() for item in scenario.read_by],
    }


def _scene(scene: Scene, folder: Path) -> dict[str, Any]:
    return _without_empty(
        heading=scene.heading,
        text=_passages(scene.text),
        happened=scene.happened,
        eyes=scene.eyes,
        image=_image(scene.image, folder) if scene.image else None,
        decision=_decision(scene.decision) if scene.decision else None,
        next=_ways(scene.next) if scene.next else None,
        ending={"name": scene.ending.name, "left_with": dict(scene.ending.left_with)} if scene.ending else None,
    )


def _decision(decision: Decision) -> dict[str, Any]:
    return {"ask": decision.ask, "skip_takes": decision.skip_takes, "choices": list(map(_choice, decision.choices))}


def _choice(choice: Choice) -> dict[str, Any]:
    return _without_empty(
        id=choice.id,
        words=choice.words,
        to=_ways(choice.to),
        after=_passages(choice.after),
        meant={person: consequence.words for person, consequence in choice.meant.items()},
        when=_condition(choice.when),
        once=choice.once,
        eyes=choice.eyes,
        set=dict(choice.set),
        add=dict(choice.add),
    )


def _passages(passages: list[Passage]) -> list[dict[str, Any]]:
    return [_without_empty(words=p.words, by=p.by, when=_condition(p.when), eyes=p.eyes) for p in passages]


def _ways(ways: list[Way]) -> list[dict[str, Any]]:
    return [_without_empty(to=way.to, when=_condition(way.when)) for way in ways]


def _condition(words: str | None) -> list[Any] | None:
    return compile_condition(words) if words else None


def _image(image: Image, folder: Path) -> dict[str, str]:
    path = folder / image.file
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return {"src": f"data:{_PICTURES[path.suffix]};base64,{data}", "alt": image.alt or ""}


def _without_empty(**parts: Any) -> dict[str, Any]:
    return {key: part for key, part in parts.items() if part not in (None, False, [], {})}
