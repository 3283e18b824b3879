package httpapi

import "net/http"

// Page is a response for a person's browser: a document, or a redirect.
type Page struct {
	Status int
	// Location is where a redirect leads. There is no document then.
	Location string
	// HTML is the document, and Policy its Content-Security-Policy.
	HTML   []byte
	Policy string
}

func (p *Page) response() *response {
	header := http.Header{
		"Cache-Control":          {"no-store"},
		"Referrer-Policy":        {"same-origin"},
		"X-Content-Type-Options": {"nosniff"},
	}
	if p.Location != "" {
		header.Set("Location", p.Location)
	} else {
		header.Set("X-Frame-Options", "DENY") // for browsers that do not know frame-ancestors of the policy
		header.Set("Content-Type", "text/html; charset=utf-8")
		header.Set("Content-Security-Policy", p.Policy)
	}
	return &response{status: p.Status, header: header, body: p.HTML}
}
