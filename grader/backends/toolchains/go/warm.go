// What the fetch compiles, so that every package of the client lies in the shared build cache.
package main

import (
	_ "github.com/milvus-io/milvus/client/v2/column"
	_ "github.com/milvus-io/milvus/client/v2/entity"
	_ "github.com/milvus-io/milvus/client/v2/index"
	_ "github.com/milvus-io/milvus/client/v2/milvusclient"
	_ "google.golang.org/grpc/codes"
	_ "google.golang.org/grpc/status"

	_ "bufio"
	_ "cmp"
	_ "context"
	_ "encoding/csv"
	_ "encoding/json"
	_ "errors"
	_ "flag"
	_ "fmt"
	_ "io"
	_ "log"
	_ "maps"
	_ "math"
	_ "net/http"
	_ "os"
	_ "os/signal"
	_ "slices"
	_ "sort"
	_ "strconv"
	_ "strings"
	_ "sync"
	_ "time"
)

func main() {}
