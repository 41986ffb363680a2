"""All checks, in the order in which they are reported."""

from memmap.audit import (
    countries,
    distances,
    gazetteer,
    names,
    read_rows,
    regions,
    twice,
    unused,
    years,
)
from memmap.audit.finding import Check, Finding, Report, Result, Subject
from memmap.audit.sample import readings
from memmap.i18n import N_

CHECKS = (
    Check("country", N_("Points lie in their country"), countries.check),
    Check("region", N_("Points lie in their region"), regions.check),
    Check("distance", N_("Memorials lie near their city"), distances.check),
    Check("gazetteer", N_("Cities lie where the gazetteer has them"), gazetteer.check),
    Check("namesakes", N_("Cities are told from their namesakes"), gazetteer.check_namesakes),
    Check("cities", N_("Each city stands once"), twice.check_cities),
    Check("years", N_("Years are plausible"), years.check),
    Check("pairs", N_("Each pair stands once, with one year"), twice.check_pairs),
    Check("memorials", N_("Each memorial stands once"), twice.check_memorials),
    Check("names", N_("Names are in the script of their language"), names.check),
    Check("sources", N_("Every source is used"), unused.check),
    Check("sample", N_("Rows of the second reading are there"), read_rows.check),
)


def audit(subject: Subject) -> Report:
    """Run every check."""
    results = tuple(_result(check, subject) for check in CHECKS)
    return Report(
        results,
        subject.dataset.version,
        tuple(readings(subject.sample)),
        tuple(readings(subject.beyond)),
    )


def _result(check: Check, subject: Subject) -> Result:
    checked = check.run(subject)
    found = (Finding(d.table, d.row, check.name, d.found, d.advice) for d in checked.doubts)
    return Result(check, checked.rows, tuple(sorted(found, key=lambda f: (f.table, f.row))))
