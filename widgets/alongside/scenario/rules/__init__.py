"""The linter rules of scenarios: each a function that yields what an author should mend.

``names`` must hold before a pack can be compiled; ``paths``, ``choices``, ``people`` and ``wording`` look at the compiled story.
"""
