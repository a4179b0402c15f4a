package record

import (
	"reflect"

	"gainsay/news"
)

// Shapes are the types as which everything is written, by the names under which a description of the format tells of them: structs whose
// fields have the keys as tags. A pointer is null where something does not apply.
func Shapes() map[string]reflect.Type {
	return map[string]reflect.Type{
		"Record": reflect.TypeFor[line](), "Article": reflect.TypeFor[documentLine](), "Excluded": reflect.TypeFor[excludedLine](),
		"Entity": reflect.TypeFor[entityLine](), "Time": reflect.TypeFor[timeLine](), "RecordStatement": reflect.TypeFor[statementLine](),
		"Source": reflect.TypeFor[sourceLine](), "Cue": reflect.TypeFor[cueLine](), "Content": reflect.TypeFor[contentLine](),
		"Said": reflect.TypeFor[saidLine](), "Answer": reflect.TypeFor[answerLine](), "ClaimText": reflect.TypeFor[claimLine](),
		"Statement": reflect.TypeFor[ledgerLine](), "Places": reflect.TypeFor[placesLine](), "SpeakerName": reflect.TypeFor[speakerLine](),
		"Document": reflect.TypeFor[headLine](), "Kept": reflect.TypeFor[keptLine](), "Capture": reflect.TypeFor[captureLine](),
		"Claim": reflect.TypeFor[claimPageLine](), "Voice": reflect.TypeFor[voiceLine](), "Reply": reflect.TypeFor[replyLine](),
		"Change": reflect.TypeFor[changeLine](), "Speaker": reflect.TypeFor[speakerPageLine](), "NameCount": reflect.TypeFor[nameCountLine](),
		"ActCount": reflect.TypeFor[actCountLine](), "Correction": reflect.TypeFor[correctionLine](), "StatementChange": reflect.TypeFor[changeMade](),
		"Edit": reflect.TypeFor[editLine](), "StatementEdit": reflect.TypeFor[statementEditLine](),
		"Story": reflect.TypeFor[storyLine](), "SpeakerCount": reflect.TypeFor[speakerCountLine](), "DayCount": reflect.TypeFor[dayCountLine](),
		"Origin": reflect.TypeFor[originLine](), "Publication": reflect.TypeFor[publicationLine](), "SpeakerSummary": reflect.TypeFor[speakerSummaryLine](),
		"Revision": reflect.TypeFor[revisionLine](), "RevisedStatement": reflect.TypeFor[revisedLine](), "StatementInVersion": reflect.TypeFor[inVersionLine](),
		"Facets": reflect.TypeFor[facetsLine](), "Facet": reflect.TypeFor[facetLine](), "Tally": reflect.TypeFor[tallyLine](),
		"MonthCount": reflect.TypeFor[monthLine](), "Position": reflect.TypeFor[positionLine](), "Party": reflect.TypeFor[partyLine](),
		"Explained": reflect.TypeFor[explainedLine](), "Evidence": reflect.TypeFor[evidenceLine](),
	}
}

// EncodeArticle writes an article as a record has it as one line of JSON, newline included.
func EncodeArticle(a *news.Article) []byte { return marshal(documentOf(a)) }

// EncodeCapture writes a look at a place as one line of JSON, newline included.
func EncodeCapture(c *news.Capture) []byte { return marshal(captureOf(c)) }
