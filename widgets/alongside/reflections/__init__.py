"""Where a learner writes: reflections and pieces of CPD."""
