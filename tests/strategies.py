"""Every strategy the properties draw from; append only."""

from hypothesis import strategies as st

from sitrep_eval.attribution import Said
from sitrep_eval.roles import ROLES

#: Anything a string can hold but lone surrogates, which no decoded text has.
characters = st.characters(exclude_categories=["Cs"])
texts = st.text(characters, max_size=400)

#: Words as news writes them, with the marks that make splitting hard.
news_words = st.sampled_from(
    [
        "Troops", "shelled", "Khan", "Al-Hasakeh", "N’Djamena", "U.S.", "Dec.", "8", "a.m.", "Gen.", "Hale", "said",
        "1,200", "3-year-old", "2.5", "“We", "stay,”", "he", "didn't", "Kyiv’s", "…", "—", "(AP)", "!", "?", ".", ",",
        "*", "•", "1.", "No.", "41", "the", "П’ять", "\u00a0", "$5", "12%", "and/or", "S-300", "02:40",
    ]
)  # fmt: skip
gaps = st.sampled_from([" ", " ", " ", "\n", "\n\n", "  ", "\r\n"])
news = st.lists(st.tuples(news_words, gaps), max_size=60).map(lambda parts: "".join(word + gap for word, gap in parts))

parts = st.lists(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), texts),
    max_size=5,
)

#: The words that amounts are told with, in any order.
amount_words = st.sampled_from(
    "at least more than up to about some no one fewer between and or perhaps as many dozens of tens thousands several "
    "a dozen hundred half million two twenty-three 35 50 1,200 1.9 , - nearly score to the million".split()
)
#: The words that times are told with, in any order, as one text.
time_words_told = st.lists(
    st.sampled_from(
        "on in by since until from the night of Monday Friday Dec. 8 31 30 March May 2020 2025 1 a.m. p.m. 18:00 0215 "
        "GMT local time to and - , . ago later after before two three weeks days hours last next this month year late "
        "early overnight shortly end will said fell February 29 24:00 dawn".split()
    ),
    max_size=25,
).map(" ".join)

#: The words that actors are told with, in any order, as one text.
actor_words_told = st.lists(
    st.sampled_from(
        "President Mayor spokesman chief of the a an one Oleksandr Hassan al-Amin van der Nguyen Kim Jong Un O’Neill "
        "Russia Russian Ukraine’s Kyiv Kremlin U.N. U.S. M23 Hamas RSF rebels army police Defense Ministry officials "
        "said told , . “ ” ( ) 's he she it they group diplomat on condition of anonymity Gen. Brig. 45 , who leads "
        "and de two Red Cross Reuters newspaper Doctors Without Borders between Moscow in Port Sudan RSF-allied".split()
    ),
    max_size=40,
).map(" ".join)

#: The words that harm is told with, in any order, as one text.
harm_words_told = st.lists(
    st.sampled_from(
        "a an the two 14 at least six dozens of them no one nobody killed wounded dead injured killing and wounding "
        "died was were in hospital including among children women boy of 15 , aged 6 and 11 a nurse 34 her daughters "
        "soldiers toll rose to 61 from 3 put at drones missiles Iskander 12 of 17 Kalibr bomb planted dropped gun "
        "opened fire on a school houses damaged destroyed burned shut down fuel tank with petroleum infrastructure "
        "energy ran over mine ( ) "
        '; : – . « » " ’s y.o. 3-year-old Abbas Srour lost tanks taken hostage hit by shrapnel set ablaze'.split()
    ),
    max_size=40,
).map(" ".join)

#: The pieces of a mention within the first 30 characters, and attributions made of such mentions.
_piece_lists = st.lists(st.tuples(st.integers(0, 25), st.integers(1, 5)), min_size=1, max_size=2, unique=True).map(
    lambda pieces: tuple(sorted((start, start + length) for start, length in pieces))
)
_mention_lists = st.lists(_piece_lists, max_size=2, unique=True).map(tuple)
attributions = st.lists(
    st.builds(Said, source=_mention_lists, cue=_mention_lists, content=_mention_lists).filter(lambda s: not s.empty),
    max_size=5,
)

#: Entities that share their mentions with others, by role.
_entities = st.lists(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c", "A ", "b  c"]), st.just(0)), max_size=3).map(tuple), max_size=4
)
fillers = st.dictionaries(st.sampled_from(ROLES), _entities)

#: Texts with all that makes offsets slip: accents apart, emoji, other scripts, ligatures, controls, odd spaces.
slippery = st.lists(
    st.one_of(
        st.sampled_from(
            ["cafe\u0301", "x\u0301\u0302y", "\u0301", "👩‍👩‍👧", "🇺🇦", "مُحَمَّد", "שָׁלוֹם", "क्षि", "ﬁre", "İSTANBUL",
             "\r\n", "\n", "\n\n", "\x00", "\u00a0", "\u200d", "\ufeff", "\ufffd", "\t", "“", "”", '"', "«", "»", "ß",
             "Kyiv’s", "U.S.", "NATO", "1,200", "S-300", "word " * 3, "é" * 120, "中文", " "]
        ),
        st.text(characters, max_size=6),
    ),
    max_size=30,
).map(lambda parts: " ".join(parts) if len(parts) % 2 else "".join(parts))  # fmt: skip
