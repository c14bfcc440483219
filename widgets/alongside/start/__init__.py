"""What the start workbook shows: who finds what here, what is left out, and whom to turn to."""
