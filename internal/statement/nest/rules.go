package nest

// Confidences: about the share of finds of each construction that is right, on the claim stories and in a sample of contents
// of PolNeAR's training articles.
const (
	confidenceFinite     = 0.85
	confidenceParticiple = 0.7
	confidencePassive    = 0.75
	confidencePostposed  = 0.75
	confidenceNominal    = 0.75
	confidenceNaming     = 0.7
	confidenceAdverbial  = 0.7
	confidenceCitation   = 0.8
	confidenceApposed    = 0.9
	confidenceVoiced     = 0.7
	confidencePlain      = 0.6 // any of them in the running text, where the models saw no statement: 26 of 43 on PolNeAR dev
)

// The rules in a few words.
const (
	whyFinite     = "a verb of reporting has its subject and what it reports"
	whyParticiple = "a participle of reporting hangs on its speaker"
	whyPassive    = "a passive of reporting, its speaker named with “by” or not at all"
	whyPostposed  = "a report in a clause of its own follows what was said"
	whyNominal    = "a noun for something said, with what was said"
	whyNaming     = "somebody calls something by a name of his own"
	whyAdverbial  = "an adverbial such as “according to” makes the clause a report"
	whyCitation   = "a source is cited for what another reports"
	whyVoiced     = "a verb and a noun say together what somebody holds of a matter"
	whyApposed    = "a noun for something said, and who says yes or no to it"
)
