"""Messages in an export of Telegram Desktop (``result.json``), each a story of its chat's.

An export holds one chat, or under ``chats`` all of an account's.
A message's text is a string, or a list of strings and of marked pieces with their own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

from sitrep.documents.cleaning import clean_text
from sitrep.documents.document import Notice
from sitrep.documents.drafts import Draft, Found
from sitrep.documents.json_cursor import JsonCursor
from sitrep.documents.published import read_published
from sitrep.documents.source import parse_outlet
from sitrep.errors import BadOutlet, MalformedLine, NoArticle, SitrepError

#: No message is longer, with all that its export tells of it.
LONGEST_MESSAGE = 5_000_000
_NUMBERED = ("channel", "supergroup")


def read_telegram(stream: BinaryIO) -> Iterator[Found]:
    """Every message's story or refusal, located by the message's number; what holds no words is passed over."""
    cursor = JsonCursor(stream, longest=LONGEST_MESSAGE)
    empty = True
    for found in _walk(cursor, {}):
        empty = False
        yield found
    if empty:
        raise NoArticle("The export holds no message with words.", check="Export the chat again, with its messages.")


def _walk(cursor: JsonCursor, chat: dict[str, Any]) -> Iterator[Found]:
    """The messages of the chat here, or of the chats it holds."""
    for key in cursor.members():
        opens = cursor.peek()
        if key == "messages" and opens == "[":
            for _ in cursor.elements():
                yield from _message(cursor.value(), chat)
        elif key in {"chats", "left_chats"} and opens == "{":
            yield from _walk(cursor, {})
        elif key == "list" and opens == "[" and not chat.get("type"):
            for _ in cursor.elements():
                yield from _walk(cursor, {})
        else:
            value = cursor.value()
            if key in {"name", "type", "id"}:
                chat[key] = value


def _message(message: Any, chat: dict[str, Any]) -> Iterator[Found]:
    if not isinstance(message, dict):
        yield Found(MalformedLine("A message is no object.", check="Export the chat again."))
        return
    if message.get("type") != "message":
        return  # somebody joined, a picture was pinned
    number = message.get("id")
    location = number if isinstance(number, int) else None
    try:
        text = _words(message.get("text"))
        if any(map(str.isalnum, text)):
            yield Found(_draft(message, text, chat), location)
    except SitrepError as refused:
        yield Found(refused, location)


def _words(text: Any) -> str:
    """The message's words: links, names and bold pieces as they are shown."""
    pieces = text if isinstance(text, list) else [text]
    shown = [piece.get("text") if isinstance(piece, dict) else piece for piece in pieces]
    if not all(isinstance(piece, str) for piece in shown if piece is not None):
        raise MalformedLine("The message's text is no text.", check="Export the chat again.")
    return "".join(piece for piece in shown if piece)


def _draft(message: dict[str, Any], text: str, chat: dict[str, Any]) -> Draft:
    outlet = _name(chat.get("name")) or _name(message.get("from"))
    published = _moment(message, "date")
    return Draft(
        text=clean_text(text),
        outlet=outlet,
        outlet_rule="telegram" if outlet else None,
        agency=_name(message.get("forwarded_from")),
        url=_link(chat, message.get("id")),
        published=published,
        published_rule="telegram" if published else None,
        notices=_notices(message),
    )


def _name(name: Any) -> str | None:
    try:
        return parse_outlet(name) if isinstance(name, str) else None
    except BadOutlet:
        return None


def _moment(message: dict[str, Any], key: str) -> date | datetime | None:
    """The moment in UTC; exports before 2022 give only the clock of whoever exported, so only its day is taken."""
    stated = message.get(f"{key}_unixtime")
    if isinstance(stated, str | int) and str(stated).isdigit() and len(str(stated)) < 12:
        return datetime.fromtimestamp(int(stated), UTC)
    shown = message.get(key)
    return read_published(shown) if isinstance(shown, str) else None


def _link(chat: dict[str, Any], number: Any) -> str | None:
    """The message's address, which opens for members of the chat."""
    if not str(chat.get("type", "")).endswith(_NUMBERED) or not isinstance(number, int):
        return None
    return f"https://t.me/c/{chat['id']}/{number}" if isinstance(chat.get("id"), int) else None


def _notices(message: dict[str, Any]) -> tuple[Notice, ...]:
    found = []
    if isinstance(message.get("forwarded_from"), str):
        found.append(Notice("forwarded", f"The message was forwarded from {message['forwarded_from'][:100]!r}."))
    edited = _moment(message, "edited")
    if edited:
        found.append(Notice("edited", f"The message was edited on {edited.isoformat()}; it may have said otherwise."))
    return tuple(found)
