"""The assessor and the NQSW: role power, the two hats, the working agreement, speaking up, and worries both ways."""
