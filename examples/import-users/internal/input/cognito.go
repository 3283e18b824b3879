package input

import (
	"errors"
	"strings"
)

// cognitoUser is a user in the output of aws cognito-idp list-users
// (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html). Cognito exports no
// password hashes.
type cognitoUser struct {
	Username   string `json:"Username"`
	Attributes []struct {
		Name  string `json:"Name"`
		Value string `json:"Value"`
	} `json:"Attributes"`
	Enabled    *bool  `json:"Enabled"`
	UserStatus string `json:"UserStatus"`
}

func convertCognito(rec *Record, _ Options) error {
	var user cognitoUser
	if err := decode(rec.raw, &user); err != nil {
		return err
	}
	attributes := make(map[string]string, len(user.Attributes))
	for _, a := range user.Attributes {
		attributes[a.Name] = a.Value
	}
	if user.Enabled != nil && !*user.Enabled {
		return errDisabled
	}
	if user.UserStatus == "EXTERNAL_PROVIDER" {
		rec.note(NoteFederated)
	}
	return convertAttributes(rec, user.Username, attributes)
}

// convertCognitoRow converts a row of CSV with the header of aws cognito-idp get-csv-header, which is also that of the
// files that Cognito imports.
func convertCognitoRow(rec *Record, _ Options) error {
	attributes := make(map[string]string, len(rec.columns))
	for name := range rec.columns {
		attributes[name] = rec.cell(name)
	}
	return convertAttributes(rec, attributes["cognito:username"], attributes)
}

// convertAttributes converts the attributes of a user. Custom attributes become untrusted metadata, since Cognito lets
// users change them unless the client of the application forbids it.
func convertAttributes(rec *Record, username string, attributes map[string]string) error {
	u := &rec.User
	u.Email, u.PhoneNumber = attributes["email"], attributes["phone_number"]
	u.ExternalID = attributes["sub"]
	if u.ExternalID == "" {
		u.ExternalID = username
	}
	if !isExternalID(u.ExternalID) && u.ExternalID != "" { // such as a user name that is an email address
		u.ExternalID = ""
		rec.note(NoteBadExternalID)
	}
	setName(rec, attributes["given_name"], attributes["family_name"], attributes["name"])
	u.Name.MiddleName = attributes["middle_name"]
	for _, name := range []string{"email_verified", "phone_number_verified"} {
		verified, err := parseBool(attributes[name])
		if err != nil {
			return errors.New(name + " " + err.Error())
		}
		if verified {
			rec.note(NoteUnverified)
		}
	}
	mfa, err := parseBool(attributes["cognito:mfa_enabled"])
	if err != nil {
		return errors.New("cognito:mfa_enabled " + err.Error())
	}
	if mfa {
		rec.note(NoteOtherFactors)
	}
	for name, value := range attributes {
		if key, ok := strings.CutPrefix(name, "custom:"); ok && value != "" {
			if u.UntrustedMetadata == nil {
				u.UntrustedMetadata = map[string]any{}
			}
			u.UntrustedMetadata[key] = value
		}
	}
	return nil
}
