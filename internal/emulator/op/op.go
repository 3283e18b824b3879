// Package op defines the operations of the API: a domain lists its own with [Get], [Post], [Put] and [Delete], each with
// a handler.
//
//	func Operations() []op.Operation {
//		return []op.Operation{
//			op.Created(op.Post("users.create", "/v1/users", create)),
//			op.Get("users.get", "/v1/users/{user_id}", get),
//		}
//	}
//
//	func get(c *op.Call, _ *op.NoBody) (*api.UsersGetResponse, error) {
//		u, err := c.Store.FindUser(c.Param("user_id"))
//		...
//	}
//
// A handler runs with the store locked, so calls are atomic. It checks everything first, and changes the state after
// its last check, so a rejected call changes nothing.
package op

import (
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/internal/emulator/config"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/store"
)

// Operation is one endpoint of the API.
type Operation = httpapi.Operation[*store.Store]

// NoBody is the request type of operations without a request body.
type NoBody = httpapi.NoBody

// Call is what a handler gets in addition to the decoded body.
type Call struct {
	Store   *store.Store
	Project *config.Project
	// Now is the time of the whole call.
	Now time.Time
	// Session holds session_token, session_jwt, session_duration_minutes and session_custom_claims of the request, if
	// it has them.
	Session store.SessionArgs

	request *httpapi.Request
}

// Param returns a parameter of the path, unescaped.
func (c *Call) Param(name string) string { return c.request.Params.Get(name) }

// Query returns a parameter of the query, empty when it is not there.
func (c *Call) Query(name string) string { return c.request.Query.Get(name) }

// Handler handles the calls of an operation.
type Handler[Req, Resp any] func(*Call, *Req) (*Resp, error)

// Get defines an operation that takes no body.
func Get[Resp any](name, path string, handle Handler[NoBody, Resp]) Operation {
	return operation(name, http.MethodGet, path, handle)
}

// Post defines an operation with a body.
func Post[Req, Resp any](name, path string, handle Handler[Req, Resp]) Operation {
	return operation(name, http.MethodPost, path, handle)
}

// Put defines an operation with a body.
func Put[Req, Resp any](name, path string, handle Handler[Req, Resp]) Operation {
	return operation(name, http.MethodPut, path, handle)
}

// Delete defines an operation that takes no body.
func Delete[Resp any](name, path string, handle Handler[NoBody, Resp]) Operation {
	return operation(name, http.MethodDelete, path, handle)
}

// PostPrepared defines an operation that calls an endpoint of the project's owner first. prepare makes the call, and the
// handler gets what it returns. The store is not locked meanwhile: the endpoint may be slow, or may call this server
// before it responds.
func PostPrepared[Req, Resp, T any](
	name, path string, prepare func(*config.Project, *Req) (T, error), handle func(*Call, *Req, T) (*Resp, error),
) Operation {
	return prepared(name, http.MethodPost, path, prepare, handle)
}

// Public marks an operation that takes no credentials.
func Public(o Operation) Operation {
	o.Public = true
	return o
}

// On marks an operation that a host of its own serves.
func On(host string, o Operation) Operation {
	o.Host = host
	return o
}

// Created marks an operation that responds with 201.
func Created(o Operation) Operation {
	o.Status = http.StatusCreated
	return o
}

func operation[Req, Resp any](name, method, path string, handle Handler[Req, Resp]) Operation {
	return prepared(name, method, path,
		func(*config.Project, *Req) (struct{}, error) { return struct{}{}, nil },
		func(c *Call, req *Req, _ struct{}) (*Resp, error) { return handle(c, req) },
	)
}

func prepared[Req, Resp, T any](
	name, method, path string, prepare func(*config.Project, *Req) (T, error), handle func(*Call, *Req, T) (*Resp, error),
) Operation {
	o := Operation{Name: name, Method: method, Path: path, Status: http.StatusOK}
	decode := func(r *httpapi.Request, req *Req) error { return httpapi.Decode(r.Body, req, r.Params) }
	if !o.HasBody() {
		decode = func(*httpapi.Request, *Req) error { return nil }
	}
	o.Serve = serve(decode, prepare, handle)
	return o
}

// serve makes the Serve function of an operation.
func serve[Req, Resp, T any](
	decode func(*httpapi.Request, *Req) error, prepare func(*config.Project, *Req) (T, error), handle func(*Call, *Req, T) (*Resp, error),
) func(*store.Store, *httpapi.Request) ([]byte, error) {
	encoder, session, device := httpapi.EncoderOf[Resp](), sessionFieldsOf[Req](), deviceFieldsOf[Req, Resp]()
	return func(s *store.Store, r *httpapi.Request) ([]byte, error) {
		req := new(Req)
		if err := decode(r, req); err != nil {
			return nil, err
		}
		outside, err := prepare(s.Project, req)
		if err != nil {
			return nil, err
		}
		s.Lock()
		defer s.Unlock()
		s.Begin()
		resp, err := handle(&Call{Store: s, Project: s.Project, Now: s.Now(), Session: session.read(req), request: r}, req, outside)
		if err != nil {
			return nil, err
		}
		device.fill(s, req, resp)
		// The response shares maps with the state, so it must be encoded before another call can run.
		return encoder.Encode(resp, r.ID, r.Status)
	}
}
