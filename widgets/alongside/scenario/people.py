"""The people of a story, as a reader meets them: by name, by what they are to the story, and "You" for oneself."""

from __future__ import annotations

from typing import Any

from alongside.scenario.engine import Story

#: The order in which consequences are told: the assessor first.
ORDER = ("assessor", "nqsw", "person", "other")

ROLES = {"assessor": "assessor", "nqsw": "NQSW", "person": "who draws on care and support", "other": ""}


def listed(story: Story, eyes: str) -> dict[str, dict[str, Any]]:
    """Describe everyone in a story, in the order of the pack.

    Parameters
    ----------
    story : Story
    eyes : str
        The reader's eyes: the one person with this role is "You".

    Returns
    -------
    dict
        Person to ``{name, label, role, who}``; ``label`` says in words what ``role`` says as a shape and a colour.
    """
    yourself = you(story, eyes)
    return {
        key: {
            "name": "You" if key == yourself else person["name"],
            "label": _label(person, is_you=key == yourself),
            "role": person["role"],
            "who": person["who"],
        }
        for key, person in story.people.items()
    }


def _label(person: dict[str, str], *, is_you: bool) -> str:
    has_name = person["name"] != "You"
    name = f"You ({person['name']})" if is_you and has_name else person["name"]
    return ", ".join(filter(None, [name, ROLES[person["role"]]]))


def you(story: Story, eyes: str) -> str | None:
    """Name the person whose eyes these are; None where several have that role."""
    found = [key for key, person in story.people.items() if person["role"] == eyes]
    return found[0] if len(found) == 1 else None


def eyes(story: Story) -> list[dict[str, str]]:
    """List through whose eyes a story can be walked: ``{id, words}`` each."""
    roles = {"nqsw": "the NQSW", "assessor": "the assessor"}

    def words(one: str) -> str:
        person = you(story, one)
        name = story.people[person]["name"] if person else "You"
        return roles[one] if name == "You" else f"{name}, {roles[one]}"

    return [{"id": one, "words": words(one)} for one in story.eyes]


def in_order(story: Story, told: dict[str, str]) -> list[dict[str, str]]:
    """Put what is told about each person in order, the assessor first.

    Parameters
    ----------
    story : Story
    told : dict of str to str
        Person to words.

    Returns
    -------
    list of dict
        ``{person, words}`` each.
    """
    keys = sorted(told, key=lambda key: ORDER.index(story.people[key]["role"]))
    return [{"person": key, "words": told[key]} for key in keys]
