"""What a learner has written: the record as plain dicts, opening a file of it, and documents made from it."""
