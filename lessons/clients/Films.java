// The same small program, in Java: java Main ADDRESS COLLECTION [MILLISECONDS]
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp;
import java.util.List;
import java.util.concurrent.TimeUnit;

public class Main {
    static SearchReq search(String collection) {
        return SearchReq.builder().collectionName(collection).annsField("vector").data(List.of(new FloatVec(new float[] {0.9f, 0.1f, 0.3f, 0.2f})))
            .topK(2).filter("year > 1950").outputFields(List.of("title")).consistencyLevel(ConsistencyLevel.STRONG).build();
    }

    static JsonObject film(long id, String vector, String title, int year) {
        JsonObject row = new Gson().fromJson("{\"vector\": " + vector + ", \"year\": " + year + "}", JsonObject.class);
        row.addProperty("id", id);
        row.addProperty("title", title);
        return row;
    }

    public static void main(String[] arguments) {
        String name = arguments[1];
        MilvusClientV2 client = new MilvusClientV2(ConnectConfig.builder().uri(arguments[0]).build());
        try {
            if (arguments.length > 2) {
                late(client, name, Long.parseLong(arguments[2]));
                return;
            }
            List<JsonObject> films = List.of(
                film(1152921504606846977L, "[0.9, 0.1, 0.3, 0.2]", "Solaris", 1972),
                film(1152921504606846978L, "[0.8, 0.2, 0.3, 0.2]", "Stalker", 1979),
                film(1152921504606846979L, "[0.9, 0.1, 0.3, 0.3]", "Metropolis", 1927));
            System.out.println("stored " + client.upsert(UpsertReq.builder().collectionName(name).data(films).build()).getUpsertCnt());
            for (SearchResp.SearchResult hit : client.search(search(name)).getSearchResults().get(0))
                System.out.printf("near %s %s %.3f%n", hit.getId(), hit.getEntity().get("title"), hit.getScore());
            System.out.println("deleted " + client.delete(DeleteReq.builder().collectionName(name).filter("id in [1152921504606846978]").build()).getDeleteCnt());
            QueryReq count = QueryReq.builder().collectionName(name).filter("").outputFields(List.of("count(*)")).consistencyLevel(ConsistencyLevel.STRONG).build();
            System.out.println("left " + client.query(count).getQueryResults().get(0).getEntity().get("count(*)"));
            try {
                client.search(search("no_such_films"));
            } catch (MilvusClientException error) {
                System.out.println("refused " + error.getServerErrCode() + ": " + error.getMessage());
            }
        } finally {
            client.close();
        }
    }

    static void late(MilvusClientV2 client, String name, long limit) {
        long began = System.nanoTime();
        String said;
        try {
            client.withTimeout(limit, TimeUnit.MILLISECONDS).search(search(name));
            said = "no error";
        } catch (RuntimeException error) {
            said = error.getClass().getSimpleName() + ": " + error.getMessage();
        }
        System.out.printf("after %d ms: %s%n", (System.nanoTime() - began) / 1_000_000, said.length() > 160 ? said.substring(0, 160) : said);
    }
}
