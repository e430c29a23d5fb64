"""What becomes of the pictures in Word documents."""

from io import BytesIO

from django.core.exceptions import ValidationError
from docx import Document
from docx.oxml.ns import qn

from safe import word
from safe.images import Picture
from safe.word import Read
from tests.safe import bombs, paper
from tests.safe.documents import by_hand, picture, relation, saved
from tests.safe.drafts import IS_NO_PICTURE, OURS, r, read
from tests.safe.pictures import drawn, encoded


def test_a_picture_stands_after_the_words_that_it_was_in_with_its_caption():
    document = Document()
    document.add_paragraph("Words.").add_run().add_picture(picture("JPEG"))
    document.add_paragraph("Two fields", style="Caption")
    figure = f'<figure><img src="{OURS}" alt=""><figcaption>Two fields</figcaption></figure>'
    assert read(saved(document)) == Read("", f"<p>Words.</p>\n{figure}", ["1 picture has no description yet."])


def test_a_picture_that_is_refused_is_told_and_the_rest_goes_on():
    document = Document()
    document.add_paragraph("Words.").add_run().add_picture(picture("BMP"))
    document.add_paragraph("").add_run().add_picture(picture("TIFF"))
    told = [f"2 pictures were left out: {IS_NO_PICTURE}"]
    assert read(saved(document)) == Read("", "<p>Words.</p>", told)


def test_what_keeps_pictures_is_given_them_made_anew_and_their_words():
    given: list[tuple[Picture, str]] = []
    document = Document()
    document.add_picture(picture())
    document.element.body.find(f".//{qn('wp:docPr')}").set("descr", "Two  fields")
    word.read(saved(document), keep=lambda picture, alt: given.append((picture, alt)) or OURS, side=30)
    assert [(made.width, made.height, alt) for made, alt in given] == [(30, 20, "Two fields")]


def test_one_that_is_shown_twice_is_kept_once_and_stands_there_with_both_descriptions():
    given: list[str] = []
    file = BytesIO(paper.illustrated(encoded(drawn(), "PNG"), times=2))
    draft = word.read(file, keep=lambda picture, alt: given.append(alt) or OURS, side=100)
    figures = [f'<figure><img src="{OURS}" alt="0 {time}"></figure>' for time in (0, 1)]
    assert (given, draft.body.split("\n")) == (["0 0"], [*figures, "<p>Words.</p>"])


def test_what_is_too_large_beside_the_others_is_told_and_what_is_small_still_comes_along():
    large, small = bombs.png(6100, 4000), encoded(drawn(), "PNG")
    draft = read(BytesIO(paper.illustrated(large, large, large, small)))
    assert [figure[-10:] for figure in draft.body.split("</figure>")][:-1] == ['alt="0 0">', 'alt="1 0">', 'alt="3 0">']
    assert draft.lost == [
        "1 picture was left out: "
        "Together they are more than we take from one document. Please add those here one by one."
    ]


def test_one_that_is_too_large_by_itself_is_told():
    draft = read(BytesIO(paper.illustrated(bombs.png(8000, 5000))))
    why = "It is larger than we take from a document. Please add it here by itself."
    assert draft == Read("", "<p>Words.</p>", [f"1 picture was left out: {why}"])


def test_forty_pictures_are_taken():
    document = Document()
    for number in range(42):
        document.add_picture(picture())
        document.element.body.findall(f".//{qn('wp:docPr')}")[-1].set("descr", str(number))
    draft = read(saved(document))
    assert draft.body.count("<figure>") == 40
    assert draft.lost == ["2 pictures were left out: we take 40 from a document."]


def test_a_picture_that_the_document_lacks_is_told():
    shown = '<w:r><w:drawing><wp:docPr descr="Bees"/><a:blip r:embed="p"/></w:drawing></w:r>'
    draft = read(by_hand(f"<w:p>{r('Words.')}{shown}</w:p>", relation("p", "image", "media/a.png")))
    assert draft.lost == ["1 picture was left out: The document names it, but does not hold it."]


def test_why_a_picture_is_refused_is_said_by_whoever_keeps_them():
    def keep_none(picture: Picture, alt: str) -> str:
        raise ValidationError("Not today.")

    document = Document()
    document.add_paragraph("Words.").add_run().add_picture(picture())
    assert word.read(saved(document), keep=keep_none, side=100).lost == ["1 picture was left out: Not today."]
