"""The archive that a .docx is, opened as one that lies: about sizes, names, numbers and kinds."""

import posixpath
import re
import zlib
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from safe.word import refused
from safe.word.refused import BROKEN, TOO_LONG, Refused
from safe.word.xml import End, Start, Text, walk

MOST_MEGABYTES = 25  # of the file as it is sent
MOST_ENTRIES = 1000
LONGEST_DIRECTORY = MOST_ENTRIES * 200  # bytes; read whole before anything else can be known
MOST_XML = 16 << 20  # bytes of all the parts that are walked over, unpacked
MOST_ELEMENTS = 300_000  # of them all: the longest essay has as many where each run of Word's is a word long

END, END_LENGTH = b"PK\5\6", 22  # end of the central directory (APPNOTE 6.3.10, §4.3.16)
LONG_END = b"PK\6\7"  # a ZIP64 locator: for more than 4 GB, or to tell another story
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office, and of what Office encrypts
SLIPPERY = re.compile(r"(?:^|/)\.\.?(?:/|$)|^/|\\|[\0-\x1f]|:")
UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, IndexError)


class Archive:
    """The parts of a document by name. Raises Refused where it is none."""

    def __init__(self, file: IO[bytes]) -> None:
        _refuse_others(file)
        _refuse_long_directory(file)
        try:
            self.zip = ZipFile(file)
        except UNREADABLE as broken:
            raise Refused(BROKEN, code="broken") from broken
        self.bytes_left, self.elements_left = MOST_XML, MOST_ELEMENTS
        self.entries = {entry.filename: entry for entry in self.zip.infolist()}
        _refuse_other_archives(self)
        for entry in self.zip.infolist():
            _refuse_odd(entry)
        if len({name.lower() for name in self.entries}) < len(self.zip.infolist()):
            raise Refused(BROKEN, code="twice")

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def walk(self, name: str, start: Start, end: End | None = None, text: Text | None = None) -> None:
        """Walk over a part as `safe.word.xml.walk` does; raises Refused where all that are walked are too much."""
        part = self.read(name, self.bytes_left)
        self.bytes_left -= len(part)
        self.elements_left -= walk(part, self.elements_left, start, end, text)

    @property
    def elements(self) -> int:
        """How many were walked over."""
        return MOST_ELEMENTS - self.elements_left

    def read(self, name: str, most: int) -> bytes:
        """A part, unpacked; raises Refused where it comes to more than `most` bytes, whatever the archive says."""
        try:
            with self.zip.open(self.entries[name]) as part:
                data = part.read(most + 1)
        except (KeyError, *UNREADABLE) as broken:
            raise Refused(BROKEN, code="broken") from broken
        if len(data) > most:
            raise Refused(TOO_LONG, code="long")
        return data


def beside(part: str, target: str) -> str:
    """The name of the part that a relation of another leads to (ISO/IEC 29500-2, §8.3)."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _refuse_others(file: IO[bytes]) -> None:
    """What is no archive at all is told by its first bytes."""
    size = file.seek(0, 2)
    file.seek(0)
    start = file.read(512)
    if size > MOST_MEGABYTES << 20:
        raise Refused(refused.TOO_LARGE % MOST_MEGABYTES, code="large")
    if start.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in start + file.read()
        raise Refused(refused.LOCKED if encrypted else refused.OLD_WORD, code="kind")
    if b"%PDF-" in start:
        raise Refused(refused.PDF, code="kind")
    if start.startswith(b"{\\rtf"):
        raise Refused(refused.RICH_TEXT, code="kind")
    if not start.startswith(b"PK"):
        raise Refused(refused.NOT_WORD, code="kind")


def _refuse_long_directory(file: IO[bytes]) -> None:
    """Python reads the whole list of entries at once, so it is measured first, found as Python finds it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_LENGTH - 0xFFFF - 20))
    tail = file.read()
    at = len(tail) - END_LENGTH
    if not (tail.startswith(END, at) and tail.endswith(b"\0\0")):
        at = tail.rfind(END)
    if at < 0 or tail[at - 20 : at].startswith(LONG_END):
        raise Refused(BROKEN, code="broken")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > LONGEST_DIRECTORY:
        raise Refused(BROKEN, code="entries")
    file.seek(0)


def _refuse_other_archives(archive: Archive) -> None:
    names = archive.entries
    kind = archive.read("mimetype", 200) if "mimetype" in names else b""
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        raise Refused(refused.OPEN_DOCUMENT, code="kind")
    if "Index/Document.iwa" in names or "Index.zip" in names or "index.apxl" in names:
        raise Refused(refused.PAGES, code="kind")
    if "[Content_Types].xml" not in names:
        raise Refused(refused.NOT_WORD, code="kind")


def _refuse_odd(entry: ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise Refused(refused.LOCKED, code="kind")
    if SLIPPERY.search(entry.orig_filename) or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refused(BROKEN, code="odd")
    if entry.filename.lower().endswith("vbaproject.bin"):
        raise Refused(refused.MACROS, code="macros")
