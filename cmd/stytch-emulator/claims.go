package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go/api"
)

// placeholder is a part of a claim that depends on the token request, such as {{ request.tenant }}.
var placeholder = regexp.MustCompile(`\{\{\s*([^{}]*?)\s*\}\}`)

// checkClaims rejects a placeholder that never has a value. It returns the pointer of the claim.
func checkClaims(claims any) (pointer string, err error) {
	switch v := claims.(type) {
	case map[string]any:
		for name, value := range v {
			if at, err := checkClaims(value); err != nil {
				return "/" + name + at, err
			}
		}
	case []any:
		for i, value := range v {
			if at, err := checkClaims(value); err != nil {
				return fmt.Sprintf("/%d%s", i, at), err
			}
		}
	case string:
		for _, found := range placeholder.FindAllStringSubmatch(v, -1) {
			root, rest, _ := strings.Cut(found[1], ".")
			if rest == "" || root != "request" && root != "client" {
				return "", fmt.Errorf("%s must look like {{ request.tenant }} or {{ client.trusted_metadata.plan }}", found[0])
			}
		}
	}
	return "", nil
}

// claimsOf returns the function that fills in the placeholders of claims.
func claimsOf(claims map[string]any) func(api.M2MClient, map[string]any) map[string]any {
	return func(client api.M2MClient, request map[string]any) map[string]any {
		values := map[string]any{"request": request}
		if encoded, err := json.Marshal(client); err == nil { // a client has a JSON form
			var shown map[string]any
			if json.Unmarshal(encoded, &shown) == nil {
				values["client"] = shown
			}
		}
		filled, _ := fill(claims, values).(map[string]any) // filled has the type of claims
		return filled
	}
}

// fill returns a claim with its placeholders filled in. A claim that is one placeholder gets the value with its type, or is
// left out if there is no value.
func fill(claim any, values map[string]any) any {
	switch v := claim.(type) {
	case map[string]any:
		filled := make(map[string]any, len(v))
		for name, value := range v {
			if value = fill(value, values); value != nil {
				filled[name] = value
			}
		}
		return filled
	case []any:
		filled := make([]any, len(v))
		for i, value := range v {
			filled[i] = fill(value, values)
		}
		return filled
	case string:
		if whole := placeholder.FindStringSubmatch(v); whole != nil && whole[0] == v {
			return lookUp(whole[1], values)
		}
		return placeholder.ReplaceAllStringFunc(v, func(part string) string {
			if found := lookUp(placeholder.FindStringSubmatch(part)[1], values); found != nil {
				return fmt.Sprint(found)
			}
			return ""
		})
	}
	return claim
}

// lookUp returns the value at a path such as client.trusted_metadata.plan, or nil.
func lookUp(path string, values map[string]any) any {
	var found any = values
	for name := range strings.SplitSeq(path, ".") {
		object, _ := found.(map[string]any)
		found = object[name]
	}
	return found
}
