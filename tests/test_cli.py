"""The `alongside` command: doors that no other test opens."""

from alongside import places
from alongside.cli import main


def shipped():
    return sorted(path.name for path in places.workbooks().glob("*.ipynb"))


def test_the_workbooks_are_copied_out_into_a_new_folder(tmp_path, capsys):
    folder = tmp_path / "new" / "workbooks"
    assert main(["workbooks", str(folder)]) == 0
    assert shipped()
    assert sorted(path.name for path in folder.iterdir()) == shipped()
    assert str(folder) in capsys.readouterr().out


def test_no_workbook_of_somebody_is_overwritten(tmp_path, capsys):
    own = tmp_path / "start.ipynb"
    own.write_text("mine")
    assert main(["workbooks", str(tmp_path)]) == 1
    assert own.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["start.ipynb"]
    assert "start.ipynb would be overwritten" in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["workbooks", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().out.count("\n") == 1
