"""A workbook behind a real Jupyter server, as on Binder: its page and its kernel's connection both come through."""

from playwright.sync_api import expect
from servers import TOKEN


def test_a_story_opens_and_goes_on_behind_jupyter(binder, page):
    page.goto(f"{binder.url}alongside/voila/render/allyship_stories.ipynb?token={TOKEN}")
    page.get_by_role("button", name="Open this story: At the door").click()
    expect(page.get_by_role("heading", name="What this story describes")).to_be_visible()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Kept in this tab until you close it")
