package emulator

import (
	"strings"

	"github.com/flymyai/stytch-go/api"
)

// provider is an OAuth provider.
type provider struct {
	// providerType is its name in answers. In requests it is the same in lower case.
	providerType string
	delivery     api.DeliveryMethod
	// factor is the member of an authentication factor that is its own.
	factor func(*api.AuthenticationFactor) **api.OAuthFactor
}

var providers = []provider{
	{"Amazon", api.DeliveryMethodOAuthAmazon, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.AmazonOAuthFactor }},
	{"Apple", api.DeliveryMethodOAuthApple, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.AppleOAuthFactor }},
	{"Bitbucket", api.DeliveryMethodOAuthBitbucket, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.BitbucketOAuthFactor }},
	{"Coinbase", api.DeliveryMethodOAuthCoinbase, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.CoinbaseOAuthFactor }},
	{"Discord", api.DeliveryMethodOAuthDiscord, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.DiscordOAuthFactor }},
	{"Facebook", api.DeliveryMethodOAuthFacebook, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.FacebookOAuthFactor }},
	{"Figma", api.DeliveryMethodOAuthFigma, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.FigmaOAuthFactor }},
	{"Github", api.DeliveryMethodOAuthGitHub, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.GitHubOAuthFactor }},
	{"GitLab", api.DeliveryMethodOAuthGitLab, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.GitLabOAuthFactor }},
	{"Google", api.DeliveryMethodOAuthGoogle, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.GoogleOAuthFactor }},
	{"Hubspot", api.DeliveryMethodOAuthHubspot, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.HubspotOAuthFactor }},
	{"Instagram", api.DeliveryMethodOAuthInstagram, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.InstagramOAuthFactor }},
	{"LinkedIn", api.DeliveryMethodOAuthLinkedIn, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.LinkedInOAuthFactor }},
	{"Microsoft", api.DeliveryMethodOAuthMicrosoft, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.MicrosoftOAuthFactor }},
	{"Salesforce", api.DeliveryMethodOAuthSalesforce, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.SalesforceOAuthFactor }},
	{"Shopify", api.DeliveryMethodOAuthShopify, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.ShopifyOAuthFactor }},
	{"Slack", api.DeliveryMethodOAuthSlack, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.SlackOAuthFactor }},
	{"Snapchat", api.DeliveryMethodOAuthSnapchat, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.SnapchatOAuthFactor }},
	{"Spotify", api.DeliveryMethodOAuthSpotify, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.SpotifyOAuthFactor }},
	{"Steam", api.DeliveryMethodOAuthSteam, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.SteamOAuthFactor }},
	{"TikTok", api.DeliveryMethodOAuthTikTok, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.TikTokOAuthFactor }},
	{"Twitch", api.DeliveryMethodOAuthTwitch, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.TwitchOAuthFactor }},
	{"Twitter", api.DeliveryMethodOAuthTwitter, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.TwitterOAuthFactor }},
	{"Yahoo", api.DeliveryMethodOAuthYahoo, func(f *api.AuthenticationFactor) **api.OAuthFactor { return &f.YahooOAuthFactor }},
}

// findProvider finds a provider by its name in requests or answers.
func findProvider(name string) (*provider, bool) {
	for i := range providers {
		if strings.EqualFold(providers[i].providerType, name) {
			return &providers[i], true
		}
	}
	return nil, false
}

// oauthFactor is the factor of a login with a provider.
func oauthFactor(p *provider, registrationID, subject, emailID string) factor {
	f := factor{id: registrationID, AuthenticationFactor: api.AuthenticationFactor{
		Type:           api.AuthenticationFactorTypeOAuth,
		DeliveryMethod: p.delivery,
	}}
	*p.factor(&f.AuthenticationFactor) = &api.OAuthFactor{ID: registrationID, ProviderSubject: subject, EmailID: emailID}
	return f
}
