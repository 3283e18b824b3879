// Code generated from openapi.yaml by oapi-codegen and internal/polish. DO NOT EDIT.

package api

import "time"

// FraudASNProperties is the autonomous system of an IP address.
type FraudASNProperties struct {
	// Number of the autonomous system.
	ASN string `json:"asn"`

	// Name of the autonomous system, often its operator.
	Name string `json:"name"`

	// CIDR block the address is in.
	Network string `json:"network"`
}

// FraudAction is an action that a fraud rule or an override of a verdict reason leads to. Other
// values may come and must be accepted.
type FraudAction string

// Known values of [FraudAction]. Others may come; they decode like any string.
const (
	// Let the user go on.
	FraudActionALLOW FraudAction = "ALLOW"
	// Stop the user.
	FraudActionBLOCK FraudAction = "BLOCK"
	// Ask the user for more proof, such as a second factor.
	FraudActionCHALLENGE FraudAction = "CHALLENGE"
	// In a rule: remove the rule.
	FraudActionNONE FraudAction = "NONE"
)

// FraudBrowserProperties is the browser behind a fingerprint.
type FraudBrowserProperties struct {
	// User agent of the browser.
	UserAgent string `json:"user_agent"`
}

// FraudEmailAddressInformation is a report on an email address itself.
type FraudEmailAddressInformation struct {
	// Whether messages to it are known to have bounced.
	HasKnownBounces bool `json:"has_known_bounces"`

	// Whether it is well formed.
	HasValidSyntax bool `json:"has_valid_syntax"`

	// Whether it looks like a role or group, such as `info@`, rather than a person.
	IsSuspectedRoleAddress bool `json:"is_suspected_role_address"`

	// Address without the parts that make no difference, dots and whatever follows a `+`.
	NormalizedEmail string `json:"normalized_email"`

	// Number of `.` and `+` in it. Many of them are a way to pass one mailbox off as several.
	TumblingCharacterCount int `json:"tumbling_character_count"`
}

// FraudEmailDomainInformation is a report on the domain of an email address.
type FraudEmailDomainInformation struct {
	// Whether the DNS has an MX or A record for it, without which it gets no mail.
	HasMXOrARecord bool `json:"has_mx_or_a_record"`

	// Whether it belongs to a provider of throw-away addresses.
	IsDisposableDomain bool `json:"is_disposable_domain"`
}

// FraudEmailRiskRequest is the body of fraud.email.risk. `email_address` is needed.
type FraudEmailRiskRequest struct {
	// Address to assess. Nothing is sent to it.
	EmailAddress string `json:"email_address"`
}

// FraudEmailRiskResponse is the answer to fraud.email.risk. Success says only that the address was
// assessed; see `action` for the result.
type FraudEmailRiskResponse struct {
	// What to do about the address.
	Action FraudVerdictAction `json:"action"`

	// What the address itself tells.
	AddressInformation FraudEmailAddressInformation `json:"address_information"`

	// What the domain of the address tells.
	DomainInformation FraudEmailDomainInformation `json:"domain_information"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Risk from 0 to 100, 100 being the worst.
	RiskScore int `json:"risk_score"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// FraudFingerprintLookupRequest is the body of fraud.fingerprint.lookup. `telemetry_id` is needed.
type FraudFingerprintLookupRequest struct {
	// Ids of your own to keep with the fingerprint, by which the dashboard can find it.
	ExternalMetadata FraudMetadata `json:"external_metadata,omitzero"`

	// Id under which Stytch's script took the fingerprint.
	TelemetryID string `json:"telemetry_id"`
}

// FraudFingerprintLookupResponse is the answer to fraud.fingerprint.lookup. Success says only that
// the fingerprint was found; see `verdict` for what to do.
type FraudFingerprintLookupResponse struct {
	// When the fingerprint was taken.
	CreatedAt time.Time `json:"created_at"`

	// When the fingerprint expires.
	ExpiresAt time.Time `json:"expires_at"`

	// Ids of your own that were sent.
	ExternalMetadata FraudMetadata `json:"external_metadata"`

	// Identifiers of the device, browser and network.
	Fingerprints FraudFingerprints `json:"fingerprints"`

	// Network and browser. Null if not known.
	Properties *FraudProperties `json:"properties,omitzero"`

	// Signals behind the fingerprint, without a fixed form. Null unless the project gets them.
	RawSignals map[string]any `json:"raw_signals,omitzero"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Id under which the fingerprint was taken.
	TelemetryID string `json:"telemetry_id"`

	// What to do about the device, and why.
	Verdict FraudVerdict `json:"verdict"`
}

// FraudFingerprints is a set of identifiers for a device, its browser and its network.
type FraudFingerprints struct {
	// Fingerprint of the browser and its version. Shared by many users.
	BrowserFingerprint string `json:"browser_fingerprint"`

	// Id of the browser, from visitor id and network fingerprint.
	BrowserID string `json:"browser_id,omitzero"`

	// Fingerprint of operating system and hardware. Shared by many users.
	HardwareFingerprint string `json:"hardware_fingerprint"`

	// Fingerprint of the network connection, such as its TLS handshake. Shared by many users.
	NetworkFingerprint string `json:"network_fingerprint"`

	// Fingerprint of the visitor that needs no cookie.
	VisitorFingerprint string `json:"visitor_fingerprint"`

	// Id of the visitor, kept in a cookie.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudIPGeoProperties is the place of an IP address.
type FraudIPGeoProperties struct {
	// City the address is in.
	City string `json:"city"`

	// Country the address is in.
	Country string `json:"country"`

	// Region the address is in.
	Region string `json:"region"`
}

// FraudMetadata is a set of ids of your own to keep with a fingerprint. Each has at most 65
// characters: letters, digits, `_`, `-`, `+`, `.` and `@`.
type FraudMetadata struct {
	// Id of the user or another thing in your own system.
	ExternalID string `json:"external_id,omitzero"`

	// Id of the organization in your own system.
	OrganizationID string `json:"organization_id,omitzero"`

	// What the user was about to do, such as `login`.
	UserAction string `json:"user_action,omitzero"`
}

// FraudNetworkProperties is the network behind a fingerprint.
type FraudNetworkProperties struct {
	// Autonomous system of the address.
	ASN FraudASNProperties `json:"asn"`

	// IP address of the client.
	IPAddress string `json:"ip_address"`

	// Place of the address.
	IPGeolocation FraudIPGeoProperties `json:"ip_geolocation"`

	// Whether the client uses a proxy.
	IsProxy bool `json:"is_proxy"`

	// Whether the client uses a VPN.
	IsVPN bool `json:"is_vpn"`
}

// FraudProperties is a view of the network and browser behind a fingerprint.
type FraudProperties struct {
	// The browser.
	BrowserProperties FraudBrowserProperties `json:"browser_properties"`

	// The network.
	NetworkProperties FraudNetworkProperties `json:"network_properties"`
}

// FraudRule is a rule that decides the action for what matches an identifier.
type FraudRule struct {
	// Action for what matches.
	Action FraudAction `json:"action"`

	// Number of the autonomous system the rule is for. Null for other kinds of rule.
	ASN string `json:"asn,omitzero"`

	// Browser fingerprint the rule is for. Null for other kinds of rule.
	BrowserFingerprint string `json:"browser_fingerprint,omitzero"`

	// Browser the rule is for. Null for other kinds of rule.
	BrowserID string `json:"browser_id,omitzero"`

	// CIDR block the rule is for. Null for other kinds of rule.
	CidrBlock string `json:"cidr_block,omitzero"`

	// Country the rule is for, as an ISO 3166-1 alpha-2 code. Null for other kinds of rule.
	CountryCode string `json:"country_code,omitzero"`

	// When the rule was made.
	CreatedAt time.Time `json:"created_at"`

	// Note on the rule. Null if there is none.
	Description string `json:"description,omitzero"`

	// When the rule ends. Null if it stays.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// Hardware fingerprint the rule is for. Null for other kinds of rule.
	HardwareFingerprint string `json:"hardware_fingerprint,omitzero"`

	// When the rule was last changed. Null if never.
	LastUpdatedAt time.Time `json:"last_updated_at,omitzero"`

	// Network fingerprint the rule is for. Null for other kinds of rule.
	NetworkFingerprint string `json:"network_fingerprint,omitzero"`

	// Kind of identifier, which says which of the fields below is set.
	RuleType FraudRuleType `json:"rule_type"`

	// Visitor fingerprint the rule is for. Null for other kinds of rule.
	VisitorFingerprint string `json:"visitor_fingerprint,omitzero"`

	// Visitor the rule is for. Null for other kinds of rule.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudRuleType is a kind of identifier that a fraud rule is for. Other values may come and must be
// accepted.
type FraudRuleType string

// Known values of [FraudRuleType]. Others may come; they decode like any string.
const (
	// An autonomous system.
	FraudRuleTypeASN FraudRuleType = "ASN"
	// A browser fingerprint.
	FraudRuleTypeBROWSERFINGERPRINT FraudRuleType = "BROWSER_FINGERPRINT"
	// A browser id.
	FraudRuleTypeBROWSERID FraudRuleType = "BROWSER_ID"
	// A block of IP addresses.
	FraudRuleTypeCIDRBLOCK FraudRuleType = "CIDR_BLOCK"
	// A country.
	FraudRuleTypeCOUNTRYCODE FraudRuleType = "COUNTRY_CODE"
	// A hardware fingerprint.
	FraudRuleTypeHARDWAREFINGERPRINT FraudRuleType = "HARDWARE_FINGERPRINT"
	// A network fingerprint.
	FraudRuleTypeNETWORKFINGERPRINT FraudRuleType = "NETWORK_FINGERPRINT"
	// A visitor fingerprint.
	FraudRuleTypeVISITORFINGERPRINT FraudRuleType = "VISITOR_FINGERPRINT"
	// A visitor id.
	FraudRuleTypeVISITORID FraudRuleType = "VISITOR_ID"
)

// FraudRulesListRequest is the body of fraud.rules.list. No field is required; an empty body asks
// for the first 10 rules.
type FraudRulesListRequest struct {
	// `next_cursor` of the page before. Left out, the first page.
	Cursor string `json:"cursor,omitzero"`

	// Rules on a page, at most 100. Default 10.
	Limit int `json:"limit,omitzero"`
}

// FraudRulesListResponse is the answer to fraud.rules.list. On success it holds one page of rules,
// maybe an empty one.
type FraudRulesListResponse struct {
	// Cursor of the next page. Empty on the last one.
	NextCursor string `json:"next_cursor"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// Rules on this page.
	Rules []FraudRule `json:"rules"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`
}

// FraudRulesSetRequest is the body of fraud.rules.set. `action` is needed, and exactly one
// identifier: `visitor_id`, `browser_id`, `visitor_fingerprint`, `browser_fingerprint`,
// `hardware_fingerprint`, `network_fingerprint`, `cidr_block`, `asn` or `country_code`.
type FraudRulesSetRequest struct {
	// Action for what matches. `NONE` removes the rule; `ALLOW` is not for countries.
	Action FraudAction `json:"action"`

	// Autonomous system the rule is for, an integer from 0 to 4294967295 in a string.
	ASN string `json:"asn,omitzero"`

	// Browser fingerprint the rule is for. Many users may share it.
	BrowserFingerprint string `json:"browser_fingerprint,omitzero"`

	// Browser the rule is for.
	BrowserID string `json:"browser_id,omitzero"`

	// Addresses the rule is for: one IP address, or a CIDR block with a prefix of 16 to 32.
	CidrBlock string `json:"cidr_block,omitzero"`

	// Country the rule is for, as an ISO 3166-1 alpha-2 code such as `DE`.
	CountryCode string `json:"country_code,omitzero"`

	// Note on the rule.
	Description string `json:"description,omitzero"`

	// Minutes until the rule ends. Left out, it stays.
	ExpiresInMinutes int `json:"expires_in_minutes,omitzero"`

	// Hardware fingerprint the rule is for. Many users may share it.
	HardwareFingerprint string `json:"hardware_fingerprint,omitzero"`

	// Network fingerprint the rule is for. Many users may share it.
	NetworkFingerprint string `json:"network_fingerprint,omitzero"`

	// Visitor fingerprint the rule is for.
	VisitorFingerprint string `json:"visitor_fingerprint,omitzero"`

	// Visitor the rule is for.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudRulesSetResponse is the answer to fraud.rules.set. On success the rule is in force, or
// removed.
type FraudRulesSetResponse struct {
	// Action for what matches.
	Action FraudAction `json:"action"`

	// Number of the autonomous system the rule is for. Null for other kinds of rule.
	ASN string `json:"asn,omitzero"`

	// Browser fingerprint the rule is for. Null for other kinds of rule.
	BrowserFingerprint string `json:"browser_fingerprint,omitzero"`

	// Browser the rule is for. Null for other kinds of rule.
	BrowserID string `json:"browser_id,omitzero"`

	// CIDR block the rule is for. Null for other kinds of rule.
	CidrBlock string `json:"cidr_block,omitzero"`

	// Country the rule is for, as an ISO 3166-1 alpha-2 code. Null for other kinds of rule.
	CountryCode string `json:"country_code,omitzero"`

	// When the rule ends. Null if it stays.
	ExpiresAt time.Time `json:"expires_at,omitzero"`

	// Hardware fingerprint the rule is for. Null for other kinds of rule.
	HardwareFingerprint string `json:"hardware_fingerprint,omitzero"`

	// Network fingerprint the rule is for. Null for other kinds of rule.
	NetworkFingerprint string `json:"network_fingerprint,omitzero"`

	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Visitor fingerprint the rule is for. Null for other kinds of rule.
	VisitorFingerprint string `json:"visitor_fingerprint,omitzero"`

	// Visitor the rule is for. Null for other kinds of rule.
	VisitorID string `json:"visitor_id,omitzero"`
}

// FraudVerdict is the advice on a device, and why.
type FraudVerdict struct {
	// What to do.
	Action FraudVerdictAction `json:"action"`

	// Operating system and hardware that the fingerprint was taken on.
	DetectedDeviceType string `json:"detected_device_type"`

	// Whether the device is what it claims to be. False if its hardware or browser seems faked.
	IsAuthenticDevice bool `json:"is_authentic_device"`

	// Reasons for the action, such as `RULE_MATCH`.
	Reasons []string `json:"reasons"`

	// What the rule matched on, such as a visitor id. Null or empty if none did.
	RuleMatchIdentifier string `json:"rule_match_identifier,omitzero"`

	// Kind of the rule that matched. Null or empty if none did.
	RuleMatchType FraudRuleType `json:"rule_match_type,omitzero"`

	// Overrides of verdict reasons that played a part.
	VerdictReasonOverrides []FraudVerdictReasonOverride `json:"verdict_reason_overrides"`
}

// FraudVerdictAction is an action that a verdict recommends. Other values may come and must be
// accepted.
type FraudVerdictAction string

// Known values of [FraudVerdictAction]. Others may come; they decode like any string.
const (
	// Nothing speaks against it: let the user go on.
	FraudVerdictActionALLOW FraudVerdictAction = "ALLOW"
	// It is known to be bad: stop the user.
	FraudVerdictActionBLOCK FraudVerdictAction = "BLOCK"
	// It is unknown or looks odd: ask the user for more proof, such as a second factor.
	FraudVerdictActionCHALLENGE FraudVerdictAction = "CHALLENGE"
)

// FraudVerdictReasonAction is a verdict reason, its default action and the override, if any.
type FraudVerdictReasonAction struct {
	// Action the reason leads to unless overridden.
	DefaultAction FraudVerdictAction `json:"default_action"`

	// Action the reason leads to instead. Null if it is not overridden.
	OverrideAction FraudVerdictAction `json:"override_action,omitzero"`

	// When the override was set. Null if there is none.
	OverrideCreatedAt time.Time `json:"override_created_at,omitzero"`

	// Note on the override. Null if there is none.
	OverrideDescription string `json:"override_description,omitzero"`

	// Name of the reason.
	VerdictReason string `json:"verdict_reason"`
}

// FraudVerdictReasonOverride is an override of a verdict reason that played a part in a verdict.
type FraudVerdictReasonOverride struct {
	// Action the reason leads to.
	OverrideAction FraudVerdictAction `json:"override_action"`

	// Name of the reason.
	VerdictReason string `json:"verdict_reason"`
}

// FraudVerdictReasonsListRequest is the body of fraud.verdict_reasons.list. No field is required.
type FraudVerdictReasonsListRequest struct {
	// Whether to list only reasons that are overridden. Default false.
	OverridesOnly bool `json:"overrides_only,omitzero"`
}

// FraudVerdictReasonsListResponse is the answer to fraud.verdict_reasons.list. On success it lists
// the reasons.
type FraudVerdictReasonsListResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// Reasons with their default actions and overrides.
	VerdictReasonActions []FraudVerdictReasonAction `json:"verdict_reason_actions"`
}

// FraudVerdictReasonsOverrideRequest is the body of fraud.verdict_reasons.override.
// `verdict_reason` and `override_action` are needed.
type FraudVerdictReasonsOverrideRequest struct {
	// Action the reason is to lead to: `ALLOW`, `CHALLENGE` or `BLOCK`. What `NONE` does is not
	// documented.
	OverrideAction FraudAction `json:"override_action"`

	// Note on the override.
	OverrideDescription string `json:"override_description,omitzero"`

	// Name of the reason. Any but `RULE_MATCH`.
	VerdictReason string `json:"verdict_reason"`
}

// FraudVerdictReasonsOverrideResponse is the answer to fraud.verdict_reasons.override. On success
// the override is in force.
type FraudVerdictReasonsOverrideResponse struct {
	// Id of this call, `request-id-<env>-<uuid>`. Quote it when asking Stytch for help.
	RequestID string `json:"request_id"`

	// HTTP status, repeated in the body.
	StatusCode int `json:"status_code"`

	// The reason with its override.
	VerdictReasonAction FraudVerdictReasonAction `json:"verdict_reason_action"`
}
