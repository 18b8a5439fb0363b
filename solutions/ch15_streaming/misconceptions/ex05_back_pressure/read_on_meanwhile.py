# id: read-on-meanwhile
# check: test_the_same_batch_again
# why: The group must hear of us, so poll() is called; and what poll() gives has to be kept. So the list grows as long as Milvus refuses, and that is exactly when nobody knows how long it will be.
# source: run here in the lesson: a consumer that goes on reading holds 2,000 rows after 20 refusals; Apache Kafka 4.1, KafkaConsumer.pause
# BEGIN SOLUTION
    waiting = []
    ended = False
    while waiting or not ended:
        batch = [] if ended else poll(1.0)
        if batch is None:
            ended = True
            batch = []
        waiting += batch
        if waiting:
            rows = list({message["row"]["id"]: message["row"] for message in waiting}.values())
            try:
                client.upsert(name, rows)
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                    raise
                sleep(1.0)
                continue
            commit(waiting[-1]["offset"] + 1)
            waiting = []
# END SOLUTION
