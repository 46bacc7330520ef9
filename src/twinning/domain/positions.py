"""Positions on the Earth: how far two are apart."""

from math import cos, hypot, radians

_KILOMETRES_A_DEGREE = 111.2


def kilometres(
    latitude: float | None, longitude: float | None, other_latitude: float | None, other_longitude: float | None
) -> float | None:
    """Return about how far two positions (degrees) are apart; None where one is not known.

    Near enough for places of one region: the Earth is taken for flat between them.
    """
    if latitude is None or longitude is None or other_latitude is None or other_longitude is None:
        return None
    east = (longitude - other_longitude + 180) % 360 - 180
    return hypot(latitude - other_latitude, east * cos(radians(latitude))) * _KILOMETRES_A_DEGREE
