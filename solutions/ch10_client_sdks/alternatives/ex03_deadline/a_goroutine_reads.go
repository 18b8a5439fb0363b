// A goroutine reads the lines; the deadline is a point in time, and what the context says decides whether it was late.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log"
	"os"
	"time"

	"github.com/milvus-io/milvus/client/v2/entity"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
)

type searcher struct {
	client     *milvusclient.Client
	collection string
	limit      time.Duration
}

var errLate = errors.New("late")

func (s searcher) ask(query []float32) (ids []int64, err error) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(s.limit))
	defer cancel()
	sets, err := s.client.Search(ctx, milvusclient.NewSearchOption(s.collection, 3, []entity.Vector{entity.FloatVector(query)}))
	if err != nil {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, errLate
		}
		return nil, err
	}
	ids = make([]int64, 0, 3)
	for _, set := range sets {
		for i := range set.ResultCount {
			id, err := set.IDs.GetAsInt64(i)
			if err != nil {
				return nil, errors.Join(errors.New("an id"), err)
			}
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func main() {
	log.SetFlags(0)
	limit, err := time.ParseDuration(os.Args[3] + "ms")
	if err != nil {
		log.Fatal("milliseconds: ", err)
	}
	client, err := milvusclient.New(context.Background(), &milvusclient.ClientConfig{Address: os.Args[1]})
	if err != nil {
		log.Fatal("no Milvus: ", err)
	}
	queries := make(chan []float32)
	go func() {
		defer close(queries)
		decoder := json.NewDecoder(bufio.NewReader(os.Stdin))
		for {
			var query []float32
			if decoder.Decode(&query) != nil {
				return
			}
			queries <- query
		}
	}()
	out := json.NewEncoder(os.Stdout)
	s := searcher{client, os.Args[2], limit}
	for query := range queries {
		switch ids, err := s.ask(query); {
		case errors.Is(err, errLate):
			os.Stdout.WriteString("late\n")
		case err != nil:
			log.Fatal(err)
		default:
			out.Encode(ids)
		}
	}
	client.Close(context.Background())
}
