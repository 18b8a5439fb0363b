// id: one-context-for-all
// check: test_late
// why: Every function takes a context, so one is made at the start and handed through. Its time runs for the whole program, not for a search.
// source: pkg.go.dev/context, WithTimeout (the deadline is a point in time); https://github.com/grpc/grpc.github.io/pull/662 (a deadline for each call)
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
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var query []float32
		if err := json.Unmarshal(lines.Bytes(), &query); err != nil {
			return err
		}
		ids, err := nearest(ctx, client, collection, query)
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
