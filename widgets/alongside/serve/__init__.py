"""`alongside serve`: the Voilà application with closed doors, our own page, and a log without a learner's words."""
