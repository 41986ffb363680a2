"""A report as text for a terminal, as JSON, and as ``AUDIT.md``."""

import dataclasses
import json
from collections.abc import Iterable

from memmap.audit.finding import Report, Result
from memmap.audit.sample import Reading
from memmap.i18n import gettext as _

SHOWN = 100
"""Findings of one check that ``AUDIT.md`` lists; the command prints all."""


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
    lines += _read_again(report.readings) if report.readings else []
    for result in report.results:
        if result.findings:
            lines += ["", f"## {result.check.title}", "", *_listed(result)]
    return "\n".join(lines) + "\n"


def _read_again(readings: Iterable[Reading]) -> list[str]:
    return [
        "",
        "## Second reading",
        "",
        "A random tenth, read against its sources by somebody who did not enter it, row by row in",
        "`audit_sample.csv`. Corrected are rows with an error and rows that were only completed.",
        "",
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
