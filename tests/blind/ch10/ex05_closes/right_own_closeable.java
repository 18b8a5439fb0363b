// expect: passed
// because: a small class of its own is AutoCloseable, so that try-with-resources closes it; the exit status comes from a counter
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

import com.google.gson.Gson;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.List;
import java.util.Scanner;

public class Main {
    /** A job as it stands in a line. */
    static class Job {
        String database;
        String collection;
        String filter;
    }

    /** A client that knows how to end. */
    static final class Connection implements AutoCloseable {
        final MilvusClientV2 client;

        Connection(String address, String database) {
            client = new MilvusClientV2(ConnectConfig.builder().uri(address).dbName(database).build());
        }

        Object count(String collection, String filter) {
            QueryReq request = QueryReq.builder().collectionName(collection).filter(filter).outputFields(List.of("count(*)")).consistencyLevel(ConsistencyLevel.STRONG).build();
            return client.query(request).getQueryResults().get(0).getEntity().get("count(*)");
        }

        @Override
        public void close() {
            client.close();
        }
    }

    public static void main(String[] arguments) {
        int holes = 0;
        Gson gson = new Gson();
        try (Scanner lines = new Scanner(System.in, "UTF-8")) {
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.isBlank()) continue;
                Job job = gson.fromJson(line, Job.class);
                Object said;
                try (Connection connection = new Connection(arguments[0], job.database)) {
                    said = connection.count(job.collection, job.filter);
                } catch (RuntimeException error) {
                    holes++;
                    said = "refused";
                }
                System.out.println(said);
            }
        }
        System.exit(holes == 0 ? 0 : 1);
    }
}
