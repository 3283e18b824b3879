// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// FraudASNProperties is the autonomous system of an IP address.
type FraudASNProperties struct {
	// Number of the autonomous system.
	ASN string `json:"asn"`

	// Name of the autonomous system, often that of its operator.
	Name string `json:"name"`

	// CIDR block of the IP address.
	Network string `json:"network"`
}

// FraudAction is the action to set in a fraud rule or in an override of a verdict reason. Responses
// can contain other values.
type FraudAction string

// The known values of [FraudAction]. Other values pass through unchanged.
const (
	// Let the user continue.
	FraudActionAllow FraudAction = "ALLOW"
	// Stop the user.
	FraudActionBlock FraudAction = "BLOCK"
	// Ask the user for more proof, such as a second factor.
	FraudActionChallenge FraudAction = "CHALLENGE"
	// In a rule: delete the rule.
	FraudActionNone FraudAction = "NONE"
)

// FraudBrowserProperties holds the properties of the browser that a fingerprint was taken from.
type FraudBrowserProperties struct {
	// User agent of the browser.
	UserAgent string `json:"user_agent"`
}

// FraudEmailAddressInformation is the information about an email address itself.
type FraudEmailAddressInformation struct {
	// Whether messages to the address are known to have bounced.
	HasKnownBounces bool `json:"has_known_bounces"`

	// Whether the address is well-formed.
	HasValidSyntax bool `json:"has_valid_syntax"`

	// Whether the address seems to belong to a role or group, such as `info@`, and not to a person.
	IsSuspectedRoleAddress bool `json:"is_suspected_role_address"`

	// Address without the parts that do not change the mailbox, such as dots and everything after a
	// `+`.
	NormalizedEmail string `json:"normalized_email"`

	// Number of `.` and `+` characters in the address. A high number can mean that one mailbox is used
	// for several accounts.
	TumblingCharacterCount int `json:"tumbling_character_count"`
}

// FraudEmailDomainInformation is the information about the domain of an email address.
type FraudEmailDomainInformation struct {
	// Whether the domain has an MX or A record. Without one, it cannot receive email.
	HasMXOrARecord bool `json:"has_mx_or_a_record"`

	// Whether the domain belongs to a provider of disposable email addresses.
	IsDisposableDomain bool `json:"is_disposable_domain"`
}

// FraudEmailRiskRequest is the request body of fraud.email.risk. `email_address` is required.
type FraudEmailRiskRequest struct {
	// Address to assess. Stytch sends nothing to it.
	EmailAddress string `json:"email_address"`
}

// FraudEmailRiskResponse is the response body of fraud.email.risk. Success means only that the
// address was assessed. The result is in `action`.
type FraudEmailRiskResponse struct {
	// Recommended action for the address.
	Action FraudVerdictAction `json:"action"`

	// Information about the address itself.
	AddressInformation FraudEmailAddressInformation `json:"address_information"`

	// Information about the domain of the address.
	DomainInformation FraudEmailDomainInformation `json:"domain_information"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// Risk from 0 to 100, where 100 is the highest risk.
	RiskScore int `json:"risk_score"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// FraudFingerprintLookupRequest is the request body of fraud.fingerprint.lookup. `telemetry_id` is
// required.
type FraudFingerprintLookupRequest struct {
	// IDs from your own system to store with the fingerprint. You can search for them in the dashboard.
	ExternalMetadata FraudMetadata `json:"external_metadata,omitzero"`

	// Telemetry ID of the fingerprint that Stytch's script took.
	TelemetryID string `json:"telemetry_id"`
}

// FraudFingerprintLookupResponse is the response body of fraud.fingerprint.lookup. Success means
// only that the fingerprint was found. The result is in `verdict`.
type FraudFingerprintLookupResponse struct {
	// When the fingerprint was taken.
	CreatedAt time.Time `json:"created_at"`

	// When the fingerprint expires.
	ExpiresAt time.Time `json:"expires_at"`

	// IDs from your own system, as sent in the request.
	ExternalMetadata FraudMetadata `json:"external_metadata"`

	// Identifiers of the device, browser and network.
	Fingerprints FraudFingerprints `json:"fingerprints"`

	// Network and browser. Null if unknown.
	Properties *FraudProperties `json:"properties,omitzero"`

	// Raw signals behind the fingerprint. Their format is not fixed. Null unless the project has access
	// to them.
	RawSignals map[string]any `json:"raw_signals,omitzero"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Telemetry ID of the fingerprint.
	TelemetryID string `json:"telemetry_id"`

	// What to do about the device, with the reasons.
	Verdict FraudVerdict `json:"verdict"`
}

// FraudFingerprints holds the identifiers of a device, its browser and its network.
type FraudFingerprints struct {
	// Fingerprint of the browser and its version. Many users share it.
	BrowserFingerprint string `json:"browser_fingerprint"`

	// ID of the browser, derived from the visitor ID and the network fingerprint.
	BrowserID string `json:"browser_id,omitzero"`

	// Fingerprint of the operating system and hardware. Many users share it.
	HardwareFingerprint string `json:"hardware_fingerprint"`

	// Fingerprint of the network connection, such as its TLS handshake. Many users share it.
	NetworkFingerprint string `json:"network_fingerprint"`

	// Fingerprint of the visitor. It does not depend on a cookie.
	VisitorFingerprint string `json:"visitor_fingerprint"`

	// ID of the visitor, stored in a cookie.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudIPGeoProperties is the location of an IP address.
type FraudIPGeoProperties struct {
	// City of the IP address.
	City string `json:"city"`

	// Country of the IP address.
	Country string `json:"country"`

	// Region of the IP address.
	Region string `json:"region"`
}

// FraudMetadata holds the IDs from your own system to store with a fingerprint. Each can have up to
// 65 characters: letters, digits, `_`, `-`, `+`, `.` and `@`.
type FraudMetadata struct {
	// ID of the user or another entity in your own system.
	ExternalID string `json:"external_id,omitzero"`

	// ID of the organization in your own system.
	OrganizationID string `json:"organization_id,omitzero"`

	// What the user was trying to do, such as `login`.
	UserAction string `json:"user_action,omitzero"`
}

// FraudNetworkProperties holds the properties of the network that a fingerprint was taken from.
type FraudNetworkProperties struct {
	// Autonomous system of the IP address.
	ASN FraudASNProperties `json:"asn"`

	// IP address of the client.
	IPAddress string `json:"ip_address"`

	// Location of the IP address.
	IPGeolocation FraudIPGeoProperties `json:"ip_geolocation"`

	// Whether the client uses a proxy.
	IsProxy bool `json:"is_proxy"`

	// Whether the client uses a VPN.
	IsVPN bool `json:"is_vpn"`
}

// FraudProperties holds the properties of the network and browser that a fingerprint was taken
// from.
type FraudProperties struct {
	// The browser.
	BrowserProperties FraudBrowserProperties `json:"browser_properties"`

	// The network.
	NetworkProperties FraudNetworkProperties `json:"network_properties"`
}

// FraudRule is a rule that sets the action for everything that matches an identifier.
type FraudRule struct {
	// Action for everything that matches.
	Action FraudAction `json:"action"`

	// Number of the autonomous system that the rule applies to. Null for other kinds of rules.
	ASN string `json:"asn,omitzero"`

	// Browser fingerprint that the rule applies to. Null for other kinds of rules.
	BrowserFingerprint string `json:"browser_fingerprint,omitzero"`

	// Browser that the rule applies to. Null for other kinds of rules.
	BrowserID string `json:"browser_id,omitzero"`

	// CIDR block that the rule applies to. Null for other kinds of rules.
	CIDRBlock string `json:"cidr_block,omitzero"`

	// Country that the rule applies to, as an ISO 3166-1 alpha-2 code. Null for other kinds of rules.
	CountryCode string `json:"country_code,omitzero"`

	// When the rule was created.
	CreatedAt time.Time `json:"created_at"`

	// Description of the rule. Null if there is none.
	Description string `json:"description,omitzero"`

	// When the rule expires. Null if it does not expire.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// Hardware fingerprint that the rule applies to. Null for other kinds of rules.
	HardwareFingerprint string `json:"hardware_fingerprint,omitzero"`

	// When the rule last changed. Null if it never did.
	LastUpdatedAt time.Time `json:"last_updated_at,omitzero"`

	// Network fingerprint that the rule applies to. Null for other kinds of rules.
	NetworkFingerprint string `json:"network_fingerprint,omitzero"`

	// Kind of identifier. It determines which of the other fields is set.
	RuleType FraudRuleType `json:"rule_type"`

	// Visitor fingerprint that the rule applies to. Null for other kinds of rules.
	VisitorFingerprint string `json:"visitor_fingerprint,omitzero"`

	// Visitor that the rule applies to. Null for other kinds of rules.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudRuleType is the kind of identifier that a fraud rule applies to. Responses can contain other
// values.
type FraudRuleType string

// The known values of [FraudRuleType]. Other values pass through unchanged.
const (
	// An autonomous system.
	FraudRuleTypeASN FraudRuleType = "ASN"
	// A browser fingerprint.
	FraudRuleTypeBrowserFingerprint FraudRuleType = "BROWSER_FINGERPRINT"
	// A browser ID.
	FraudRuleTypeBrowserID FraudRuleType = "BROWSER_ID"
	// A block of IP addresses.
	FraudRuleTypeCIDRBlock FraudRuleType = "CIDR_BLOCK"
	// A country.
	FraudRuleTypeCountryCode FraudRuleType = "COUNTRY_CODE"
	// A hardware fingerprint.
	FraudRuleTypeHardwareFingerprint FraudRuleType = "HARDWARE_FINGERPRINT"
	// A network fingerprint.
	FraudRuleTypeNetworkFingerprint FraudRuleType = "NETWORK_FINGERPRINT"
	// A visitor fingerprint.
	FraudRuleTypeVisitorFingerprint FraudRuleType = "VISITOR_FINGERPRINT"
	// A visitor ID.
	FraudRuleTypeVisitorID FraudRuleType = "VISITOR_ID"
)

// FraudRulesListRequest is the request body of fraud.rules.list. No field is required. An empty
// body returns the first 10 rules.
type FraudRulesListRequest struct {
	// The `next_cursor` of the previous page. Omit it for the first page.
	Cursor string `json:"cursor,omitzero"`

	// Number of rules on a page, up to 100. Defaults to 10.
	Limit int `json:"limit,omitzero"`
}

// FraudRulesListResponse is the response body of fraud.rules.list. On success, it contains one page
// of rules, which can be empty.
type FraudRulesListResponse struct {
	// Cursor of the next page. Empty on the last page.
	NextCursor string `json:"next_cursor"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// The rules on this page.
	Rules []FraudRule `json:"rules"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// FraudRulesSetRequest is the request body of fraud.rules.set. `action` is required, and so is
// exactly one identifier: `visitor_id`, `browser_id`, `visitor_fingerprint`, `browser_fingerprint`,
// `hardware_fingerprint`, `network_fingerprint`, `cidr_block`, `asn` or `country_code`.
type FraudRulesSetRequest struct {
	// Action for everything that matches. `NONE` deletes the rule. A country cannot have `ALLOW`.
	Action FraudAction `json:"action"`

	// Autonomous system that the rule applies to: an integer from 0 to 4294967295, as a string.
	ASN string `json:"asn,omitzero"`

	// Browser fingerprint that the rule applies to. Many users can share it.
	BrowserFingerprint string `json:"browser_fingerprint,omitzero"`

	// Browser that the rule applies to.
	BrowserID string `json:"browser_id,omitzero"`

	// IP address or CIDR block that the rule applies to. The prefix length of a block must be 16 to 32.
	CIDRBlock string `json:"cidr_block,omitzero"`

	// Country that the rule applies to, as an ISO 3166-1 alpha-2 code such as `DE`.
	CountryCode string `json:"country_code,omitzero"`

	// Description of the rule.
	Description string `json:"description,omitzero"`

	// Lifetime of the rule in minutes. If omitted, the rule does not expire.
	ExpiresInMinutes int `json:"expires_in_minutes,omitzero"`

	// Hardware fingerprint that the rule applies to. Many users can share it.
	HardwareFingerprint string `json:"hardware_fingerprint,omitzero"`

	// Network fingerprint that the rule applies to. Many users can share it.
	NetworkFingerprint string `json:"network_fingerprint,omitzero"`

	// Visitor fingerprint that the rule applies to.
	VisitorFingerprint string `json:"visitor_fingerprint,omitzero"`

	// Visitor that the rule applies to.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudRulesSetResponse is the response body of fraud.rules.set. On success, the rule is active or,
// with `NONE`, deleted.
type FraudRulesSetResponse struct {
	// Action for everything that matches.
	Action FraudAction `json:"action"`

	// Number of the autonomous system that the rule applies to. Null for other kinds of rules.
	ASN string `json:"asn,omitzero"`

	// Browser fingerprint that the rule applies to. Null for other kinds of rules.
	BrowserFingerprint string `json:"browser_fingerprint,omitzero"`

	// Browser that the rule applies to. Null for other kinds of rules.
	BrowserID string `json:"browser_id,omitzero"`

	// CIDR block that the rule applies to. Null for other kinds of rules.
	CIDRBlock string `json:"cidr_block,omitzero"`

	// Country that the rule applies to, as an ISO 3166-1 alpha-2 code. Null for other kinds of rules.
	CountryCode string `json:"country_code,omitzero"`

	// When the rule expires. Null if it does not expire.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// Hardware fingerprint that the rule applies to. Null for other kinds of rules.
	HardwareFingerprint string `json:"hardware_fingerprint,omitzero"`

	// Network fingerprint that the rule applies to. Null for other kinds of rules.
	NetworkFingerprint string `json:"network_fingerprint,omitzero"`

	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Visitor fingerprint that the rule applies to. Null for other kinds of rules.
	VisitorFingerprint string `json:"visitor_fingerprint,omitzero"`

	// Visitor that the rule applies to. Null for other kinds of rules.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudVerdict is the recommended action for a device, with the reasons.
type FraudVerdict struct {
	// Recommended action.
	Action FraudVerdictAction `json:"action"`

	// Operating system and hardware on which the fingerprint was taken.
	DetectedDeviceType string `json:"detected_device_type"`

	// Whether the device is what it claims to be. False if its hardware or browser seems to be faked.
	IsAuthenticDevice bool `json:"is_authentic_device"`

	// Reasons for the action, such as `RULE_MATCH`.
	Reasons []string `json:"reasons"`

	// Identifier that the rule matched, such as a visitor ID. Null or empty if no rule matched.
	RuleMatchIdentifier string `json:"rule_match_identifier,omitzero"`

	// Kind of the rule that matched. Null or empty if no rule matched.
	RuleMatchType FraudRuleType `json:"rule_match_type,omitzero"`

	// Overrides of verdict reasons that affected the verdict.
	VerdictReasonOverrides []FraudVerdictReasonOverride `json:"verdict_reason_overrides"`
}

// FraudVerdictAction is the action that a verdict, a verdict reason or an override recommends.
// Responses can contain other values.
type FraudVerdictAction string

// The known values of [FraudVerdictAction]. Other values pass through unchanged.
const (
	// The device shows nothing suspicious. Let the user continue.
	FraudVerdictActionAllow FraudVerdictAction = "ALLOW"
	// The device is known to be bad. Stop the user.
	FraudVerdictActionBlock FraudVerdictAction = "BLOCK"
	// The device is unknown or suspicious. Ask the user for more proof, such as a second factor.
	FraudVerdictActionChallenge FraudVerdictAction = "CHALLENGE"
)

// FraudVerdictReasonAction is a verdict reason with its default action and its override.
type FraudVerdictReasonAction struct {
	// Default action of the reason.
	DefaultAction FraudVerdictAction `json:"default_action"`

	// Action of the override. Null if there is no override.
	OverrideAction FraudVerdictAction `json:"override_action,omitzero"`

	// When the override was set. Null if there is no override.
	OverrideCreatedAt time.Time `json:"override_created_at,omitzero"`

	// Description of the override. Null if there is none.
	OverrideDescription string `json:"override_description,omitzero"`

	// Name of the reason.
	VerdictReason string `json:"verdict_reason"`
}

// FraudVerdictReasonOverride is an override of a verdict reason that affected a verdict.
type FraudVerdictReasonOverride struct {
	// Action of the override.
	OverrideAction FraudVerdictAction `json:"override_action"`

	// Name of the reason.
	VerdictReason string `json:"verdict_reason"`
}

// FraudVerdictReasonsListRequest is the request body of fraud.verdict_reasons.list. No field is
// required.
type FraudVerdictReasonsListRequest struct {
	// Whether to list only overridden reasons. Defaults to false.
	OverridesOnly bool `json:"overrides_only,omitzero"`
}

// FraudVerdictReasonsListResponse is the response body of fraud.verdict_reasons.list. On success,
// it lists the reasons.
type FraudVerdictReasonsListResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The reasons with their default actions and overrides.
	VerdictReasonActions []FraudVerdictReasonAction `json:"verdict_reason_actions"`
}

// FraudVerdictReasonsOverrideRequest is the request body of fraud.verdict_reasons.override.
// `verdict_reason` and `override_action` are required.
type FraudVerdictReasonsOverrideRequest struct {
	// New action for the reason: `ALLOW`, `CHALLENGE` or `BLOCK`. The effect of `NONE` is not
	// documented.
	OverrideAction FraudAction `json:"override_action"`

	// Description of the override.
	OverrideDescription string `json:"override_description,omitzero"`

	// Name of the reason. It cannot be `RULE_MATCH`.
	VerdictReason string `json:"verdict_reason"`
}

// FraudVerdictReasonsOverrideResponse is the response body of fraud.verdict_reasons.override. On
// success, the override is active.
type FraudVerdictReasonsOverrideResponse struct {
	// ID of this call, `request-id-<env>-<uuid>`. Include it when you contact Stytch support.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The reason with its override.
	VerdictReasonAction FraudVerdictReasonAction `json:"verdict_reason_action"`
}
