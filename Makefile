# The things people do here. The steps themselves are in .ci/run.

.PHONY: quickstart test generate lint check

quickstart: ## a whole login, without keys
	go run ./examples/quickstart

test:
	go test -race ./...

generate: ## after a change to api/openapi.yaml, api/overlay.yaml or internal/polish
	go generate ./api

lint:
	.ci/run format vet lint workflows

check: ## everything that a change must pass
	.ci/run
