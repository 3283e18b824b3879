package stytchtest

// WithoutUsers takes the users of earlier options away.
func WithoutUsers() Option {
	return func(c *config) { c.emulator.Users = nil }
}
