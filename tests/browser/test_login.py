"""The page that asks for a password, and a page by https: in a real browser, by keyboard and by name."""

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.certificates import make_certificate
from tests.servers import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "three calm words"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def locked(start_server, certificate):
    """A server with a password and a certificate."""
    words = ["--certfile", str(certificate.file), "--keyfile", str(certificate.key), "--keep-closed", "1"]
    return start_server(*words, env={"ALONGSIDE_PASSWORD": PASSWORD})


@pytest.mark.parametrize("size", [(1100, 900), (320, 640)], ids=["desk", "phone"])
def test_the_password_is_asked_for_and_leads_to_the_page_that_was_wanted(locked, new_page, axe, watch, size):
    watch.allow("401")
    page = new_page(viewport={"width": size[0], "height": size[1]}, ignore_https_errors=True)
    page.goto(f"{locked.url}voila/render/allyship_stories.ipynb")
    expect(page).to_have_title("Password · Alongside")
    axe(page)
    page.get_by_label("Password").fill("something else")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That is not the password.")
    expect(page).to_have_title("Problem: Password · Alongside")
    expect(page.get_by_label("Password")).to_have_accessible_description(re.compile("That is not the password"))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("link", name="That is not the password.").press("Enter")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/voila/render/allyship_stories\.ipynb$"))
    expect(page.get_by_role("status").first).to_have_text(re.compile("Ready|Kept"))
    expect(page.get_by_role("heading", name=re.compile("First supervision"))).to_be_visible()
    assert page.evaluate("isSecureContext")


def kernels(locked, certificate):
    with urlopen(f"{locked.url}healthz", timeout=20, context=certificate.trust) as health:
        return json.load(health)["kernels"]


def test_a_page_that_is_left_says_goodbye_by_https_too(locked, certificate, new_page):
    page = new_page(ignore_https_errors=True)
    page.goto(f"{locked.url}login?next=allyship_stories.ipynb")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name=re.compile("First supervision"))).to_be_visible()
    before = kernels(locked, certificate)
    page.goto(f"{locked.url}exit")
    wait_until(lambda: kernels(locked, certificate) == before - 1, "the page's kernel is let go")
