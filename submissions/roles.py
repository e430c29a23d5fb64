"""Who reviews: the permission that migrations give to editors."""

REVIEW = "submissions.review_submission"
