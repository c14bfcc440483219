"""The question as a Panel page."""

import panel as pn
from question import ASK, CHOICES, HEADING, LAST, MEANT, TEXT

choice = pn.widgets.RadioBoxGroup(name=ASK, options={words: key for key, words in CHOICES.items()})
go = pn.widgets.Button(name="Continue")
meant = pn.pane.Markdown("")
go.on_click(lambda _event: setattr(meant, "object", MEANT[choice.value]))
pn.Column(f"## {HEADING}", *TEXT, ASK, choice, go, meant, LAST).servable()
