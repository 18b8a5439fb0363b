// id: closed-when-all-goes-well
// check: test_refused
// why: close() stands in the last line, and on a good day every line is reached. An exception leaves by another door.
// source: https://github.com/milvus-io/milvus-sdk-java/pull/1739 (the SDK itself did so when connecting failed)
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
            long count = (Long) client.query(query).getQueryResults().get(0).getEntity().get("count(*)");
            client.close();
            return count;
        }
    }
    // END SOLUTION
