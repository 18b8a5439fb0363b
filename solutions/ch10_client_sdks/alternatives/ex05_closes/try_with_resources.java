// This SDK's client is no AutoCloseable, so a small class makes it one; then `try (…)` closes it on every way out.

import com.google.gson.Gson;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.List;
import java.util.Scanner;

public class Main {
    record Job(String database, String collection, String filter) {}

    static final class Connection implements AutoCloseable {
        final MilvusClientV2 client;

        Connection(String address, String database) {
            client = new MilvusClientV2(ConnectConfig.builder().uri(address).dbName(database).build());
        }

        Object count(String collection, String filter) {
            var request = QueryReq.builder().collectionName(collection).filter(filter).outputFields(List.of("count(*)")).consistencyLevel(ConsistencyLevel.STRONG).build();
            return client.query(request).getQueryResults().get(0).getEntity().get("count(*)");
        }

        @Override
        public void close() {
            client.close();
        }
    }

    public static void main(String[] arguments) {
        Gson gson = new Gson();
        int status = 0;
        Scanner lines = new Scanner(System.in, "UTF-8");
        while (lines.hasNextLine()) {
            Job job = gson.fromJson(lines.nextLine(), Job.class);
            String said;
            try (Connection one = new Connection(arguments[0], job.database())) {
                said = one.count(job.collection(), job.filter()).toString();
            } catch (RuntimeException refusal) {
                status = 1;
                said = "refused";
            }
            System.out.println(said);
        }
        System.exit(status);
    }
}
