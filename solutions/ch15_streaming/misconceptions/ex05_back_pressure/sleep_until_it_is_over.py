# id: sleep-until-it-is-over
# check: test_the_group_hears_of_it
# why: Wait and try again is what one does with a busy server, and a minute is polite. The broker knows nothing of it: a member that does not poll is taken for dead, and its partition goes to another one.
# source: Apache Kafka 4.1, Consumer Configs, max.poll.interval.ms; run here with confluent-kafka 2.16.1: a member that does not poll loses its partitions
# BEGIN SOLUTION
    while (batch := poll(1.0)) is not None:
        if batch:
            rows = list({message["row"]["id"]: message["row"] for message in batch}.values())
            wait = 0.5
            paused = False
            while True:
                try:
                    client.upsert(name, rows)
                    break
                except grpc.RpcError as error:
                    if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                        raise
                if not paused:
                    pause()
                    paused = True
                sleep(wait)
                wait = min(4.0, 2 * wait)
            commit(batch[-1]["offset"] + 1)
            if paused:
                resume()
# END SOLUTION
