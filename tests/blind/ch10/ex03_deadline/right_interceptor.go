// expect: passed
// because: one interceptor of gRPC carries the deadline, made once per search around schema and search together; lines come from an iterator function
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
	"iter"
	"log"
	"os"
	"time"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type deadlineKey struct{}

// inTime gives a call the deadline that its search carries, if it carries one.
func inTime(ctx context.Context, method string, request, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption) error {
	if at, ok := ctx.Value(deadlineKey{}).(time.Time); ok {
		bounded, cancel := context.WithDeadline(ctx, at)
		defer cancel()
		ctx = bounded
	}
	return invoke(ctx, method, request, reply, conn, options...)
}

func queries() iter.Seq[[]float32] {
	return func(yield func([]float32) bool) {
		for lines := bufio.NewReader(os.Stdin); ; {
			line, err := lines.ReadBytes('\n')
			if len(line) > 1 {
				var query []float32
				if err := json.Unmarshal(line, &query); err != nil {
					log.Fatal(err)
				}
				if !yield(query) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

func main() {
	log.SetFlags(0)
	limit, err := time.ParseDuration(os.Args[3] + "ms")
	if err != nil {
		log.Fatal(err)
	}
	ten, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	options := append([]grpc.DialOption{grpc.WithChainUnaryInterceptor(inTime)}, milvusclient.DefaultGrpcOpts...)
	client, err := milvusclient.New(ten, &milvusclient.ClientConfig{Address: os.Args[1], DialOptions: options})
	if err != nil {
		log.Fatal(err)
	}
	for query := range queries() {
		option := milvusclient.NewSearchOption(os.Args[2], 3, []entity.Vector{entity.FloatVector(query)}).WithANNSField("vector")
		sets, err := client.Search(context.WithValue(context.Background(), deadlineKey{}, time.Now().Add(limit)), option)
		if said, ok := status.FromError(err); ok && said.Code() == codes.DeadlineExceeded {
			fmt.Println("late")
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		ids := []int64{}
		for _, set := range sets {
			for i := range set.ResultCount {
				id, _ := set.IDs.Get(i)
				ids = append(ids, id.(int64))
			}
		}
		text, _ := json.Marshal(ids)
		fmt.Println(string(text))
	}
	client.Close(context.Background())
}
