package live

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/flymyai/stytch-go"
	"github.com/flymyai/stytch-go/api"
	"github.com/flymyai/stytch-go/connectedapps"
	"github.com/flymyai/stytch-go/fraud"
	"github.com/flymyai/stytch-go/internal/emulator/sandbox"
	"github.com/flymyai/stytch-go/m2m"
	"github.com/flymyai/stytch-go/users"
)

// ledger lists what a run created. It reads the responses, so a scenario that ends early leaves nothing behind.
type ledger struct {
	mu       sync.Mutex
	users    []string
	clients  []string
	apps     []string
	blocks   []string
	verdicts []string
	// wallets are the addresses of wallets for which a login was started, whatever the response was.
	wallets []string
	// triedClient and triedApp report whether a creation was sent, whatever the response was.
	triedClient, triedApp bool
}

// creators are the operations that create a user in the scenarios.
var creators = map[string]bool{
	"users.create": true, "passwords.create": true, "passwords.migrate": true,
	"magic_links.email.login_or_create": true, "magic_links.email.invite": true,
	"otp.email.login_or_create": true, "otp.sms.login_or_create": true, "otp.whatsapp.login_or_create": true,
	"crypto_wallets.authenticate_start": true,
}

// attempt reads a request, in case its response gets lost.
func (l *ledger) attempt(operation string, request []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch operation {
	case "m2m.clients.create":
		l.triedClient = true
	case "connected_apps.clients.create":
		l.triedApp = true
	case "crypto_wallets.authenticate_start":
		var sent struct {
			Address string `json:"crypto_wallet_address"`
		}
		if json.Unmarshal(request, &sent) == nil && sent.Address != sandbox.WalletAddress {
			l.wallets = append(l.wallets, sent.Address)
		}
	case "fraud.rules.set", "fraud.verdict_reasons.override":
		var sent struct {
			Block  string          `json:"cidr_block"`
			Reason string          `json:"verdict_reason"`
			Action api.FraudAction `json:"action"`
		}
		if json.Unmarshal(request, &sent) != nil {
			return
		}
		if sent.Block != "" && sent.Action != api.FraudActionNone {
			l.blocks = append(l.blocks, sent.Block)
		}
		if sent.Reason == virtualMachine {
			l.verdicts = append(l.verdicts, sent.Reason)
		}
	}
}

// take returns the list and empties it.
func (l *ledger) take() *ledger {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := &ledger{
		users: l.users, clients: l.clients, apps: l.apps, blocks: l.blocks, verdicts: l.verdicts, wallets: l.wallets,
		triedClient: l.triedClient, triedApp: l.triedApp,
	}
	l.users, l.clients, l.apps, l.blocks, l.verdicts, l.wallets, l.triedClient, l.triedApp = nil, nil, nil, nil, nil, nil, false, false
	return list
}

// note reads a response.
func (l *ledger) note(operation string, status int, response []byte) {
	if status >= http.StatusMultipleChoices {
		return
	}
	var ids struct {
		UserID string `json:"user_id"`
		Client struct {
			ID string `json:"client_id"`
		} `json:"m2m_client"`
		App struct {
			ID string `json:"client_id"`
		} `json:"connected_app"`
	}
	if json.Unmarshal(response, &ids) != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case creators[operation] && ids.UserID != "" && ids.UserID != sandbox.UserID:
		l.users = append(l.users, ids.UserID)
	case operation == "m2m.clients.create":
		l.clients = append(l.clients, ids.Client.ID)
	case operation == "connected_apps.clients.create":
		l.apps = append(l.apps, ids.App.ID)
	}
}

// cleanupTimeout limits the deletion of what a scenario created.
const cleanupTimeout = 2 * time.Minute

// Clean deletes what was created so far, and what the run with an ID created without a response that the guard saw.
// It works after the end of the context. It returns what could not be deleted.
func (g *Guard) Clean(ctx context.Context, runID string) []string {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanupTimeout)
	defer cancel()
	client, err := g.client()
	if err != nil {
		return []string{err.Error()}
	}
	c := &cleaner{client: client, ctx: ctx}
	list := g.created.take()
	c.search(list, runID)
	for _, id := range unique(list.users) {
		_, err := client.Users.Delete(ctx, id)
		c.deleted("user "+id, err, api.ErrorTypeUserNotFound)
	}
	for _, id := range unique(list.clients) {
		_, err := client.M2M.Clients.Delete(ctx, id)
		c.deleted("M2M client "+id, err, api.ErrorTypeM2MClientNotFound)
	}
	for _, id := range unique(list.apps) {
		_, err := client.ConnectedApps.Clients.Delete(ctx, id)
		c.deleted("connected app "+id, err, api.ErrorTypeConnectedAppNotFound)
	}
	for _, block := range unique(list.blocks) {
		_, err := client.Fraud.Rules.Set(ctx, fraud.RulesSetRequest{CIDRBlock: block, Action: api.FraudActionNone})
		c.deleted("fraud rule for "+block, err)
	}
	for _, reason := range unique(list.verdicts) {
		_, err := client.Fraud.VerdictReasons.Override(ctx, fraud.VerdictReasonsOverrideRequest{VerdictReason: reason, OverrideAction: api.FraudActionNone})
		c.deleted("override of "+reason, err)
	}
	return c.left
}

// cleaner deletes things and lists what is left.
type cleaner struct {
	client *stytch.Client
	ctx    context.Context //nolint:containedctx // A cleaner is one call.
	left   []string
}

func (c *cleaner) deleted(what string, err error, gone ...api.ErrorType) {
	if err == nil || slices.ContainsFunc(gone, func(t api.ErrorType) bool { return errors.Is(err, t) }) {
		return
	}
	c.left = append(c.left, fmt.Sprintf("%s: %v", what, err))
}

// search finds what has the mark of a run in its name, such as the user of a call whose response was lost.
func (c *cleaner) search(list *ledger, runID string) {
	mark := "stytch-go-" + runID
	filters := []users.Filter{users.EmailAddressFuzzy(mark)}
	if len(list.wallets) > 0 {
		filters = append(filters, users.CryptoWalletAddress(list.wallets...))
	}
	for _, filter := range filters {
		found, err := c.client.Users.Search(c.ctx, users.SearchRequest{Query: users.And(filter)})
		if err != nil {
			c.left = append(c.left, fmt.Sprintf("users with %s in their addresses: %v", mark, err))
			continue
		}
		for _, u := range found.Results {
			list.users = append(list.users, u.UserID)
		}
	}
	if list.triedClient {
		clients, err := c.client.M2M.Clients.Search(c.ctx, m2m.ClientsSearchRequest{Query: m2m.And(m2m.ClientName(mark))})
		if err != nil {
			c.left = append(c.left, fmt.Sprintf("M2M clients with the name %s: %v", mark, err))
		} else {
			for _, client := range clients.M2MClients {
				list.clients = append(list.clients, client.ClientID)
			}
		}
	}
	if list.triedApp {
		for app, err := range c.client.ConnectedApps.Clients.All(c.ctx, connectedapps.ClientsSearchRequest{}) {
			if err != nil {
				c.left = append(c.left, fmt.Sprintf("connected apps with the name %s: %v", mark, err))
				break
			}
			if strings.HasPrefix(app.ClientName, mark) {
				list.apps = append(list.apps, app.ClientID)
			}
		}
	}
}

// unique returns the strings of a list without repetitions.
func unique(list []string) []string {
	sorted := slices.Sorted(slices.Values(list))
	return slices.Compact(sorted)
}
