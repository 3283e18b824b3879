package api_test

import (
	"fmt"

	"github.com/flymyai/stytch-go/api"
)

func ExampleErrorType_Description() {
	fmt.Println(api.ErrorTypeWeakPassword.Description())
	// Output: The password does not satisfy the project's strength policy. passwords.strength_check reports why.
}
