// The same small program, in Go: films ADDRESS COLLECTION [MILLISECONDS]
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/milvus-io/milvus/client/v2/column"
	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"google.golang.org/grpc/status"
)

var solaris = []float32{0.9, 0.1, 0.3, 0.2}

func search(collection string) milvusclient.SearchOption {
	return milvusclient.NewSearchOption(collection, 2, []entity.Vector{entity.FloatVector(solaris)}).WithANNSField("vector").
		WithFilter("year > 1950").WithOutputFields("title").WithConsistencyLevel(entity.ClStrong)
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	client, err := milvusclient.New(ctx, &milvusclient.ClientConfig{Address: os.Args[1]})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer client.Close(context.Background())
	name := os.Args[2]

	if len(os.Args) > 3 {
		limit, _ := time.ParseDuration(os.Args[3] + "ms")
		short, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		began := time.Now()
		_, err := client.Search(short, search(name))
		fmt.Printf("after %d ms: %v\n", time.Since(began).Milliseconds(), err)
		fmt.Printf("code %v, errors.Is %v\n", status.Code(err), errors.Is(err, context.DeadlineExceeded))
		return
	}

	stored, err := client.Upsert(ctx, milvusclient.NewColumnBasedInsertOption(name).
		WithInt64Column("id", []int64{1152921504606846977, 1152921504606846978, 1152921504606846979}).
		WithFloatVectorColumn("vector", 4, [][]float32{solaris, {0.8, 0.2, 0.3, 0.2}, {0.9, 0.1, 0.3, 0.3}}).
		WithVarcharColumn("title", []string{"Solaris", "Stalker", "Metropolis"}).
		WithInt64Column("year", []int64{1972, 1979, 1927}))
	check(err)
	fmt.Println("stored", stored.UpsertCount)
	near, err := client.Search(ctx, search(name))
	check(err)
	for i := range near[0].ResultCount {
		id, _ := near[0].IDs.GetAsInt64(i)
		title, _ := near[0].GetColumn("title").GetAsString(i)
		fmt.Printf("near %d %s %.3f\n", id, title, near[0].Scores[i])
	}
	gone, err := client.Delete(ctx, milvusclient.NewDeleteOption(name).WithExpr("id in [1152921504606846978]"))
	check(err)
	fmt.Println("deleted", gone.DeleteCount)
	left, err := client.Query(ctx, milvusclient.NewQueryOption(name).WithFilter("").WithOutputFields("count(*)").WithConsistencyLevel(entity.ClStrong))
	check(err)
	fmt.Println("left", left.GetColumn("count(*)").(*column.ColumnInt64).Data()[0])
	_, err = client.Search(ctx, search("no_such_films"))
	fmt.Println("refused", err)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
