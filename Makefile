# The five things people do here.

.PHONY: quickstart test generate lint check

quickstart: ## a whole login, with no keys
	go run ./examples/quickstart

test:
	go test -race ./...

generate: ## after a change of api/openapi.yaml, api/overlay.yaml or internal/polish
	go generate ./api

lint:
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run ./...

check: ## all that must hold before a change lands
	.ci/run
