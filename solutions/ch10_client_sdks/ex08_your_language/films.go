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
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type task struct {
	Op      string
	Vectors [][]float32
	K       int
	After   *int64
	Ids     []int64
}

// near gives one list of ids per vector.
func near(ctx context.Context, client *milvusclient.Client, collection string, asked task) (string, error) {
	var vectors []entity.Vector
	for _, vector := range asked.Vectors {
		vectors = append(vectors, entity.FloatVector(vector))
	}
	option := milvusclient.NewSearchOption(collection, asked.K, vectors).WithANNSField("vector").WithConsistencyLevel(entity.ClStrong)
	if asked.After != nil {
		option = option.WithFilter(fmt.Sprintf("year > %d", *asked.After))
	}
	sets, err := client.Search(ctx, option)
	if err != nil {
		return "", err
	}
	lists := make([]string, len(vectors))
	for n := range lists {
		ids := []string{}
		for i := 0; n < len(sets) && i < sets[n].ResultCount; i++ {
			id, err := sets[n].IDs.GetAsInt64(i)
			if err != nil {
				return "", err
			}
			ids = append(ids, strconv.FormatInt(id, 10))
		}
		lists[n] = "[" + strings.Join(ids, ",") + "]"
	}
	return "[" + strings.Join(lists, ",") + "]", nil
}

// drop deletes these films.
func drop(ctx context.Context, client *milvusclient.Client, collection string, asked task) (string, error) {
	if len(asked.Ids) == 0 {
		return "dropped", nil
	}
	_, err := client.Delete(ctx, milvusclient.NewDeleteOption(collection).WithInt64IDs("id", asked.Ids))
	return "dropped", err
}

// answer says what to print for a task; each has a context of its own.
func answer(client *milvusclient.Client, collection string, limit time.Duration, asked task) string {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	do := drop
	if asked.Op == "near" {
		do = near
	}
	said, err := do(ctx, client, collection, asked)
	if status.Code(err) == codes.DeadlineExceeded || ctx.Err() == context.DeadlineExceeded {
		return "late"
	}
	if err != nil {
		return "refused"
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
