"""What a story file holds: its scenes, the layouts they may have, the texts they need in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Story = Mapping[str, Any]
LAYOUTS = (
    *("opening", "windows", "bricks", "parts", "names", "dots", "answer", "figure"),
    *("years", "change", "case", "signings"),
)
TRANSITIONS = ("cut", "fade", "play")
PICTURES = ("outline", "city", "delta", "eastasia")
SCENE_TEXTS = ("name", "title", "label", "source", "say", "asked")
FURTHER_TEXTS = ("text",)
SCENE_KEYS = ("key", "layout", "address", "seconds", "headline", "figures")
CHOICES = {"layout": LAYOUTS, "transition": TRANSITIONS}
STORY_PARTS = {
    "scene": (
        *("key", "layout", "address", "views", "transition", "headline", "seconds", "figures", "rows"),
        *("name", "title", "label", "text", "source", "say", "asked", "item", "step", "picture"),
    ),
    "item": ("name", "figure", "row", "view", "at", "open", "mark", "below"),
    "step": ("name", "address", "view", "figure"),
    "figures": ("row", "kpi", "question", "part", "decimals", "unit"),
    "picture": ("file", "name", "credit", "licence", "consent"),
    "question": ("name", "address", "scene"),
}
PICTURE_TEXTS = ("credit", "licence")
PICTURE_KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
MOST_PICTURE_BYTES = 5 << 20
OF_A_STEP = "step"
ROW_COLUMNS = {
    "statistics": ("value", "unit", "unit_qualifier"),
    "events": ("count", "count_unit", "count_qualifier"),
    "places": ("area_km2", "", ""),
}
ROW_UNITS = {"places": "km2"}
