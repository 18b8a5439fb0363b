// expect: failed|partial
// because: the Go program as it is given
// Films in Milvus: films ADDRESS COLLECTION MILLISECONDS
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
)

type task struct {
	Op      string
	Vectors [][]float32
	K       int
	After   *int64
	Ids     []float64
}


// near gives one list of ids per vector.
func near(ctx context.Context, client *milvusclient.Client, collection string, asked task) string {
	var vectors []entity.Vector
	for _, vector := range asked.Vectors {
		vectors = append(vectors, entity.FloatVector(vector))
	}
	option := milvusclient.NewSearchOption(collection, asked.K, vectors).WithANNSField("vector").WithConsistencyLevel(entity.ClEventually)
	if asked.After != nil {
		option = option.WithFilter(fmt.Sprintf("year > %d", *asked.After))
	}
	sets, _ := client.Search(ctx, option)
	ids := []string{}
	for _, set := range sets {
		for i := range set.ResultCount {
			id, _ := set.IDs.GetAsInt64(i)
			ids = append(ids, strconv.FormatInt(id, 10))
		}
	}
	lists := make([]string, len(vectors))
	for n := range lists {
		lists[n] = "[" + strings.Join(ids[min(n*asked.K, len(ids)):min((n+1)*asked.K, len(ids))], ",") + "]"
	}
	return "[" + strings.Join(lists, ",") + "]"
}


// drop deletes these films.
func drop(ctx context.Context, client *milvusclient.Client, collection string, asked task) string {
	ids := []int64{}
	for _, id := range asked.Ids {
		ids = append(ids, int64(id))
	}
	if len(ids) > 0 {
		client.Delete(ctx, milvusclient.NewDeleteOption(collection).WithInt64IDs("id", ids))
	}
	return "dropped"
}


// answer says what to print for a task.
func answer(client *milvusclient.Client, collection string, limit time.Duration, asked task) string {
	began := time.Now()
	do := drop
	if asked.Op == "near" {
		do = near
	}
	said := do(context.Background(), client, collection, asked)
	if time.Since(began) > limit {
		return "late"
	}
	return said
}


func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	client, err := milvusclient.New(ctx, &milvusclient.ClientConfig{Address: os.Args[1]})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer client.Close(context.Background())
	milliseconds, _ := strconv.Atoi(os.Args[3])
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked task
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(answer(client, os.Args[2], time.Duration(milliseconds)*time.Millisecond, asked))
	}
}
