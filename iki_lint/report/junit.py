"""The findings as JUnit XML: a test suite a document, a failed test case a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from iki_lint.findings import Finding, Language
from iki_lint.report.model import Report, Style
from iki_lint.report.places import clean, told, where
from iki_lint.report.unchecked import unchecked

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as XML. A clean document passes one test case; a file that could not be used is an error."""
    suites: dict[str, list[Finding]] = {document.path: [] for document in report.documents}
    for finding in (*unchecked(report, style.language), *report.findings):
        suites.setdefault(finding.path, []).append(finding)
    root = ET.Element("testsuites", name="iki-lint")
    root.extend(_suite(path, given, style.language) for path, given in suites.items())
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, 0)) for suite in root)))
    ET.indent(root)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(path: str, given: Sequence[Finding], language: Language) -> ET.Element:
    suite = ET.Element("testsuite", name=_legal(path))
    unread: list[str] = []
    for finding in given:
        if finding.rule != "iki-lint":
            _failed(suite, "failure", finding, language)
        elif finding.severity == "error":
            _failed(suite, "error", finding, language)
        else:
            unread.append(_legal(told(finding, language)))
    if not len(suite):
        _case(suite, "iki-lint")
    for key, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        suite.set(key, str(len(suite.findall(tag))))
    if unread:
        ET.SubElement(suite, "system-out").text = "\n".join(unread)
    return suite


def _failed(suite: ET.Element, tag: str, finding: Finding, language: Language) -> None:
    """A test case of its own: many programs show only the first failure of one."""
    case = _case(suite, f"{finding.rule} {finding.name} {finding.pointer}")
    failed = ET.SubElement(case, tag, type=finding.severity, message=_legal(finding.message))
    lines = (where(finding, language), finding.excerpt, finding.suggestion or "")
    failed.text = "\n".join(_legal(line) for line in lines if line)


def _case(suite: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=suite.get("name", ""), name=_legal(name))


def _legal(text: str) -> str:
    return clean(_ILLEGAL.sub("", text))
