// expect: partial|failed
// because: makes all contexts while it reads, before the first search: the next search “has all of its own time”
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
// *refused* is not late: say why on standard error, and end with exit status 1 at once. Connecting may take up to ten seconds, whatever
// MILLISECONDS says. Otherwise the exit status is 0.
package main

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

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func nearest(ctx context.Context, client *milvusclient.Client, collection string, query []float32) ([]int64, error) {
	option := milvusclient.NewSearchOption(collection, 3, []entity.Vector{entity.FloatVector(query)}).WithANNSField("vector")
	sets, err := client.Search(ctx, option)
	if err != nil {
		return nil, err
	}
	ids := []int64{}
	for _, set := range sets {
		for i := 0; i < set.ResultCount; i++ {
			id, err := set.IDs.GetAsInt64(i)
			if err != nil {
				return nil, err
			}
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func main() {
	collection := os.Args[2]
	milliseconds, err := strconv.Atoi(os.Args[3])
	if err != nil {
		fail(err)
	}
	limit := time.Duration(milliseconds) * time.Millisecond

	connecting, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	client, err := milvusclient.New(connecting, &milvusclient.ClientConfig{Address: os.Args[1]})
	cancel()
	if err != nil {
		fail(err)
	}
	defer client.Close(context.Background())

	type job struct {
		query  []float32
		ctx    context.Context
		cancel context.CancelFunc
	}
	var jobs []job
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var query []float32
		if err := json.Unmarshal(lines.Bytes(), &query); err != nil {
			fail(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		jobs = append(jobs, job{query, ctx, cancel})
	}
	for _, job := range jobs {
		ids, err := nearest(job.ctx, client, collection, job.query)
		job.cancel()
		if status.Code(err) == codes.DeadlineExceeded {
			fmt.Println("late")
			continue
		}
		if err != nil {
			fail(err)
		}
		text, _ := json.Marshal(ids)
		fmt.Println(string(text))
	}
}
