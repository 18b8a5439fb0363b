// expect: passed
// because: the deadline stands in gRPC's own service config (a method timeout), and the search is the raw message
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
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func die(why any) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}

// every says to gRPC how long one Search may take; gRPC starts this clock anew at each call.
func every(milliseconds int64) grpc.DialOption {
	seconds := strconv.FormatFloat(float64(milliseconds)/1000, 'f', 3, 64)
	return grpc.WithDefaultServiceConfig(`{"methodConfig": [{"name": [{"service": "milvus.proto.milvus.MilvusService", "method": "Search"}], "timeout": "` + seconds + `s"}]}`)
}

func main() {
	address, collection := os.Args[1], os.Args[2]
	milliseconds, err := strconv.ParseInt(os.Args[3], 10, 64)
	if err != nil {
		die(err)
	}
	connecting, connected := context.WithTimeout(context.Background(), 10*time.Second)
	client, err := milvusclient.New(connecting, &milvusclient.ClientConfig{
		Address:     address,
		DialOptions: append(slices.Clone(milvusclient.DefaultGrpcOpts), every(milliseconds)),
	})
	connected()
	if err != nil {
		die(err)
	}
	defer client.Close(context.Background())

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var query []float32
		if err := json.Unmarshal(lines.Bytes(), &query); err != nil {
			die(err)
		}
		message, err := milvusclient.NewSearchOption(collection, 3, []entity.Vector{entity.FloatVector(query)}).WithANNSField("vector").Request()
		if err != nil {
			die(err)
		}
		reply, err := client.GetService().Search(context.Background(), message)
		switch {
		case status.Code(err) == codes.DeadlineExceeded:
			fmt.Println("late")
			continue
		case err != nil:
			die(err)
		case reply.GetStatus().GetCode() != 0 || reply.GetStatus().GetErrorCode() != 0:
			die(reply.GetStatus().GetReason())
		}
		texts := []string{}
		for _, id := range reply.GetResults().GetIds().GetIntId().GetData() {
			texts = append(texts, strconv.FormatInt(id, 10))
		}
		fmt.Printf("[%s]\n", strings.Join(texts, ","))
	}
	if err := lines.Err(); err != nil {
		die(err)
	}
}
