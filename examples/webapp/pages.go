package main

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
)

//go:embed templates static
var files embed.FS

// templates are the pages by name, each inside the layout.
var templates = parseTemplates(
	"login", "code", "link", "sent", "password", "choose", "secondfactor", "home", "account", "enrol", "inbox", "message",
)

func parseTemplates(names ...string) map[string]*template.Template {
	pages := make(map[string]*template.Template)
	for _, name := range names {
		pages[name] = template.Must(template.ParseFS(files, "templates/layout.html", "templates/"+name+".html"))
	}
	return pages
}

// page is the data of a template.
type page struct {
	// Problem says what is wrong with the submitted form.
	Problem string
	// Emulated reports whether there is an inbox.
	Emulated bool
	// Google reports whether users can continue with Google.
	Google bool
	// Data is specific to the page.
	Data any
}

func (a *app) render(w http.ResponseWriter, status int, name string, data any) {
	a.renderProblem(w, status, name, data, "")
}

// renderProblem shows a form with a message about what is wrong.
func (a *app) renderProblem(w http.ResponseWriter, status int, name string, data any, problem string) {
	var body bytes.Buffer
	if err := templates[name].ExecuteTemplate(&body, "layout", page{problem, a.inbox != nil, a.google != nil, data}); err != nil {
		a.log.Error("rendering a page", "page", name, "error", err)
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = body.WriteTo(w) // an error means that the browser closed the connection
}

// renderMessage shows a page with a message.
func (a *app) renderMessage(w http.ResponseWriter, status int, message string) {
	a.render(w, status, "message", message)
}

func (a *app) notFound(w http.ResponseWriter, _ *http.Request) {
	a.renderMessage(w, http.StatusNotFound, "Page not found.")
}

func (a *app) crossOrigin(w http.ResponseWriter, r *http.Request) {
	a.log.Warn("rejected a request from another site", "path", r.URL.Path, "origin", r.Header.Get("Origin"))
	a.renderMessage(w, http.StatusForbidden, "This form was sent from another site. Nothing has changed.")
}

// static serves the style sheet or the script, which caches may keep.
func static(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		http.ServeFileFS(w, r, files, "static/"+name)
	}
}
