// A deadline that holds.
//
// A page has 300 ms for its recommendations. If they are late, it is shown without them. A search that may take "as long as it takes"
// takes the page down with it, so each one gets a deadline, and the deadline is gRPC's business, not yours.
//
// The program is run as `ex03_deadline ADDRESS COLLECTION MILLISECONDS`. The collection is there, loaded, and reads at Strong by itself: `id`
// (INT64, primary key) and `vector` (4 numbers, L2). Each line of standard input is a query vector, a JSON array. For each, in order, print one
// line:
//
// - the ids of the 3 nearest rows as a JSON array, nearest first: `[1152921504606846977,12,7]` (fewer if there are fewer rows),
// - or `late`, if Milvus has not answered this search within MILLISECONDS.
//
// A late answer is not waited for: the next search starts within 300 ms after the deadline, and has all of its own time. A search that is
// *refused* is not late: say why on standard error, and end with exit status 1 at once. Otherwise the exit status is 0.
//
// Connecting may take five seconds, whatever MILLISECONDS says. How much longer you wait for it is up to you.
package main

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
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// END SOLUTION
// BEGIN STARTER
// import (
// 	"fmt"
// 	"os"
// )
// END STARTER

// BEGIN SOLUTION nearest
// nearest gives the ids of the three nearest rows.
func nearest(ctx context.Context, client *milvusclient.Client, collection string, query []float32) ([]int64, error) {
	option := milvusclient.NewSearchOption(collection, 3, []entity.Vector{entity.FloatVector(query)}).WithANNSField("vector")
	sets, err := client.Search(ctx, option)
	if err != nil {
		return nil, err
	}
	ids := []int64{}
	for i := 0; i < sets[0].ResultCount; i++ {
		id, err := sets[0].IDs.GetAsInt64(i)
		if err != nil {
			return nil, fmt.Errorf("an id: %w", err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// END SOLUTION

// BEGIN SOLUTION run
// run answers every line; each search has a context of its own.
func run(address, collection string, limit time.Duration) error {
	connecting, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	client, err := milvusclient.New(connecting, &milvusclient.ClientConfig{Address: address})
	if err != nil {
		return fmt.Errorf("no Milvus: %w", err)
	}
	defer client.Close(context.Background())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var query []float32
		if err := json.Unmarshal(lines.Bytes(), &query); err != nil {
			return fmt.Errorf("no vector: %w", err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		ids, err := nearest(ctx, client, collection, query)
		cancel()
		switch {
		case status.Code(err) == codes.DeadlineExceeded:
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

func main() {
	// BEGIN SOLUTION main
	limit, err := strconv.Atoi(os.Args[3])
	if err == nil {
		err = run(os.Args[1], os.Args[2], time.Duration(limit)*time.Millisecond)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	// END SOLUTION
	// BEGIN STARTER
	// fmt.Fprintln(os.Stderr, "not written yet")
	// os.Exit(1)
	// END STARTER
}
