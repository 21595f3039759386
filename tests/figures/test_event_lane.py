"""Labels of the event lane never meet each other or a leader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.event_lane import Headline, Lane, place_headlines
from geo.labels import text_width

LANE = Lane(first_day=0, px_per_day=0.5, width_px=600, levels=4, size_px=11)


@given(
    st.lists(st.tuples(st.integers(0, 1150), st.text("abcXYZ 中日", min_size=1, max_size=14)), max_size=14)
)
def test_no_label_meets_another_label_or_a_leader(found):
    headlines = [Headline(f"E{at}", day, text) for at, (day, text) in enumerate(found)]
    placed = place_headlines(headlines, LANE)
    boxes = []
    for item in placed:
        x = item.headline.day * LANE.px_per_day
        width = text_width(item.headline.text, LANE.size_px)
        boxes.append((item.level, x, x, x + width) if item.side == "right" else (item.level, x, x - width, x))
    for at, (level, _, left, right) in enumerate(boxes):
        assert left >= -0.01 and right <= LANE.width_px + 0.01
        for other, (level2, x2, left2, right2) in enumerate(boxes):
            if at == other:
                continue
            if level == level2:
                assert right <= left2 or right2 <= left
            if level2 > level:
                assert not left < x2 < right
