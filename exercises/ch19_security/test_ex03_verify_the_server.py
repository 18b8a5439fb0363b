"""Checks of ch19/ex03. Each connection is made in a process of its own: pymilvus shares channels within one."""

from grader.checks import Handle, SubmissionError, check, fail, misconception, same

NAME = "localhost"


def attempt(process, milvus, ca, name, uri=None):
    """What came of a connection: a list of collections, or the exception."""
    try:
        client = process.connect(uri or milvus.uri, milvus.files[ca], name)
        if isinstance(client, Handle):
            return client.list_collections()
    except SubmissionError as error:
        return error
    fail(called=f'connect(uri, {ca}, "{name}")', returned=repr(client), expected="a MilvusClient" if (ca, name) == ("ca", NAME) else "an exception",
         why="The caller continues with what it gets; where there is no connection, only an exception says so.")


@check(points=2)
def test_right_server(submission, milvus):
    """The right server is reached"""
    found = attempt(submission.spawn(), milvus, "ca", NAME)
    if isinstance(found, SubmissionError):
        if found.not_started:
            raise found
        fail(called=f'connect(uri, ca, "{NAME}").list_collections()', returned=f"{found.type}: {found.message}", expected="a list",
             why="The authority and the name are the right ones. Does the client know the authority?")
    same(found, [], called=f'connect(uri, ca, "{NAME}").list_collections()')


@check(points=3, after="test_right_server")
def test_wrong_authority(submission, milvus):
    """A certificate of another authority is refused, also after a good connection"""
    found = attempt(submission.spawn(), milvus, "wrong_ca", NAME)
    if not isinstance(found, SubmissionError):
        misconception("trusts-what-it-meets", evidence="the server's certificate is not signed by the authority in the file, and data came back",
                      called=f'connect(uri, wrong_ca, "{NAME}").list_collections()', returned=found, expected="an exception",
                      why="Whom does your client trust: the authority that you were given, or any server that answers?")
    spellings = ("//localhost:", "//127.0.0.1:")
    uri = milvus.uri.replace(*(spellings if spellings[0] in milvus.uri else spellings[::-1]))  # the same server, and for pymilvus another channel
    if uri == milvus.uri:
        return
    process = submission.spawn()
    attempt(process, milvus, "ca", NAME)
    found = attempt(process, milvus, "wrong_ca", NAME, uri)
    if not isinstance(found, SubmissionError):
        fail(called=f'connect("{uri}", wrong_ca, "{NAME}").list_collections(), after a good connection to {milvus.uri}', returned=found, expected="an exception",
             why="Each connection is verified for itself, by the authority that its caller gives.")


@check(points=2, after="test_right_server")
def test_wrong_name(submission, milvus):
    """A certificate of another machine is refused"""
    found = attempt(submission.spawn(), milvus, "ca", "milvus.example")
    if not isinstance(found, SubmissionError):
        misconception("any-name-will-do", evidence="the certificate is made out to localhost, milvus.example was asked for, and data came back",
                      called='connect(uri, ca, "milvus.example").list_collections()', returned=found, expected="an exception",
                      why="Your authority signs for many machines. Whose certificate did this one show?")
