package api

// Env is an environment of a Stytch project. Each project has a test and a live environment, with separate
// keys, users and settings.
type Env string

// The environments.
const (
	EnvTest Env = "test"
	EnvLive Env = "live"
)

// other returns the other environment.
func (e Env) other() Env {
	if e == EnvLive {
		return EnvTest
	}
	return EnvLive
}
