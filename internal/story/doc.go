// Package story groups documents into stories: what several outlets tell of one event, and of what comes of it.
//
// In come articles, one after the other ([Index.Add]); out come stories, each a list of documents ([Index.Stories]). An article
// joins the story whose words and names its own are most like (the cosine of weighted words, Salton and Buckley 1988), if they
// are like enough for the days that lie between (single-pass clustering with a time window: Yang, Pierce and Carbonell 1998),
// or begins one. Words that stand in many articles weigh little; how many that are is known of the most frequent ones from the
// start (frequent.txt) and counted from then on. An index by the words that tell most looks at a bounded number of stories for
// each article. Everything is deterministic. What it keeps are rows of internal/recall, which may outlive the process.
// The package imports news, internal/recall and the standard library.
package story
