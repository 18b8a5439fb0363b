// id: late-is-context-deadline-exceeded
// check: test_late
// why: The context package has an error for this, and errors.Is is how Go compares errors. gRPC returns an error of its own, whose code says it.
// source: https://github.com/lytics/grid/pull/164 ("Handle gRPC deadline exceeded as well"); https://github.com/gazette/core/pull/120
// BEGIN SOLUTION imports
import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
)

// END SOLUTION
// BEGIN SOLUTION run
// run answers every line; each search has a context of its own.
func run(address, collection string, limit time.Duration) error {
	connecting, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	client, err := milvusclient.New(connecting, &milvusclient.ClientConfig{Address: address})
	if err != nil {
		return err
	}
	defer client.Close(context.Background())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var query []float32
		if err := json.Unmarshal(lines.Bytes(), &query); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		ids, err := nearest(ctx, client, collection, query)
		cancel()
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			fmt.Println("late")
		case err != nil:
			return err
		default:
			text, _ := json.Marshal(ids)
			fmt.Println(string(text))
		}
	}
	return lines.Err()
}

// END SOLUTION
