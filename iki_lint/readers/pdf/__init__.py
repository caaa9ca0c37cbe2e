"""PDF documents with a text layer: paragraphs and tables, put together again where a page broke them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from iki_lint.errors import InputError
from iki_lint.readers.blocks import Block, Unread
from iki_lint.readers.pdf.joined import joined
from iki_lint.readers.pdf.pages import Sheet, pages, sheet

_MOST_PAGES = 1_000


def blocks(path: Path) -> Iterator[Block | Unread]:
    """The paragraphs and tables of a PDF, in order. Raises InputError where it is none, is locked or holds no text."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it logs says nothing to a reader of documents
    sheets = _sheets(path)
    if not any(each.words for each in sheets):
        raise InputError(str(path), "scan")
    return joined(pages(sheets))


def _sheets(path: Path) -> list[Sheet]:
    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > _MOST_PAGES:
                raise InputError(str(path), "pages", detail=str(_MOST_PAGES))
            return [sheet(page) for page in document.pages]
    except InputError:
        raise
    except Exception as error:  # the parser below fails in any way on a damaged file
        locked = isinstance(error, PdfminerException) and "Password" in repr(error)
        detail = "terkunci sandi" if locked else "rusak, atau bukan PDF"
        raise InputError(str(path), "damaged", detail=detail) from error
