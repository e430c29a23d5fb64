"""Editors review submissions, invite guests and word what "Write for us" says."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

PERMISSIONS = ["review_submission", "change_terms", "view_terms"]


def allow(apps, schema_editor):
    config = apps.get_app_config("submissions")
    config.models_module = getattr(config, "models_module", None) or True  # a stub lacks what create_permissions asks
    create_permissions(config, apps=apps, verbosity=0)
    editors, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Editor")
    allowed = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="submissions", codename__in=PERMISSIONS
    )
    editors.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial"), ("accounts", "0002_roles")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
