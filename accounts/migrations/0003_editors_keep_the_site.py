"""Editors also keep the pages, the series, the menu and the site's settings."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ACTS = ("add", "change", "delete", "view")
PERMISSIONS = [
    *(f"{act}_{model}" for model in ("page", "series", "menuitem") for act in ACTS),
    "change_site",
    "view_site",
]


def allow(apps, schema_editor):
    config = apps.get_app_config("blog")
    config.models_module = getattr(config, "models_module", None) or True  # a stub lacks what create_permissions asks
    create_permissions(config, apps=apps, verbosity=0)
    editors, _made = apps.get_model("auth", "Group").objects.get_or_create(name="Editor")
    allowed = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="blog", codename__in=PERMISSIONS
    )
    editors.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles"), ("blog", "0002_site_pages_series")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
