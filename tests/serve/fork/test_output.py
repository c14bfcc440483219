"""What is told of all that a kernel's process prints."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.serve.fork.output import Told

CRASH = b"""Something private: Fatal Python error: no
  File "/home/somebody/before.py", line 1 in before
Fatal Python error: Segmentation fault

Stack (most recent call first):
  File "/usr/lib/python3.11/ctypes/__init__.py", line 519 in string_at
  File "/tmp/ipykernel_1/22.py", line 2 in <module>
  File "What Jane said", line 3 in words
Extension modules: private (total: 1)
"""


def told(*pieces: bytes) -> str:
    all_that = Told()
    for piece in (*pieces, b""):
        all_that.hear(piece)
    return str(all_that)


@given(st.integers(1, len(CRASH)))
def test_of_a_crash_its_kind_and_its_lines_of_code(cut):
    assert told(CRASH[:cut], CRASH[cut:]) == "Segmentation fault at __init__.py:519 in string_at, 22.py:2 in <module>"


def test_of_anything_else_how_much_it_was():
    assert told() == ""
    assert told(b"Jane said", b" so\n\nand so", b"\nand so on") == "it printed 3 lines (their words are left out)"


def test_what_never_ends_fills_nothing():
    endless = Told()
    for _ in range(100):
        endless.hear(b"x" * 65536)
    assert len(endless._rest) <= 4096
