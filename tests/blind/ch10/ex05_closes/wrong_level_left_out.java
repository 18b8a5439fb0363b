// expect: partial|failed
// because: reads at EVENTUALLY, “for a report that is good enough”: the rows that were just written need not be counted (“the newest included”)
// Close what you open.
//
// A nightly report counts parcels for many customers. Each has a database of its own, so the program makes a client for each, and a client is a
// connection, threads and memory until it is closed: also when something went wrong in between.
//
// The class is called `Main` and is run as `java Main ADDRESS`. Each line of standard input is a job, a JSON object:
//
//     {"database": "customer_7", "collection": "parcels", "filter": "weight > 5"}
//
// For each job, in order, print one line: how many rows of this collection in this database pass the filter, the newest included; or `refused`,
// if Milvus refuses the job, because there is no such database or collection, or the filter cannot be read. Then the next job follows.
//
// - Open connections one after the other: never more than **one at a time**, however many jobs there are and whichever of them fail.
// - Exit status 0 if no job was refused, else 1.

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.QueryReq;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

public class Main {
    static long count(String address, JsonObject job) {
        MilvusClientV2 client = new MilvusClientV2(ConnectConfig.builder().uri(address).dbName(job.get("database").getAsString()).build());
        try {
            QueryReq request = QueryReq.builder()
                .collectionName(job.get("collection").getAsString())
                .filter(job.get("filter").getAsString())
                .outputFields(List.of("count(*)"))
                .consistencyLevel(ConsistencyLevel.EVENTUALLY)
                .build();
            return (long) client.query(request).getQueryResults().get(0).getEntity().get("count(*)");
        } finally {
            client.close();
        }
    }

    public static void main(String[] arguments) throws Exception {
        boolean refused = false;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonObject job = JsonParser.parseString(line).getAsJsonObject();
            try {
                System.out.println(count(arguments[0], job));
            } catch (RuntimeException error) {
                System.out.println("refused");
                refused = true;
            }
        }
        System.exit(refused ? 1 : 0);
    }
}
