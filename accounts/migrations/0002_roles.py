"""The three groups that decide who may do what. Superusers administer."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = {
    "Author": ["blog.add_post", "blog.change_post", "blog.view_post", "comments.moderate_own_posts"],
    "Moderator": ["comments.moderate_comment"],
    "Editor": [
        *(f"blog.{act}_{model}" for model in ("post", "byline", "category", "tag") for act in ("add", "change", "delete", "view")),
        *(f"accounts.{act}_{model}" for model in ("author", "book") for act in ("add", "change", "delete", "view")),
        "blog.view_decision",
        "blog.publish_post",
        "comments.moderate_comment",
    ],
}


def make_groups(apps, schema_editor):
    for label in ("accounts", "blog", "comments"):
        config = apps.get_app_config(label)
        if not hasattr(config, "models_module"):  # a migration's stub of an app lacks what create_permissions asks
            config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role, permissions in ROLES.items():
        group, _made = group_model.objects.get_or_create(name=role)
        for permission in permissions:
            app_label, codename = permission.split(".")
            group.permissions.add(permission_model.objects.get(content_type__app_label=app_label, codename=codename))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("blog", "0001_initial"),
        ("comments", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
