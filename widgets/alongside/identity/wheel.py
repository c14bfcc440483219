"""The identity wheel."""

from __future__ import annotations

from alongside.identity.private_widget import PrivateWidget


class Wheel(PrivateWidget):
    """Shows the identity wheel; its model and screens are in ``wheel.js``."""

    stem = "wheel"
    pack_name = "identity_wheel"
