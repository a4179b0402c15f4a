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
	}
}

// EncodeArticle writes an article as a record has it as one line of JSON, newline included.
func EncodeArticle(a *news.Article) []byte { return marshal(documentOf(a)) }

// EncodeCapture writes a look at a place as one line of JSON, newline included.
func EncodeCapture(c *news.Capture) []byte { return marshal(captureOf(c)) }
