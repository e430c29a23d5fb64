from django.urls import path

from blog import addresses, views  # noqa: F401  addresses registers its converters

urlpatterns = [
    path("", views.home, name="home"),
    path("authors/", views.authors, name="authors"),
    path("authors/<uslug:slug>/", views.author, name="author"),
    path("<uslug:slug>/", views.post, name="post"),
]
