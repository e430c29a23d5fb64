from django.urls import path

from demo import mail

urlpatterns = [path("mail/", mail.mails, name="demo-mail")]
