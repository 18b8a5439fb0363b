// Films in Milvus: java Main ADDRESS COLLECTION MILLISECONDS
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

public class Main {
    /** One list of ids per vector. */
    static String near(MilvusClientV2 client, String collection, JsonObject task) {
        List<BaseVector> vectors = new ArrayList<>();
        for (JsonElement row : task.getAsJsonArray("vectors")) {
            float[] numbers = new float[row.getAsJsonArray().size()];
            for (int i = 0; i < numbers.length; i++) numbers[i] = row.getAsJsonArray().get(i).getAsFloat();
            vectors.add(new FloatVec(numbers));
        }
        SearchReq request = SearchReq.builder().collectionName(collection).annsField("vector").data(vectors).topK(task.get("k").getAsInt())
            .filter(task.has("after") ? "year > " + task.get("after").getAsLong() : "").consistencyLevel(ConsistencyLevel.STRONG).build();
        List<List<SearchResp.SearchResult>> results = client.search(request).getSearchResults();
        List<String> lists = new ArrayList<>();
        for (int n = 0; n < vectors.size(); n++) {
            List<String> ids = new ArrayList<>();
            if (n < results.size()) for (SearchResp.SearchResult hit : results.get(n)) ids.add(hit.getId().toString());
            lists.add("[" + String.join(",", ids) + "]");
        }
        return "[" + String.join(",", lists) + "]";
    }

    /** Delete these films. */
    static String drop(MilvusClientV2 client, String collection, JsonObject task) {
        List<Object> ids = new ArrayList<>();
        for (JsonElement id : task.getAsJsonArray("ids")) ids.add(id.getAsLong());
        if (!ids.isEmpty()) client.delete(DeleteReq.builder().collectionName(collection).ids(ids).build());
        return "dropped";
    }

    /** What to print for a task. */
    static String answer(MilvusClientV2 client, String collection, long limit, JsonObject task) {
        try {
            MilvusClientV2 timed = client.withTimeout(limit, TimeUnit.MILLISECONDS);
            return task.get("op").getAsString().equals("near") ? near(timed, collection, task) : drop(timed, collection, task);
        } catch (RuntimeException error) {
            return String.valueOf(error.getMessage()).contains("DEADLINE_EXCEEDED") ? "late" : "refused";
        }
    }

    public static void main(String[] arguments) throws Exception {
        MilvusClientV2 client = new MilvusClientV2(ConnectConfig.builder().uri(arguments[0]).build());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            System.out.println(answer(client, arguments[1], Long.parseLong(arguments[2]), JsonParser.parseString(line).getAsJsonObject()));
        client.close();
        System.exit(0);
    }
}
