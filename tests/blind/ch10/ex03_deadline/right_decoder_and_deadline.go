// expect: passed
// because: reads with a json.Decoder, gives each search a point in time (WithDeadline) and asks the error for its gRPC status by errors.As
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
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

var errLate = errors.New("late")

type shelf struct {
	client *milvusclient.Client
	name   string
	limit  time.Duration
}

// nearest gives the ids of one query, or errLate, or why it was refused.
func (s shelf) nearest(query entity.FloatVector) ([]int64, error) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(s.limit))
	defer cancel()
	found, err := s.client.Search(ctx, milvusclient.NewSearchOption(s.name, 3, []entity.Vector{query}).WithANNSField("vector"))
	var carrier interface{ GRPCStatus() *status.Status }
	if errors.As(err, &carrier) && carrier.GRPCStatus().Code() == codes.DeadlineExceeded {
		return nil, errLate
	}
	if err != nil {
		return nil, err
	}
	ids := make([]int64, 0, 3)
	for _, set := range found {
		if set.Err != nil {
			return nil, set.Err
		}
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

func run() error {
	milliseconds, err := strconv.Atoi(os.Args[3])
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	client, err := milvusclient.New(ctx, &milvusclient.ClientConfig{Address: os.Args[1]})
	if err != nil {
		return err
	}
	defer client.Close(context.Background())
	s := shelf{client, os.Args[2], time.Duration(milliseconds) * time.Millisecond}
	input, output := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var query entity.FloatVector
		if err := input.Decode(&query); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		ids, err := s.nearest(query)
		if errors.Is(err, errLate) {
			fmt.Println("late")
		} else if err != nil {
			return err
		} else if err := output.Encode(ids); err != nil {
			return err
		}
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
}
