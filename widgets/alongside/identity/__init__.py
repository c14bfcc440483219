"""The Power Flower and the identity wheel: what a learner says here stays in the browser; Python only hands over the packs."""
