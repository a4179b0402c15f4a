// Package gainsay reads news articles and keeps the record of who said what: each statement with its source, its cue and
// its content as places in the text, and with the day, the channel and the claim where the text gives them. It rates no
// truth and invents no word; what the text leaves open stays open.
package gainsay
