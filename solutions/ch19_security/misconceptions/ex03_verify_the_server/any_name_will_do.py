# id: any-name-will-do
# check: test_wrong_name
# why: A signature by the right authority looks like proof enough; the authority has signed the certificates of other machines too.
# source: docs v3.0.x tls.md sets server_name to the name in the certificate, whatever the machine is; copied, the name is never checked
# BEGIN SOLUTION
    return MilvusClient(uri, server_pem_path=ca, server_name="localhost", timeout=8)
# END SOLUTION
