from django.urls import path

from submissions import answering, correcting, following, pitching, previewing, proofing, views, writing

urlpatterns = [
    path("", pitching.write_for_us, name="write-for-us"),
    path("pitch/", pitching.pitch, name="pitch"),
    path("pitch/sent/", pitching.pitch_sent, name="pitch-sent"),
    path("pitch/<str:token>/", pitching.pitch_confirmed, name="pitch-confirmed"),
    path("desk/<str:key>/", views.desk, name="desk"),
    path("desk/<str:key>/<int:pk>/", following.submission, name="submission"),
    path("desk/<str:key>/<int:pk>/write/", writing.submission_write, name="submission-write"),
    path("desk/<str:key>/<int:pk>/save/", writing.submission_save, name="submission-save"),
    path("desk/<str:key>/<int:pk>/picture/", writing.submission_picture, name="submission-picture"),
    path("desk/<str:key>/<int:pk>/paste/", writing.submission_paste, name="submission-paste"),
    path("desk/<str:key>/<int:pk>/preview/", previewing.submission_preview, name="submission-preview"),
    path("desk/<str:key>/<int:pk>/galley/", proofing.galley, name="galley"),
    path("desk/<str:key>/<int:pk>/correct/", correcting.correct, name="correct"),
    path("desk/<str:key>/<int:pk>/answer/", answering.answer_readers, name="answer-readers"),
]
