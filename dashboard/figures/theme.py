"""Colours, type sizes and the one Plotly layout: the civic atlas in ink, grey and vermilion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dashboard.i18n.translate import Words


@dataclass(frozen=True)
class Theme:
    """The inks of one theme; ``families`` in fixed order, ``stages`` from early to late."""

    name: str
    paper: str
    sheet: str
    land: str
    water: str
    shore: str
    hydro: str
    ink: str
    ink2: str
    ink3: str
    rule: str
    grid: str
    mark: str
    fill: str
    neighbour: str
    accent: str
    accent_text: str
    on_accent: str
    band: str
    veil: str
    families: tuple[str, ...]
    stages: tuple[str, ...]


LIGHT = Theme(
    name="light",
    paper="#F4F5F1",
    sheet="#FCFCFA",
    land="#E6E8E1",
    water="#CCDDE3",
    shore="#9DB9C4",
    hydro="#2F6377",
    ink="#14222B",
    ink2="#43525A",
    ink3="#5E6C73",
    rule="#C9CEC8",
    grid="#DEE2DC",
    mark="#B4BCB9",
    fill="#D9DDD8",
    neighbour="#C3C9C2",
    accent="#BF2F1B",
    accent_text="#BF2F1B",
    on_accent="#FFFFFF",
    band="rgba(25,63,149,0.13)",
    veil="rgba(244,245,241,0.55)",
    families=("#193F95", "#0D6C5D", "#B98201", "#9C4C8E", "#3B89C5", "#63752C", "#868C90"),
    stages=("#BFCBD8", "#93A8C1", "#66829F", "#3D5C80", "#1A365A"),
)
DARK = Theme(
    name="dark",
    paper="#10191F",
    sheet="#1B2830",
    land="#16222A",
    water="#1D3A47",
    shore="#3B6072",
    hydro="#8FC1D4",
    ink="#E9EEF0",
    ink2="#B3C0C6",
    ink3="#9DABB2",
    rule="#2F3E47",
    grid="#24323A",
    mark="#4A5A63",
    fill="#2C3A43",
    neighbour="#2F3E47",
    accent="#F28B4B",
    accent_text="#FF9D62",
    on_accent="#10191F",
    band="rgba(108,159,221,0.13)",
    veil="rgba(16,25,31,0.55)",
    families=("#6C9FDD", "#3DBDAE", "#E3AE3A", "#B98BCB", "#A3D2F2", "#A9B650", "#8B979C"),
    stages=("#33475C", "#4B6A8C", "#6B90B8", "#97B8DA", "#CFE2F5"),
)
THEMES = {"light": LIGHT, "dark": DARK}
WALL = replace(
    LIGHT,
    paper="#FBF9F4",
    sheet="#FBF9F4",
    land="#ECE7DB",
    water="#C4DEE3",
    ink="#11181B",
    ink2="#39454A",
    ink3="#39454A",
    rule="#A4A9A6",
    grid="#DAD6CA",
    mark="#6C777B",
    fill="#DAD6CA",
    accent="#C24414",
    accent_text="#8E2F0B",
    families=("#C24414",),
    stages=("#C24414",) * 5,
)
TILE = replace(
    DARK,
    paper="#0C1216",
    sheet="#43535A",
    land="#222D33",
    water="#10323E",
    ink="#F6F2E8",
    ink2="#CDD3D3",
    ink3="#CDD3D3",
    rule="#56666D",
    grid="#2E3A41",
    mark="#7F8F96",
    fill="#2E3A41",
    accent="#F28B4B",
    accent_text="#FF9D62",
    on_accent="#0C1216",
    families=("#F28B4B",),
    stages=("#F28B4B",) * 5,
)
ROOMS = {"light": WALL, "dark": TILE}
STAGE_STEPS = {
    "10": 0,
    "20": 0,
    "25": 0,
    "30": 1,
    "40": 2,
    "45": 2,
    "50": 3,
    "60": 3,
    "70": 4,
    "80": 4,
    "85": 4,
}


@dataclass(frozen=True)
class Form:
    """A class of screen: pixel sizes of text and the map panel that labels are laid out for."""

    name: str
    k: float
    body: float
    small: float
    map_px: tuple[int, int]
    share: float = 1.0

    def beside_question(self) -> Form:
        """Return the form with the narrower left side that a question leaves on a desk screen."""
        if self.name != "desk":
            return self
        return replace(self, map_px=(QUESTION_MAP_PX, self.map_px[1]), share=QUESTION_MAP_PX / self.map_px[0])


QUESTION_MAP_PX = 676
FORMS = {
    "phone": Form("phone", 1.0, 12.0, 11.0, (356, 262)),
    "desk": Form("desk", 1.0, 11.5, 10.5, (878, 326)),
    "wide": Form("wide", 1.0, 12.5, 11.0, (1144, 494)),
    "ultra": Form("ultra", 2.0, 25.0, 22.0, (2288, 988)),
    "stage": Form("stage", 3.2, 42.0, 37.5, (1370, 720)),
}


def text_size(form: Form, words: Words) -> float:
    """Return the body size in pixels; Chinese and Japanese are set half a pixel larger on a desk."""
    return form.body + (0.5 if form.name == "desk" and words.lang in ("zh-Hans", "ja") else 0.0)


def base_layout(theme: Theme, form: Form, words: Words) -> dict[str, Any]:
    """Return the layout every figure starts from: no frame, no legend, our type, fixed axes."""
    size = text_size(form, words)
    hover = {"bgcolor": theme.ink, "bordercolor": theme.ink, "font": {"color": theme.paper, "size": size}}
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": words.rules["font_sans"], "size": size, "color": theme.ink},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {**hover, "align": "left"},
        "dragmode": False,
        "autosize": True,
        "uirevision": "kept",
        "selections": [],
        "annotations": [],
        "shapes": [],
    }


def bare_axis(low: float, high: float, **more: Any) -> dict[str, Any]:
    """Return an axis with nothing drawn and a fixed range."""
    return {
        "range": [low, high],
        "fixedrange": True,
        "visible": False,
        "showgrid": False,
        "zeroline": False,
        **more,
    }


def coloured(text: str, colour: str, *, bold: bool = False) -> str:
    """Wrap figure text in a colour; ``text`` must already be escaped."""
    inner = f"<b>{text}</b>" if bold else text
    return f'<span style="color:{colour}">{inner}</span>'
