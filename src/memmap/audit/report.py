"""A report as text for a terminal, as JSON, and as ``AUDIT.md``."""

import dataclasses
import json
from collections.abc import Iterable

from memmap.audit.finding import Report, Result
from memmap.audit.sample import Reading
from memmap.i18n import gettext as _

SHOWN = 100
"""Findings of one check that ``AUDIT.md`` lists; the command prints all."""

CORRECTED = (
    "Read against its sources by somebody who did not enter it. Corrected are rows with an error",
    "and rows that were only completed.",
)
SAMPLED = ("A random tenth, row by row in `audit_sample.csv`:",)
READ_BEYOND = (
    "Beyond the tenth, row by row in `audit_beyond.csv`. Causes that the tenth had shown were",
    "looked for in these rows first, so that the share is not that of a random row:",
)


def text_of(report: Report) -> str:
    """Return a table of the checks, and below it every finding on a line."""
    lines = [_line(result) for result in report.results]
    lines += [f"{f.table}: {f.row}: {f.check}: {f.found}. {f.advice}" for f in report.findings]
    return "\n".join(lines)


def _line(result: Result) -> str:
    share = f"{100 * result.share:6.2f} %"
    return f"{share} {len(result.findings):5} / {result.rows:<6} {_(result.check.title)}"


def json_of(report: Report) -> str:
    """Return the report for machines."""
    return json.dumps(
        {
            "version": report.version,
            "checks": [
                {
                    "check": result.check.name,
                    "rows": result.rows,
                    "findings": [dataclasses.asdict(finding) for finding in result.findings],
                    "share": round(result.share, 6),
                }
                for result in report.results
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def markdown_of(report: Report) -> str:
    """Return ``AUDIT.md``: the same for the same tables, so that a diff shows what changed."""
    lines = [
        "# Audit of the data",
        "",
        "Made by `memmap audit --write`; do not edit.",
        "A finding is a doubt of a machine, not a proof of an error.",
        "",
        "| check | rows | findings | share without |",
        "|---|---:|---:|---:|",
        *(
            f"| {r.check.title} | {r.rows} | {len(r.findings)} | {100 * r.share:.2f} % |"
            for r in report.results
        ),
    ]
    if report.readings or report.beyond:
        lines += ["", "## Second reading", "", *CORRECTED]
    if report.readings:
        lines += ["", *SAMPLED, "", *_read_again(report.readings)]
    if report.beyond:
        lines += ["", *READ_BEYOND, "", *_read_again(report.beyond)]
    for result in report.results:
        if result.findings:
            lines += ["", f"## {result.check.title}", "", *_listed(result)]
    return "\n".join(lines) + "\n"


def _read_again(readings: Iterable[Reading]) -> list[str]:
    return [
        "| table | true | corrected | removed | not read again | true the first time |",
        "|---|---:|---:|---:|---:|---:|",
        *(
            f"| {r.table} | {r.true} | {r.corrected} | {r.removed} | {r.unread}"
            f" | {100 * r.share:.1f} % |"
            for r in readings
        ),
    ]


def _listed(result: Result) -> list[str]:
    shown = [f"- {f.table} `{f.row}`: {_escaped(f.found)}" for f in result.findings[:SHOWN]]
    more = len(result.findings) - len(shown)
    return [*shown, f"- and {more} more"] if more else shown


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|" else c for c in text)
