"""The five languages of the interface: the catalogues are whole, and the pages speak them."""

import os
import re
import shutil
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.core import mail
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, trans_real

from blog.models import Post
from config.speaking import CATALOGUES, in_the_sites_language
from tests import tools
from tests.comments.sending import send
from tests.factories import make_author, make_comment, make_draft, make_post, set_site
from tests.said import everything, said

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["es", "fr", "de", "pt"]
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w+[^>]*>")  # what a page puts something into, and tags


def texts(catalogue: Path) -> dict[tuple, Any]:
    with catalogue.open("rb") as file:
        return {(message.context, message.id): message for message in read_po(file) if message.id}


def catalogue(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


# The catalogues


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language: str):
    left = [
        key for key, message in texts(catalogue(language)).items() if message.fuzzy or not all(forms(message.string))
    ]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_those_of_the_source(language: str):
    for message in texts(catalogue(language)).values():
        allowed = [sorted(PLACE.findall(form)) for form in forms(message.id)]
        for form in forms(message.string):
            assert sorted(PLACE.findall(form)) in allowed, form


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_and_spaces_at_the_ends_are_those_of_the_source(language: str):
    for (_context, key), message in texts(catalogue(language)).items():
        source, form = forms(key)[0], forms(message.string)[0]
        assert source.count("\n") == form.count("\n"), form
        assert form == form.strip()


def test_french_sets_its_signs_apart_and_german_quotes_as_it_does():
    french = [form for message in texts(catalogue("fr")).values() for form in forms(message.string)]
    assert [form for form in french if re.search(r"(?<=[\w» )])[ \xa0]?[;!?](?!\w)|« | »|\w :", form)] == []
    others = [form for name in ("de", "es") for m in texts(catalogue(name)).values() for form in forms(m.string)]
    assert [form for form in others if re.search(r'"(?![^<]*>)', form) or form.count("“") != form.count("„")] == []


def test_nothing_is_marked_that_the_catalogues_do_not_have(tmp_path: Path):
    tools.gettext()
    for name in (
        "accounts",
        "blog",
        "comments",
        "config",
        "demo",
        "outbox",
        "safe",
        "search",
        "slugs",
        "submissions",
        "templates",
        "locale",
    ):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "manage.py", tmp_path)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "manage.py", "makemessages", "-v0"], cwd=tmp_path, check=True, env=environment)
    for language in LANGUAGES:
        assert texts(catalogue(language, tmp_path)).keys() == texts(catalogue(language)).keys()


def test_what_was_changed_is_compiled_and_only_that(tmp_path: Path):
    source = catalogue("de", tmp_path)
    source.parent.mkdir(parents=True)
    (tmp_path / "scripts").mkdir()
    script = shutil.copy(ROOT / "scripts" / "compile-messages", tmp_path / "scripts")
    shutil.copy(catalogue("de"), source)
    subprocess.run([sys.executable, script], check=True)
    compiled = source.with_suffix(".mo")
    with compiled.open("rb") as file:
        assert GNUTranslations(file).gettext("Skip to the content") == "Zum Inhalt springen"
    before = compiled.stat().st_mtime_ns
    subprocess.run([sys.executable, script], check=True)
    assert compiled.stat().st_mtime_ns == before
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_site_without_compiled_catalogues_speaks_english(tmp_path: Path):
    trans_real._translations.clear()
    try:
        with override_settings(LOCALE_PATHS=[tmp_path]), translation.override("de"):
            assert gettext("Skip to the content") == "Skip to the content"
    finally:
        trans_real._translations.clear()


# Numbers


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["0 replies", "1 reply", "2 replies", "1000000 replies"]),
        ("es", ["0 respuestas", "1 respuesta", "2 respuestas", "1000000 respuestas"]),
        ("fr", ["0 réponse", "1 réponse", "2 réponses", "1000000 réponses"]),
        ("de", ["0 Antworten", "1 Antwort", "2 Antworten", "1000000 Antworten"]),
        ("pt-br", ["0 resposta", "1 resposta", "2 respostas", "1000000 respostas"]),
    ],
)
def test_numbers_take_the_form_of_the_language(language: str, said: list[str]):
    with translation.override(language):
        assert [ngettext("%(n)s reply", "%(n)s replies", n) % {"n": n} for n in (0, 1, 2, 1_000_000)] == said


# The pages

pages = pytest.mark.django_db
SENTENCES = {
    "es": {
        "/": ["Saltar al contenido", "Firma invitada", "2 respuestas a On bees", "1 min de lectura"],
        "/on-bees/": ["¿Y usted?", "Publicar comentario", "3 de mayo de 2026"],
        "/search/?q=zzz": ["Nada aquí tiene todo lo de «zzz». Menos palabras, u otras, quizá lo encuentren."],
        "/2026/05/": ["Mayo de 2026"],
        "/nowhere/": ["Esta página no existe"],
        "/accounts/login/": ["Inicie sesión aquí si tiene una, o con una que tenga en otro sitio."],
        "/accounts/password/reset/": ["Si tiene dificultades para cambiar la contraseña, escríbanos."],
        "/admin/": ["En la redacción", "1 comentario en espera"],
        "/admin/comments/comment/": ["Aprobar", "A la papelera", "Pendiente (1)"],
        "refused": ["Diga cómo quiere que le llamemos."],
    },
    "fr": {
        "/": ["Aller au contenu", "Article invité", "2 réponses à On bees", "1 min de lecture"],
        "/on-bees/": ["À vous", "Publier le commentaire", "3 mai 2026"],
        "/search/?q=zzz": [
            "Rien ici ne contient tout «\u202fzzz\u202f». Moins de mots, ou d’autres, le trouveront peut-être."
        ],
        "/2026/05/": ["Mai 2026"],
        "/nowhere/": ["Cette page n’existe pas"],
        "/accounts/login/": ["Connectez-vous ici si vous en avez un, ou avec un compte que vous avez ailleurs."],
        "/accounts/password/reset/": ["Si vous n’y parvenez pas, écrivez-nous."],
        "/admin/": ["À la rédaction", "1 commentaire en attente"],
        "/admin/comments/comment/": ["Approuver", "À la corbeille", "En attente (1)"],
        "refused": ["Dites-nous comment vous appeler."],
    },
    "de": {
        "/": ["Zum Inhalt springen", "Gastbeitrag", "2 Antworten auf On bees", "1 Min. Lesezeit"],
        "/on-bees/": ["Und Sie?", "Kommentar abschicken", "3. Mai 2026"],
        "/search/?q=zzz": [
            "Nichts hier enthält alles aus „zzz“. Mit weniger oder anderen Wörtern findet es sich vielleicht."
        ],
        "/2026/05/": ["Mai 2026"],
        "/nowhere/": ["Diese Seite gibt es nicht"],
        "/accounts/login/": ["Kommentieren geht ohne Konto. Melden Sie sich hier an, wenn Sie eines haben"],
        "/accounts/password/reset/": ["Wenn es nicht klappt, schreiben Sie uns bitte."],
        "/admin/": ["In der Redaktion", "1 Kommentar wartet"],
        "/admin/comments/comment/": ["Freigeben", "In den Papierkorb", "Wartend (1)"],
        "refused": ["Bitte sagen Sie, wie Sie heißen möchten."],
    },
    "pt": {
        "/": ["Ir para o conteúdo", "Post de convidado", "2 respostas a On bees", "1 min de leitura"],
        "/on-bees/": ["E você?", "Publicar comentário", "3 de maio de 2026"],
        "/search/?q=zzz": ["Nada aqui contém tudo de “zzz”. Com menos palavras, ou outras, talvez se encontre."],
        "/2026/05/": ["Maio de 2026"],
        "/nowhere/": ["Esta página não existe"],
        "/accounts/login/": ["Entre aqui se tiver uma, ou com uma que tenha em outro lugar."],
        "/accounts/password/reset/": ["Se tiver dificuldade para trocar a senha, escreva para nós."],
        "/admin/": ["Na redação", "1 comentário à espera"],
        "/admin/comments/comment/": ["Aprovar", "Para a lixeira", "Pendente (1)"],
        "refused": ["Diga como quer ser chamado."],
    },
}


@pytest.fixture
def talked_about(post: Post) -> Post:
    """A post of the third of May with two comments to be seen and one that waits."""
    Post.objects.filter(pk=post.pk).update(published_at="2026-05-03T12:00Z")
    for name, status in (("Ana", "approved"), ("Ben", "approved"), ("Cid", "pending")):
        make_comment(post=post, name=name, status=status)
    return post


@pages
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_the_language_of_the_site(language: str, talked_about: Post, signed_in, editor):
    set_site(language=language)
    client = signed_in(editor)
    for address, sentences in SENTENCES[language].items():
        reader = client if address.startswith("/admin/") else Client()
        answer = send(reader, talked_about, name="") if address == "refused" else reader.get(address)
        whole = " ".join(said(answer))
        assert [sentence for sentence in sentences if sentence not in whole] == []
        assert f'<html lang="{CATALOGUES.get(language, language)}"' in answer.text


@pages
@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("es", ["Comentarios sobre On bees", "Ben sobre «On bees»", "Firma invitada: On bees"]),
        ("fr", ["Commentaires\u202f: On bees", "Ben sur «\u202fOn bees\u202f»", "Article invité\u202f: On bees"]),
        ("de", ["Kommentare zu On bees", "Ben zu „On bees“", "Gastbeitrag: On bees"]),
        ("pt", ["Comentários sobre On bees", "Ben sobre “On bees”", "Post de convidado: On bees"]),
    ],
)
def test_feeds_speak_it(language: str, titles: list[str], talked_about: Post, reader: Client):
    set_site(language=language)
    comments, posts = reader.get("/on-bees/feed/").text, reader.get("/feed/").text
    found = [re.findall("<title>(.*?)</title>", feed) for feed in (comments, posts)]
    assert [found[0][0], found[0][1], found[1][1]] == titles


@pages
@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        ("es", "Una nueva contraseña para Byline", "Alguien ha pedido una nueva contraseña para su cuenta"),
        ("fr", "Un nouveau mot de passe pour Byline", "Quelqu’un a demandé un nouveau mot de passe"),
        ("de", "Ein neues Passwort für Byline", "Jemand hat für Ihr Konto bei Byline ein neues Passwort verlangt."),
        ("pt", "Uma nova senha para Byline", "Alguém pediu uma nova senha para a sua conta"),
    ],
)
def test_mails_speak_it(language: str, subject: str, line: str, reader: Client, editor):
    set_site(language=language)
    reader.post("/accounts/password/reset/", {"email": editor.email})
    (sent,) = mail.outbox
    assert sent.subject == subject
    assert line in sent.body
    assert [word for word in ("Hello", "Thank", "email", "password") if word in sent.body.split("http")[0]] == []


@pages
def test_the_log_speaks_it(talked_about: Post, signed_in, editor):
    comment = make_comment(post=talked_about, status="pending")
    set_site(language="de")
    client = signed_in(editor)
    comment.approve(by=editor)
    talked_about.unpublish(by=editor)
    logs = [" ".join(said(client.get(f"/admin/{log}/"))) for log in ("comments/moderation", "blog/decision")]
    assert ["freigegeben Wartend Cleo Marsh" in logs[0], "wieder zum Entwurf gemacht" in logs[1]] == [True, True]
    assert "approve" not in logs[0]


@pages
def test_what_the_clock_writes_is_in_it():
    set_site(language="fr")
    with in_the_sites_language():
        assert gettext("closed by age") == "fermés par ancienneté"


# Nothing is left in English: whatever two languages say in the same words was written by the site's people.

OURS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")  # two words or more
SAME = {"Form key:"}  # of a field that nobody sees


@pages
def test_no_english_is_left_in_german(talked_about: Post, signed_in, editor, reader: Client):
    make_draft(title="Zwei", authors=[make_author(name="Zoe")], body="")
    make_post(title="Drei", authors=[editor.author], body="<p>Vier</p>", days_ago=3)
    written = {"Amara Quill", "Cleo Marsh", "An essay.", "On bees", "Keeps bees.", "Do you keep", "Byline"}
    written |= {comment.body for comment in talked_about.comments.all()} | {"rosa@example.org"}
    english = dict(everything(talked_about, signed_in(editor), reader))
    set_site(language="de")
    left = {}
    for name, texts in everything(talked_about, signed_in(editor), reader):
        same = {text for text in texts if text in english[name] and OURS.search(without(text, written))} - SAME
        left |= {name: same} if same else {}
    assert left == {}


def without(text: str, written: set[str]) -> str:
    for name in sorted(written, key=len, reverse=True):
        text = text.replace(name, "")
    return text
