"""Sample sentences per criterion, shown in suggestions: what a sign, a source, a whole answer can look like. All are invented."""

from behovai.scoring.rule import Text
from behovai.submission import Criterion

SIGNS: dict[Criterion, Text] = {
    Criterion.GJENNOMFORING: Text(
        "«Alle fire samlingene er holdt, og hver skole har hatt med minst to lærere på tre av dem.»",
        "«Alle fire samlingane er haldne, og kvar skule har hatt med minst to lærarar på tre av dei.»",
    ),
    Criterion.PRAKSISENDRING: Text(
        "«De voksne deler barna i små grupper ved garderoben i minst fire av fem avdelinger.»",
        "«Dei vaksne deler barna i små grupper ved garderoben på minst fire av fem avdelingar.»",
    ),
    Criterion.LAERINGSFELLESSKAP: Text(
        "«Hvert team legger fram et eget praksiseksempel på fellestid minst to ganger i semesteret.»",
        "«Kvart team legg fram eit eige praksisdøme på fellestid minst to gonger i semesteret.»",
    ),
    Criterion.INKLUDERING: Text(
        "«Flere elever enn i fjor svarer at de har noen å være sammen med i friminuttene.»",
        "«Fleire elevar enn i fjor svarer at dei har nokon å vere saman med i friminutta.»",
    ),
    Criterion.LAERERUTDANNING: Text(
        "«Minst to eksempler fra barnehagene er tatt inn i undervisningen på campus, og seks studenter har hatt praksis i tiltaket.»",
        "«Minst to døme frå barnehagane er tekne inn i undervisninga på campus, og seks studentar har hatt praksis i tiltaket.»",
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

ANSWERS: dict[Criterion, Text] = {
    Criterion.GJENNOMFORING: Text(
        "«Vi regner tiltaket som gjennomført når alle fire samlingene er holdt og hver skole har deltatt på tre. Plangruppa sjekker "
        "deltakerlistene i desember og juni.»",
        "«Vi reknar tiltaket som gjennomført når alle fire samlingane er haldne og kvar skule har vore med på tre. Plangruppa sjekkar "
        "deltakarlistene i desember og juni.»",
    ),
    Criterion.PRAKSISENDRING: Text(
        "«Tegnet vi ser etter, er at lærerne avslutter økta med spørsmål til elevene. Rektor observerer to økter per lærer i oktober og "
        "april og noterer på et enkelt skjema.»",
        "«Teiknet vi ser etter, er at lærarane avsluttar økta med spørsmål til elevane. Rektor observerer to økter per lærar i oktober og "
        "april og noterer på eit enkelt skjema.»",
    ),
    Criterion.LAERINGSFELLESSKAP: Text(
        "«Praksisfortellinger er fast punkt på teammøtet, og alle har lagt fram én innen jul. Teamlederne leser referatene i januar og "
        "tar funnene med til plangruppa.»",
        "«Praksisforteljingar er fast punkt på teammøtet, og alle har lagt fram éi innan jul. Teamleiarane les referata i januar og "
        "tek funna med til plangruppa.»",
    ),
    Criterion.INKLUDERING: Text(
        "«Vi ser etter om flere elever svarer at de har noen å være sammen med. Kilden er Elevundersøkelsen, sammenlignet med i fjor; "
        "skolemiljøteamet går gjennom svarene i februar.»",
        "«Vi ser etter om fleire elevar svarer at dei har nokon å vere saman med. Kjelda er Elevundersøkinga, samanlikna med i fjor; "
        "skulemiljøteamet går gjennom svara i februar.»",
    ),
    Criterion.LAERERUTDANNING: Text(
        "«Høgskolen bruker minst to eksempler fra skolene i undervisningen våren 2027. Faglæreren intervjuer seks studenter etter praksis "
        "og legger fram svarene for plangruppa.»",
        "«Høgskulen bruker minst to døme frå skulane i undervisninga våren 2027. Faglæraren intervjuar seks studentar etter praksis "
        "og legg fram svara for plangruppa.»",
    ),
}
