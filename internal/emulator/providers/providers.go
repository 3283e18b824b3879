// Package providers lists the OAuth providers of Stytch.
package providers

import (
	"strings"

	"github.com/flymyai/stytch-go/api"
)

// Provider is an OAuth provider.
type Provider struct {
	// Type is its name in responses. In requests it is the same in lower case.
	Type string
	// Delivery is the delivery method of its authentication factors.
	Delivery api.DeliveryMethod
	// member returns the field of an authentication factor that is the provider's.
	member func(*api.AuthenticationFactor) **api.OAuthFactor
}

// Factor returns the authentication factor of a login with the provider.
func (p *Provider) Factor(login api.OAuthFactor) api.AuthenticationFactor {
	f := api.AuthenticationFactor{Type: api.AuthenticationFactorTypeOAuth, DeliveryMethod: p.Delivery}
	*p.member(&f) = &login
	return f
}

// Find returns a provider by its name in requests or responses.
func Find(name string) (*Provider, bool) {
	for i := range all {
		if strings.EqualFold(all[i].Type, name) {
			return &all[i], true
		}
	}
	return nil, false
}

var all = []Provider{
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
