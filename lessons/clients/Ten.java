// Ten jobs, each with a client of its own: java Main ADDRESS COLLECTION never|finally|"last line"
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.QueryReq;
import java.util.List;

public class Main {
    static void count(MilvusClientV2 client, String collection) {
        client.query(QueryReq.builder().collectionName(collection).filter("").outputFields(List.of("count(*)")).consistencyLevel(ConsistencyLevel.STRONG).build());
    }

    static void job(String address, String collection, String way) {
        MilvusClientV2 client = new MilvusClientV2(ConnectConfig.builder().uri(address).build());
        if (way.equals("finally")) {
            try {
                count(client, collection);
            } finally {
                client.close();
            }
            return;
        }
        count(client, collection);
        if (way.equals("last line")) client.close();
    }

    public static void main(String[] arguments) {
        int refused = 0;
        for (int i = 0; i < 10; i++) {
            try {
                job(arguments[0], arguments[1], arguments[2]);
            } catch (RuntimeException error) {
                refused++;
            }
        }
        System.out.println((10 - refused) + " counted, " + refused + " refused");
        System.exit(0);
    }
}
