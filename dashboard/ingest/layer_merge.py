"""A map layer sent by a clerk in the place of the park's own; its attributes stay with its shapes."""

from __future__ import annotations

import json

import shapely

from dashboard.ingest.history import Merging
from dashboard.ingest.ledger.findings import issue
from dashboard.ingest.outcome import Intake

LAYERS = ("boundary", "towns", "core", "plots", "lakes")


def replace_layer(merging: Merging, intake: Intake, layer: str) -> None:
    """Replace a layer of the park by the areas of a file; without a layer's name it is told, not done."""
    if layer not in LAYERS:
        merging.issues.append(issue("layer_not_named", intake.file))
        return
    features = [
        {
            "type": "Feature",
            "properties": {**row["attributes"], **({"code": row["id"]} if row["id"] else {})},
            "geometry": json.loads(shapely.to_geojson(shapely.from_wkt(row["wkt"]))),
        }
        for row in intake.rows
    ]
    body = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    )
    merging.park.put_layer(layer, body.encode())
