from django.urls import path

from blog import addresses, archives, views  # noqa: F401  addresses registers its converters

urlpatterns = [
    path("", views.home, name="home"),
    path("authors/", views.authors, name="authors"),
    path("authors/<uslug:slug>/", views.author, name="author"),
    path("archive/", archives.archive, name="archive"),
    path("category/<uslug:slug>/", archives.category, name="category"),
    path("tag/<uslug:slug>/", archives.tag, name="tag"),
    path("<year:year>/", archives.year, name="year"),
    path("<year:year>/<month:month>/", archives.month, name="month"),
    path("<uslug:slug>/", views.post, name="post"),
]
