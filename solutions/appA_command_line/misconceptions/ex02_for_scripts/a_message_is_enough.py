# id: a-message-is-enough
# check: test_delete, test_dry_run, test_refused
# why: At a prompt the message is what one sees, so a tool that says what went wrong seems to be done. The exit status stays what it is when nothing sets it: 0.
# source: milvus-cli 1.2.1 and birdwatcher 1.1.1 end with 0 after each of their own errors: lessons/recorded/appA_scene.json; https://github.com/dbcli/mssql-cli/issues/469
    # BEGIN SOLUTION main
    asked = arguments(argv)
    import grpc
    from pymilvus import MilvusClient, MilvusException

    try:
        client = MilvusClient(asked.uri, timeout=10)
    except (MilvusException, grpc.RpcError) as error:
        print(f"no Milvus at {asked.uri}: {error}", file=sys.stderr)
        return 3
    try:
        run(client, asked)
    except (Refused, MilvusException, grpc.RpcError) as error:
        print(f"{' '.join(asked.names)}: {error}", file=sys.stderr)
    return 0
    # END SOLUTION
