package webhooks

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/flymyai/stytch-go/api"
)

// Action is what happened to an object. Stytch may add actions.
type Action string

// The actions of Stytch's events.
const (
	ActionCreate Action = "CREATE"
	ActionUpdate Action = "UPDATE"
	ActionDelete Action = "DELETE"
)

// Source is who caused an event. Stytch may add sources.
type Source string

// The sources of Stytch's events.
const (
	// SourceDashboard is a person who uses Stytch's dashboard.
	SourceDashboard Source = "DASHBOARD"
	// SourceDirect is a call to the API, directly or through an SDK, by your own program or another one.
	SourceDirect Source = "DIRECT"
)

// ObjectUser is the [Event].ObjectType of events about users, the only kind that consumer projects have today.
const ObjectUser = "user"

// Event is the content of a webhook. Fields that this package does not know are in Raw.
//
// To put an event into a queue, store Raw and decode it into an Event later, with any JSON package. Decoding does not
// verify anything.
type Event struct {
	// EventID is the ID of the event, "webhook-event-<env>-<uuid>", the same in every delivery.
	EventID string `json:"event_id"`
	// Action is what happened to the object.
	Action Action `json:"action"`
	// Source is who caused the event.
	Source Source `json:"source"`
	// ObjectType is the kind of the object, such as [ObjectUser].
	ObjectType string `json:"object_type"`
	// ObjectID is the ID of the object. For a user it is the user ID.
	ObjectID string `json:"id"`
	// ProjectID is the project of the object.
	ProjectID string `json:"project_id"`
	// Vertical is the kind of project. It is "CONSUMER" for the projects that this module supports.
	Vertical string `json:"vertical"`
	// Timestamp is when the event happened. Events can arrive out of order.
	Timestamp time.Time `json:"timestamp"`
	// User is the user after the change. It is nil when the user was deleted, and for other objects. Stytch does not
	// document roles in events, so User.Roles may be empty for a user who has some. Fetch the user if you need the
	// roles.
	User *api.User `json:"user,omitzero"`

	// MessageID is the svix-id header, the same in every delivery of a message. Use it to find the message in the
	// dashboard.
	MessageID string `json:"-"`
	// Raw is the unchanged body of the request.
	Raw []byte `json:"-"`
}

// Type returns the type of the event as the dashboard and Svix name it, such as "direct.user.create".
func (e *Event) Type() string {
	return strings.ToLower(string(e.Source) + "." + e.ObjectType + "." + string(e.Action))
}

// lenient accepts what the client accepts of the API.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// decode decodes the body of a verified request. The errors do not quote it: it holds personal data.
func decode(messageID string, body []byte) (*Event, error) {
	event := &Event{MessageID: messageID, Raw: bytes.Clone(body)}
	if trimmed := bytes.TrimLeft(body, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != '{' {
		return nil, fmt.Errorf("%w: it is not an object", ErrBody)
	}
	if err := json.Unmarshal(body, event, lenient); err != nil {
		if semantic, ok := errors.AsType[*json.SemanticError](err); ok {
			return nil, fmt.Errorf("%w: the value at %q is not a %v", ErrBody, string(semantic.JSONPointer), semantic.GoType)
		}
		return nil, fmt.Errorf("%w: it is not valid JSON", ErrBody)
	}
	return event, nil
}
