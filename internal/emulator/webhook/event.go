package webhook

import (
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/httpapi"
	"github.com/flymyai/stytch-go/internal/emulator/store"
	"github.com/flymyai/stytch-go/webhooks"
)

// eventTime writes all nine digits, as Stytch does.
const eventTime = "2006-01-02T15:04:05.000000000Z07:00"

// event is the body of a webhook.
type event struct {
	Action     string          `json:"action"`
	EventID    string          `json:"event_id"`
	ID         string          `json:"id"`
	ObjectType string          `json:"object_type"`
	ProjectID  string          `json:"project_id"`
	Source     webhooks.Source `json:"source"`
	Timestamp  string          `json:"timestamp"`
	Vertical   string          `json:"vertical"`
	User       *user           `json:"user,omitzero"`
}

// plain is a user without the fields that an event shows in another form.
type plain api.User

// user is a user as events show it: without roles, with null for what the API omits, and created at a whole second.
type user struct {
	plain

	CreatedAt     time.Time         `json:"created_at"`
	ExternalID    string            `json:"external_id"`
	Name          name              `json:"name"`
	LockCreatedAt *time.Time        `json:"lock_created_at"`
	LockExpiresAt *time.Time        `json:"lock_expires_at"`
	Password      *api.UserPassword `json:"password"`
	Roles         struct{}          `json:"roles,omitzero"`
}

type name struct {
	FirstName  string `json:"first_name"`
	MiddleName string `json:"middle_name"`
	LastName   string `json:"last_name"`
}

func userOf(u api.User) *user {
	shown := &user{
		plain: plain(u), CreatedAt: u.CreatedAt.Truncate(time.Second), ExternalID: u.ExternalID, Password: u.Password,
		Name: name{u.Name.FirstName, u.Name.MiddleName, u.Name.LastName},
	}
	if u.IsLocked {
		shown.LockCreatedAt, shown.LockExpiresAt = &u.LockCreatedAt, &u.LockExpiresAt
	}
	return shown
}

// encode returns the body of the webhook of a change.
func encode(c store.Change, eventID, projectID string) []byte {
	e := event{
		Action: c.Action, EventID: eventID, ID: c.User.UserID, ObjectType: webhooks.ObjectUser, ProjectID: projectID,
		Source: webhooks.SourceDirect, Timestamp: c.At.Format(eventTime), Vertical: "CONSUMER",
	}
	if c.Action != store.ActionDelete {
		e.User = userOf(c.User)
	}
	body, err := json.Marshal(e, json.Deterministic(true), jsontext.AllowInvalidUTF8(true),
		json.WithMarshalers(json.MarshalToFunc(httpapi.WriteTime)))
	if err != nil {
		panic("emulator: " + err.Error()) // all of it came as JSON
	}
	return body
}
