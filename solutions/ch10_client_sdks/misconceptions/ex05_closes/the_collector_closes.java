// id: the-collector-closes
// check: test_one_at_a_time
// why: In Java the garbage collector takes what nobody uses any more. A channel's threads use it, and the collector only writes a warning into the log.
// source: https://github.com/milvus-io/milvus-sdk-java/issues/269 (was not shutdown properly); https://github.com/langchain4j/langchain4j/issues/1314
    // BEGIN SOLUTION count
    /** How many rows pass; the client is closed on every way out. */
    static long count(String address, JsonObject job) {
        ConnectConfig config = ConnectConfig.builder().uri(address).dbName(job.get("database").getAsString()).build();
        MilvusClientV2 client = new MilvusClientV2(config);
        {
            QueryReq query = QueryReq.builder()
                .collectionName(job.get("collection").getAsString())
                .filter(job.get("filter").getAsString())
                .outputFields(List.of("count(*)"))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build();
            return (Long) client.query(query).getQueryResults().get(0).getEntity().get("count(*)");
        }
    }
    // END SOLUTION
