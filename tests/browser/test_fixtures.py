"""The fixtures themselves: each guard is shown what it must catch."""

import pytest
from playwright.sync_api import Error, expect

SHOW = """async traits => {
  const [{ FakeModel }, sample] = await Promise.all([import('/fake/model.js'), import('/fake/sample.js')]);
  window.host = new FakeModel(traits);
  await host.show(sample.default, document.getElementById('widget'));
}"""


@pytest.fixture
def sample(page, widget_host):
    page.goto(f"{widget_host}/sample.ipynb")
    page.evaluate(SHOW, {"count": 1})
    return page


def test_a_widget_and_its_kernel_change_the_same_trait(sample):
    sample.get_by_role("button", name="Count: 1").click()
    expect(sample.get_by_role("button")).to_have_text("Count: 2")
    assert sample.evaluate("host.saves") == [{"count": 2}]
    sample.evaluate("host.receive({count: 7})")
    expect(sample.get_by_role("button")).to_have_text("Count: 7")
    sample.evaluate("host.close()")


@pytest.mark.parametrize(
    ("misuse", "words"),
    [
        ("model.get('cuont')", "no trait 'cuont'"),
        ("model.set('count', new Date())", "only JSON"),
        ("model.set('count', undefined)", "only JSON"),
        ("model.on('msg', () => {})", "nothing ever sends it"),
        ("model.get('list').push(1)", "not extensible"),
        ("model.set('count', 5); await host.close()", "without save_changes"),
    ],
)
def test_the_fake_model_refuses(page, widget_host, misuse, words):
    page.goto(f"{widget_host}/sample.ipynb")
    render = f"{{ render: async ({{ model }}) => {{ {misuse} }} }}"
    with pytest.raises(Error, match=words):
        page.evaluate(
            "async () => { const { FakeModel } = await import('/fake/model.js');"
            f"window.host = new FakeModel({{count: 1, list: []}}); await host.show({render}, document.body); }}"
        )


def test_axe_passes_a_plain_widget_and_finds_a_planted_fault(sample, axe):
    axe(sample)
    sample.evaluate("document.getElementById('widget').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        axe(sample)


def test_the_watch_sees_other_hosts_and_errors(sample, watch):
    sample.evaluate("fetch('http://192.0.2.1/').catch(() => {})")
    sample.evaluate("console.error('planted')")
    assert watch.foreign == ["http://192.0.2.1/"]
    assert any("planted" in error for error in watch.unexpected())
    watch.foreign.clear()
    watch.errors.clear()
