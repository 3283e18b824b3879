package otp_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/otp"
	"github.com/flymyai/stytch-go/stytchtest"
)

// A complete login: a code to the phone of a new or existing user, and a session for the user who enters it.
func Example() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	sent, err := client.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
	if err != nil {
		log.Fatal(err)
	}
	// Keep sent.PhoneID with the form. It identifies the code.
	typed := srv.LastMessage("+14155550123").Code

	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID:               sent.PhoneID,
		Code:                   typed,
		SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Hello,", login.User.Name.FirstName)
	fmt.Println("logged in by", login.Session.AuthenticationFactors[0].DeliveryMethod)
	// Output:
	// Hello, Ada
	// logged in by sms
}

// What to show to a user whose code does not work.
func ExampleService_Authenticate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	sent, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}

	enter := func(code string) {
		login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
			MethodID:               sent.EmailID,
			Code:                   code,
			SessionDurationMinutes: 60,
		})
		switch {
		case errors.Is(err, api.ErrorTypeOTPCodeNotFound), errors.Is(err, api.ErrorTypeInvalidCode):
			fmt.Println("wrong: try again")
		case errors.Is(err, api.ErrorTypeUnableToAuthOTPCode):
			fmt.Println("used, expired or replaced: request a new code")
		case errors.Is(err, api.ErrorTypeUserLockLimitReached):
			fmt.Println("too many wrong ones: wait an hour")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println(login.User.Name.FirstName, "is logged in")
		}
	}

	enter("1234")
	enter(srv.LastMessage("ada@example.com").Code)
	enter(srv.LastMessage("ada@example.com").Code)
	// Output:
	// wrong: try again
	// Ada is logged in
	// used, expired or replaced: request a new code
}

// A second factor. The code is added to the current session, which then has both factors.
func ExampleService_Authenticate_secondFactor() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	byEmail, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: "ada@example.com"})
	if err != nil {
		log.Fatal(err)
	}
	first, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID: byEmail.EmailID, Code: srv.LastMessage("ada@example.com").Code, SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}

	bySMS, err := client.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: "+14155550123"})
	if err != nil {
		log.Fatal(err)
	}
	second, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID:     bySMS.PhoneID,
		Code:         srv.LastMessage("+14155550123").Code,
		SessionToken: first.SessionToken,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("same session:", second.Session.SessionID == first.Session.SessionID)
	for _, factor := range second.Session.AuthenticationFactors {
		fmt.Println(factor.Type, "by", factor.DeliveryMethod)
	}
	// Output:
	// same session: true
	// otp by email
	// otp by sms
}

// A login form for existing users. A lost response never causes a second SMS.
func ExampleSMSService_Send() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for _, number := range []string{"+14155550123", "+14155550199"} {
		_, err := client.OTP.SMS.Send(ctx, otp.SMSSendRequest{
			PhoneNumber:       number,
			ExpirationMinutes: 10,
			Locale:            api.PhoneLocaleDeDE,
		})
		switch {
		case errors.Is(err, api.ErrorTypePhoneNumberNotFound):
			fmt.Println("no user has this number: offer to sign up")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println("code sent")
		}
	}
	// Output:
	// code sent
	// no user has this number: offer to sign up
}

// What the form shows for numbers that cannot receive an SMS.
func ExampleSMSService_LoginOrCreate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for _, number := range []string{"+14155550199", "0415 555", "+4915112345678"} {
		sent, err := client.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: number})
		switch {
		case errors.Is(err, api.ErrorTypeInvalidPhoneNumber):
			fmt.Println("write the number with + and the country code")
		case errors.Is(err, api.ErrorTypeInvalidPhoneNumberCountryCode):
			fmt.Println("no SMS to this country: offer email")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println("code sent, new user:", sent.UserCreated)
		}
	}
	// Output:
	// code sent, new user: true
	// write the number with + and the country code
	// no SMS to this country: offer email
}

// The SMS did not arrive, so send a code by WhatsApp. It replaces the code in the SMS.
func ExampleWhatsAppService_Send() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()
	if _, err := client.OTP.SMS.Send(ctx, otp.SMSSendRequest{PhoneNumber: "+14155550123"}); err != nil {
		log.Fatal(err)
	}

	sent, err := client.OTP.WhatsApp.Send(ctx, otp.WhatsAppSendRequest{PhoneNumber: "+14155550123"})
	if err != nil {
		log.Fatal(err)
	}
	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID:               sent.PhoneID,
		Code:                   srv.LastMessage("+14155550123").Code,
		SessionDurationMinutes: 60,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("logged in by", login.Session.AuthenticationFactors[0].DeliveryMethod)
	// Output: logged in by whatsapp
}

// A user signs up by WhatsApp. The user is pending until the code is entered.
func ExampleWhatsAppService_LoginOrCreate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	sent, err := client.OTP.WhatsApp.LoginOrCreate(ctx, otp.WhatsAppLoginOrCreateRequest{
		PhoneNumber:         "+14155550199",
		CreateUserAsPending: true,
	})
	if err != nil {
		log.Fatal(err)
	}
	login, err := client.OTP.Authenticate(ctx, otp.AuthenticateRequest{
		MethodID: sent.PhoneID,
		Code:     srv.LastMessage("+14155550199").Code,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("new:", sent.UserCreated, "now:", login.User.Status)
	// Output: new: true now: active
}

// A login form for existing users. For an unknown address, it shows the same page but sends no email.
func ExampleEmailService_Send() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for _, address := range []string{"ada@example.com", "nobody@example.com"} {
		_, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: address, ExpirationMinutes: 10})
		if err != nil && !errors.Is(err, api.ErrorTypeEmailNotFound) {
			log.Fatal(err)
		}
		fmt.Println("If you have an account, we have sent you an email.")
	}
	fmt.Println("emails:", len(srv.Messages()))
	// Output:
	// If you have an account, we have sent you an email.
	// If you have an account, we have sent you an email.
	// emails: 1
}

// One form for both login and sign-up.
func ExampleEmailService_LoginOrCreate() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for _, address := range []string{"ada@example.com", "katherine@example.com"} {
		sent, err := client.OTP.Email.LoginOrCreate(ctx, otp.EmailLoginOrCreateRequest{Email: address})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(address, "is new:", sent.UserCreated)
	}
	// Output:
	// ada@example.com is new: false
	// katherine@example.com is new: true
}

// startServer starts an emulator with one user, Ada, and returns a client for it. Programs create their client with
// stytch.NewFromEnv. srv.LastMessage returns what the user would find in the email or on the phone.
func startServer() (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start(
		stytchtest.WithUsers(stytchtest.User{User: api.User{
			ExternalID:   "customer-1",
			Name:         api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Emails:       []api.UserEmail{{Email: "ada@example.com", Verified: true}},
			PhoneNumbers: []api.UserPhoneNumber{{PhoneNumber: "+14155550123", Verified: true}},
		}}),
		stytchtest.WithCountryCodes("1"), // the default of new projects
	)
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}
