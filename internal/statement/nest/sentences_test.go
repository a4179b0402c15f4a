package nest

// findTest is a tagged sentence (see tagged) and the inner statements in it.
type findTest struct {
	name, sentence string
	want           []string
}

// findTests hold each construction once.
var findTests = []findTest{
	{
		"the noun the envoy said",
		"The/DT envoy/NN said/VBD < the/DT islanders/NNS were/VBD claiming/VBG that/IN the/DT dam/NN leaked/VBD > ./.",
		[]string{"the islanders | claiming | that the dam leaked | 0"},
	},
	{
		"a clause without that",
		"The/DT envoy/NN said/VBD < the/DT islanders/NNS claim/VBP the/DT dam/NN leaked/VBD > ./.",
		[]string{"the islanders | claim | the dam leaked | 0"},
	},
	{
		"a subject with an aside",
		"Ferro/NNP said/VBD < that/IN Ms/NNP Tal/NNP ,/, a/DT lawyer/NN for/IN the/DT miners/NNS ,/, denied/VBD the/DT rumours/NNS > ./.",
		[]string{"Ms Tal , a lawyer for the miners | denied | the rumours | 0"},
	},
	{
		"a nationality before the noun",
		"The/DT ministry/NN dismissed/VBD < growing/VBG Northern/JJ allegations/NNS that/IN the/DT mayor/NN stole/VBD water/NN > ./.",
		[]string{"Northern | allegations | that the mayor stole water | 0"},
	},
	{
		"a noun with of",
		"He/PRP rejected/VBD < Tessian/JJ accusations/NNS of/IN sabotage/NN in/IN the/DT harbour/NN > ./.",
		[]string{"Tessian | accusations | of sabotage in the harbour | 0"},
	},
	{
		"a possessor",
		"Nobody/NN believed/VBD < the/DT admiral/NN 's/POS denial/NN that/IN he/PRP had/VBD fired/VBN on/IN the/DT boats/NNS > ./.",
		[]string{"the admiral 's | denial | that he had fired on the boats | 0"},
	},
	{
		"an agent after the noun",
		"She/PRP cited/VBD < a/DT report/NN by/IN Harbour/NNP Watch/NNP that/IN two/CD ships/NNS sank/VBD > ./.",
		[]string{"Harbour Watch | report | that two ships sank | 0"},
	},
	{
		"the subject that spreads what the noun names",
		"Ferro/NNP said/VBD < his/PRP$ rivals/NNS spread/VBP a/DT rumour/NN on/IN the/DT radio/NN that/IN he/PRP was/VBD ill/JJ > ./.",
		[]string{"his rivals | rumour | that he was ill | 0"},
	},
	{
		"a noun of nobody",
		"Ferro/NNP denied/VBD < rumours/NNS of/IN a/DT coup/NN > ./.",
		[]string{" | rumours | of a coup | 0"},
	},
	{
		"a noun as subject",
		"Ferro/NNP said/VBD < reports/NNS that/IN the/DT bridge/NN had/VBD fallen/VBN were/VBD false/JJ > ./.",
		[]string{" | reports | that the bridge had fallen | 0"},
	},
	{
		"a relative clause",
		"Ferro/NNP disputed/VBD < a/DT report/NN that/WDT said/VBD the/DT bridge/NN had/VBD fallen/VBN > ./.",
		[]string{"a report | said | the bridge had fallen | 0"},
	},
	{
		"a participle",
		"Ferro/NNP disputed/VBD < a/DT report/NN claiming/VBG the/DT bridge/NN had/VBD fallen/VBN > ./.",
		[]string{"a report | claiming | the bridge had fallen | 0"},
	},
	{
		"a passive",
		"Ferro/NNP said/VBD < the/DT fugitive/JJ was/VBD believed/VBN to/TO be/VB hiding/VBG in/IN Oru/NNP > ./.",
		[]string{" | believed | the fugitive … to be hiding in Oru | 0"},
	},
	{
		"a reduced passive",
		"They/PRP arrested/VBD < a/DT man/NN thought/VBD to/TO be/VB the/DT leader/NN of/IN the/DT gang/NN > ./.",
		[]string{" | thought | to be the leader of the gang | 0"},
	},
	{
		"a passive with an agent",
		"It/PRP said/VBD < that/IN Oru/NNP was/VBD accused/VBN by/IN the/DT miners/NNS of/IN shelling/VBG the/DT port/NN > ./.",
		[]string{"the miners | accused | Oru … of shelling the port | 0"},
	},
	{
		"quoted as saying",
		"It/PRP added/VBD < that/IN the/DT mayor/NN was/VBD quoted/VBN as/IN saying/VBG the/DT flood/NN was/VBD over/RB > ./.",
		[]string{"the mayor | quoted as saying | the flood was over | 0"},
	},
	{
		"a participle behind a relative clause",
		"It/PRP said/VBD < Tal/NNP painted/VBD a/DT picture/NN of/IN carts/NNS that/WDT roll/VBP ,/, saying/VBG Oru/NNP lied/VBD > ./.",
		[]string{"Tal | saying | Oru lied | 0"},
	},
	{
		"what it called",
		"Ferro/NNP condemned/VBD < what/WP it/PRP called/VBD a/DT shameless/JJ lie/NN > ./.",
		[]string{"it | called | a shameless lie | 0"},
	},
	{
		"what he described as",
		"Ferro/NNP condemned/VBD < what/WP the/DT abbot/NNP described/VBD as/IN an/DT act/NN of/IN war/NN > ./.",
		[]string{"the abbot | described … as | an act of war | 0"},
	},
	{
		"so-called",
		"He/PRP mocked/VBD < the/DT so-called/JJ peace/NN plan/NN > ./.",
		[]string{" | so-called | peace plan | 0"},
	},
	{
		"reportedly",
		"He/PRP said/VBD < the/DT rebels/NNS reportedly/RB held/VBD two/CD villages/NNS > ./.",
		[]string{" | reportedly | the rebels … held two villages | 0"},
	},
	{
		"according to",
		"He/PRP wrote/VBD < that/IN ,/, according/VBG to/TO the/DT harbour/NN board/NN ,/, nobody/NN was/VBD hurt/VBN > ./.",
		[]string{"the harbour board | according to | nobody was hurt | 0"},
	},
	{
		"the second verb of one speaker",
		"He/PRP quoted/VBD < a/DT guard/NN who/WP confirmed/VBD that/IN the/DT gate/NN was/VBD open/JJ and/CC said/VBD the/DT clerk/NN had/VBD fled/VBN > ./.",
		[]string{"a guard | confirmed | that the gate was open | 0", "a guard | said | the clerk had fled | 0"},
	},
	{
		"a cue inside a relative clause",
		"He/PRP thanked/VBD < Tal/NNP ,/, who/WP he/PRP said/VBD had/VBD saved/VBN the/DT town/NN > ./.",
		[]string{"he | said | had saved the town | 0"},
	},
	{
		"a refusal",
		"He/PRP said/VBD < that/IN the/DT governor/NN refused/VBD to/TO say/VB whether/IN he/PRP knew/VBD > ./.",
		[]string{"the governor | refused to say | whether he knew | 0"},
	},
	{
		"an accusation",
		"It/PRP said/VBD < that/IN Oru/NNP had/VBD accused/VBN the/DT miners/NNS of/IN shelling/VBG the/DT port/NN > ./.",
		[]string{"Oru | accused | the miners of shelling the port | 0"},
	},
	{
		"one who is told",
		"He/PRP said/VBD < a/DT few/JJ people/NNS told/VBD him/PRP this/DT was/VBD a/DT trick/NN > ./.",
		[]string{"a few people | told | this was a trick | 0"},
	},
	{
		"an order",
		"It/PRP said/VBD < the/DT judge/NN told/VBD the/DT clerk/NN to/TO burn/VB the/DT letter/NN > ./.",
		[]string{"the judge | told | to burn the letter | 0"},
	},
	{
		"an interrupted content",
		"He/PRP said/VBD < the/DT dam/NN ,/, engineers/NNS warned/VBD ,/, was/VBD unsafe/JJ > ./.",
		[]string{"engineers | warned | the dam … was unsafe | 0"},
	},
	{
		"two speakers",
		"He/PRP said/VBD < the/DT abbot/NN and/CC the/DT mayor/NN claimed/VBD the/DT well/RB was/VBD dry/JJ > ./.",
		[]string{"the abbot | claimed | the well was dry | 0", "the mayor | claimed | the well was dry | 0"},
	},
	{
		"a verb that goes on",
		"He/PRP said/VBD < the/DT islanders/NNS keep/VBP saying/VBG that/IN the/DT dam/NN leaks/NNS > ./.",
		[]string{"the islanders | saying | that the dam leaks | 0"},
	},
	{
		"a letter issued",
		"He/PRP welcomed/VBD < the/DT abbot/NN issuing/VBG a/DT letter/NN denying/VBG the/DT theft/NN > ./.",
		[]string{"the abbot | issuing a letter denying | the theft | 0"},
	},
	{
		"a participle of the main subject",
		"He/PRP said/VBD < Oru/NNP had/VBD left/VBN the/DT talks/NNS ,/, saying/VBG that/IN the/DT plan/NN was/VBD dead/JJ > ./.",
		[]string{"Oru | saying | that the plan was dead | 0"},
	},
	{
		"a report within a report",
		"Radio/NNP Oru/NNP said/VBD < the/DT envoy/NN had/VBD told/VBN reporters/NNS that/IN the/DT miners/NNS denied/VBD the/DT theft/NN > ./.",
		[]string{"the envoy | told | that the miners denied the theft | 0", "the miners | denied | the theft | 1"},
	},
	{
		"a noun within a denial",
		"He/PRP said/VBD < his/PRP$ government/NN rejected/VBD Western/JJ allegations/NNS that/IN it/PRP had/VBD hidden/VBN the/DT plague/NN > ./.",
		[]string{"his government | rejected | Western allegations that it had hidden the plague | 0", "Western | allegations | that it had hidden the plague | 1"},
	},
	{
		"a quotation",
		"He/PRP wrote/VBD < “/`` I/PRP met/VBD the/DT guards/NNS and/CC they/PRP said/VBD it/PRP was/VBD old/JJ gossip/NN ”/'' > ./.",
		[]string{"they | said | it was old gossip | 0"},
	},
	{
		"a source that is cited",
		"The/DT agency/NN ,/, citing/VBG two/CD officers/NNS ,/, reported/VBD < that/IN the/DT port/NN was/VBD closed/VBN > ./.",
		[]string{"two officers | citing | that the port was closed | 0"},
	},
}

// trapTests hold no inner statement.
var trapTests = []findTest{
	{name: "the outer speaker himself", sentence: "She/PRP added/VBD < “/`` we/PRP urge/VBP the/DT board/NN to/TO act/VB and/CC I/PRP think/VBP that/IN it/PRP will/MD ”/'' > ./."},
	{name: "what was not said", sentence: "He/PRP said/VBD < that/IN the/DT clerk/NN did/VBD not/RB say/VB that/IN he/PRP was/VBD ill/JJ > ./."},
	{name: "an infinitive", sentence: "He/PRP said/VBD < it/PRP was/VBD hard/JJ to/TO say/VB that/IN the/DT dam/NN was/VBD safe/JJ > ./."},
	{name: "something wished", sentence: "He/PRP said/VBD < the/DT abbot/NN would/MD deny/VB the/DT theft/NN > ./."},
	{name: "another sense of claim", sentence: "He/PRP said/VBD < Tal/NNP would/MD fight/VB after/IN claiming/VBG the/DT crown/NN > ./."},
	{name: "another sense of question", sentence: "He/PRP said/VBD < the/DT guards/NNS were/VBD questioning/VBG her/PRP at/IN the/DT gate/NN > ./."},
	{name: "another sense of call", sentence: "He/PRP said/VBD < she/PRP called/VBD the/DT firm/NN as/RB soon/RB as/IN she/PRP could/MD > ./."},
	{name: "a thing that thinks nothing", sentence: "He/PRP said/VBD < the/DT flood/NN ,/, which/WDT means/VBZ the/DT end/NN of/IN the/DT mill/NN ,/, was/VBD near/RB > ./."},
	{name: "a condition", sentence: "He/PRP asked/VBD < if/IN he/PRP believed/VBD the/DT dam/NN was/VBD safe/JJ > ./."},
	{name: "a noun without a proposition", sentence: "He/PRP said/VBD < the/DT two/CD sides/NNS traded/VBN accusations/NNS > ./."},
	{name: "a clause that the noun is the object of", sentence: "He/PRP regretted/VBD < the/DT claims/NNS that/WDT made/VBD him/PRP famous/JJ > ./."},
	{name: "a name", sentence: "He/PRP blamed/VBD < the/DT so-called/JJ Oru/NNP Group/NNP > ./."},
	{name: "an object with a clause behind it", sentence: "He/PRP said/VBD < they/PRP explained/VBD their/PRP$ view/NN ,/, the/DT state/NN was/VBD weak/JJ > ./."},
	{name: "no content", sentence: "He/PRP said/VBD < that/IN the/DT ministry/NN declined/VBD to/TO comment/VB > ./."},
}
