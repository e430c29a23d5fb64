"""Editors stop, amend and word mails."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def allow(apps, schema_editor):
    config = apps.get_app_config("outbox")
    config.models_module = getattr(config, "models_module", None) or True  # a stub lacks what create_permissions asks
    create_permissions(config, apps=apps, verbosity=0)
    editors, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Editor")
    allowed = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="outbox", codename="keep_outbox"
    )
    editors.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles"), ("outbox", "0001_initial")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
