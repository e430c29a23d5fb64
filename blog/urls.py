from django.urls import path

from blog import archives, feeds, searching, views
from blog.addresses import in_each_format

urlpatterns = [
    path("", views.home, name="home"),
    path("authors/", views.authors, name="authors"),
    path("authors/<uslug:slug>/", views.author, name="author"),
    path("search/", searching.search, name="search"),
    path("series/<uslug:slug>/", archives.series, name="series"),
    path("accent/<accent:light>-<accent:dark>.css", views.accent, name="accent"),
    path("archive/", archives.archive, name="archive"),
    path("category/<uslug:slug>/", archives.category, name="category"),
    path("tag/<uslug:slug>/", archives.tag, name="tag"),
    *in_each_format("feed/", feeds.site_feed, "feed"),
    *in_each_format("authors/<uslug:slug>/feed/", feeds.author_feed, "author-feed"),
    *in_each_format("author/<uslug:slug>/feed/", feeds.author_feed, "author-feed-wordpress"),
    *in_each_format("category/<uslug:slug>/feed/", feeds.category_feed, "category-feed"),
    *in_each_format("tag/<uslug:slug>/feed/", feeds.tag_feed, "tag-feed"),
    path("author/<uslug:slug>/", views.author_of_wordpress),
    path("<year:year>/", archives.year, name="year"),
    path("<year:year>/<month:month>/", archives.month, name="month"),
    path("<uslug:slug>/", views.post, name="post"),
]
