"""The Power Flower."""

from __future__ import annotations

from alongside.identity.private_widget import PrivateWidget


class Flower(PrivateWidget):
    """Shows the Power Flower; its model and screens are in ``flower.js``."""

    stem = "flower"
    pack_name = "power_flower"
