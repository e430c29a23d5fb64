"""A limit for what is sent at once, files among it: Django counts only what is no file, and keeps the rest on disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 64 << 20  # bytes: a Word document and three pictures, each as large as is taken, and the texts beside them


class NotTooMuch(FileUploadHandler):
    """Refuses before anything is read. To be the first of FILE_UPLOAD_HANDLERS."""

    def handle_raw_input(self, input_data: Any, META: dict, content_length: int, *rest: Any, **more: Any) -> None:  # noqa: N803
        if content_length > LARGEST:
            raise RequestDataTooBig(f"{content_length} bytes, and no more than {LARGEST} are taken at once")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
