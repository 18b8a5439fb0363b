// id: the-clock-is-read-afterwards
// check: test_late
// why: Time is measured around the call and compared with the limit. That knows that a search was late, and it has waited for it.
// source: the guide to gRPC, Deadlines (without one a client waits as long as it takes); run in the lesson
// BEGIN SOLUTION imports
import (
	"bufio"
	"context"
	"encoding/json"
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
		began := time.Now()
		ids, err := nearest(context.Background(), client, collection, query)
		switch {
		case time.Since(began) > limit:
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
