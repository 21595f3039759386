"""The law of a public server: it shows no real park whose maps have no review number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.contract.issues import Issue, ValidationReport
from dashboard.contract.park import Park
from dashboard.i18n.translate import words
from dashboard.ingest.load import LoadResult
from dashboard.render.sharing import is_open

if TYPE_CHECKING:
    from dashboard.apps.parks import ServedPark

NO_NUMBER = "no_review_number"
WHY = (
    "Anybody can reach {url}, and the maps of “{park}” have no review number.",
    "Write it into park.toml as review_number under [map]; for a rehearsal, give an address of this network.",
)


def judged(result: LoadResult, public_url: str) -> LoadResult:
    """Return what was loaded, without its data when a public server may not show the park's maps."""
    park = result.park
    if park is None or not is_open(public_url) or _may_be_shown(park) or _told(result):
        return result
    facts = {"url": public_url, "park": park.key}
    issue = Issue("error", NO_NUMBER, "park.toml", *WHY, column="map.review_number", facts=facts)
    report = ValidationReport((*result.report.issues, issue), result.report.rows_in)
    return replace(result, dataset=None, report=report)


def _may_be_shown(park: Park) -> bool:
    return park.synthetic or bool(str(park.map.review_number).strip())


def _told(result: LoadResult) -> bool:
    return any(issue.code == NO_NUMBER for issue in result.report.issues)


def refused(parks: Iterable[ServedPark]) -> list[str]:
    """Return why a public server must not start: one line for each park without a review number."""
    speech = words("en")
    found = [issue for park in parks for issue in park.report.errors if issue.code == NO_NUMBER]
    return [f"{issue.file}: {issue.message(speech)} {issue.remedy(speech)}" for issue in found]
