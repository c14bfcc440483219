"""A learner's hands: presses, ticks and writes, by what is read on the screen."""

from __future__ import annotations

from typing import Any, Literal, cast

from faults.choose import Action
from faults.look import Look
from faults.oracle import key_of
from faults.ways import BACK
from faults.workbooks import FIELDS
from playwright.async_api import Page

PRESS, LOAD = 5_000, 15_000  # milliseconds that a button and a page are waited for
Given = tuple[str, Any]


async def do(page: Page, action: Action, look: Look) -> Given | None:
    """Do something on a page.

    Returns
    -------
    tuple or None
        For a field, the key under which the page must keep it, and what was given to it.
    """
    if action.kind == "tick":
        return await _tick(page, action, look)
    if action.kind == "write":
        return await _write(page, action, look)
    if action.kind == "back":
        await page.go_back(wait_until="commit", timeout=PRESS)
        return None
    place = page.locator(".player .screen" if action.kind == "press" else ".form")
    if action.detail:
        await place.get_by_role("radio", name=action.detail, exact=True).check(timeout=PRESS)
    await place.get_by_role("button", name=action.words, exact=True).click(timeout=PRESS)
    return None


async def _tick(page: Page, action: Action, look: Look) -> Given:
    asked = FIELDS[action.words]
    group = page.locator(".form fieldset", has_text=action.words)
    role = cast("Literal['radio', 'checkbox']", asked.role)
    await group.get_by_role(role, name=action.detail, exact=True).click(timeout=PRESS)
    if asked.role == "radio":
        return asked.key, action.detail
    ticked = set(look.fields()[action.words]) ^ {action.detail}
    return asked.key, [one for one in asked.options if one in ticked]


async def _write(page: Page, action: Action, look: Look) -> Given:
    field = page.locator(".form, .player .screen").get_by_label(action.words, exact=True)
    before = look.fields()[action.words]
    if before and action.detail.startswith(before):
        await field.press("Control+End", timeout=PRESS)
        await field.press_sequentially(action.detail.removeprefix(before), timeout=PRESS)
    else:
        await field.fill(action.detail, timeout=PRESS)
    return key_of(look, action.words), action.detail


async def read_path(page: Page) -> list[str]:
    """Open “Your path so far”, read its lines, and close it."""
    player = page.locator(".player")
    await player.get_by_role("button", name="Your path so far").click(timeout=PRESS)
    lines = await player.get_by_role("region", name="Your path so far").locator("ol.path > li").all_inner_texts()
    await player.get_by_role("button", name="Close", exact=True).click(timeout=PRESS)
    return lines


async def take_way(page: Page, way: str) -> None:
    """Do what `faults.ways` has chosen: press a button that is offered, reload, or go back."""
    if way == BACK:
        await page.go_back(wait_until="commit", timeout=LOAD)
    elif way.startswith("reload"):
        await page.reload(wait_until="commit", timeout=LOAD)
    else:
        await page.get_by_role("button", name=way, exact=True).first.click(timeout=PRESS)
