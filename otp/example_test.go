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

// The whole way: a code to a phone, new or known, and a session for whoever types it in.
func Example() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	sent, err := client.OTP.SMS.LoginOrCreate(ctx, otp.SMSLoginOrCreateRequest{PhoneNumber: "+14155550123"})
	if err != nil {
		log.Fatal(err)
	}
	// Keep sent.PhoneID with the form: it says which code is meant.
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

// What to tell whoever mistypes a code.
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
			fmt.Println("used, expired or replaced: ask for a new code")
		case errors.Is(err, api.ErrorTypeUserLockLimitReached):
			fmt.Println("too many wrong ones: wait an hour")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println(login.User.Name.FirstName, "is in")
		}
	}

	enter("1234")
	enter(srv.LastMessage("ada@example.com").Code)
	enter(srv.LastMessage("ada@example.com").Code)
	// Output:
	// wrong: try again
	// Ada is in
	// used, expired or replaced: ask for a new code
}

// A second factor: the code joins the session that is there, which then has both.
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

// A login form for known numbers. Each send costs an SMS, so a lost answer never leads to a second one.
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
			fmt.Println("nobody has that number: offer to sign up")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println("code sent")
		}
	}
	// Output:
	// code sent
	// nobody has that number: offer to sign up
}

// Numbers that get no SMS, and what the form says about it.
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
			fmt.Println("no SMS to that country: offer email")
		case err != nil:
			log.Fatal(err)
		default:
			fmt.Println("code sent, new user:", sent.UserCreated)
		}
	}
	// Output:
	// code sent, new user: true
	// write the number with + and the country code
	// no SMS to that country: offer email
}

// The SMS did not come, so the code goes out by WhatsApp. The one in the SMS is void from here on.
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

// A sign-up by WhatsApp. The user is pending until the code was entered.
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

// A login form for known users. An unknown address sees the same page and gets no mail.
func ExampleEmailService_Send() {
	srv, client := startServer()
	defer srv.Close()
	ctx := context.Background()

	for _, address := range []string{"ada@example.com", "nobody@example.com"} {
		_, err := client.OTP.Email.Send(ctx, otp.EmailSendRequest{Email: address, ExpirationMinutes: 10})
		if err != nil && !errors.Is(err, api.ErrorTypeEmailNotFound) {
			log.Fatal(err)
		}
		fmt.Println("If you have an account, you have mail.")
	}
	fmt.Println("mails:", len(srv.Messages()))
	// Output:
	// If you have an account, you have mail.
	// If you have an account, you have mail.
	// mails: 1
}

// One form for logging in and signing up.
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

// startServer starts a Stytch with one user, Ada, and returns a client of it. A program gets its client from
// stytch.NewFromEnv. What a user would find in the mail or on the phone is in srv.LastMessage.
func startServer() (*stytchtest.Server, *stytch.Client) {
	srv, err := stytchtest.Start(
		stytchtest.WithUsers(stytchtest.User{User: api.User{
			ExternalID:   "customer-1",
			Name:         api.Name{FirstName: "Ada", LastName: "Lovelace"},
			Emails:       []api.UserEmail{{Email: "ada@example.com", Verified: true}},
			PhoneNumbers: []api.UserPhoneNumber{{PhoneNumber: "+14155550123", Verified: true}},
		}}),
		stytchtest.WithCountryCodes("1"), // as new projects begin
	)
	if err != nil {
		log.Fatal(err)
	}
	return srv, srv.Client()
}
