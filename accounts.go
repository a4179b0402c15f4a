package gainsay

import "gainsay/internal/store"

// Accounts are for pages that are open to others than this machine; package internal/web/access tells who comes.
type (
	Account   = store.Account
	AccessKey = store.AccessKey
)

// KeyPrefix begins every access key.
const KeyPrefix = store.KeyPrefix

// The errors of accounts, each worded for the user.
var (
	ErrAccount   = store.ErrAccount
	ErrName      = store.ErrName
	ErrRole      = store.ErrRole
	ErrLastAdmin = store.ErrLastAdmin
	ErrKey       = store.ErrKey
)
