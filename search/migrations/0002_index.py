"""The full-text index, as each database has it."""

from django.db import migrations

from search.engines import ENGINES


def create(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].create.split(";"):
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    schema_editor.execute(ENGINES[schema_editor.connection.vendor].remove)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
