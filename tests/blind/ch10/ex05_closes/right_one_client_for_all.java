// expect: passed
// because: one client for the whole night, and each request names its database: one connection is never more than one
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
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.response.QueryResp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

public class Main {
    static QueryReq counted(JsonObject job) {
        return QueryReq.builder()
            .databaseName(job.get("database").getAsString())
            .collectionName(job.get("collection").getAsString())
            .filter(job.get("filter").getAsString())
            .outputFields(Collections.singletonList("count(*)"))
            .consistencyLevel(ConsistencyLevel.STRONG)
            .build();
    }

    /** The exit status: 0, or 1 if one of the jobs was refused. */
    static int report(MilvusClientV2 client, BufferedReader lines) throws Exception {
        int status = 0;
        String line;
        while ((line = lines.readLine()) != null) {
            QueryReq request = counted(JsonParser.parseString(line).getAsJsonObject());
            try {
                for (QueryResp.QueryResult row : client.query(request).getQueryResults()) System.out.println(row.getEntity().get("count(*)"));
            } catch (MilvusClientException error) {
                System.out.println("refused");
                status = 1;
            }
        }
        return status;
    }

    public static void main(String[] arguments) throws Exception {
        int status = 2;
        MilvusClientV2 client = new MilvusClientV2(ConnectConfig.builder().uri(arguments[0]).build());
        try {
            status = report(client, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        } finally {
            client.close();
        }
        System.exit(status);
    }
}
