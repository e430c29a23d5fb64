import django.db.models.deletion
from django.db import migrations, models


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
    ]
