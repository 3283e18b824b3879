package httpapi

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"time"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
)

// maxBody is the largest request body that is read.
const maxBody = 1 << 20

// Server serves the operations of a router with one state. All exported fields are required.
type Server[S any] struct {
	State  S
	Router *Router[S]
	// Authorize checks the credentials of a request to a host, which is that of the operation.
	Authorize func(r *http.Request, host string) error
	// NewRequestID makes the ID of a request to a host.
	NewRequestID func(host string) string
	// Now is the time that the journal records.
	Now    func() time.Time
	Logger *slog.Logger

	journal journal
	faults  faults
}

// Reset discards recorded requests and faults.
func (s *Server[S]) Reset() {
	s.ClearFaults()
	s.ResetRequests()
}

// ServeHTTP handles a request, or fails it with an injected fault. It records the request before it sends the response,
// so that a client with the response finds the record.
func (s *Server[S]) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.preflight(w, r) {
		return
	}
	start := time.Now()
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		panic(http.ErrAbortHandler) // the client has disconnected
	}
	operation, params, routeErr := s.Router.Find(r.Method, r.URL.EscapedPath())
	form := formOf(operation)
	req := &Request{ID: s.NewRequestID(form.host), Origin: origin(r), Path: r.URL.Path, Query: r.URL.Query(), Header: r.Header, Body: body}
	record := Recorded{Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Header: r.Header.Clone(), Time: s.Now()}
	record.Header.Del("Authorization")
	public := false
	if operation != nil {
		req.Params, req.Status = params, operation.Status
		record.Operation, public = operation.Name, operation.Public
	}
	// The checks come in the order of the API: credentials, path and method, then what the operation checks.
	authErr := s.Authorize(r, form.host)
	failed := routeErr
	if authErr != nil && !public {
		failed = authErr
	}

	fault := s.faults.take(record.Operation)
	resp := fault.instead(r.Context(), form, req.ID)
	if resp == nil {
		resp = fault.corrupt(s.respond(r.Context(), operation, req, failed))
	}
	record.Status, record.ErrorType = resp.status, resp.errorType
	if authErr == nil || public && resp.status < http.StatusBadRequest {
		record.Body = body
	}
	s.journal.add(record)
	s.log(r.Context(), req.ID, &record, time.Since(start))
	resp.write(w)
}

// preflight responds to a CORS preflight request for an endpoint of OAuth 2.0, which apps in browsers send. It
// reports whether the request was one.
func (s *Server[S]) preflight(w http.ResponseWriter, r *http.Request) bool {
	method := r.Header.Get("Access-Control-Request-Method")
	if r.Method != http.MethodOptions || method == "" {
		return false
	}
	o, _, err := s.Router.Find(method, r.URL.EscapedPath())
	if err != nil || !o.OAuth2 {
		return false
	}
	allowAnyOrigin(w.Header())
	w.Header().Set("Access-Control-Allow-Methods", method)
	w.Header().Set("Access-Control-Allow-Headers", "Authorization, Content-Type, MCP-Protocol-Version")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// allowAnyOrigin lets pages of other origins read a response. The endpoints of OAuth 2.0 use no cookies, so a page learns
// nothing that any other program could not learn.
func allowAnyOrigin(header http.Header) { header.Set("Access-Control-Allow-Origin", "*") }

// origin returns the scheme and the host that a request was sent to.
func origin(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// respond serves a request that has not failed yet, and renders the result.
func (s *Server[S]) respond(ctx context.Context, o *Operation[S], req *Request, err error) *response {
	var resp *response
	switch {
	case err != nil:
	case len(req.Body) > maxBody:
		err = apierror.Newf(api.ErrorTypeBadRequest, "The request body is larger than 1 MiB.")
	case o.ServePage != nil:
		var page *Page
		if page, err = o.ServePage(s.State, req); err == nil {
			resp = page.response()
		}
	default:
		var body []byte
		if body, err = o.Serve(s.State, req); err == nil {
			resp = &response{status: o.Status, header: http.Header{"Content-Type": {contentTypeJSON}}, body: body}
			if o.OAuth2 {
				resp.header.Set("Cache-Control", "no-store") // RFC 6749, section 5.1
				allowAnyOrigin(resp.header)
			}
		}
	}
	if err == nil {
		return resp
	}
	failure, ok := errors.AsType[*apierror.Error](err)
	if !ok {
		s.Logger.ErrorContext(ctx, "the emulator failed", slog.String("error", err.Error()))
		failure = apierror.Newf(api.ErrorTypeInternalServerError, "The emulator failed: %v.", err)
	}
	resp = errorResponse(formOf(o), failure, statusOf(formOf(o), failure.Type), req.ID)
	if o != nil && o.OAuth2 {
		challenge(resp.header, failure.Type, req.Header)
		allowAnyOrigin(resp.header)
	}
	return resp
}

// log writes the record of a request, without body and query, which hold secrets.
func (s *Server[S]) log(ctx context.Context, requestID string, r *Recorded, took time.Duration) {
	attrs := []slog.Attr{
		slog.String("operation", r.Operation),
		slog.String("method", r.Method),
		slog.String("path", r.Path),
		slog.Int("status", r.Status),
		slog.Duration("duration", took),
		slog.String("request_id", requestID),
	}
	if r.ErrorType != "" {
		attrs = append(attrs, slog.String("error_type", string(r.ErrorType)))
	}
	s.Logger.LogAttrs(ctx, slog.LevelInfo, "call", attrs...)
}

// response is a response as it is sent.
type response struct {
	status    int
	errorType api.ErrorType
	header    http.Header
	body      []byte
	// cut closes the connection in place of a response.
	cut bool
}

func (r *response) write(w http.ResponseWriter) {
	if r.cut {
		panic(http.ErrAbortHandler)
	}
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // the client may have disconnected
}
