"""The codebook's words for actors, arranged for looking up by the words of a text."""

from __future__ import annotations

from functools import cache, cached_property

from sitrep.annotations.wording import Phrases, split_phrase
from sitrep.codebook.actor_words import INHERIT, NO_SECTOR, actor_nouns, actor_roles, actor_use
from sitrep.codebook.known_actors import KnownActor, known_actors


class Lexicon:
    """The codebook's words for actors, arranged for looking up by the words of a text."""

    @cached_property
    def roles(self) -> dict[tuple[str, ...], str]:
        """The sector of each role phrase."""
        listed = actor_roles().roles.items()
        return {split_phrase(role): sector for sector, roles in listed for role in roles}

    @cached_property
    def role_lengths(self) -> dict[str, tuple[int, ...]]:
        """How many words the role phrases have that end with a word, also in the plural, the longest first."""
        found: dict[str, set[int]] = {}
        for role in self.roles:
            for last in (role[-1], role[-1] + "s"):
                found.setdefault(last, set()).add(len(role))
        return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}

    @cached_property
    def role_phrases(self) -> Phrases[str]:
        """The role phrases by their first word, with their sectors."""
        return Phrases((role, sector) for sector, roles in actor_roles().roles.items() for role in roles)

    @cached_property
    def ranks(self) -> dict[str, str]:
        """The sector of each word of a rank."""
        return {
            word: sector for sector, ranks in actor_roles().ranks.items() for rank in ranks for word in rank.split()
        }

    @cached_property
    def common_bodies(self) -> Phrases[str]:
        """Heads of bodies that need no name."""
        return Phrases((head, sector) for sector, heads in actor_nouns().bodies.common.items() for head in heads)

    @cached_property
    def named_bodies(self) -> Phrases[str]:
        """Heads of bodies that need a name beside them."""
        return Phrases((head, sector) for sector, heads in actor_nouns().bodies.named.items() for head in heads)

    @cached_property
    def people(self) -> Phrases[str]:
        """Nouns for people without a name."""
        return Phrases((noun, sector) for sector, nouns in actor_nouns().people.items() for noun in nouns)

    @cached_property
    def role_words(self) -> frozenset[str]:
        """The first words of roles, also in the plural."""
        first = {role[0] for role in self.roles}
        return frozenset(first | {word + "s" for word in first} | {"spokesmen", "spokespeople", "chiefs"})

    @cached_property
    def people_words(self) -> frozenset[str]:
        """The last words of nouns for people without a name."""
        return frozenset(split_phrase(noun)[-1] for nouns in actor_nouns().people.values() for noun in nouns)

    @cached_property
    def group_words(self) -> dict[tuple[str, ...], str]:
        """The sector of each noun that says what kind of actor a name is."""
        return {split_phrase(noun): sector for sector, nouns in actor_use().group_words.items() for noun in nouns}

    @cached_property
    def group_endings(self) -> frozenset[str]:
        """The last words of the nouns that say what kind of actor a name is."""
        return frozenset(words[-1] for words in self.group_words)

    @cached_property
    def group_nouns(self) -> frozenset[str]:
        """The last words of nouns for groups, media, firms and places."""
        return self.group_endings | actor_use().place_nouns | actor_use().descriptors

    @cached_property
    def weak_bodies(self) -> Phrases[str]:
        """Heads that are bodies only where they speak."""
        return Phrases((head, sector) for sector, heads in actor_nouns().bodies.weak.items() for head in heads)

    @cached_property
    def body_openings(self) -> frozenset[str]:
        """The first words of all heads of bodies."""
        bodies = actor_nouns().bodies
        heads = (head for kind in (bodies.common, bodies.named, bodies.weak) for of in kind.values() for head in of)
        return frozenset(split_phrase(head)[0] for head in heads)

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words that alone name no place however they are written."""
        nouns, roles = actor_nouns(), actor_roles()
        heads = [
            head for group in (nouns.bodies.common, nouns.bodies.named) for listed in group.values() for head in listed
        ]
        words = (
            {split_phrase(head)[-1] for head in heads}
            | roles.modifiers
            | nouns.describers
            | self.role_words
            | self.people_words
        )
        words |= set(self.ranks) | roles.honorifics
        return frozenset(words | actor_use().function_words | actor_use().starters | actor_use().calendar)

    @cached_property
    def alliances(self) -> Phrases[None]:
        """Phrases that bind a body to an armed group."""
        return Phrases((phrase, None) for phrase in actor_use().alliances)

    @cached_property
    def attachments(self) -> Phrases[None]:
        """Phrases that go on describing people without a name."""
        return Phrases((phrase, None) for phrase in actor_nouns().attachments)

    @cached_property
    def anonymity(self) -> Phrases[None]:
        """Phrases that tell that somebody keeps the name back."""
        return Phrases((phrase, None) for phrase in actor_nouns().anonymity)

    @cached_property
    def known(self) -> Phrases[tuple[tuple[str, ...], KnownActor]]:
        """Actors known by name, with the words of the name as they should be written."""
        return Phrases((name, (_cased(name), actor)) for name, actor in known_actors().items())


def _cased(name: str) -> tuple[str, ...]:
    return tuple(name.replace("’", "'").split())


@cache
def lexicon() -> Lexicon:
    """The one lexicon of the run."""
    return Lexicon()


def sector_of(heading: str) -> str | None:
    """The sector that a heading of the codebook stands for."""
    return None if heading in {INHERIT, NO_SECTOR} else heading
