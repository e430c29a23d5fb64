import django.db.models.deletion
from django.db import migrations, models

ABOUT = ("name", "bio", "photo", "website", "link_lines", "book_title", "book_subtitle", "book_link", "book_cover")


def fill(apps, schema_editor):
    """Those that wait have waited since they were handed in; accepting one gave what it says to its author."""
    submissions = apps.get_model("submissions", "Submission").objects.all()
    submissions.update(waiting_since=models.F("submitted_at"))
    for submission in submissions.filter(status__in=("accepted", "scheduled", "published")):
        submission.about_given = {name: str(getattr(submission, name) or "") for name in ABOUT}
        submission.save(update_fields=["about_given"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_author_pass'),
        ('blog', '0010_guests'),
        ('submissions', '0007_links_sponsored'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='about_given',
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='submission',
            name='book',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.book'),
        ),
        migrations.AddField(
            model_name='submission',
            name='left_as',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='blog.revision'),
        ),
        migrations.AddField(
            model_name='submission',
            name='waiting_since',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='galley',
            name='answer',
            field=models.CharField(blank=True, choices=[('approved', 'approved'), ('objected', 'objected to'), ('replaced', 'replaced by a newer one'), ('lapsed', 'over')], max_length=10),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
