"""What is sent at once is limited, files and all, before anything of it is kept on the disk."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from safe.uploads import LARGEST


def sent(length: int):
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.docx", b"PK")})
    request.META["CONTENT_LENGTH"] = str(length)
    return request


def test_what_can_be_taken_is_read():
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.docx", b"PK")})
    assert request.FILES["file"].read() == b"PK"


def test_more_is_refused_before_it_is_read():
    with pytest.raises(RequestDataTooBig):
        _files = sent(LARGEST + 1).FILES
