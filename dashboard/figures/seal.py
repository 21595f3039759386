"""The seal: the park's own silhouette as one path, white on vermilion."""

from __future__ import annotations

from dashboard.contract.dataset import Dataset
from geo.boundary import boundary_polygon
from geo.crs import local_projection
from geo.planar import rings_km

SIDE, PAD = 100, 12


def silhouette(dataset: Dataset) -> str:
    """Return the boundary as an SVG path inside a square of side 100."""
    shape = boundary_polygon(dataset.layers["boundary"])
    x, y = rings_km(shape, local_projection(shape, dataset.park.map.epsg))
    known = [(a, b) for a, b in zip(x, y, strict=True) if a is not None and b is not None]
    low_x, high_y = min(a for a, _ in known), max(b for _, b in known)
    wide, high = max(a for a, _ in known) - low_x, high_y - min(b for _, b in known)
    scale = (SIDE - 2 * PAD) / max(wide, high)
    top = (SIDE - high * scale) / 2
    left = (SIDE - wide * scale) / 2
    steps, start = [], True
    for a, b in zip(x, y, strict=True):
        if a is None or b is None:
            start = True
            continue
        steps.append(
            f"{'M' if start else 'L'}{left + (a - low_x) * scale:.1f} {top + (high_y - b) * scale:.1f}"
        )
        start = False
    return " ".join(steps) + " Z"
