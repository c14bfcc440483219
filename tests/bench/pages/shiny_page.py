"""The question as a Shiny page."""

from question import ASK, CHOICES, HEADING, LAST, MEANT, TEXT
from shiny import App, reactive, render, ui

page = ui.page_fluid(
    ui.h2(HEADING),
    *[ui.p(words) for words in TEXT],
    ui.input_radio_buttons("choice", ASK, CHOICES),
    ui.input_action_button("go", "Continue"),
    ui.output_text("meant"),
    ui.p(LAST),
)


def server(input, output, session):  # noqa: A002 – Shiny's names
    @render.text
    @reactive.event(input.go, ignore_init=True)
    def meant():
        return MEANT[input.choice()]


app = App(page, server)
