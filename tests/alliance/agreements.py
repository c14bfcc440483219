"""Agreements for tests: every question answered, with as many words as one wants."""

from alongside.content import packs
from tests.record.records import entry, record

TWO_LINES = "We say so aloud, on the same day, with an example. If there is no time that day, then by noon on the next day."


def pack():
    return packs.read_alliance("working_agreement")


def answers(words):
    """Answer every question; what is written is always the same."""
    return [answer(field, words) for section in pack()["sections"] for field in section["fields"]]


def answer(field, words):
    kept = {"name": field["name"], "label": field["label"]}
    if field["kind"] == "radios":
        return kept | {"kind": "choice", "value": field["options"][0]["value"], "words": field["options"][0]["label"]}
    if field["kind"] == "date":
        return kept | {"kind": "date", "value": "2027-01-12"}
    return kept | {"kind": "text", "value": words}


def agreement(fields, **more):
    """A record of one agreement alone."""
    made = entry("agreement-1", more.pop("title", "Our working agreement"), kind="agreement", fields=fields, **more)
    return record(made | {"workbook": "power_in_our_relationship"}, name="")
