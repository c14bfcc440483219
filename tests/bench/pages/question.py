"""What every other server's page asks: the first decision of a story, handed over by the benchmark."""

import json
import os

QUESTION = json.loads(os.environ["BENCH_QUESTION"])
HEADING: str = QUESTION["heading"]
TEXT: list[str] = QUESTION["text"]
ASK: str = QUESTION["ask"]
CHOICES: dict[str, str] = QUESTION["choices"]
MEANT: dict[str, str] = QUESTION["meant"]
LAST: str = QUESTION["last"]
