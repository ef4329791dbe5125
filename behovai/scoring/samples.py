"""Samples per criterion, shown in suggestions: what a sign, a source, a whole answer can look like, and who can look. All are invented."""

from behovai.scoring.rule import Text
from behovai.submission import Criterion

SIGNS: dict[Criterion, Text] = {
    Criterion.GJENNOMFORING: Text(
        "«Alle samlingene i planen er holdt, og alle enhetene har vært med.»",
        "«Alle samlingane i planen er haldne, og alle einingane har vore med.»",
    ),
    Criterion.PRAKSISENDRING: Text(
        "«På de fleste avdelingene deler de voksne barna i små grupper ved garderoben.»",
        "«På dei fleste avdelingane deler dei vaksne barna i små grupper ved garderoben.»",
    ),
    Criterion.LAERINGSFELLESSKAP: Text(
        "«Hvert team legger fram et eget praksiseksempel på fellestid hvert semester.»",
        "«Kvart team legg fram eit eige praksisdøme på fellestid kvart semester.»",
    ),
    Criterion.INKLUDERING: Text(
        "«Flere elever enn i fjor svarer at de har noen å være sammen med i friminuttene.»",
        "«Fleire elevar enn i fjor svarer at dei har nokon å vere saman med i friminutta.»",
    ),
    Criterion.LAERERUTDANNING: Text(
        "«Eksempler fra enhetene er tatt inn i undervisningen på campus, og studenter har hatt praksis i tiltaket.»",
        "«Døme frå einingane er tekne inn i undervisninga på campus, og studentar har hatt praksis i tiltaket.»",
    ),
}

SOURCES: dict[Criterion, Text] = {
    Criterion.GJENNOMFORING: Text("deltakerlister og referater fra plangruppa", "deltakarlister og referat frå plangruppa"),
    Criterion.PRAKSISENDRING: Text(
        "styrers eller rektors observasjon med et enkelt skjema, høst og vår",
        "observasjon med eit enkelt skjema av styrar eller rektor, haust og vår",
    ),
    Criterion.LAERINGSFELLESSKAP: Text(
        "møtereferater, eller noen faste spørsmål til de ansatte før og etter",
        "møtereferat, eller nokre faste spørsmål til dei tilsette før og etter",
    ),
    Criterion.INKLUDERING: Text(
        "Elevundersøkelsen, samtaler med barn eller elever, eller tall for fravær",
        "Elevundersøkinga, samtalar med barn eller elevar, eller tal for fråvær",
    ),
    Criterion.LAERERUTDANNING: Text(
        "intervju med studenter og faglærere, eller emneplanen før og etter",
        "intervju med studentar og faglærarar, eller emneplanen før og etter",
    ),
}

_LEADERS = Text("«styrerne», «rektorene i ledermøtet» eller «plangruppa»", "«styrarane», «rektorane i leiarmøtet» eller «plangruppa»")
WHO: dict[Criterion, Text] = {
    **dict.fromkeys(Criterion, _LEADERS),
    Criterion.LAERERUTDANNING: Text(
        "«emneansvarlig», «praksiskoordinator» eller «plangruppa»", "«emneansvarleg», «praksiskoordinator» eller «plangruppa»"
    ),
}

ANSWERS: dict[Criterion, Text] = {
    Criterion.GJENNOMFORING: Text(
        "«Vi regner tiltaket som gjennomført når alle samlingene i planen er holdt og alle enhetene har vært med. Plangruppa sjekker "
        "deltakerlistene ved slutten av hvert semester.»",
        "«Vi reknar tiltaket som gjennomført når alle samlingane i planen er haldne og alle einingane har vore med. Plangruppa sjekkar "
        "deltakarlistene ved slutten av kvart semester.»",
    ),
    Criterion.PRAKSISENDRING: Text(
        "«Tegnet vi ser etter, er at lærerne avslutter økta med spørsmål til elevene. Rektor observerer økter høst og vår og "
        "noterer på et enkelt skjema.»",
        "«Teiknet vi ser etter, er at lærarane avsluttar økta med spørsmål til elevane. Rektor observerer økter haust og vår og "
        "noterer på eit enkelt skjema.»",
    ),
    Criterion.LAERINGSFELLESSKAP: Text(
        "«Praksisfortellinger er fast punkt på teammøtet, og alle legger fram etter tur. Teamlederne leser referatene hvert semester og "
        "tar funnene med til plangruppa.»",
        "«Praksisforteljingar er fast punkt på teammøtet, og alle legg fram etter tur. Teamleiarane les referata kvart semester og "
        "tek funna med til plangruppa.»",
    ),
    Criterion.INKLUDERING: Text(
        "«Vi ser etter om flere elever svarer at de har noen å være sammen med. Kilden er Elevundersøkelsen, sammenlignet med i fjor; "
        "skolemiljøteamet går gjennom svarene i februar.»",
        "«Vi ser etter om fleire elevar svarer at dei har nokon å vere saman med. Kjelda er Elevundersøkinga, samanlikna med i fjor; "
        "skulemiljøteamet går gjennom svara i februar.»",
    ),
    Criterion.LAERERUTDANNING: Text(
        "«Høgskolen bruker eksempler fra enhetene i undervisningen hvert studieår. Faglæreren intervjuer studenter etter praksis "
        "og legger fram svarene for plangruppa.»",
        "«Høgskulen bruker døme frå einingane i undervisninga kvart studieår. Faglæraren intervjuar studentar etter praksis "
        "og legg fram svara for plangruppa.»",
    ),
}
