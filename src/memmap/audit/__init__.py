"""What a machine can find doubtful in good tables: each check a module, each doubt a finding."""

from memmap.audit.checks import CHECKS, audit
from memmap.audit.finding import Check, Checked, Finding, Report, Result, Subject

__all__ = ["CHECKS", "Check", "Checked", "Finding", "Report", "Result", "Subject", "audit"]
