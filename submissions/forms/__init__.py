from submissions.forms.correction import CorrectionForm
from submissions.forms.pitch import PitchForm
from submissions.forms.writing import FILES, WritingForm

__all__ = ["FILES", "CorrectionForm", "PitchForm", "WritingForm"]
