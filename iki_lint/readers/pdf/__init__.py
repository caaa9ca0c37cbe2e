"""PDF documents with a text layer: paragraphs and tables, put together again where a page broke them."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfplumber.utils.exceptions import PdfminerException

from iki_lint.errors import InputError, beyond
from iki_lint.limits import Limits
from iki_lint.readers.blocks import Block, Unread
from iki_lint.readers.pdf import guard
from iki_lint.readers.pdf.halves import Said
from iki_lint.readers.pdf.joined import joined
from iki_lint.readers.pdf.pages import Sheet, pages, sheet


def blocks(data: bytes, path: Path, limits: Limits) -> Iterator[Block | Unread]:
    """The paragraphs and tables of a PDF, in order.

    Raises InputError where it is none, is locked, holds no text, or is beyond a limit.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it logs says nothing to a reader of documents
    sheets = _sheets(data, path, limits)
    if not any(each.words for each in sheets):
        raise InputError(str(path), "scan")
    return joined(pages(sheets), Said.on(each.words for each in sheets))


def _sheets(data: bytes, path: Path, limits: Limits) -> list[Sheet]:
    try:
        with guard.kept(limits), guard.clock(limits):
            document = pdfplumber.open(io.BytesIO(data))
            count = sum(1 for _ in islice(PDFPage.create_pages(document.doc), limits.pages + 1))
            if count > limits.pages:
                raise guard.Exceeded("pages")
        with document, guard.kept(limits):
            return list(_read(document.pages, limits))
    except guard.Exceeded as error:
        raise beyond(limits, error.name, str(path)) from error
    except Exception as error:  # the parser below fails in any way on a damaged file
        locked = isinstance(error, PdfminerException) and "Password" in repr(error)
        detail = "terkunci sandi" if locked else "rusak, atau bukan PDF"
        raise InputError(str(path), "damaged", detail=detail) from error


def _read(given: Iterable[Any], limits: Limits) -> Iterator[Sheet]:
    begin = time.process_time()
    for page in given:
        with guard.clock(limits):
            made = sheet(page)
        yield made
        if time.process_time() - begin > limits.pdf_seconds:
            raise guard.Exceeded("pdf_seconds")
