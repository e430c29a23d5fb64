"""Who may take which verb, and from which states: written down here anew, so that the code is held to it."""

EDITORS = "editor", "second editor"
BEFORE = {
    "submit": "draft changes_requested",
    "take_up": "submitted",
    "assign": "draft submitted in_review changes_requested accepted scheduled",
    "request_changes": "submitted in_review accepted",
    "accept": "submitted in_review",
    "decline": "submitted in_review changes_requested accepted",
    "reopen": "declined",
    "withdraw": "draft submitted in_review changes_requested accepted scheduled",
    "resume": "withdrawn",
    "send_galley": "accepted scheduled",
    "approve_galley": "accepted scheduled",
    "object_to_galley": "accepted scheduled",
    "publish": "accepted scheduled",
    "unschedule": "scheduled",
    "unpublish": "published",
}
WHO_MAY = dict.fromkeys(BEFORE, EDITORS) | {
    "submit": (*EDITORS, "guest"),
    "withdraw": (*EDITORS, "guest"),
    "resume": ("guest",),
    "approve_galley": ("guest",),
    "object_to_galley": ("guest",),
}
