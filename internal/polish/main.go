// Command polish turns the output of oapi-codegen into Go that reads as if written by hand. It rewrites doc
// comments in Go's form, corrects spellings that no normalizer knows and writes any for interface{}. Then it
// splits the types into one file per domain and generates the code that depends on them:
//
//	polish types.tmp ../transport
//
// The files go to the directory of types.tmp, which polish removes:
//
//   - users.gen.go, magiclinks.gen.go and so on, one per domain
//   - shared.gen.go, the types that several domains use
//   - errortypes.gen.go, the error types
//   - errordescriptions.gen.go, what each of them means, for errors to show
//   - secrets.gen.go, the methods that keep fields tagged `secret:"true"` out of logs
//   - types_gen_test.go, a table of all types, for tests
//
// The directory given second, the transport's, gets secretnames.gen.go with the JSON names of all secrets.
package main

import (
	"fmt"
	"go/format"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: polish types.tmp transport-directory")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// run polishes the file types and writes the generated files to its directory and to transport.
func run(types, transport string) error {
	src, err := os.ReadFile(types) //nolint:gosec // the file is this program's argument
	if err != nil {
		return err
	}
	if src, err = polish(src); err != nil {
		return fmt.Errorf("%s: %w", types, err)
	}
	decls, err := declarations(src)
	if err != nil {
		return fmt.Errorf("%s: %w", types, err)
	}
	files, err := split(decls)
	if err != nil {
		return fmt.Errorf("%s: %w", types, err)
	}
	files["errordescriptions.gen.go"] = descriptions(decls)
	files["secrets.gen.go"] = redactingMethods(decls)
	files["types_gen_test.go"] = typeTable(decls)
	for name, src := range files {
		if err := write(filepath.Join(filepath.Dir(types), name), src); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(transport, "secretnames.gen.go"), secretNames(decls)); err != nil {
		return err
	}
	return os.Remove(types) //nolint:gosec // the file is this program's argument
}

// write formats a source and writes it to a file, with the notice that it is generated.
func write(path, src string) error {
	out, err := format.Source([]byte("// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.\n\n" + src))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, out, 0o644) //nolint:gosec // source files are readable by all
}
