"""Great circles of many pairs at once: a picture of the world draws thousands."""

import numpy as np
from numpy.typing import NDArray


def great_circles(
    a: NDArray[np.float64], b: NDArray[np.float64], points: int = 32
) -> NDArray[np.float64]:
    """Return what ``memmap.geodesy.great_circle`` returns, for many pairs at once.

    Args:
        a: Latitudes and longitudes in degrees, of shape (n, 2).
        b: The same of the other ends.
        points: Of each way.

    Returns:
        Ways of shape (n, points, 2).
    """
    u, v = _vectors(a), _vectors(b)
    # of the chord, as the angle between near points is lost in its cosine
    chord = np.linalg.norm(u - v, axis=1) / 2
    angle = 2 * np.arcsin(np.clip(chord, 0, 1))[:, None, None]
    share = np.linspace(0, 1, points)[None, :, None]
    straight = np.sin(angle) < 1e-9
    sine = np.where(straight, 1, np.sin(angle))
    between = (np.sin((1 - share) * angle) * u[:, None] + np.sin(share * angle) * v[:, None]) / sine
    x, y, z = between[..., 0], between[..., 1], between[..., 2]
    ways = np.degrees(np.stack([np.arctan2(z, np.hypot(x, y)), np.arctan2(y, x)], axis=-1))
    ways = np.where(straight, a[:, None] + (b - a)[:, None] * share, ways)
    ways[:, 0], ways[:, -1] = a, b
    ways[..., 1] = np.unwrap(ways[..., 1], period=360, axis=1)
    return ways


def _vectors(points: NDArray[np.float64]) -> NDArray[np.float64]:
    p, q = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.stack([np.cos(p) * np.cos(q), np.cos(p) * np.sin(q), np.sin(p)], axis=1)
