package config

import (
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/internal/emulator/apierror"
	"github.com/flymyai/stytch-go/internal/emulator/ids"
)

// CheckID rejects an ID that is not of the form <prefix>-<env>-<uuid>, with the given error type, or that belongs to
// the other environment.
func (p *Project) CheckID(id, prefix string, malformed api.ErrorType) error {
	got, env, ok := ids.Parse(id)
	if !ok || got != prefix {
		return apierror.Newf(malformed, "%q is not of the form %s-%s-<uuid>.", id, prefix, p.Env())
	}
	return p.CheckEnvironment(env, id)
}

// CheckEnvironment rejects an ID of the other environment.
func (p *Project) CheckEnvironment(env, id string) error {
	switch env {
	case p.Env():
		return nil
	case EnvLive:
		return apierror.Newf(api.ErrorTypeLiveIDUsedInTestEnvironment, "%s is an ID of the live environment; this is the test environment.", id)
	default:
		return apierror.Newf(api.ErrorTypeTestIDUsedInLiveEnvironment, "%s is an ID of the test environment; this is the live environment.", id)
	}
}
