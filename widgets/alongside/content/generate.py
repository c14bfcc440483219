"""Writes the files that are made from others: the JSON Schema of packs and records, and pages of the documentation.

Run ``python -m alongside.content.generate`` in a checkout after changing a model, the catalogue of the checker's codes, or the
notes for facilitators.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from alongside import places
from alongside.alliance import pack as alliance
from alongside.content.check_rooms import check_room
from alongside.content.facilitating import facilitator_notes
from alongside.content.findings import catalogue
from alongside.identity import pack as identity
from alongside.record.model import Record
from alongside.scenario.model import Scenario
from alongside.standards.pack import Standards

_EXAMPLES = {
    "story": [
        "The examples are changes to the small story in `tests/content/base.yaml`; a number stands for the place in a",
        "list, counted from 0, and `null` for a key that is not there.",
    ],
    "standards": [
        "The examples are changes to the small pack of standards in `tests/content/base_standards.yaml`; a number stands",
        "for the place in a list, counted from 0.",
    ],
}
_ROOMS: dict[str, Any] = {"identity": identity.Pack, "alliance": alliance.Pack}
_CHECKOUT = places.data().parent


def generated() -> dict[Path, str]:
    """Give every generated file and what it should hold."""
    codes = _CHECKOUT / "docs" / "codes"
    schemas = _CHECKOUT / "data" / "schemas"
    files = {
        schemas / "scenario.schema.json": _schema(),
        schemas / "standards.schema.json": _written(Standards.model_json_schema()),
        **{schemas / f"{room}.schema.json": _written(TypeAdapter(pack).json_schema()) for room, pack in _ROOMS.items()},
        schemas / "record.schema.json": _written(Record.model_json_schema()),
        codes / "README.md": _contents(),
        _CHECKOUT / "docs" / "facilitating.md": facilitator_notes(*(_alliance(name) for name in ("facilitating", "disclosed"))),
    }
    return files | {codes / f"{code}.md": _page(code) for code in catalogue()}


def _alliance(name: str) -> dict[str, Any]:
    return check_room(places.data() / "alliance" / f"{name}.yaml").pack


def _examples(base: str) -> list[str]:
    shipped = f"The examples are changes to `data/{base}.yaml`; a number stands for the place in a list, counted from 0."
    return _EXAMPLES.get(base, [shipped])


def write_generated() -> None:
    """Write them."""
    for path, text in generated().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _schema() -> str:
    schema = Scenario.model_json_schema()
    passage = schema["$defs"]["Passage"]
    speech = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "string"}}
    schema["$defs"]["Passage"] = {
        "description": passage["description"],
        "anyOf": [{"type": "string"}, passage, speech | {"description": "Who speaks, and what they say."}],
    }
    ways = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/$defs/Way"}, "minItems": 1}]}
    schema["$defs"]["Choice"]["properties"]["to"] = ways | {"description": "Where it leads."}
    schema["$defs"]["Scene"]["properties"]["next"] = ways | {"description": "Where it goes on."}
    return _written(schema)


def _written(schema: dict[str, Any]) -> str:
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _contents() -> str:
    rows = [f"| [{code}]({code}.md) | {entry['severity']} | {entry['title']} |" for code, entry in catalogue().items()]
    return "\n".join(
        [
            "# What the checker finds",
            "",
            "`alongside lint` prints one line per finding: `path:line: AL012 severity: message`. An error leaves the story",
            "out; a warning can be explained in the pack:",
            "",
            "```yaml",
            "accept:",
            "  - {code: AL030, at: ask_ned, because: The cost comes two scenes later.}",
            "```",
            "",
            "| code | severity | what |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _page(code: str) -> str:
    entry = catalogue()[code]
    return "\n".join(
        [
            f"# {code}: {entry['title']}",
            "",
            f"Severity: {entry['severity']}.",
            "",
            entry["why"],
            "",
            *_examples(entry.get("base", "story")),
            "",
            "Wrong:",
            "",
            "```yaml",
            entry["wrong"].rstrip(),
            "```",
            "",
            "Right:",
            "",
            "```yaml",
            entry["right"].rstrip(),
            "```",
            "",
        ]
    )


if __name__ == "__main__":
    write_generated()
