"""Generated files are what the code would write now."""

from alongside.content.generate import generated


def test_generated_files_are_fresh():
    files = generated()
    assert len(files) > 40
    stale = [path.name for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert not stale, f"{stale}: run `python -m alongside.content.generate`"


def test_every_page_of_a_code_is_generated():
    files = generated()
    folder = next(path for path in files if path.name == "AL010.md").parent
    assert {path.name for path in folder.iterdir()} == {path.name for path in files if path.parent == folder}
