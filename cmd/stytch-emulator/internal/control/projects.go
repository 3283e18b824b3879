package control

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/flymyai/stytch-go/internal/emulator"
)

// projectsPrefix is the prefix of the control endpoints of each project. The project's number follows, as in
// /_emulator/projects/2/messages.
const projectsPrefix = Prefix + "projects/"

// NewProjects returns a handler that serves several projects at one address. It routes an API call to the project whose
// ID is the user name of the credentials or is in the path, or whose public token is in the query. The control endpoints
// are under /_emulator/projects/<number>/, starting at 1. Those of the first project are also under [Prefix].
func NewProjects(projects []*emulator.Server, opts Options) (http.Handler, error) {
	if len(projects) == 1 {
		return newHandler(Prefix, projects[0], opts)
	}
	p := &projectsHandler{byID: map[string]http.Handler{}, byPublicToken: map[string]http.Handler{}}
	for i, srv := range projects {
		number := strconv.Itoa(i + 1)
		own := opts
		own.Logger = opts.Logger.With(slog.String("project", number))
		handler, err := newHandler(projectsPrefix+number+"/", srv, own)
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
		writeError(w, problemf(http.StatusNotFound, "there is no project %s: the projects are 1 to %d", digits, len(p.byNumber)))
	case !found:
		http.Redirect(w, r, projectsPrefix+strconv.Itoa(number)+"/", http.StatusMovedPermanently)
	default:
		own := r.Clone(r.Context())
		own.URL.Path, own.URL.RawPath = Prefix+rest, ""
		p.byNumber[number-1].ServeHTTP(w, own)
	}
}

// called returns the project that a request calls. A request for an unknown project goes to the first, which rejects it.
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
