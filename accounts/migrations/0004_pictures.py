"""Who may do what with pictures: authors upload and describe their own, editors all of them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = {
    "Author": ["blog.add_image", "blog.change_image", "blog.view_image"],
    "Editor": [f"blog.{act}_image" for act in ("add", "change", "delete", "view")],
}


def grant(apps, schema_editor):
    config = apps.get_app_config("blog")
    if not hasattr(config, "models_module"):  # a migration's stub of an app lacks what create_permissions asks
        config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role, permissions in ROLES.items():
        codenames = [permission.removeprefix("blog.") for permission in permissions]
        granted = permission_model.objects.filter(content_type__app_label="blog", codename__in=codenames)
        group_model.objects.get(name=role).permissions.add(*granted)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_editors_keep_the_site"), ("blog", "0004_image")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
