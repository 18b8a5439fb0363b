# id: trusts-what-it-meets
# check: test_wrong_authority
# why: The certificate is right there to be fetched, and with it every error goes away; whoever answers is trusted.
# source: the usual answer on question-and-answer sites: ssl.get_server_certificate() into a file; Python's ssl documentation warns that it verifies nothing
import ssl
import tempfile
from urllib.parse import urlsplit
# BEGIN SOLUTION
    address = urlsplit(uri)
    pem = ssl.get_server_certificate((address.hostname, address.port))
    with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False) as file:
        file.write(pem)
    return MilvusClient(uri, server_pem_path=file.name, server_name=server_name, timeout=8)
# END SOLUTION
