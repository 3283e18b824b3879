package sessions_test

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v5"

	"github.com/flymyai/stytch-go/sessions"
	"github.com/flymyai/stytch-go/stytchtest"
)

// In chi, use the middleware as it is, here for a group of routes.
func ExampleService_Middleware_chi() {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	router := chi.NewRouter()
	router.Get("/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "for everyone")
	})
	router.Group(func(router chi.Router) {
		router.Use(client.Sessions.Middleware())
		router.Get("/documents/{id}", func(w http.ResponseWriter, r *http.Request) {
			session, _ := sessions.FromContext(r.Context())
			fmt.Fprintln(w, "document", chi.URLParam(r, "id"), "for", session.UserID)
		})
	})

	visit(router, "/")
	visit(router, "/documents/7")
	// Output:
	// without session: 200, with: for everyone
	// without session: 401, with: document 7 for user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd
}

// In echo, wrap the middleware with echo.WrapMiddleware.
func ExampleService_Middleware_echo() {
	srv, err := stytchtest.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client := srv.Client() // in a program, from stytch.NewFromEnv

	router := echo.New()
	router.GET("/", func(c *echo.Context) error {
		return c.String(http.StatusOK, "for everyone\n")
	})
	documents := router.Group("/documents", echo.WrapMiddleware(client.Sessions.Middleware()))
	documents.GET("/:id", func(c *echo.Context) error {
		session, _ := sessions.FromContext(c.Request().Context())
		return c.String(http.StatusOK, fmt.Sprintln("document", c.Param("id"), "for", session.UserID))
	})

	visit(router, "/")
	visit(router, "/documents/7")
	// Output:
	// without session: 200, with: for everyone
	// without session: 401, with: document 7 for user-test-e3795c81-f849-4167-bfda-e4a6e9c280fd
}

// visit requests a page without a session, and then with the session of Stytch's sandbox.
func visit(handler http.Handler, path string) {
	request := httptest.NewRequest(http.MethodGet, path, nil)
	without := httptest.NewRecorder()
	handler.ServeHTTP(without, request)

	request.AddCookie(&http.Cookie{Name: "stytch_session", Value: "WJtR5BCy38Szd5AfoDpf0iqFKEt4EE5JhjlWUY7l3FtY"})
	with := httptest.NewRecorder()
	handler.ServeHTTP(with, request)
	fmt.Printf("without session: %d, with: %s", without.Code, with.Body)
}
