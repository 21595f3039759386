"""The charts, in screen order. Adding one: a file here and its name in CHARTS."""

from __future__ import annotations

from dashboard.figures.chart import Chart
from dashboard.figures.district import DISTRICT
from dashboard.figures.map import MAP
from dashboard.figures.ranking import HOME, PLACES, STAGES
from dashboard.figures.sectors import SECTORS
from dashboard.figures.timeline import TIMELINE

CHARTS: tuple[Chart, ...] = (MAP, TIMELINE, SECTORS, STAGES, HOME, PLACES, DISTRICT)
BY_KEY = {chart.key: chart for chart in CHARTS}
