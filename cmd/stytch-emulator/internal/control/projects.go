package control

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// projectsPrefix begins the paths under which each of several projects has its messages and orders, by its number:
// /_emulator/projects/2/messages.
const projectsPrefix = Prefix + "projects/"

// NewProjects returns a handler that serves several projects at one address. A call of the API belongs to the project
// whose ID is its user name or in its path, or whose public token is in its query. Messages and orders are under /_emulator/projects/<number>/, from 1 on, and
// those of the first project are under [Prefix] as well.
func NewProjects(projects []*emulator.Server, opts Options) (http.Handler, error) {
	if len(projects) == 1 {
		return New(projects[0], opts)
	}
	p := &projectsHandler{byID: map[string]http.Handler{}, byPublicToken: map[string]http.Handler{}}
	for i, srv := range projects {
		number := strconv.Itoa(i + 1)
		own := opts
		own.Logger = opts.Logger.With(slog.String("project", number))
		handler, err := newAt(projectsPrefix+number+"/", srv, own)
		if err != nil {
			return nil, err
		}
		p.byNumber = append(p.byNumber, handler)
		p.byID[srv.ProjectID()] = handler
		p.byPublicToken[srv.PublicToken()] = handler
	}
	return p, nil
}

// projectsHandler finds the project of a request.
type projectsHandler struct {
	byNumber            []http.Handler
	byID, byPublicToken map[string]http.Handler
}

func (p *projectsHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rest, ofProject := strings.CutPrefix(r.URL.Path, projectsPrefix)
	if !ofProject {
		p.called(r).ServeHTTP(w, r)
		return
	}
	digits, rest, found := strings.Cut(rest, "/")
	number, err := strconv.Atoi(digits)
	switch {
	case err != nil || number < 1 || number > len(p.byNumber):
		writeError(w, refuse(http.StatusNotFound, "there is no project %s: there are 1 to %d", digits, len(p.byNumber)))
	case !found:
		http.Redirect(w, r, projectsPrefix+strconv.Itoa(number)+"/", http.StatusMovedPermanently)
	default:
		own := r.Clone(r.Context())
		own.URL.Path, own.URL.RawPath = Prefix+rest, ""
		p.byNumber[number-1].ServeHTTP(w, own)
	}
}

// called returns the project that a request calls. The first one rejects a request that names none.
func (p *projectsHandler) called(r *http.Request) http.Handler {
	if id, _, ok := r.BasicAuth(); ok {
		if project, known := p.byID[id]; known {
			return project
		}
	}
	for segment := range strings.SplitSeq(r.URL.Path, "/") {
		if project, known := p.byID[segment]; known {
			return project
		}
	}
	if project, known := p.byPublicToken[r.URL.Query().Get("public_token")]; known {
		return project
	}
	return p.byNumber[0]
}
