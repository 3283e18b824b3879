package api

//go:generate go tool oapi-codegen -config codegen.yaml openapi.yaml
//go:generate go run ../internal/polish types.gen.go secrets.gen.go
