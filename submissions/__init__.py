"""A guest's way in: invited or by a pitch, their desk, the review, the galley, and what came of it."""
