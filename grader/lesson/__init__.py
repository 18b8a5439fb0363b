"""What a lesson imports: ``import grader.lesson as course``.

A lesson is a marimo notebook. Served by ``grader start`` it is *live*: questions wait for an answer,
panels check work, and each reader has a Milvus of their own. Run as a script, by pytest or for a static
copy, questions stand open and panels print the command.

One question, quiz or panel to a cell, as the cell's last expression: each redraws the whole output of
the cell that made it.
"""

from grader.lesson.broker import LessonBroker, broker, on_broker
from grader.lesson.cluster import cluster_picture, cluster_table
from grader.lesson.database import LessonDatabase, database, on_database
from grader.lesson.kit import GREY, ORANGE, PURPLE, TEAL, chart, code, model, on_server, scrolls, table
from grader.lesson.milvus import LessonMilvus, NotServed, connect, identities, measured, milvus, record, recorded
from grader.lesson.mode import live
from grader.lesson.panel import panel
from grader.lesson.questions import after, predict, quiz
from grader.lesson.tapped import Tapped, tapped

__all__ = [
    "GREY",
    "ORANGE",
    "PURPLE",
    "TEAL",
    "LessonBroker",
    "LessonDatabase",
    "LessonMilvus",
    "NotServed",
    "Tapped",
    "after",
    "broker",
    "chart",
    "cluster_picture",
    "cluster_table",
    "code",
    "connect",
    "database",
    "identities",
    "live",
    "measured",
    "milvus",
    "model",
    "on_broker",
    "on_database",
    "on_server",
    "panel",
    "predict",
    "quiz",
    "record",
    "recorded",
    "scrolls",
    "table",
    "tapped",
]
