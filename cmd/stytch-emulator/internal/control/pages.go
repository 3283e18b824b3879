package control

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
)

//go:embed pages
var files embed.FS

// pages are the templates. They are never executed directly: each handler executes a copy with its own root.
var pages = template.Must(template.New("").Funcs(rootFunc(Prefix)).ParseFS(files, "pages/*.html"))

// rootFunc returns the template function for the path prefix of links.
func rootFunc(root string) template.FuncMap {
	return template.FuncMap{"root": func() string { return root }}
}

// show renders a page.
func (h *handler) show(w http.ResponseWriter, status int, page string, data any) {
	var body bytes.Buffer
	if err := h.pages.ExecuteTemplate(&body, page, data); err != nil {
		panic("control: " + err.Error()) // the tests render every page
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = body.WriteTo(w) // a disconnected client cannot be notified
}

func style(w http.ResponseWriter, r *http.Request) {
	http.ServeFileFS(w, r, files, "pages/style.css")
}
